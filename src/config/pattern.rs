//! Patterns in the settings: paths and URLs in which `*` matches any characters.
//!
//! In: a pattern and a text. Out: whether the pattern matches the whole text.

/// Whether the pattern matches the whole text; `*` matches any number of characters, including
/// none.
pub fn matches(pattern: &str, text: &str) -> bool {
    let Some((start, rest)) = pattern.split_once('*') else {
        return pattern == text;
    };
    let Some(mut text) = text.strip_prefix(start) else {
        return false;
    };
    let Some((middle, end)) = rest.rsplit_once('*') else {
        return text.ends_with(rest);
    };

    // Taking the first occurrence of each part leaves the most text for the parts after it.
    for part in middle.split('*') {
        let Some(at) = text.find(part) else {
            return false;
        };
        text = &text[at + part.len()..];
    }

    text.ends_with(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_whole_texts() {
        for (pattern, text, expected) in [
            ("resources/A.md", "resources/A.md", true),
            ("resources/A.md", "resources/AB.md", false),
            ("resources/BraTS*.md", "resources/BraTS-中.md", true),
            ("*", "README.md", true),
            ("*", "", true),
            ("a*a", "a", false),
            ("a*b*c", "abbc", true),
            ("a*b*b", "ab", false),
            ("*A*.md", "resources/AxA.md", true),
            ("*A*.md", "resources/B.md", false),
        ] {
            assert_eq!(matches(pattern, text), expected, "{pattern} {text}");
        }
    }
}
