//! Bytes of a file to text: UTF-8, byte-order mark, line ends, mojibake.
//!
//! In: bytes. Out: text with `\n` line ends, and a diagnostic for each repair. Spans of all later stages refer to the
//! repaired text; line numbers are those of the file.

use std::ops::Range;

use encoding_rs::WINDOWS_1252;

use crate::diagnostics::{Diagnostic, Rule, Severity};
use crate::source::{FileId, Span};

pub(crate) const BYTE_ORDER_MARK: Rule = Rule {
    code: "byte-order-mark",
    severity: Severity::Note,
    summary: "a file that starts with a byte-order mark",
    reason: "other programs take it for text",
    example: "U+FEFF before `# Title`",
};

pub(crate) const INVALID_UTF8: Rule = Rule {
    code: "invalid-utf8",
    severity: Severity::Warning,
    summary: "a file that is not valid UTF-8",
    reason: "the invalid bytes are lost",
    example: "a page saved as Latin-1",
};

pub(crate) const NON_LF_LINE_ENDINGS: Rule = Rule {
    code: "non-lf-line-endings",
    severity: Severity::Note,
    summary: "line endings other than line feeds",
    reason: "a change of one line shows as a change of every line",
    example: "carriage returns",
};

pub(crate) const MOJIBAKE: Rule = Rule {
    code: "mojibake",
    severity: Severity::Warning,
    summary: "text that was once decoded with the wrong encoding",
    reason: "it can be neither read nor found; only the site shows it repaired",
    example: "`PHÂ²` for `PH²`",
};

/// Decodes one file.
pub fn decode(bytes: Vec<u8>, file: FileId) -> (String, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let good = error.utf8_error().valid_up_to();
            found.push(
                INVALID_UTF8
                    .at(Span::new(file, good..good), "the file is not valid UTF-8")
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
            MOJIBAKE.at(Span::new(file, range.clone()),
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
            found.push(BYTE_ORDER_MARK.at(
                Span::new(file, 0..0),
                "the file starts with a byte-order mark",
            ));
            rest.to_owned()
        }
        None => text,
    };
    let Some(at) = text.find('\r') else {
        return text;
    };
    found.push(NON_LF_LINE_ENDINGS.at(
        Span::new(file, at..at),
        "line ends are not plain line feeds",
    ));
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
        at = if end > start {
            end
        } else {
            start + text[start..].chars().next().map_or(1, char::len_utf8)
        };
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

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &str, repairs: usize) {
        let (found, list) = repair_mojibake(text.to_owned());
        assert_eq!(found, expect);
        assert_eq!(list.len(), repairs, "{text}");
        assert!(
            list.iter()
                .all(|(range, _)| found.get(range.clone()).is_some())
        );
    }

    #[test]
    fn repairs_only_what_is_broken() {
        check("ðŸ”¥ðŸ”¥ hot", "🔥🔥 hot", 1);
        check("PHÂ² 112ä¾‹ï¼Œ", "PH² 112例，", 2);
        check(
            "Schrödinger – “q” SÃO PAULO, Âge, naïve",
            "Schrödinger – “q” SÃO PAULO, Âge, naïve",
            0,
        );
        check("数据集 é", "数据集 é", 0);
    }

    #[test]
    fn line_ends_and_marks() {
        let (text, found) = decode(b"\xef\xbb\xbfa\r\nb\rc".to_vec(), FileId(0));
        assert_eq!(text, "a\nb\nc");
        assert_eq!(
            found.iter().map(|d| d.code).collect::<Vec<_>>(),
            ["byte-order-mark", "non-lf-line-endings"]
        );
        let (text, found) = decode(b"a\xffb".to_vec(), FileId(0));
        assert_eq!(
            (text.as_str(), found[0].code),
            ("a\u{fffd}b", "invalid-utf8")
        );
    }
}
