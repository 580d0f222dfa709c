//! `missing-case-count`: see `RULE`.

use crate::catalog::Catalog;
use crate::config::Settings;
use crate::diagnostics::{Diagnostic, Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    code: "missing-case-count",
    severity: Severity::Note,
    summary: "an entry without a number of cases that can be parsed",
    reason: "it is missing from every view by size",
    example: "`3D CT, many cases`",
};

pub(super) fn check(catalog: &Catalog, _: &Settings) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for (_, dataset) in catalog.listed_datasets() {
        if dataset.facts.cases.is_none() {
            let message = format!(
                "{} states no number of cases that can be parsed",
                dataset.name
            );
            diagnostics.push(RULE.at(dataset.source.clone(), message));
        }
    }

    diagnostics
}
