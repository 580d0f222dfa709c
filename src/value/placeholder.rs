//! Placeholders that people write into a field that they leave empty.
//!
//! In: the text of a field. Out: whether it states anything.

/// The lead of a new page, until its author replaces it.
pub(crate) const LEAD_PLACEHOLDER: &str = "Say here what was imaged or collected, \
     from how many subjects, what is labelled, and how to get it.";

/// Words that mean that there is no value, in lowercase.
const EMPTY_WORDS: &[&str] = &[
    "none",
    "tbd",
    "tba",
    "n/a",
    "na",
    "nan",
    "null",
    "todo",
    "unknown",
    "not available",
    "无",
    "暂无",
];

/// Whether a field states anything. `-`, `None`, `TBD`, `N/A` and whitespace do not.
pub(crate) fn is_stated(text: &str) -> bool {
    let text = text.trim().trim_end_matches(['.', ',', '。', '，']);
    let is_word = EMPTY_WORDS
        .iter()
        .any(|word| text.eq_ignore_ascii_case(word));

    !is_word && !text.chars().all(is_filler)
}

fn is_filler(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '–' | '—' | '/' | '\\' | '?' | '.' | '*' | '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: bool) {
        assert_eq!(is_stated(text), expect, "{text:?}");
    }

    #[test]
    fn placeholders() {
        for text in [
            "", " ", "-", "--", "—", "/", "None", "TBD", "tbd.", "N/A", "NA", "无", "?",
        ] {
            check(text, false);
        }
        for text in ["0", "CT", "No", "NA12878", "-1", "Nasal cavity"] {
            check(text, true);
        }
    }
}
