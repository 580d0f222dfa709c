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
    let mut pieces = Vec::new();
    let mut at = 0;

    for (nth, start) in starts.iter().enumerate() {
        // A line within the previous entry.
        if *start < at {
            continue;
        }

        pieces.extend(trimmed(text, at..*start).map(BibPiece::Plain));
        at = closing(text, *start)
            .unwrap_or_else(|| starts.get(nth + 1).copied().unwrap_or(text.len()));
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

/// `@word{`, or `article{` and the like.
fn opens(line: &str) -> bool {
    let Some((kind, _)) = line.split_once('{') else {
        return false;
    };
    let kind = kind.trim_end();

    match kind.strip_prefix('@') {
        Some(word) => !word.is_empty() && word.chars().all(|c| c.is_ascii_alphabetic()),
        None => KINDS.contains(&kind.to_lowercase().as_str()),
    }
}

/// The byte after the brace that closes the entry at byte `start`.
fn closing(text: &str, start: usize) -> Option<usize> {
    let mut depth = 0usize;
    let mut escaped = false;

    for (offset, c) in text[start..].char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '{' => depth += 1,
            '}' if depth <= 1 => return Some(start + offset + 1),
            '}' => depth -= 1,
            _ => {}
        }
    }
    None
}

fn trimmed(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let whole = &text[range.clone()];
    let start = range.start + (whole.len() - whole.trim_start().len());
    let length = whole.trim().len();
    (length > 0).then(|| start..start + length)
}
