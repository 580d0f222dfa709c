//! Plain text in a Markdown document.

/// Text for one line in which nothing is markup.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());

    for c in text.chars() {
        match c {
            // An ampersand could start a character reference.
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '#' | '|' | '~' | '$' | '&' => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }

    out
}

/// A code block whose fence is longer than any fence in the text.
pub(super) fn fenced(language: &str, text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);

    format!("{fence}{language}\n{}\n{fence}", text.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_markup() {
        for (text, expected) in [
            ("a_b*c", r"a\_b\*c"),
            ("<b>&amp;", r"\<b>\&amp;"),
            ("a\nb", "a b"),
            ("![x](y)", r"!\[x\](y)"),
        ] {
            assert_eq!(escaped(text), expected);
        }
    }

    #[test]
    fn a_fence_is_longer_than_those_inside() {
        assert_eq!(
            fenced("bibtex", "a\n````\nb\n"),
            "`````bibtex\na\n````\nb\n`````"
        );
    }
}
