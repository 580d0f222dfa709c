//! `duplicate-website`: see `RULE`. Datasets of one series, and parts of one page, download or
//! paper share a website rightly.

use std::collections::BTreeMap;

use crate::catalog::Catalog;
use crate::catalog::dataset::{Dataset, DatasetId};
use crate::catalog::web_link::WebLink;
use crate::config::Settings;
use crate::diagnostics::{Diagnostic, Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    code: "duplicate-website",
    severity: Severity::Note,
    summary: "two datasets with the same website that are not editions of each other",
    reason: "one of the URLs was often copied by mistake",
    example: "the URL of the row above",
};

pub(super) fn check(catalog: &Catalog, _: &Settings) -> Vec<Diagnostic> {
    let mut first_by_url: BTreeMap<String, DatasetId> = BTreeMap::new();
    let mut diagnostics = Vec::new();

    for (id, dataset) in catalog.listed_datasets() {
        for link in &dataset.websites {
            let first = *first_by_url.entry(folded(&link.url)).or_insert(id);
            let other = &catalog.datasets[first];
            if first != id && !is_related(dataset, other) {
                diagnostics.push(duplicate(catalog, dataset, other, link));
            }
        }
    }
    diagnostics
}

fn duplicate(catalog: &Catalog, dataset: &Dataset, other: &Dataset, link: &WebLink) -> Diagnostic {
    let path = catalog.sources.path(other.source.file);
    let line = catalog.sources.line(&other.source);

    let message = format!("{} has the website of {}", dataset.name, other.name);
    RULE.at(link.span.clone(), message)
        .label(format!("first used at {path}:{line}"))
        .help("Correct the URL, or link to the page of this dataset on the website")
}

/// Whether two datasets share a website rightly: editions, or parts of one page, download or paper.
fn is_related(a: &Dataset, b: &Dataset) -> bool {
    let same_series = a.series.is_some() && a.series == b.series;
    let same_page = a.page.is_some() && a.page == b.page;
    same_series
        || same_page
        || share_link(&a.downloads, &b.downloads)
        || share_link(&a.papers, &b.papers)
}

fn share_link(a: &[WebLink], b: &[WebLink]) -> bool {
    a.iter().any(|link| {
        let url = folded(&link.url);
        b.iter().any(|other| url == folded(&other.url))
    })
}

/// A URL without its scheme, `www.` and a trailing slash, in lowercase.
fn folded(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.trim_start_matches("www.")
        .trim_end_matches('/')
        .to_lowercase()
}
