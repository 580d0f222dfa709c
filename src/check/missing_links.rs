//! `missing-links`: see `RULE`.

use crate::catalog::Catalog;
use crate::catalog::dataset::Dataset;
use crate::config::Settings;
use crate::diagnostics::{Diagnostic, Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    code: "missing-links",
    severity: Severity::Warning,
    summary: "an entry without a page, website, download or paper",
    reason: "readers learn a name and can do nothing with it",
    example: "a row whose cells are all plain text",
};

pub(super) fn check(catalog: &Catalog, _: &Settings) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for (_, dataset) in catalog.listed_datasets() {
        if !has_text(dataset) && !has_link(dataset) {
            let message = format!("{} has neither a page nor a link", dataset.name);
            diagnostics.push(
                RULE.at(dataset.source.clone(), message)
                    .help("Add its website, its download or its paper, or write a page about it"),
            );
        }
    }

    diagnostics
}

fn has_text(dataset: &Dataset) -> bool {
    dataset.page.is_some() || dataset.body.is_some()
}

fn has_link(dataset: &Dataset) -> bool {
    !dataset.websites.is_empty()
        || !dataset.downloads.is_empty()
        || !dataset.papers.is_empty()
        || !dataset.other_links.is_empty()
}
