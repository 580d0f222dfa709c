//! Characters that a reader cannot see, or that would steer a terminal.

/// Whether `c` is a control character, has no width, or overrides the direction of text.
pub(crate) fn is_hidden(c: char) -> bool {
    let is_invisible = matches!(
        c,
        '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}'
            | '\u{feff}'
    );

    c.is_control() || is_invisible
}
