//! Whether a place of a text lies in code: rules about words do not look there.
//!
//! In: a text and a byte offset. Out: a yes or no, from fences and backticks alone; a rule asks only about the few places
//! that it suspects.

/// Whether the byte `at` lies in a fenced block or between backticks.
pub(super) fn is_code(text: &str, at: usize) -> bool {
    let before = &text[..at];
    let line = before.rfind('\n').map_or(0, |end| end + 1);
    let fences = before[..line].lines().filter(|line| {
        line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~")
    });
    fences.count() % 2 == 1 || before[line..].matches('`').count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fences_and_backticks() {
        let text = "a `b` c\n```\nd\n```\ne";
        let at = |c: char| text.find(c).unwrap();
        assert_eq!(
            ['a', 'b', 'c', 'd', 'e'].map(|c| is_code(text, at(c))),
            [false, true, false, true, false]
        );
    }
}
