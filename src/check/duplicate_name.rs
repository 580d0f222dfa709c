//! `duplicate-name`: see `RULE`.

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
    let mut first_by_name: BTreeMap<String, usize> = BTreeMap::new();
    let mut diagnostics = Vec::new();

    for (id, dataset) in catalog.listed_datasets() {
        let first = *first_by_name
            .entry(dataset.name.to_lowercase())
            .or_insert(id);
        if first == id {
            continue;
        }

        let source = &catalog.datasets[first].source;
        let path = catalog.sources.path(source.file);
        let line = catalog.sources.line(source);
        let message = format!("{} is listed twice", dataset.name);
        diagnostics.push(
            RULE.at(dataset.source.clone(), message)
                .label(format!("first listed at {path}:{line}"))
                .help("State in the name what distinguishes them"),
        );
    }
    diagnostics
}
