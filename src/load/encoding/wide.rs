//! Decodes UTF-16 and UTF-32, which a byte-order mark announces.
//!
//! In: the bytes of a file. Out: its text, or nothing for any other encoding. Half of a surrogate
//! pair and other invalid units become U+FFFD.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

use crate::diagnostics::{Diagnostic, Rule, Severity};
use crate::load::encoding::INVALID_UTF8;
use crate::source::{FileId, Span};

pub(crate) const NON_UTF8_ENCODING: Rule = Rule {
    code: "non-utf8-encoding",
    severity: Severity::Warning,
    summary: "a file in UTF-16 or UTF-32",
    reason: "the code host and other programs cannot show it",
    example: "a page that an old editor saved as \"Unicode\"",
};

/// The text of a file that starts with the byte-order mark of UTF-16 or UTF-32.
pub(super) fn decode(
    bytes: &[u8],
    file: FileId,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<String> {
    let (name, text, is_damaged) = match bytes {
        [0xff, 0xfe, 0, 0, rest @ ..] => utf32(rest, u32::from_le_bytes),
        [0, 0, 0xfe, 0xff, rest @ ..] => utf32(rest, u32::from_be_bytes),
        [0xff, 0xfe, rest @ ..] => utf16(rest, UTF_16LE),
        [0xfe, 0xff, rest @ ..] => utf16(rest, UTF_16BE),
        _ => return None,
    };

    diagnostics.push(
        NON_UTF8_ENCODING
            .at(Span::new(file, 0..0), format!("the file is in {name}"))
            .help("Save the file as UTF-8"),
    );
    if is_damaged {
        diagnostics.push(
            INVALID_UTF8
                .at(
                    Span::new(file, 0..0),
                    format!("the file is not valid {name}"),
                )
                .help("Save the file as UTF-8; invalid bytes are shown as \u{fffd}"),
        );
    }
    Some(text)
}

/// The name of the encoding, the text, and whether a part of it is invalid.
type Decoded = (&'static str, String, bool);

fn utf16(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    let (text, is_damaged) = encoding.decode_without_bom_handling(bytes);

    ("UTF-16", text.into_owned(), is_damaged)
}

fn utf32(bytes: &[u8], number: fn([u8; 4]) -> u32) -> Decoded {
    let (units, rest) = bytes.as_chunks::<4>();
    let mut is_damaged = !rest.is_empty();

    let mut text = String::with_capacity(units.len());
    for unit in units {
        let c = char::from_u32(number(*unit));
        is_damaged |= c.is_none();
        text.push(c.unwrap_or(char::REPLACEMENT_CHARACTER));
    }
    if !rest.is_empty() {
        text.push(char::REPLACEMENT_CHARACTER);
    }

    ("UTF-32", text, is_damaged)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], expect: Option<&str>, codes: &[&str]) {
        let mut diagnostics = Vec::new();
        let text = decode(bytes, FileId(0), &mut diagnostics);

        assert_eq!(text.as_deref(), expect, "{bytes:?}");
        let found: Vec<&str> = diagnostics.iter().map(|d| d.code).collect();
        assert_eq!(found, codes, "{bytes:?}");
    }

    #[test]
    fn a_byte_order_mark_announces_the_encoding() {
        const WIDE: &[&str] = &["non-utf8-encoding"];
        check(b"\xff\xfea\x00\x2d\x4e", Some("a中"), WIDE);
        check(b"\xfe\xff\x00a\x4e\x2d", Some("a中"), WIDE);
        check(
            b"\xff\xfe\x00\x00a\x00\x00\x00\x2d\x4e\x00\x00",
            Some("a中"),
            WIDE,
        );
        check(b"\x00\x00\xfe\xff\x00\x00\x00a", Some("a"), WIDE);
        check(b"abc", None, &[]);
        check(b"\xef\xbb\xbfa", None, &[]);
    }

    #[test]
    fn invalid_units_become_replacement_characters() {
        const DAMAGED: &[&str] = &["non-utf8-encoding", "invalid-utf8"];
        check(b"\xff\xfe\x00\xd8a\x00", Some("\u{fffd}a"), DAMAGED);
        check(b"\xff\xfea\x00b", Some("a\u{fffd}"), DAMAGED);
        check(
            b"\x00\x00\xfe\xff\x00\x11\x00\x00a",
            Some("\u{fffd}\u{fffd}"),
            DAMAGED,
        );
    }
}
