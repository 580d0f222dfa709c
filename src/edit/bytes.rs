//! Applies edits of a decoded text to the bytes of its file.
//!
//! In: the bytes of a file, and edits by range of the decoded text. Out: the edited bytes. Nothing
//! else changes: line breaks, a byte order mark and text that was repaired while reading stay.

use std::ops::Range;

use crate::load::encoding::repair_mojibake;

/// Applies edits, which are sorted by their ranges in the decoded text. Returns the new bytes and,
/// for each edit, whether it was applied; `None` if the file is not UTF-8, because then the
/// location of an edit in the file is unknown.
///
/// An edit is skipped if it overlaps the one before, starts or ends inside repaired text, or would
/// join two line breaks.
pub(crate) fn apply(bytes: &[u8], edits: &[(Range<usize>, &str)]) -> Option<(Vec<u8>, Vec<bool>)> {
    let raw = std::str::from_utf8(bytes).ok()?;
    let offsets = raw_offsets(raw);

    let mut out = String::with_capacity(raw.len());
    let mut copied = 0;
    let mut applied = vec![false; edits.len()];
    for ((range, text), is_applied) in edits.iter().zip(&mut applied) {
        let (Some(start), Some(end)) = (
            offsets.get(range.start).copied().flatten(),
            offsets.get(range.end).copied().flatten(),
        ) else {
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

/// For each byte of the decoded text, and for its end, the offset in the raw text; `None` inside
/// repaired text.
fn raw_offsets(raw: &str) -> Vec<Option<usize>> {
    let (plain, offsets) = normalize_line_breaks(raw);
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
    repaired
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
    fn two_line_breaks_stay_two() {
        for (raw, range, text) in [("a\r\r", 2..3, "\n"), ("a\rb\n", 2..3, "")] {
            let edited = apply(raw.as_bytes(), &[(range, text)]);
            assert_eq!(edited, Some((raw.into(), vec![false])));
        }
    }

    proptest::proptest! {
        #[test]
        fn replacing_a_text_by_itself_changes_nothing(
            raw in "[a-c\r\n\u{feff}Â²ä¾‹é中]{0,30}",
            from in 0usize..30,
            to in 0usize..30,
        ) {
            let (text, _) = decode(raw.clone().into_bytes(), FileId(0));
            let from = text.floor_char_boundary(from.min(text.len()));
            let to = text.floor_char_boundary(to.min(text.len()));
            let range = from.min(to)..from.max(to);

            let (edited, _) = apply(raw.as_bytes(), &[(range.clone(), &text[range])]).unwrap();

            // The decoded text is the same, whether or not a part of it was repaired.
            let (decoded, _) = decode(edited, FileId(0));
            proptest::prop_assert_eq!(decoded, text);
        }
    }
}
