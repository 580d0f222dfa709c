//! `missing-links`: an entry that leads nowhere: no page, no website, no download, no paper.
//!
//! Why: readers learn a name and can do nothing with it. Example: a row whose cells are all words.

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
    let leads_nowhere = |dataset: &&Dataset| {
        dataset.page.is_none()
            && dataset.body.is_none()
            && [&dataset.websites, &dataset.downloads, &dataset.papers]
                .iter()
                .all(|links| links.is_empty())
            && dataset.other_links.is_empty()
    };
    let listed = catalog.listed().map(|(_, dataset)| dataset);
    listed
        .filter(leads_nowhere)
        .map(|dataset| {
            let message = format!("{} has neither a page nor a link", dataset.name);
            RULE.at(dataset.source.clone(), message)
                .help("Name its website, its download or its paper, or write a page about it")
        })
        .collect()
}
