//! `term-spelling`: a modality, task or area in other letters than the vocabulary's, though the same word.
//!
//! Why: one spelling is found by every search in the source and read without a second look. Words that say more than the
//! term, such as "CTA" for CT, are no spellings of it. Example: `Xray`, `PET/CT`, `Ultra sound`.

use crate::catalog::Catalog;
use crate::config::Settings;
use crate::diagnostics::{Diagnostic, Rule, Severity};
use crate::source::Span;
use crate::value::fact::Fact;

pub(crate) const RULE: Rule = Rule {
    code: "term-spelling",
    severity: Severity::Note,
    summary: "a modality, task or area in another spelling than the vocabulary's",
    reason: "one spelling is found by every search",
    example: "`Xray` for `X-ray`",
};

pub(super) fn check(catalog: &Catalog, _: &Settings) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for dataset in &catalog.datasets {
        for facts in [&dataset.facts, &dataset.page_facts] {
            for (what, fact) in [
                ("modality", &facts.modalities),
                ("task", &facts.tasks),
                ("area", &facts.areas),
            ] {
                found.extend(fact.iter().flat_map(|fact| spellings(catalog, what, fact)));
            }
        }
    }
    // What fills a fact stands in both lists, and two entries may share a page.
    found.sort_by_key(|diagnostic| {
        diagnostic
            .fix
            .as_ref()
            .map(|fix| (fix.span.file, fix.span.range.start))
    });
    found.dedup();
    found
}

fn spellings(catalog: &Catalog, what: &str, fact: &Fact<Vec<String>>) -> Vec<Diagnostic> {
    let text = catalog.sources.text(fact.span.file);
    let Some(at) = text
        .get(fact.span.range.clone())
        .and_then(|words| words.find(&fact.raw))
    else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (start, part) in parts(&fact.raw) {
        let Some(name) = fact.value.iter().find(|name| is_variant(name, part)) else {
            continue;
        };
        let start = fact.span.range.start + at + start;
        let place = Span::new(fact.span.file, start..start + part.len());
        let message = format!("the {what} {part:?} is written {name:?} elsewhere");
        found.push(
            RULE.at(place.clone(), message)
                .help(format!("Write {name}"))
                .fix(place, name.clone()),
        );
    }
    found
}

/// The words between commas and their like, trimmed, and where each starts.
fn parts(raw: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut start = 0;
    for part in raw.split([',', ';', '+', '&', '，', '、', '；']) {
        let trimmed = part.trim();
        if !trimmed.is_empty() {
            found.push((start + (part.len() - part.trim_start().len()), trimmed));
        }
        start += part.len()
            + raw[start + part.len()..]
                .chars()
                .next()
                .map_or(0, char::len_utf8);
    }
    found
}

/// Whether `part` is `name` in other letters: other hyphens, blanks or a plural, another case than of a word's first letter.
fn is_variant(name: &str, part: &str) -> bool {
    plain(name) != plain(part) && folded(name) == folded(part)
}

/// The text with a small letter at the start of each word.
fn plain(text: &str) -> String {
    let mut starts = true;
    let lowered = text.chars().map(|c| {
        let c = if starts && c.is_ascii() {
            c.to_ascii_lowercase()
        } else {
            c
        };
        starts = matches!(c, ' ' | '-');
        c
    });
    lowered.collect()
}

fn folded(text: &str) -> String {
    let letters: String = text
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    letters
        .strip_suffix('s')
        .map_or(letters.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variants() {
        for (name, part, expect) in [
            ("X-ray", "Xray", true),
            ("X-ray", "x-Ray", false),
            ("Head and neck", "Head and Neck", false),
            ("PET-CT", "PET/CT", true),
            ("CT", "ct", true),
            ("CT", "CTA", false),
            ("CT", "CT", false),
            ("Ultrasound", "Ultra Sound", true),
        ] {
            assert_eq!(is_variant(name, part), expect, "{name} {part}");
        }
        assert_eq!(parts("CT， Xray , x"), [(0, "CT"), (6, "Xray"), (13, "x")]);
    }
}
