//! `unknown-term`: a modality, task, area or format that the vocabulary does not have.
//!
//! Why: it gets a page and a filter of its own beside the term that is meant. Example: `Untrasound`.

use strsim::jaro_winkler;

use crate::catalog::Catalog;
use crate::config::Settings;
use crate::diagnostics::{Diagnostic, Rule, Severity};
use crate::value::fact::Fact;
use crate::vocabulary::{Field, Vocabulary};

pub(crate) const RULE: Rule = Rule {
    code: "unknown-term",
    severity: Severity::Note,
    summary: "a modality, task, area or format that the vocabulary does not have",
    reason: "it gets a page and a filter of its own",
    example: "`Untrasound`",
};

/// Words as alike as this are taken for a slip.
const ALIKE: f64 = 0.88;

pub(super) fn check(catalog: &Catalog, settings: &Settings) -> Vec<Diagnostic> {
    let vocabulary = Vocabulary::of(settings);
    let mut found = Vec::new();
    for dataset in &catalog.datasets {
        let facts = &dataset.facts;
        for (field, word, fact) in [
            (Field::Modality, "modality", &facts.modalities),
            (Field::Task, "task", &facts.tasks),
            (Field::Area, "area", &facts.areas),
            (Field::Format, "format", &facts.formats),
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
    field: Field,
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
        RULE.at(
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
