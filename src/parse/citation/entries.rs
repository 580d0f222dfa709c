//! Cuts a text into BibTeX entries and the text between them.
//!
//! In: the text of a code block. Out: pieces in order, each trimmed. An entry whose braces do not
//! balance ends where the next one starts.

use std::ops::Range;

/// A piece of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum BibPiece {
    /// From `@word{` to its closing brace.
    Entry(Range<usize>),
    /// The same without the `@`.
    NoAt(Range<usize>),
    /// `@comment`, `@preamble`, `@string`: nothing to cite.
    Comment(Range<usize>),
    /// Other text.
    Plain(Range<usize>),
}

/// Types that open an entry even if the `@` is missing.
const KINDS: &[&str] = &[
    "article",
    "book",
    "dataset",
    "inbook",
    "incollection",
    "inproceedings",
    "manual",
    "mastersthesis",
    "misc",
    "online",
    "phdthesis",
    "proceedings",
    "techreport",
    "unpublished",
];

impl BibPiece {
    /// Its bytes within the text.
    pub(super) fn range(&self) -> Range<usize> {
        match self {
            Self::Entry(range) | Self::NoAt(range) | Self::Comment(range) | Self::Plain(range) => {
                range.clone()
            }
        }
    }
}

/// Cuts a text into its pieces.
pub(super) fn pieces(text: &str) -> Vec<BibPiece> {
    let starts = starts(text);
    let closings = closings(text, &starts);
    let mut pieces = Vec::new();
    let mut at = 0;

    for (nth, (start, closing)) in starts.iter().zip(closings).enumerate() {
        // A line within the previous entry.
        if *start < at {
            continue;
        }

        pieces.extend(trimmed(text, at..*start).map(BibPiece::Plain));
        at = closing.unwrap_or_else(|| starts.get(nth + 1).copied().unwrap_or(text.len()));
        pieces.extend(trimmed(text, *start..at).map(|range| piece(text, range)));
    }

    pieces.extend(trimmed(text, at..text.len()).map(BibPiece::Plain));
    pieces
}

/// The type (in lowercase) and the key of an entry, as far as they can be recognized:
/// `@Article{key, …`.
pub(super) fn kind_and_key(entry: &str) -> (String, String) {
    let (kind, rest) = entry
        .trim_start_matches('@')
        .split_once('{')
        .unwrap_or((entry, ""));

    let key = rest.split([',', '\n', '}']).next().unwrap_or("");
    (kind.trim().to_lowercase(), key.trim().to_owned())
}

/// The range with both ends moved down to a character boundary, so that the text can be sliced by
/// it.
pub(super) fn on_char_boundaries(text: &str, range: Range<usize>) -> Range<usize> {
    text.floor_char_boundary(range.start)..text.floor_char_boundary(range.end)
}

fn piece(text: &str, range: Range<usize>) -> BibPiece {
    let entry = &text[range.clone()];
    match kind_and_key(entry).0.as_str() {
        "comment" | "preamble" | "string" => BibPiece::Comment(range),
        _ if entry.starts_with('@') => BibPiece::Entry(range),
        _ => BibPiece::NoAt(range),
    }
}

/// The bytes at which an entry opens: the start of a line, or an `@` within it.
fn starts(text: &str) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut at = 0;

    for line in text.split_inclusive('\n') {
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        if opens(&text[start..at]) {
            starts.push(start);
        }

        // A line may hold several entries.
        for (offset, _) in text[start..at]
            .char_indices()
            .skip(1)
            .filter(|(_, c)| *c == '@')
        {
            let more = start + offset;
            if text[start..more].ends_with([' ', '}']) && opens(&text[more..at]) {
                starts.push(more);
            }
        }
    }
    starts
}

/// `@word{`, or `article{` and the like. This reads no further than the word and the space after
/// it, because a line may hold many signs that open nothing.
fn opens(line: &str) -> bool {
    let (has_at, rest) = match line.strip_prefix('@') {
        Some(rest) => (true, rest),
        None => (false, line),
    };
    let word_end = rest
        .find(|c: char| !c.is_alphabetic())
        .unwrap_or(rest.len());
    let (word, rest) = rest.split_at(word_end);

    let is_kind = match has_at {
        true => !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphabetic()),
        false => KINDS.contains(&word.to_lowercase().as_str()),
    };
    is_kind && rest.trim_start().starts_with('{')
}

/// For each start of an entry, the byte after the brace that closes it. One pass over the text
/// finds all of them.
fn closings(text: &str, starts: &[usize]) -> Vec<Option<usize>> {
    let mut closings = vec![None; starts.len()];
    let mut next = 0;
    // The braces that are open: for the first one of an entry, the number of the entry.
    let mut open: Vec<Option<usize>> = Vec::new();
    let mut opening = None;
    let mut escaped = false;

    for (at, c) in text.char_indices() {
        if starts.get(next) == Some(&at) {
            opening = Some(next);
            next += 1;
        }

        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '{' => open.push(opening.take()),
            '}' => {
                if let Some(Some(entry)) = open.pop() {
                    closings[entry] = Some(at + 1);
                }
            }
            _ => {}
        }
    }

    closings
}

fn trimmed(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let whole = &text[range.clone()];
    let start = range.start + (whole.len() - whole.trim_start().len());
    let length = whole.trim().len();
    (length > 0).then(|| start..start + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &[&str]) {
        let pieces: Vec<&str> = pieces(text)
            .into_iter()
            .map(|piece| &text[piece.range()])
            .collect();
        assert_eq!(pieces, expect, "{text:?}");
    }

    #[test]
    fn entries_end_at_their_brace_or_at_the_next_entry() {
        check(
            "@a{b {c}} d @e{f} @g{h",
            &["@a{b {c}}", "d", "@e{f}", "@g{h"],
        );
        check("@a{b\n@c{d}\n}", &["@a{b\n@c{d}\n}"]);
        check("@a{\n@b{\n@c{d}", &["@a{", "@b{", "@c{d}"]);
        check("@a{b \\} c} } @d {e}", &["@a{b \\} c}", "}", "@d {e}"]);
        check("Book {a} @ {b}\nmisc{c}", &["Book {a}", "@ {b}", "misc{c}"]);
    }

    #[test]
    fn many_signs_that_open_nothing_are_read_once() {
        let count = 200_000;

        assert_eq!(pieces(&"@a{\n".repeat(count)).len(), count);
        assert_eq!(pieces(&" @".repeat(count)).len(), 1);
        assert_eq!(pieces(&"}@abc ".repeat(count)).len(), 1);
    }
}
