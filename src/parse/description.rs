//! The entry's own words, taken apart: "3D CT, 140 Cases, 6 Categories of Organ Segmentation".
//!
//! In: the text of a Description cell, or what stands behind a line entry's link. Out: a `Description` with raw words
//! and their byte ranges within the text. Nothing is normalised here: `model::vocabulary` does that.

use std::ops::Range;

use crate::model::count::{Count, leading_count};

/// What an entry says of its dataset.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Description {
    /// Words before the bracketed part, as in "v2.0 (QA, 108K Cases)". Known terms may be looked up in them.
    pub lead: Option<Words>,
    /// "2D", "3D", "4D", as written (upper case), without doubles.
    pub dimensions: Vec<Words>,
    /// What stands between the dimensions and the number of cases.
    pub modality: Option<Words>,
    /// The number of cases, with the words that say it ("140 Cases", "112例", "14K").
    pub cases: Option<(Count, Words)>,
    /// The number of classes, with the words that say it ("6 Categories").
    pub classes: Option<(Count, Words)>,
    /// What the classes are of, or the task itself. For "QA", "VQA" and the like the modality's words again.
    pub task: Option<Words>,
    /// Everything that found no place, in order.
    pub leftover: Vec<Words>,
}

/// Some words of a text and where they stand in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// The words, trimmed.
    pub text: String,
    /// Their bytes within the text that was read.
    pub range: Range<usize>,
}

/// Words in the place of the modality that name a task: the dataset is text, or text with images.
const TASKS_AS_MODALITY: &[&str] = &["qa", "vqa", "caption", "captioning", "rg", "report generation"];

/// Words that make a part behind the number of cases a task. Without one of them it is left over.
const TASK_WORDS: &[&str] = &[
    "segmentation",
    "classification",
    "detection",
    "registration",
    "reconstruction",
    "recognition",
    "grading",
    "localization",
    "localisation",
    "prediction",
    "estimation",
    "quantification",
    "measurement",
    "generation",
    "diagnosis",
    "retrieval",
    "synthesis",
    "translation",
    "tracking",
    "counting",
    "assessment",
    "captioning",
    "answering",
    "denoising",
    "identification",
    "decoding",
    "regression",
    "scoring",
    "staging",
    "slam",
    "vslam",
];

/// More words than this before the number of cases are a sentence, not a modality.
const LONGEST_MODALITY: usize = 6;

/// Takes a description apart. Text in which nothing is recognised comes back whole as `leftover`.
pub fn description(text: &str) -> Description {
    let (lead, facts) = split_lead(text);
    let parts = split_parts(text, facts.clone());
    let mut found = Description { lead: words(text, lead), ..Description::default() };
    let counts = parts.iter().any(|part| count_part(text, part).is_some());
    let first = parts.first().map_or(0..0, Clone::clone);
    if !counts && leading_dimensions(text, first).is_empty() {
        found.leftover.extend(found.lead.take());
        found.leftover.extend(words(text, facts));
        return found;
    }
    let mut rest = read_modality(text, &parts, &mut found);
    while let Some(part) = parts.get(rest) {
        rest += 1;
        match count_part(text, part) {
            Some((CountOf::Classes, count, said, task)) if found.classes.is_none() => {
                found.classes = Some((count, said));
                // The task may hold commas: "Sacrum, Left and Right Hip Segmentation".
                found.task = words(text, task.start..facts.end);
                break;
            }
            Some((CountOf::Cases, count, said, more)) if found.cases.is_none() => {
                found.cases = Some((count, said));
                found.leftover.extend(words(text, more));
            }
            _ if found.task.is_none() && names_a_task(&text[part.clone()]) => {
                found.task = words(text, part.clone())
            }
            _ => found.leftover.extend(words(text, part.clone())),
        }
    }
    let modality = found.modality.as_ref();
    if let Some(named) = modality.filter(|raw| TASKS_AS_MODALITY.contains(&raw.text.to_lowercase().as_str()))
    {
        found.leftover.extend(found.task.replace(named.clone()));
    }
    found
}

/// Reads dimensions and modality from the parts before the first count; gives the number of parts used.
fn read_modality(text: &str, parts: &[Range<usize>], found: &mut Description) -> usize {
    let used = parts.iter().position(|part| count_part(text, part).is_some()).unwrap_or(parts.len());
    let Some(before) = parts.get(..used).filter(|before| !before.is_empty()) else { return used };
    let mut start = before[0].start;
    for dimension in leading_dimensions(text, before[0].clone()) {
        start = dimension.range.end;
        if !found.dimensions.iter().any(|seen| seen.text == dimension.text) {
            found.dimensions.push(dimension);
        }
    }
    let raw = words(text, start..before[used - 1].end);
    match raw {
        Some(raw) if raw.text.split_whitespace().count() <= LONGEST_MODALITY => found.modality = Some(raw),
        other => found.leftover.extend(other),
    }
    used
}

/// Splits "words (facts)" into both ranges; without such brackets the lead is empty.
fn split_lead(text: &str) -> (Range<usize>, Range<usize>) {
    let whole = (0..0, 0..text.len());
    let Some((open, bracket)) = text.char_indices().find(|(_, c)| matches!(c, '(' | '（')) else {
        return whole;
    };
    let inside = open + bracket.len_utf8();
    let shut = text.trim_end_matches([' ', '.', '。']);
    let end = match shut.char_indices().next_back() {
        Some((at, ')' | '）')) if at >= inside => at,
        // A bracket that opens the text and is never closed: the rest is inside.
        _ if text[..open].trim().is_empty() && !text[inside..].contains([')', '）']) => text.len(),
        _ => return whole,
    };
    let counts_before = split_parts(text, 0..open).iter().any(|part| count_part(text, part).is_some());
    let closes_early = text[inside..end].contains([')', '）']) && !text[inside..end].contains(['(', '（']);
    if counts_before || closes_early { whole } else { (0..open, inside..end) }
}

/// The parts between separators. A comma inside a number ("61,097") or inside brackets separates nothing.
fn split_parts(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
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
    let digits = text[at + separator.len_utf8()..].chars().take_while(char::is_ascii_digit).count();
    digits == 3 && text[..at].ends_with(|c: char| c.is_ascii_digit())
}

/// "2D", "3D CT", "2D/3D X-ray": the dimensions that the range begins with.
fn leading_dimensions(text: &str, range: Range<usize>) -> Vec<Words> {
    let mut found = Vec::new();
    let mut at = range.start;
    loop {
        let ahead = &text[at..range.end];
        let blank = ahead.len() - ahead.trim_start_matches([' ', '/', '&', '+', '-']).len();
        let start = at + blank;
        let bytes = text.as_bytes();
        let is_dimension = start + 2 <= range.end
            && matches!(bytes[start], b'1'..=b'5')
            && matches!(bytes[start + 1], b'D' | b'd')
            && !text[start + 2..].starts_with(char::is_alphanumeric);
        if !is_dimension {
            return found;
        }
        at = start + 2;
        found.push(Words { text: text[start..at].to_uppercase(), range: start..at });
    }
}

/// What a count at the start of a part counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum CountOf {
    Cases,
    Classes,
}

/// Reads "140 Cases …", "6 Categories of …", "14K": what it counts, the count, the words that say it, the range behind.
fn count_part(text: &str, part: &Range<usize>) -> Option<(CountOf, Count, Words, Range<usize>)> {
    let start = part.start + (part.len() - text[part.clone()].trim_start().len());
    let (count, length) = leading_count(&text[start..part.end])?;
    let behind = start + length;
    let noun_start = behind + (part.end - behind - text[behind..part.end].trim_start().len());
    let noun_length =
        text[noun_start..part.end].find(|c: char| !c.is_alphabetic()).unwrap_or(part.end - noun_start);
    let noun_end = noun_start + noun_length;
    let said = |end| Words { text: text[start..end].trim_end().to_owned(), range: start..end };
    match text[noun_start..noun_end].to_lowercase().as_str() {
        "category" | "categories" | "class" | "classes" | "label" | "labels" => {
            let of = text[noun_end..part.end].trim_start();
            let task = part.end - strip_word(of, "of").len();
            Some((CountOf::Classes, count, said(noun_end), task..part.end))
        }
        noun if COUNTED.contains(&noun) => Some((CountOf::Cases, count, said(noun_end), noun_end..part.end)),
        // "14K" alone, or "1.6M QA Pair".
        "" if noun_start == part.end => Some((CountOf::Cases, count, said(behind), part.end..part.end)),
        _ if text[noun_start..part.end].trim_end().to_lowercase().ends_with("pair") => {
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

fn names_a_task(part: &str) -> bool {
    part.split(|c: char| !c.is_alphanumeric()).any(|word| TASK_WORDS.contains(&word.to_lowercase().as_str()))
}

/// The words of a range without the blanks and separators around them; `None` if nothing stays.
fn words(text: &str, range: Range<usize>) -> Option<Words> {
    let around =
        |c: char| c.is_whitespace() || matches!(c, ',' | '，' | '、' | ';' | '；' | '.' | '。' | ':');
    let whole = &text[range.clone()];
    let start = range.start + (whole.len() - whole.trim_start_matches(around).len());
    let trimmed = whole.trim_matches(around);
    (!trimmed.is_empty()).then(|| Words { text: trimmed.to_owned(), range: start..start + trimmed.len() })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shows a description as `dimensions | modality | cases | classes | task | lead and leftover`.
    fn show(text: &str) -> String {
        let found = description(text);
        for words in found.dimensions.iter().chain(&found.leftover).chain(&found.task).chain(&found.modality)
        {
            assert_eq!(
                text[words.range.clone()].to_uppercase(),
                words.text.to_uppercase(),
                "range in {text:?}"
            );
        }
        let said = |words: Option<&Words>| words.map_or("-".to_owned(), |words| words.text.clone());
        let count = |found: Option<&(Count, Words)>| {
            found.map_or("-".to_owned(), |(count, _)| count.value.to_string())
        };
        let dimensions: Vec<_> = found.dimensions.iter().map(|words| words.text.as_str()).collect();
        let rest: Vec<_> =
            found.lead.iter().chain(&found.leftover).map(|words| words.text.as_str()).collect();
        format!(
            "{} | {} | {} | {} | {} | {}",
            dimensions.join("+"),
            said(found.modality.as_ref()),
            count(found.cases.as_ref()),
            count(found.classes.as_ref()),
            said(found.task.as_ref()),
            rest.join(" + "),
        )
    }

    fn check(text: &str, expect: &str) {
        assert_eq!(show(text), expect, "{text:?}");
    }

    #[test]
    fn the_usual_forms() {
        check(
            "3D CT, 140 Cases, 6 Categories of Organ Segmentation.",
            "3D | CT | 140 | 6 | Organ Segmentation | ",
        );
        check("(2D retinal images, 5000 Cases, 8 Categories)", "2D | retinal images | 5000 | 8 | - | ");
        check(
            "2D X-Ray, 852 Cases, 2 Categories Pneumonia Classification",
            "2D | X-Ray | 852 | 2 | Pneumonia Classification | ",
        );
        check(
            "(2D Pathology, 171,375 Cases, 21 Categories of Cell Classification)",
            "2D | Pathology | 171375 | 21 | Cell Classification | ",
        );
        check(
            "(2D dermoscopic images，33126 Cases，2 Categories)",
            "2D | dermoscopic images | 33126 | 2 | - | ",
        );
        check("(3D OCT, 112例, 3 Categories)", "3D | OCT | 112 | 3 | - | ");
        check(
            "(2D Cell imaging, 14K, 6 Categories of Cell Classification)",
            "2D | Cell imaging | 14000 | 6 | Cell Classification | ",
        );
    }

    #[test]
    fn words_that_look_like_others() {
        check("2D, Endoscopy, 612 Cases, 1 Category of Polyps", "2D | Endoscopy | 612 | 1 | Polyps | ");
        check(
            "2D Endoscopy, 59 Cases, 3D Reconstruction and VSLAM",
            "2D | Endoscopy | 59 | - | 3D Reconstruction and VSLAM | ",
        );
        check(
            "3D CT, 10 Cases, 4 Categories of Spine, Left and Right Hip Segmentation",
            "3D | CT | 10 | 4 | Spine, Left and Right Hip Segmentation | ",
        );
        check("3D MRI, 102 Cases, 3 Categories of Glioma (GBM)", "3D | MRI | 102 | 3 | Glioma (GBM) | ");
        check("2D/3D CT & MRI, 61 097 images", "2D+3D | CT & MRI | 61097 | - | - | ");
    }

    #[test]
    fn text_entries() {
        check("(VQA, 3515  Cases QA Pair)", " | VQA | 3515 | - | VQA | QA Pair");
        check("v2.0 (QA, 108K Cases QA Pair)", " | QA | 108000 | - | QA | v2.0 + QA Pair");
        check("(VQA, 1.6M QA Pair)", " | VQA | 1600000 | - | VQA | QA Pair");
    }

    #[test]
    fn sentences_are_left_alone() {
        let text = "A large set of chest films, with reports.";
        check(text, " | - | - | - | - | A large set of chest films, with reports");
        check("", " | - | - | - | - | ");
        check("(", " | - | - | - | - | ");
        check("()，", " | - | - | - | - | ()");
        check("3D", "3D | - | - | - | - | ");
    }
}
