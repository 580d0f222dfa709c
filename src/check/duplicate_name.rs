//! `duplicate-name`: two datasets of the list that have the same name.
//!
//! Why: readers cannot tell them apart in lists and results. Example: two rows `FLARE 2023`, one of them of 2022.

use std::collections::BTreeMap;

use crate::catalog::Catalog;
use crate::config::Settings;
use crate::diagnostics::{Diagnostic, Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    code: "duplicate-name",
    severity: Severity::Warning,
    summary: "two entries with the same name",
    reason: "readers cannot tell them apart",
    example: "two rows `FLARE 2023`",
};

pub(super) fn check(catalog: &Catalog, _: &Settings) -> Vec<Diagnostic> {
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    let mut found = Vec::new();
    for (id, dataset) in catalog.listed() {
        let known = *first.entry(dataset.name.to_lowercase()).or_insert(id);
        if known != id {
            let (line, _) = catalog.sources.line_column(&catalog.datasets[known].source);
            let path = catalog.sources.path(catalog.datasets[known].source.file);
            found.push(
                RULE.at(
                    dataset.source.clone(),
                    format!("{} is listed twice", dataset.name),
                )
                .label(format!("first at {path}:{line}"))
                .help("say in the name what tells them apart"),
            );
        }
    }
    found
}
