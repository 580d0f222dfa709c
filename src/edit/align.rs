//! Keeps the pipes of a table below each other when the words of a cell change.
//!
//! In: a text and one edit. Out: the blanks to add or take away before the next pipe, when the line above or below has its
//! pipe in the same column.

use std::ops::Range;

/// The change of blanks that goes with replacing `range` by `words`; nothing outside aligned tables.
pub(crate) fn blanks(
    text: &str,
    range: &Range<usize>,
    words: &str,
) -> Option<(Range<usize>, String)> {
    let old = text.get(range.clone())?;
    let line = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[range.end..]
        .find('\n')
        .map_or(text.len(), |at| range.end + at);
    let pipe = range.end + text[range.end..line_end].find('|')?;
    if !text[line..line_end].trim_start().starts_with('|')
        || !is_aligned(text, line, line_end, pipe)
    {
        return None;
    }
    let (was, is) = (old.chars().count(), words.chars().count());
    let free = text[range.end..pipe].len() - text[range.end..pipe].trim_end_matches(' ').len();
    if is < was {
        return Some((pipe..pipe, " ".repeat(was - is)));
    }
    let less = (is - was).min(free.saturating_sub(1));
    (less > 0).then(|| (pipe - less..pipe, String::new()))
}

/// Whether a line beside that from `line` to `line_end` has a pipe in the column of `pipe`.
fn is_aligned(text: &str, line: usize, line_end: usize, pipe: usize) -> bool {
    let column = text[line..pipe].chars().count();
    let above = text[..line.saturating_sub(1)].lines().next_back();
    let below = text[line_end..].lines().nth(1);
    [above, below]
        .into_iter()
        .flatten()
        .any(|other| other.chars().nth(column) == Some('|'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, old: &str, words: &str, expect: &str) {
        let start = text.find(old).unwrap();
        let mut edits = vec![(start..start + old.len(), words.to_owned())];
        edits.extend(blanks(text, &edits[0].0, words));
        let mut out = text.to_owned();
        for (range, words) in edits.into_iter().rev() {
            out.replace_range(range, &words);
        }
        assert_eq!(out, expect);
    }

    #[test]
    fn pipes_stay_where_they_were() {
        check(
            "| Modality    |\n|----|\n| Ultra Sound |\n",
            "Ultra Sound",
            "Ultrasound",
            "| Modality    |\n|----|\n| Ultrasound |\n",
        );
        check(
            "| Modality    |\n| Ultra Sound |\n",
            "Ultra Sound",
            "Ultrasound",
            "| Modality    |\n| Ultrasound  |\n",
        );
        check(
            "| CT   | a |\n| Xray | b |\n",
            "Xray",
            "X-ray",
            "| CT   | a |\n| X-ray | b |\n",
        );
        check(
            "| CT     | a |\n| Xray   | b |\n",
            "Xray",
            "X-ray",
            "| CT     | a |\n| X-ray  | b |\n",
        );
        check("Xray | x", "Xray", "X-ray", "X-ray | x");
    }
}
