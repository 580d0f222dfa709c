//! `missing-modality`: see `RULE`.

use crate::catalog::Catalog;
use crate::config::Settings;
use crate::diagnostics::{Diagnostic, Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    code: "missing-modality",
    severity: Severity::Note,
    summary: "an entry without a modality",
    reason: "it is found by its name only",
    example: "an empty description and no page",
};

pub(super) fn check(catalog: &Catalog, _: &Settings) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for (_, dataset) in catalog.listed_datasets() {
        if dataset.facts.modalities.is_none() {
            let message = format!("{} states no modality", dataset.name);
            diagnostics.push(RULE.at(dataset.source.clone(), message));
        }
    }

    diagnostics
}
