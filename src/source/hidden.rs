//! Characters that a reader cannot see, or that would control a terminal or the order of text.

/// Whether `c` is a control character, has no width, or overrides the direction of text.
pub(crate) fn is_hidden(c: char) -> bool {
    let is_invisible = matches!(
        c,
        '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}'
            | '\u{feff}'
    );

    c.is_control() || is_invisible || is_bidi_control(c)
}

/// Whether no text of a catalog keeps `c`: a control character other than a tab and the end of a
/// line, or a bidirectional control.
pub(crate) fn is_removed(c: char) -> bool {
    is_control(c) || is_bidi_control(c)
}

/// Whether `c` is a control character other than a tab and the end of a line.
pub(crate) fn is_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n')
}

/// Whether `c` is a control character that changes the direction of the text around it. Letters of
/// scripts that are written from right to left need none.
pub(crate) fn is_bidi_control(c: char) -> bool {
    matches!(
        c,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
    )
}

/// A text without the characters that no text of a catalog keeps.
pub(crate) fn without_removed(text: &str) -> String {
    text.replace(is_removed, "")
}
