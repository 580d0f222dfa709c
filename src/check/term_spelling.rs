//! `term-spelling`: see `RULE`. Text that says more than the term, such as "CTA" for CT, is not a
//! spelling of it.

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
    let mut diagnostics = Vec::new();
    for dataset in &catalog.datasets {
        for facts in [&dataset.facts, &dataset.page_facts] {
            for (field, fact) in [
                ("modality", &facts.modalities),
                ("task", &facts.tasks),
                ("area", &facts.areas),
            ] {
                if let Some(fact) = fact {
                    diagnostics.extend(check_fact(catalog, field, fact));
                }
            }
        }
    }

    // A fact of the page that fills the entry's is in both lists, and two entries may share a page.
    diagnostics.sort_by_key(|diagnostic| {
        let edit = diagnostic.edits.first();
        edit.map(|edit| (edit.span.file, edit.span.range.start))
    });
    diagnostics.dedup();
    diagnostics
}

fn check_fact(catalog: &Catalog, field: &str, fact: &Fact<Vec<String>>) -> Vec<Diagnostic> {
    let text = catalog.sources.text(fact.span.file);
    let cell = text.get(fact.span.range.clone());
    let Some(offset) = cell.and_then(|cell| cell.find(&fact.raw)) else {
        return Vec::new();
    };

    let mut diagnostics = Vec::new();
    for (at, part) in parts(&fact.raw) {
        let Some(name) = fact.value.iter().find(|name| is_variant(name, part)) else {
            continue;
        };
        let start = fact.span.range.start + offset + at;
        let location = Span::new(fact.span.file, start..start + part.len());
        let message = format!("the {field} {part:?} is spelled {name:?} elsewhere");
        diagnostics.push(
            RULE.at(location.clone(), message)
                .help(format!("Write {name}"))
                .fix(location, name.as_str()),
        );
    }
    diagnostics
}

/// The parts of a list between its separators, trimmed, with their offsets.
fn parts(raw: &str) -> Vec<(usize, &str)> {
    let mut parts = Vec::new();
    let mut start = 0;

    for piece in raw.split_inclusive([',', ';', '+', '&', '，', '、', '；']) {
        let part = piece.trim_end_matches([',', ';', '+', '&', '，', '、', '；']);
        let indent = part.len() - part.trim_start().len();
        if !part.trim().is_empty() {
            parts.push((start + indent, part.trim()));
        }
        start += piece.len();
    }

    parts
}

/// Whether `part` is another spelling of `name`: other hyphens, spaces, letter case or a plural.
/// Only the first letter of a word may be in either case.
fn is_variant(name: &str, part: &str) -> bool {
    decapitalized(name) != decapitalized(part) && folded(name) == folded(part)
}

/// The text with a lowercase letter at the start of each word.
fn decapitalized(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut starts_word = true;

    for c in text.chars() {
        out.push(if starts_word {
            c.to_ascii_lowercase()
        } else {
            c
        });
        starts_word = matches!(c, ' ' | '-');
    }

    out
}

/// Letters and digits in lowercase, without the `s` of a plural.
fn folded(text: &str) -> String {
    let mut letters: String = text
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    if letters.ends_with('s') {
        letters.pop();
    }

    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variants_differ_in_case_hyphens_and_spaces() {
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
    }

    #[test]
    fn lists_are_split_at_every_separator() {
        assert_eq!(parts("CT， Xray , x"), [(0, "CT"), (6, "Xray"), (13, "x")]);
        assert_eq!(parts("CT,,"), [(0, "CT")]);
    }
}
