//! Small operations on texts that several modules need.
//!
//! In: a text. Out: a text.

/// Trims `text` and turns each run of whitespace into one space.
pub(crate) fn collapse_whitespace(text: &str) -> String {
    let mut collapsed = String::with_capacity(text.len());

    for word in text.split_whitespace() {
        if !collapsed.is_empty() {
            collapsed.push(' ');
        }
        collapsed.push_str(word);
    }

    collapsed
}

/// Makes the first character uppercase and leaves the others as they are.
pub(crate) fn capitalize(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().into_iter().flat_map(char::to_uppercase);

    first.chain(characters).collect()
}

/// A quoted string of JSON, which YAML 1.2 reads as well.
pub(crate) fn quote_json(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whitespace() {
        assert_eq!(collapse_whitespace(" a\n\t b\u{a0}c  "), "a b c");
        assert_eq!(collapse_whitespace(" \n"), "");
    }

    #[test]
    fn capitals() {
        assert_eq!(capitalize("magnetic Resonance"), "Magnetic Resonance");
        assert_eq!(capitalize("ßa"), "SSa");
        assert_eq!(capitalize(""), "");
    }

    #[test]
    fn quoted_strings() {
        assert_eq!(quote_json("a: \"b\"\n"), r#""a: \"b\"\n""#);
    }
}
