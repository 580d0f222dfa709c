//! `unknown-term`: a modality, task, area or format that the vocabulary does not have.
//!
//! Why: it gets a page and a filter of its own beside the term that is meant. Example: `Untrasound`.

use strsim::jaro_winkler;

use crate::catalog::Catalog;
use crate::config::Settings;
use crate::diagnostics::Diagnostic;
use crate::value::fact::Fact;
use crate::vocabulary::{TermField, Vocabulary};

/// Words as alike as this are taken for a slip.
const ALIKE: f64 = 0.88;

pub(super) fn check(catalog: &Catalog, settings: &Settings) -> Vec<Diagnostic> {
    let vocabulary = Vocabulary::from_settings(settings);
    let mut found = Vec::new();
    for dataset in &catalog.datasets {
        let facts = &dataset.facts;
        for (field, word, fact) in [
            (TermField::Modality, "modality", &facts.modalities),
            (TermField::Task, "task", &facts.tasks),
            (TermField::Area, "area", &facts.areas),
            (TermField::Format, "format", &facts.formats),
        ] {
            found.extend(
                fact.iter()
                    .flat_map(|fact| unknown(&vocabulary, field, word, fact)),
            );
        }
    }
    found
}

fn unknown(
    vocabulary: &Vocabulary,
    field: TermField,
    word: &str,
    fact: &Fact<Vec<String>>,
) -> Vec<Diagnostic> {
    let known = |name: &&String| vocabulary.names(field).any(|known| known == *name);
    let diagnostic = |name: &String| {
        let near = vocabulary
            .names(field)
            .map(|known| {
                (
                    jaro_winkler(&known.to_lowercase(), &name.to_lowercase()),
                    known,
                )
            })
            .filter(|(alike, _)| *alike >= ALIKE)
            .max_by(|a, b| a.0.total_cmp(&b.0));
        let help = match near {
            Some((_, known)) => format!("Did you mean {known:?}?"),
            None => format!("Add it to [vocabulary.{word}] in medatlas.toml if it is right"),
        };
        Diagnostic::note(
            "unknown-term",
            fact.span.clone(),
            format!("the {word} {name:?} is not in the vocabulary"),
        )
        .help(help)
    };
    fact.value
        .iter()
        .filter(|name| !known(name))
        .map(diagnostic)
        .collect()
}
