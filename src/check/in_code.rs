//! Whether a position in a text is inside code, which rules about text ignore.
//!
//! In: a text and a byte offset. Out: a yes or no, from fences and backticks alone. A rule asks
//! only about the few positions that it suspects, because the text before each of them is read.

/// Whether the byte `at` is in a fenced block or between backticks.
pub(super) fn is_in_code(text: &str, at: usize) -> bool {
    let before = &text[..at];
    let line_start = before.rfind('\n').map_or(0, |end| end + 1);

    let fences = before[..line_start].lines().filter(|line| {
        let line = line.trim_start();
        line.starts_with("```") || line.starts_with("~~~")
    });
    let backticks = before[line_start..].matches('`');
    fences.count() % 2 == 1 || backticks.count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fences_and_backticks_enclose_code() {
        let text = "a `b` c\n```\nd\n```\ne";
        for (c, expect) in [
            ('a', false),
            ('b', true),
            ('c', false),
            ('d', true),
            ('e', false),
        ] {
            let at = text.find(c).unwrap();
            assert_eq!(is_in_code(text, at), expect, "{c}");
        }
    }
}
