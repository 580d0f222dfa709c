//! Applies edits of a decoded text to the bytes of its file.
//!
//! In: the bytes of a file, and edits by range of the decoded text. Out: the edited bytes. Nothing
//! else changes: line breaks, a byte order mark and text that was repaired while reading stay. An
//! edit of the empty range where control characters were removed replaces these.

use std::ops::Range;

use crate::load::encoding::{control, repair_mojibake};

/// Applies edits, which are sorted by their ranges in the decoded text. Returns the new bytes and,
/// for each edit, whether it was applied; `None` if the file is not UTF-8, because then the
/// location of an edit in the file is unknown.
///
/// An edit is skipped if it overlaps the one before, starts or ends inside repaired text, or would
/// join two line breaks.
pub(crate) fn apply(bytes: &[u8], edits: &[(Range<usize>, &str)]) -> Option<(Vec<u8>, Vec<bool>)> {
    let raw = std::str::from_utf8(bytes).ok()?;
    let offsets = RawOffsets::of(raw);

    let mut out = String::with_capacity(raw.len());
    let mut copied = 0;
    let mut applied = vec![false; edits.len()];
    for ((range, text), is_applied) in edits.iter().zip(&mut applied) {
        let Some(Range { start, end }) = offsets.range(range) else {
            continue;
        };
        if start < copied {
            continue;
        }

        out.push_str(raw.get(copied..start)?);
        copied = start;

        if !joins_line_breaks(&out, text, raw.get(end..)?) {
            out.push_str(text);
            copied = end;
            *is_applied = true;
        }
    }

    out.push_str(raw.get(copied..)?);
    Some((out.into_bytes(), applied))
}

/// Whether an edit would put a line feed right after a carriage return, which would make one line
/// break of two.
fn joins_line_breaks(before: &str, text: &str, after: &str) -> bool {
    before.ends_with('\r') && text.chars().chain(after.chars()).next() == Some('\n')
}

/// Where the bytes of the decoded text are in the raw text. An offset is `None` inside repaired
/// text.
struct RawOffsets {
    /// For each byte of the decoded text, and for its end.
    starts: Vec<Option<usize>>,
    /// The end of the byte before, which differs where control characters were removed.
    ends: Vec<Option<usize>>,
}

impl RawOffsets {
    fn of(raw: &str) -> Self {
        let (plain, offsets) = normalize_line_breaks(raw);
        let (repaired, offsets) = offsets_of_repaired(plain, &offsets);
        let (_, removals) = control::remove(repaired);

        let mut starts = Vec::with_capacity(offsets.len());
        let mut ends = Vec::with_capacity(offsets.len());
        let mut from = 0;
        for removed in removals.ranges() {
            let kept = from..removed.start;
            starts.extend(&offsets[kept.clone()]);
            // The position of the removal ends before it, and starts after it.
            ends.extend(&offsets[from..=kept.end][usize::from(from > 0)..]);
            from = removed.end;
        }
        starts.extend(&offsets[from..]);
        ends.extend(&offsets[from..][usize::from(from > 0)..]);

        Self { starts, ends }
    }

    /// The bytes of the raw text for a range of the decoded text.
    fn range(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let (first, last) = if range.is_empty() {
            (self.ends.get(range.start), self.starts.get(range.end))
        } else {
            (self.starts.get(range.start), self.ends.get(range.end))
        };

        Some(first.copied().flatten()?..last.copied().flatten()?)
    }
}

/// The text with its mojibake repaired, and the offsets of its bytes.
fn offsets_of_repaired(plain: String, offsets: &[Option<usize>]) -> (String, Vec<Option<usize>>) {
    let (text, repairs) = repair_mojibake(plain);

    let mut repaired = Vec::with_capacity(text.len() + 1);
    let mut from = 0;
    for (range, original) in repairs {
        let unchanged = range.start - repaired.len();
        repaired.extend(&offsets[from..from + unchanged]);
        from += unchanged;

        repaired.push(offsets[from]);
        repaired.extend(std::iter::repeat_n(None, range.len() - 1));
        from += original.len();
    }

    repaired.extend(&offsets[from..]);
    (text, repaired)
}

/// The text without a byte order mark and with `\n` for every line break, and the offset of each of
/// its bytes, and of its end, in the raw text.
fn normalize_line_breaks(raw: &str) -> (String, Vec<Option<usize>>) {
    let mut text = String::with_capacity(raw.len());
    let mut offsets = Vec::with_capacity(raw.len() + 1);

    let mark = raw.len() - raw.strip_prefix('\u{feff}').unwrap_or(raw).len();
    for (at, c) in raw.char_indices().skip_while(|(at, _)| *at < mark) {
        // The carriage return before it was the line break.
        if c == '\n' && raw[..at].ends_with('\r') {
            continue;
        }

        let c = if c == '\r' { '\n' } else { c };
        text.push(c);
        offsets.extend((0..c.len_utf8()).map(|byte| Some(at + byte)));
    }

    offsets.push(Some(raw.len()));
    (text, offsets)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::encoding::decode;
    use crate::source::FileId;

    const RAW: &str = "\u{feff}a PHÂ² b\r\nc, d\rÂ² e";

    /// The range of a part of the decoded text.
    fn range(text: &str, part: &str) -> Range<usize> {
        let start = text.find(part).unwrap();
        start..start + part.len()
    }

    #[test]
    fn edits_change_nothing_else() {
        let (text, _) = decode(RAW.as_bytes().to_vec(), FileId(0));
        assert_eq!(text, "a PH² b\nc, d\n² e");

        let edits = [(range(&text, "²"), "²"), (range(&text, ","), "")];
        let (edited, applied) = apply(RAW.as_bytes(), &edits).unwrap();

        let edited = String::from_utf8(edited).unwrap();
        assert_eq!(edited, "\u{feff}a PH² b\r\nc d\rÂ² e");
        assert_eq!(applied, [true, true]);
    }

    #[test]
    fn no_edits_change_nothing() {
        assert_eq!(apply(RAW.as_bytes(), &[]).unwrap().0, RAW.as_bytes());
        assert_eq!(apply(b"a\xff", &[]), None);
    }

    #[test]
    fn overlapping_edits_are_skipped() {
        let (text, _) = decode(RAW.as_bytes().to_vec(), FileId(0));
        let comma = range(&text, ",");

        let (_, applied) = apply(RAW.as_bytes(), &[(comma.clone(), ""), (comma, "")]).unwrap();
        assert_eq!(applied, [true, false]);
    }

    #[test]
    fn removed_characters_are_replaced_by_an_edit_at_their_position() {
        let raw = "\u{0}a\u{1b}[\u{202e}b\u{0}";
        let (text, diagnostics) = decode(raw.into(), FileId(0));
        assert_eq!(text, "a[b");

        let edits = diagnostics.iter().flat_map(|diagnostic| &diagnostic.edits);
        let mut edits: Vec<_> = edits
            .map(|edit| (edit.span.range.clone(), edit.text.as_str()))
            .collect();
        edits.sort_by_key(|(range, _)| range.start);
        let (edited, _) = apply(raw.as_bytes(), &edits).unwrap();
        assert_eq!(edited, b"a[b");

        let (edited, _) = apply(raw.as_bytes(), &[(1..2, "(")]).unwrap();
        assert_eq!(edited, "\u{0}a\u{1b}(\u{202e}b\u{0}".as_bytes());
    }

    #[test]
    fn two_line_breaks_stay_two() {
        for (raw, range, text) in [("a\r\r", 2..3, "\n"), ("a\rb\n", 2..3, "")] {
            let edited = apply(raw.as_bytes(), &[(range, text)]);
            assert_eq!(edited, Some((raw.into(), vec![false])));
        }
    }

    /// Replaces a range of the decoded text by itself and returns the text before and after.
    fn replaced_by_itself(raw: &str, from: usize, to: usize) -> (String, String) {
        let (text, _) = decode(raw.as_bytes().to_vec(), FileId(0));
        let from = text.floor_char_boundary(from.min(text.len()));
        let to = text.floor_char_boundary(to.min(text.len()));
        let range = from.min(to)..from.max(to);

        let (edited, _) = apply(raw.as_bytes(), &[(range.clone(), &text[range])]).unwrap();
        let (decoded, _) = decode(edited, FileId(0));
        (text, decoded)
    }

    proptest::proptest! {
        // The decoded text is the same, whether or not a part of it was repaired or removed.
        #[test]
        fn replacing_a_text_by_itself_changes_nothing(
            raw in "[a-c\r\n\u{feff}Â²ä¾‹é中]{0,30}",
            from in 0usize..30,
            to in 0usize..30,
        ) {
            let (before, after) = replaced_by_itself(&raw, from, to);
            proptest::prop_assert_eq!(after, before);
        }

        #[test]
        fn removed_characters_do_not_shift_an_edit(
            raw in "[a-c\r\n\u{feff}é中\u{0}\u{1b}\u{202e}]{0,30}",
            from in 0usize..30,
            to in 0usize..30,
        ) {
            let (before, after) = replaced_by_itself(&raw, from, to);
            proptest::prop_assert_eq!(after, before);
        }
    }
}
