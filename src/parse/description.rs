//! The description of an entry: "3D CT, 140 Cases, 6 Categories of Organ Segmentation".
//!
//! In: the text of a Description cell, or the text after the link of a line entry. Out: a
//! `Description` with raw texts and their byte ranges. Nothing is normalized here, since
//! `vocabulary` does that.

mod parts;

use std::ops::Range;

use self::parts::{CountOf, count_part, split_lead, split_parts};
use crate::value::count::Count;

/// What an entry states about its dataset.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Description {
    /// The text before the bracketed part, as in "v2.0 (QA, 108K Cases)". It may contain known
    /// terms.
    pub lead: Option<DescriptionPart>,
    /// "2D", "3D" or "4D" in uppercase, without duplicates.
    pub dimensions: Vec<DescriptionPart>,
    /// The text between the dimensions and the number of cases.
    pub modality: Option<DescriptionPart>,
    /// The number of cases, with the text that states it ("140 Cases", "112例", "14K").
    pub cases: Option<(Count, DescriptionPart)>,
    /// The number of classes, with the text that states it ("6 Categories").
    pub classes: Option<(Count, DescriptionPart)>,
    /// What the classes are, or the task itself. For "QA", "VQA" and similar tasks it is the text
    /// of the modality.
    pub task: Option<DescriptionPart>,
    /// Everything that was not recognized, in order.
    pub leftover: Vec<DescriptionPart>,
}

/// A part of a text, with its position.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct DescriptionPart {
    /// The text, trimmed.
    pub text: String,
    /// Its bytes within the text that was parsed.
    pub range: Range<usize>,
}

/// Texts in the position of the modality that name a task: the dataset is text, or text with
/// images.
const TASKS_AS_MODALITY: &[&str] = &[
    "qa",
    "vqa",
    "caption",
    "captioning",
    "rg",
    "report generation",
];

/// Words that make a part after the number of cases a task. A part without one of them is left
/// over.
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

/// More words than this before the number of cases are a sentence and not a modality.
const LONGEST_MODALITY: usize = 6;

/// Parses a description. A text in which nothing is recognized is returned whole as `leftover`.
pub(crate) fn description(text: &str) -> Description {
    let (lead, facts) = split_lead(text);
    let parts = split_parts(text, facts.clone());
    let mut found = Description {
        lead: words(text, lead),
        ..Description::default()
    };
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
                // The task may contain commas: "Sacrum, Left and Right Hip Segmentation".
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
    if let Some(named) =
        modality.filter(|raw| TASKS_AS_MODALITY.contains(&raw.text.to_lowercase().as_str()))
    {
        found.leftover.extend(found.task.replace(named.clone()));
    }

    found
}

/// A line without the pair of brackets around all of it: `(2D MRI, 40 Cases)`.
pub(crate) fn unbracketed(text: &str) -> &str {
    let inside = text
        .trim()
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'));

    let is_whole = |inside: &&str| {
        let depths = inside.chars().scan(0, |depth, c| {
            *depth += i32::from(c == '(') - i32::from(c == ')');
            Some(*depth)
        });
        depths.min().is_none_or(|least| least >= 0)
    };

    inside.filter(is_whole).unwrap_or(text)
}

/// Reads dimensions and modality from the parts before the first count. Returns the number of
/// parts that were used.
fn read_modality(text: &str, parts: &[Range<usize>], found: &mut Description) -> usize {
    let used = parts
        .iter()
        .position(|part| count_part(text, part).is_some())
        .unwrap_or(parts.len());
    let Some(before) = parts.get(..used).filter(|before| !before.is_empty()) else {
        return used;
    };
    let mut start = before[0].start;

    for dimension in leading_dimensions(text, before[0].clone()) {
        start = dimension.range.end;
        if !found
            .dimensions
            .iter()
            .any(|seen| seen.text == dimension.text)
        {
            found.dimensions.push(dimension);
        }
    }

    let raw = words(text, start..before[used - 1].end);

    match raw {
        Some(raw) if raw.text.split_whitespace().count() <= LONGEST_MODALITY => {
            found.modality = Some(raw)
        }
        other => found.leftover.extend(other),
    }

    used
}

/// The dimensions at the start of the range: "2D", "3D CT", "2D/3D X-ray".
fn leading_dimensions(text: &str, range: Range<usize>) -> Vec<DescriptionPart> {
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
        found.push(DescriptionPart {
            text: text[start..at].to_uppercase(),
            range: start..at,
        });
    }
}

fn names_a_task(part: &str) -> bool {
    part.split(|c: char| !c.is_alphanumeric())
        .any(|word| TASK_WORDS.contains(&word.to_lowercase().as_str()))
}

/// The text of a range without the spaces and separators around it. `None` if nothing remains.
fn words(text: &str, range: Range<usize>) -> Option<DescriptionPart> {
    let around = |c: char| {
        c.is_whitespace() || matches!(c, ',' | '，' | '、' | ';' | '；' | '.' | '。' | ':')
    };
    let whole = &text[range.clone()];
    let start = range.start + (whole.len() - whole.trim_start_matches(around).len());
    let trimmed = whole.trim_matches(around);

    (!trimmed.is_empty()).then(|| DescriptionPart {
        text: trimmed.to_owned(),
        range: start..start + trimmed.len(),
    })
}

#[cfg(test)]
mod tests;
