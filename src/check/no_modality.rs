//! `no-modality`, `no-cases`: a listed dataset without its most asked-for facts.
//!
//! Why: readers look for data by modality and size; a dataset without them is found by name only. Example: an entry whose
//! description is empty and that has no page.

use crate::catalog::Catalog;
use crate::config::Settings;
use crate::diagnostics::Diagnostic;

pub(super) fn check(catalog: &Catalog, _: &Settings) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (_, dataset) in catalog.listed_datasets() {
        if dataset.facts.modalities.is_none() {
            let message = format!("{} states no modality", dataset.name);
            found.push(Diagnostic::note(
                "no-modality",
                dataset.source.clone(),
                message,
            ));
        }
        if dataset.facts.cases.is_none() {
            let message = format!(
                "{} states no number of cases that can be read",
                dataset.name
            );
            found.push(Diagnostic::note(
                "no-cases",
                dataset.source.clone(),
                message,
            ));
        }
    }
    found
}
