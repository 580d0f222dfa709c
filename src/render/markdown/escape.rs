//! Escapes the text of contributors for HTML text and double-quoted attributes.

use crate::source::hidden::is_hidden;

/// Escapes plain text, and drops control, invisible and bidirectional characters.
pub fn push_text(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(c),
            // Joiners are letters of some scripts and parts of emoji.
            '\u{200c}' | '\u{200d}' => out.push(c),
            c if is_hidden(c) => {}
            c => out.push(c),
        }
    }
}

/// The named character references that stand for bidirectional controls.
const DROPPED: &[&str] = &["&lrm;", "&rlm;"];

/// Escapes the text of raw HTML and keeps its named character references.
pub fn push_html_text(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        push_text(out, &rest[..at]);
        rest = &rest[at..];

        let length = reference(rest);
        if length > 0 {
            let reference = &rest[..length];
            out.push_str(if DROPPED.contains(&reference) {
                ""
            } else {
                reference
            });
            rest = &rest[length..];
        } else {
            out.push_str("&amp;");
            rest = &rest[1..];
        }
    }

    push_text(out, rest);
}

/// The length of the named character reference at the start, or 0. A numeric reference does not
/// count, since it could stand for a character that `push_text` drops.
fn reference(text: &str) -> usize {
    let name = text[1..]
        .bytes()
        .take(32)
        .take_while(u8::is_ascii_alphanumeric)
        .count();
    let is_closed = text.as_bytes().get(name + 1) == Some(&b';');

    if is_closed && name > 1 && text.as_bytes()[1].is_ascii_alphabetic() {
        name + 2
    } else {
        0
    }
}

/// Adds a space and an attribute with its value.
pub fn push_attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    push_text(out, value);
    out.push('"');
}

/// Adds an abbreviation with its meaning.
pub fn push_abbreviation(out: &mut String, short: &str, meaning: &str) {
    out.push_str("<abbr");
    push_attribute(out, "title", meaning);
    out.push('>');
    push_text(out, short);
    out.push_str("</abbr>");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped_and_references_are_kept() {
        let mut out = String::new();
        push_text(&mut out, "<a href=\"x\">'&amp;\u{202e}\u{0}\u{200c}");
        assert_eq!(out, "&lt;a href=&quot;x&quot;&gt;&#39;&amp;amp;\u{200c}");

        out.clear();
        push_html_text(&mut out, "a &lt; b & c &#106; &nbsp;&rlm;&x");
        assert_eq!(out, "a &lt; b &amp; c &amp;#106; &nbsp;&amp;x");
    }
}
