//! `missing-modality`, `missing-case-count`: a listed dataset without its most asked-for facts.
//!
//! Why: readers look for data by modality and size; a dataset without them is found by name only. Example: an entry whose
//! description is empty and that has no page.

use crate::catalog::Catalog;
use crate::config::Settings;
use crate::diagnostics::{Diagnostic, Rule, Severity};

pub(crate) const MISSING_CASE_COUNT: Rule = Rule {
    code: "missing-case-count",
    severity: Severity::Note,
    summary: "an entry without a number of cases that can be parsed",
    reason: "it is missing from every view by size",
    example: "`3D CT, many cases`",
};

pub(crate) const MISSING_MODALITY: Rule = Rule {
    code: "missing-modality",
    severity: Severity::Note,
    summary: "an entry without a modality",
    reason: "it is found by its name only",
    example: "an empty description and no page",
};

pub(super) fn check(catalog: &Catalog, _: &Settings) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (_, dataset) in catalog.listed() {
        if dataset.facts.modalities.is_none() {
            let message = format!("{} states no modality", dataset.name);
            found.push(MISSING_MODALITY.at(dataset.source.clone(), message));
        }
        if dataset.facts.cases.is_none() {
            let message = format!(
                "{} states no number of cases that can be read",
                dataset.name
            );
            found.push(MISSING_CASE_COUNT.at(dataset.source.clone(), message));
        }
    }
    found
}
