//! Keeps the pipes of a table aligned when the text of a cell changes.
//!
//! In: a text and one edit. Out: the spaces to insert or remove before the next pipe, if the line
//! above or below has a pipe in the same column.

use std::ops::Range;

/// The edit of spaces that goes with replacing `range` by `replacement`; `None` outside of aligned
/// tables.
pub(super) fn padding(
    text: &str,
    range: &Range<usize>,
    replacement: &str,
) -> Option<(Range<usize>, String)> {
    let replaced = text.get(range.clone())?;
    let line_start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[range.end..]
        .find('\n')
        .map_or(text.len(), |at| range.end + at);
    let pipe = range.end + text[range.end..line_end].find('|')?;

    let is_table = text[line_start..line_end].trim_start().starts_with('|');
    if !is_table || !is_aligned(text, line_start, line_end, pipe) {
        return None;
    }

    let (old_width, new_width) = (replaced.chars().count(), replacement.chars().count());
    if new_width < old_width {
        return Some((pipe..pipe, " ".repeat(old_width - new_width)));
    }

    // One space before the pipe stays.
    let before_pipe = &text[range.end..pipe];
    let spaces = before_pipe.len() - before_pipe.trim_end_matches(' ').len();
    let removed = (new_width - old_width).min(spaces.saturating_sub(1));
    (removed > 0).then(|| (pipe - removed..pipe, String::new()))
}

/// Whether the line above or below has a pipe in the column of the pipe at `pipe`.
fn is_aligned(text: &str, line_start: usize, line_end: usize, pipe: usize) -> bool {
    let column = text[line_start..pipe].chars().count();
    let above = text[..line_start.saturating_sub(1)].lines().next_back();
    let below = text[line_end..].lines().nth(1);

    [above, below]
        .into_iter()
        .flatten()
        .any(|line| line.chars().nth(column) == Some('|'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, old: &str, new: &str, expected: &str) {
        let start = text.find(old).unwrap();
        let range = start..start + old.len();

        let mut result = text.to_owned();
        if let Some((padding, spaces)) = padding(text, &range, new) {
            result.replace_range(padding, &spaces);
        }
        result.replace_range(range, new);

        assert_eq!(result, expected);
    }

    #[test]
    fn a_shorter_text_is_padded() {
        check(
            "| Modality    |\n| Ultra Sound |\n",
            "Ultra Sound",
            "Ultrasound",
            "| Modality    |\n| Ultrasound  |\n",
        );
    }

    #[test]
    fn a_longer_text_takes_spaces_but_the_last_one() {
        check(
            "| CT     | a |\n| Xray   | b |\n",
            "Xray",
            "X-ray",
            "| CT     | a |\n| X-ray  | b |\n",
        );
        check(
            "| CT   | a |\n| Xray | b |\n",
            "Xray",
            "X-ray",
            "| CT   | a |\n| X-ray | b |\n",
        );
    }

    #[test]
    fn other_lines_stay() {
        check(
            "| Modality    |\n|----|\n| Ultra Sound |\n",
            "Ultra Sound",
            "Ultrasound",
            "| Modality    |\n|----|\n| Ultrasound |\n",
        );
        check("Xray | x", "Xray", "X-ray", "X-ray | x");
    }
}
