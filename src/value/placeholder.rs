//! Tells words from the placeholders that people write into a field they leave empty.

/// Stands on a new page where its lead belongs, until somebody writes one.
pub const TO_WRITE: &str = "Say here what was imaged or collected, from how many subjects, what is labelled, and how to get it.";

/// Whether a field says anything: `-`, `None`, `TBD`, `N/A` and blanks say nothing.
pub fn is_stated(text: &str) -> bool {
    let text = text.trim().trim_end_matches(['.', ',', '。', '，']);
    let nothing = [
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
    let sign = |c: char| {
        matches!(c, '-' | '–' | '—' | '/' | '\\' | '?' | '.' | '*' | '_') || c.is_whitespace()
    };
    !text.chars().all(sign) && !nothing.iter().any(|word| text.eq_ignore_ascii_case(word))
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
