//! Bytes of a file to text: UTF-8, byte-order mark, line ends, mojibake.
//!
//! In: bytes. Out: text with `\n` line ends, and a diagnostic for each repair. Spans of all later stages refer to the
//! repaired text; line numbers are those of the file.

use std::ops::Range;

use encoding_rs::WINDOWS_1252;

use crate::diagnostics::{Diagnostic, FileId, Span};

/// Decodes one file.
pub fn decode(bytes: Vec<u8>, file: FileId) -> (String, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let good = error.utf8_error().valid_up_to();
            found.push(
                Diagnostic::warning(
                    "invalid-utf8",
                    Span::new(file, good..good),
                    "the file is not valid UTF-8",
                )
                .label("first broken byte here")
                .help("save the file as UTF-8; broken bytes are shown as \u{fffd}"),
            );
            String::from_utf8_lossy(error.as_bytes()).into_owned()
        }
    };
    let text = plain_line_ends(text, file, &mut found);
    let (text, repairs) = repair_mojibake(text);
    for (range, was) in repairs {
        found.push(
            Diagnostic::warning(
                "mojibake",
                Span::new(file, range.clone()),
                format!("text was decoded wrongly: {was:?}"),
            )
            .label(format!("read as {:?}", &text[range.clone()]))
            .help("UTF-8 bytes were once read as windows-1252; save the file again from its source")
            .fix(Span::new(file, range.clone()), &text[range]),
        );
    }
    (text, found)
}

fn plain_line_ends(text: String, file: FileId, found: &mut Vec<Diagnostic>) -> String {
    let text = match text.strip_prefix('\u{feff}') {
        Some(rest) => {
            found.push(Diagnostic::note(
                "byte-order-mark",
                Span::new(file, 0..0),
                "the file starts with a byte-order mark",
            ));
            rest.to_owned()
        }
        None => text,
    };
    let Some(at) = text.find('\r') else { return text };
    found.push(Diagnostic::note("line-ends", Span::new(file, at..at), "line ends are not plain line feeds"));
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// Undoes UTF-8 read as windows-1252, by the strict rule of the catalog format: a run of non-ASCII characters that
/// exist in windows-1252 is repaired only when its bytes there are valid UTF-8. Plain accented text never is.
///
/// Gives the text and, for each repair, its range in the new text and the words as they were.
pub fn repair_mojibake(text: String) -> (String, Vec<(Range<usize>, String)>) {
    if text.is_ascii() {
        return (text, Vec::new());
    }
    let (mut out, mut repairs, mut done) = (String::new(), Vec::new(), 0);
    let mut at = 0;
    while let Some(start) = text[at..].find(|c: char| !c.is_ascii()).map(|n| at + n) {
        let (bytes, end) = windows_1252_run(&text, start);
        if let Ok(repaired) = String::from_utf8(bytes)
            && end > start
        {
            out.push_str(&text[done..start]);
            let range = out.len()..out.len() + repaired.len();
            out.push_str(&repaired);
            repairs.push((range, text[start..end].to_owned()));
            done = end;
        }
        at = if end > start { end } else { start + text[start..].chars().next().map_or(1, char::len_utf8) };
    }
    if repairs.is_empty() {
        return (text, repairs);
    }
    out.push_str(&text[done..]);
    (out, repairs)
}

/// The bytes of the run of non-ASCII windows-1252 characters at `start`, and where it ends.
fn windows_1252_run(text: &str, start: usize) -> (Vec<u8>, usize) {
    let (mut bytes, mut end) = (Vec::new(), start);
    for c in text[start..].chars().take_while(|c| !c.is_ascii()) {
        let mut buffer = [0; 4];
        let (encoded, _, unmappable) = WINDOWS_1252.encode(c.encode_utf8(&mut buffer));
        if unmappable {
            break;
        }
        bytes.extend_from_slice(&encoded);
        end += c.len_utf8();
    }
    (bytes, end)
}

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
    let mark = if raw.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
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

    fn check(text: &str, expect: &str, repairs: usize) {
        let (found, list) = repair_mojibake(text.to_owned());
        assert_eq!(found, expect);
        assert_eq!(list.len(), repairs, "{text}");
        assert!(list.iter().all(|(range, _)| found.get(range.clone()).is_some()));
    }

    #[test]
    fn repairs_only_what_is_broken() {
        check("ðŸ”¥ðŸ”¥ hot", "🔥🔥 hot", 1);
        check("PHÂ² 112ä¾‹ï¼Œ", "PH² 112例，", 2);
        check("Schrödinger – “q” SÃO PAULO, Âge, naïve", "Schrödinger – “q” SÃO PAULO, Âge, naïve", 0);
        check("数据集 é", "数据集 é", 0);
    }

    #[test]
    fn line_ends_and_marks() {
        let (text, found) = decode(b"\xef\xbb\xbfa\r\nb\rc".to_vec(), FileId(0));
        assert_eq!(text, "a\nb\nc");
        assert_eq!(found.iter().map(|d| d.code).collect::<Vec<_>>(), ["byte-order-mark", "line-ends"]);
        let (text, found) = decode(b"a\xffb".to_vec(), FileId(0));
        assert_eq!((text.as_str(), found[0].code), ("a\u{fffd}b", "invalid-utf8"));
    }

    #[test]
    fn edits_change_nothing_else() {
        let raw = "\u{feff}a PHÂ² b\r\nc, d\rÂ² e".as_bytes();
        let (text, _) = decode(raw.to_vec(), FileId(0));
        assert_eq!(text, "a PH² b\nc, d\n² e");
        let at = |words: &str| text.find(words).map(|at| at..at + words.len()).unwrap();
        let (edited, made) = edit(raw, &[(at("²"), "²"), (at(","), "")]).unwrap();
        assert_eq!(String::from_utf8(edited).unwrap(), "\u{feff}a PH² b\r\nc d\rÂ² e");
        assert_eq!(made, 2);
        assert_eq!(edit(raw, &[]).unwrap().0, raw);
        assert_eq!(edit(raw, &[(at(","), ""), (at(","), "")]).unwrap().1, 1, "an overlap waits");
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
