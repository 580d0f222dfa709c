//! `unknown-term`: see `RULE`.

use strsim::jaro_winkler;

use crate::catalog::Catalog;
use crate::config::Settings;
use crate::diagnostics::{Diagnostic, Rule, Severity};
use crate::value::fact::Fact;
use crate::vocabulary::{TermField, Vocabulary};

pub(crate) const RULE: Rule = Rule {
    code: "unknown-term",
    severity: Severity::Note,
    summary: "a modality, task, area or format that the vocabulary does not have",
    reason: "it gets a page and a filter of its own",
    example: "`Untrasound`",
};

/// A term with at least this similarity, from 0 to 1, is suggested.
const SIMILARITY: f64 = 0.88;

pub(super) fn check(catalog: &Catalog, settings: &Settings) -> Vec<Diagnostic> {
    let vocabulary = Vocabulary::from_settings(settings);
    let mut diagnostics = Vec::new();

    for dataset in &catalog.datasets {
        let facts = &dataset.facts;
        for (field, key, fact) in [
            (TermField::Modality, "modality", &facts.modalities),
            (TermField::Task, "task", &facts.tasks),
            (TermField::Area, "area", &facts.areas),
            (TermField::Format, "format", &facts.formats),
        ] {
            if let Some(fact) = fact {
                diagnostics.extend(check_fact(&vocabulary, field, key, fact));
            }
        }
    }

    diagnostics
}

/// Checks the terms of one fact; `key` is the table of `[vocabulary]` in the settings.
fn check_fact(
    vocabulary: &Vocabulary,
    field: TermField,
    key: &str,
    fact: &Fact<Vec<String>>,
) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for name in &fact.value {
        if vocabulary.names(field).any(|known| known == name) {
            continue;
        }
        let help = match nearest(vocabulary, field, name) {
            Some(known) => format!("Did you mean {known:?}?"),
            None => format!("If it is right, add it to [vocabulary.{key}] in medatlas.toml"),
        };
        let message = format!("the {key} {name:?} is not in the vocabulary");
        diagnostics.push(RULE.at(fact.span.clone(), message).help(help));
    }

    diagnostics
}

/// The most similar term of the vocabulary, if one is similar enough.
fn nearest<'a>(vocabulary: &'a Vocabulary, field: TermField, name: &str) -> Option<&'a str> {
    let name = name.to_lowercase();
    vocabulary
        .names(field)
        .map(|known| (jaro_winkler(&known.to_lowercase(), &name), known))
        .filter(|(similarity, _)| *similarity >= SIMILARITY)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, known)| known)
}
