//! Decodes the bytes of a file: UTF-8, UTF-16 or UTF-32, byte-order mark, line endings, mojibake,
//! control characters.
//!
//! In: bytes. Out: text with `\n` line endings, and a diagnostic for each repair. Spans of all
//! later stages refer to the repaired text; line numbers are those of the file.

pub(crate) mod control;
pub(crate) mod wide;

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
    let mut diagnostics = Vec::new();

    let text = match wide::decode(&bytes, file, &mut diagnostics) {
        Some(text) => text,
        None => decode_utf8(bytes, file, &mut diagnostics),
    };
    let text = remove_byte_order_mark(text, file, &mut diagnostics);
    let text = unify_line_endings(text, file, &mut diagnostics);

    let (text, repairs) = repair_mojibake(text);
    let (text, removals) = control::remove(text);
    for (range, original) in repairs {
        let range = removals.shifted(range);
        let span = Span::new(file, range.clone());
        diagnostics.push(mojibake(span, &original, &text[range]));
    }
    diagnostics.extend(removals.diagnostics(&text, file));
    (text, diagnostics)
}

fn decode_utf8(bytes: Vec<u8>, file: FileId, diagnostics: &mut Vec<Diagnostic>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|error| {
        let valid = error.utf8_error().valid_up_to();
        diagnostics.push(
            INVALID_UTF8
                .at(Span::new(file, valid..valid), "the file is not valid UTF-8")
                .label("the first invalid byte is here")
                .help("Save the file as UTF-8; invalid bytes are shown as \u{fffd}"),
        );
        String::from_utf8_lossy(error.as_bytes()).into_owned()
    })
}

fn remove_byte_order_mark(text: String, file: FileId, diagnostics: &mut Vec<Diagnostic>) -> String {
    let Some(rest) = text.strip_prefix('\u{feff}') else {
        return text;
    };

    let message = "the file starts with a byte-order mark";
    diagnostics.push(BYTE_ORDER_MARK.at(Span::new(file, 0..0), message));
    rest.to_owned()
}

fn unify_line_endings(text: String, file: FileId, diagnostics: &mut Vec<Diagnostic>) -> String {
    let Some(at) = text.find('\r') else {
        return text;
    };

    let message = "the line endings are not line feeds";
    diagnostics.push(NON_LF_LINE_ENDINGS.at(Span::new(file, at..at), message));
    text.replace("\r\n", "\n").replace('\r', "\n")
}

fn mojibake(span: Span, original: &str, repaired: &str) -> Diagnostic {
    let message = format!("the text was decoded with the wrong encoding: {original:?}");
    MOJIBAKE
        .at(span.clone(), message)
        .label(format!("read as {repaired:?}"))
        .help("UTF-8 bytes were once decoded as windows-1252; save the file again from its source")
        .fix(span, repaired)
}

/// Undoes UTF-8 that was decoded as windows-1252, by the strict rule of the catalog format: a run
/// of non-ASCII characters that exist in windows-1252 is repaired only if its bytes in that
/// encoding are valid UTF-8, which those of accented letters are not.
///
/// Returns the text and, for each repair, its range in the new text and the original text.
pub fn repair_mojibake(text: String) -> (String, Vec<(Range<usize>, String)>) {
    if text.is_ascii() {
        return (text, Vec::new());
    }

    let mut out = String::new();
    let mut repairs = Vec::new();
    let mut copied = 0;
    let mut next = 0;
    while let Some(offset) = text[next..].find(|c: char| !c.is_ascii()) {
        let start = next + offset;
        let (bytes, end) = windows_1252_run(&text, start);
        if end == start {
            next = text.ceil_char_boundary(start + 1);
            continue;
        }

        if let Ok(repaired) = String::from_utf8(bytes) {
            out.push_str(&text[copied..start]);
            let range = out.len()..out.len() + repaired.len();
            out.push_str(&repaired);
            repairs.push((range, text[start..end].to_owned()));
            copied = end;
        }
        next = end;
    }

    if repairs.is_empty() {
        return (text, repairs);
    }
    out.push_str(&text[copied..]);
    (out, repairs)
}

/// The windows-1252 bytes of the run of non-ASCII characters at `start`, and where the run ends.
fn windows_1252_run(text: &str, start: usize) -> (Vec<u8>, usize) {
    let mut bytes = Vec::new();
    let mut end = start;

    for c in text[start..].chars().take_while(|c| !c.is_ascii()) {
        let mut buffer = [0; 4];
        let (encoded, _, is_unmappable) = WINDOWS_1252.encode(c.encode_utf8(&mut buffer));
        if is_unmappable {
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

    #[test]
    fn only_wrongly_decoded_text_is_repaired() {
        for (text, expect, repairs) in [
            ("ðŸ”¥ðŸ”¥ hot", "🔥🔥 hot", 1),
            ("PHÂ² 112ä¾‹ï¼Œ", "PH² 112例，", 2),
            (
                "Schrödinger – “q” SÃO PAULO, Âge, naïve",
                "Schrödinger – “q” SÃO PAULO, Âge, naïve",
                0,
            ),
            ("数据集 é", "数据集 é", 0),
        ] {
            let (repaired, list) = repair_mojibake(text.to_owned());
            assert_eq!(repaired, expect);
            assert_eq!(list.len(), repairs, "{text}");
            for (range, _) in list {
                assert!(repaired.get(range).is_some(), "{text}");
            }
        }
    }

    #[test]
    fn bytes_become_text_with_line_feeds() {
        for (bytes, expect, codes) in [
            (
                &b"\xef\xbb\xbfa\r\nb\rc"[..],
                "a\nb\nc",
                &["byte-order-mark", "non-lf-line-endings"][..],
            ),
            (b"a\xffb", "a\u{fffd}b", &["invalid-utf8"]),
            (b"a\x00b\tc", "ab\tc", &["control-character"]),
            (
                b"\xff\xfea\x00\r\x00\n\x00",
                "a\n",
                &["non-utf8-encoding", "non-lf-line-endings"],
            ),
        ] {
            let (text, diagnostics) = decode(bytes.to_vec(), FileId(0));
            assert_eq!(text, expect);
            let found: Vec<&str> = diagnostics.iter().map(|d| d.code).collect();
            assert_eq!(found, codes);
        }
    }
}
