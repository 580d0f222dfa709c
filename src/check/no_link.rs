//! `no-link`: an entry that leads nowhere: no page, no website, no download, no paper.
//!
//! Why: readers learn a name and can do nothing with it. Example: a row whose cells are all words.

use crate::catalog::Catalog;
use crate::catalog::dataset::Dataset;
use crate::config::Settings;
use crate::diagnostics::Diagnostic;

pub(super) fn check(catalog: &Catalog, _: &Settings) -> Vec<Diagnostic> {
    let leads_nowhere = |dataset: &&Dataset| {
        dataset.page.is_none()
            && dataset.body.is_none()
            && [&dataset.websites, &dataset.downloads, &dataset.papers]
                .iter()
                .all(|links| links.is_empty())
            && dataset.other_links.is_empty()
    };
    let listed = catalog.listed_datasets().map(|(_, dataset)| dataset);
    listed
        .filter(leads_nowhere)
        .map(|dataset| {
            let message = format!("{} has neither a page nor a link", dataset.name);
            Diagnostic::warning("no-link", dataset.source.clone(), message)
                .help("Name its website, its download or its paper, or write a page about it")
        })
        .collect()
}
