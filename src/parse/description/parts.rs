//! Parts of a description: the text in brackets, the texts between commas, and counts.
//!
//! In: the text of a description, and ranges of it. Out: ranges, and the counts at their starts.

use std::ops::Range;

use crate::parse::description::DescriptionPart;
use crate::value::count::{Count, leading_count};

/// Splits "text (facts)" into both ranges. Without such brackets the lead is empty.
pub(super) fn split_lead(text: &str) -> (Range<usize>, Range<usize>) {
    let whole = (0..0, 0..text.len());
    let Some((open, bracket)) = text.char_indices().find(|(_, c)| matches!(c, '(' | '（')) else {
        return whole;
    };
    let inside = open + bracket.len_utf8();
    let shut = text.trim_end_matches([' ', '.', '。']);
    let end = match shut.char_indices().next_back() {
        Some((at, ')' | '）')) if at >= inside => at,
        // A bracket at the start of the text is never closed, so the rest is inside it.
        _ if text[..open].trim().is_empty() && !text[inside..].contains([')', '）']) => text.len(),
        _ => return whole,
    };
    let counts_before = split_parts(text, 0..open)
        .iter()
        .any(|part| count_part(text, part).is_some());
    let closes_early =
        text[inside..end].contains([')', '）']) && !text[inside..end].contains(['(', '（']);

    if counts_before || closes_early {
        whole
    } else {
        (0..open, inside..end)
    }
}

/// The parts between separators. A comma inside a number ("61,097") or inside brackets separates
/// nothing.
pub(super) fn split_parts(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let (mut start, mut depth) = (range.start, 0usize);

    for (offset, c) in text[range.clone()].char_indices() {
        let at = range.start + offset;
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' => depth = depth.saturating_sub(1),
            ',' | '，' | '、' | ';' | '；' if depth == 0 && !inside_number(text, at, c) => {
                parts.push(start..at);
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }

    parts.push(start..range.end);
    parts.retain(|part| !text[part.clone()].trim().is_empty());

    parts
}

fn inside_number(text: &str, at: usize, separator: char) -> bool {
    let digits = text[at + separator.len_utf8()..]
        .chars()
        .take_while(char::is_ascii_digit)
        .count();
    digits == 3 && text[..at].ends_with(|c: char| c.is_ascii_digit())
}

/// What a count at the start of a part counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CountOf {
    /// Cases, images, patients.
    Cases,
    /// Categories, classes, labels.
    Classes,
}

/// Reads "140 Cases …", "6 Categories of …" or "14K". Returns what it counts, the count, the text
/// that states it, and the range after it.
pub(super) fn count_part(
    text: &str,
    part: &Range<usize>,
) -> Option<(CountOf, Count, DescriptionPart, Range<usize>)> {
    let start = part.start + (part.len() - text[part.clone()].trim_start().len());
    let (count, length) = leading_count(&text[start..part.end])?;
    let behind = start + length;
    let noun_start = behind + (part.end - behind - text[behind..part.end].trim_start().len());
    let noun_length = text[noun_start..part.end]
        .find(|c: char| !c.is_alphabetic())
        .unwrap_or(part.end - noun_start);
    let noun_end = noun_start + noun_length;
    let said = |end| DescriptionPart {
        text: text[start..end].trim_end().to_owned(),
        range: start..end,
    };

    match text[noun_start..noun_end].to_lowercase().as_str() {
        "category" | "categories" | "class" | "classes" | "label" | "labels" => {
            let of = text[noun_end..part.end].trim_start();
            let task = part.end - strip_word(of, "of").len();
            Some((CountOf::Classes, count, said(noun_end), task..part.end))
        }
        noun if COUNTED.contains(&noun) => {
            Some((CountOf::Cases, count, said(noun_end), noun_end..part.end))
        }
        // "14K" alone, or "1.6M QA Pair".
        "" if noun_start == part.end => {
            Some((CountOf::Cases, count, said(behind), part.end..part.end))
        }
        _ if text[noun_start..part.end]
            .trim_end()
            .to_lowercase()
            .ends_with("pair") =>
        {
            Some((CountOf::Cases, count, said(behind), noun_start..part.end))
        }
        _ => None,
    }
}

/// What descriptions count as cases.
const COUNTED: &[&str] = &[
    "case",
    "cases",
    "例",
    "slice",
    "slices",
    "image",
    "images",
    "scan",
    "scans",
    "patient",
    "patients",
    "volume",
    "volumes",
    "video",
    "videos",
    "subject",
    "subjects",
    "sample",
    "samples",
    "study",
    "studies",
    "pair",
    "pairs",
    "frame",
    "frames",
    "slide",
    "slides",
    "question",
    "questions",
    "report",
    "reports",
    "participants",
];

fn strip_word<'a>(text: &'a str, word: &str) -> &'a str {
    match text.get(..word.len()) {
        Some(start) if start.eq_ignore_ascii_case(word) && text[word.len()..].starts_with(' ') => {
            &text[word.len()..]
        }
        _ => text,
    }
}
