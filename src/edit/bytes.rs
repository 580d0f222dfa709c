//! Edits of a decoded text, made in the bytes of its file.
//!
//! In: the bytes of a file, and edits by range of the decoded text. Out: the edited bytes. Nothing else
//! changes: neither line ends, nor a byte-order mark, nor text that was repaired on reading.

use std::ops::Range;

use crate::load::encoding::repair_mojibake;

/// Makes changes that were found in the decoded text in the bytes of the file: nothing else changes, neither line ends nor
/// a byte-order mark nor text that was repaired on reading. Edits are by range of the decoded text, sorted; one that cuts a
/// repaired run or overlaps the one before is left for the next time. Gives the bytes and the number of edits made.
///
/// `None` when the file is no UTF-8: there is no telling where in it an edit belongs.
pub fn edit(bytes: &[u8], edits: &[(Range<usize>, &str)]) -> Option<(Vec<u8>, usize)> {
    let raw = std::str::from_utf8(bytes).ok()?;
    let starts = starts(raw);
    let (mut out, mut done, mut made) = (String::with_capacity(raw.len()), 0, 0);
    for (range, text) in edits {
        let place = |at: usize| starts.get(at).copied().flatten();
        if let (Some(start), Some(end)) = (place(range.start), place(range.end))
            && start >= done
        {
            out.push_str(raw.get(done..start)?);
            done = start;
            if !joins_line_ends(&out, text, raw.get(end..)?) {
                out.push_str(text);
                (done, made) = (end, made + 1);
            }
        }
    }
    out.push_str(raw.get(done..)?);
    Some((out.into_bytes(), made))
}

/// Whether an edit would put a line feed right behind a carriage return: two line ends would become one.
fn joins_line_ends(before: &str, text: &str, after: &str) -> bool {
    before.ends_with('\r') && text.chars().chain(after.chars()).next() == Some('\n')
}

/// For each byte of the decoded text and its end, where it starts in the raw one; nowhere inside a repaired run.
fn starts(raw: &str) -> Vec<Option<usize>> {
    let mut starts = Vec::with_capacity(raw.len() + 1);
    let mut plain = String::with_capacity(raw.len());
    let mark = if raw.starts_with('\u{feff}') {
        '\u{feff}'.len_utf8()
    } else {
        0
    };
    for (at, c) in raw.char_indices().skip_while(|(at, _)| *at < mark) {
        // The second half of a line end was the first.
        if c == '\n' && raw[..at].ends_with('\r') {
            continue;
        }
        let c = if c == '\r' { '\n' } else { c };
        plain.push(c);
        starts.extend((0..c.len_utf8()).map(|byte| Some(at + byte)));
    }
    starts.push(Some(raw.len()));
    let (text, repairs) = repair_mojibake(plain);
    let mut repaired = Vec::with_capacity(text.len() + 1);
    let mut from = 0;
    for (range, was) in repairs {
        let same = range.start - repaired.len();
        repaired.extend(&starts[from..from + same]);
        from += same;
        repaired.push(starts[from]);
        repaired.extend(std::iter::repeat_n(None, range.len() - 1));
        from += was.len();
    }
    repaired.extend(&starts[from..]);
    repaired
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::encoding::decode;
    use crate::source::FileId;

    #[test]
    fn edits_change_nothing_else() {
        let raw = "\u{feff}a PHÂ² b\r\nc, d\rÂ² e".as_bytes();
        let (text, _) = decode(raw.to_vec(), FileId(0));
        assert_eq!(text, "a PH² b\nc, d\n² e");
        let at = |words: &str| text.find(words).map(|at| at..at + words.len()).unwrap();
        let (edited, made) = edit(raw, &[(at("²"), "²"), (at(","), "")]).unwrap();
        assert_eq!(
            String::from_utf8(edited).unwrap(),
            "\u{feff}a PH² b\r\nc d\rÂ² e"
        );
        assert_eq!(made, 2);
        assert_eq!(edit(raw, &[]).unwrap().0, raw);
        assert_eq!(
            edit(raw, &[(at(","), ""), (at(","), "")]).unwrap().1,
            1,
            "an overlap waits"
        );
        assert_eq!(edit(b"a\xff", &[]), None);
        for (raw, range, text) in [("a\r\r", 2..3, "\n"), ("a\rb\n", 2..3, "")] {
            assert_eq!(
                edit(raw.as_bytes(), &[(range, text)]),
                Some((raw.into(), 0)),
                "two line ends stay two"
            );
        }
    }

    proptest::proptest! {
        #[test]
        fn an_edit_by_itself_changes_nothing(raw in "[a-c\r\n\u{feff}Â²ä¾‹é中]{0,30}", from in 0usize..30, to in 0usize..30) {
            let (text, _) = decode(raw.clone().into_bytes(), FileId(0));
            let cut = |at: usize| text.floor_char_boundary(at.min(text.len()));
            let (from, to) = (cut(from.min(to)), cut(from.max(to)));
            let (edited, _) = edit(raw.as_bytes(), &[(from..to, &text[from..to])]).unwrap();
            // The text reads the same: what was repaired stays so, what was not is as it was.
            let (again, _) = decode(edited, FileId(0));
            proptest::prop_assert_eq!(again, text);
        }
    }
}
