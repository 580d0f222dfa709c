//! `duplicate-website`: datasets that name one official website, though they are no editions of one another.
//!
//! Why: one of the addresses is often copied from the row above. Datasets of one family, or that stand in one download, share
//! a website rightly. Example: two rows, the second with the website of the first.

use std::collections::BTreeMap;

use crate::catalog::Catalog;
use crate::catalog::dataset::{Dataset, DatasetId};
use crate::catalog::out_link::OutLink;
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
    let mut first: BTreeMap<String, DatasetId> = BTreeMap::new();
    let mut found = Vec::new();
    for (id, dataset) in catalog.listed() {
        for link in &dataset.websites {
            let known = *first.entry(folded(&link.url)).or_insert(id);
            let other = &catalog.datasets[known];
            if known != id && !is_related(dataset, other) {
                found.push(finding(catalog, dataset, other, link));
            }
        }
    }
    found
}

fn finding(catalog: &Catalog, dataset: &Dataset, other: &Dataset, link: &OutLink) -> Diagnostic {
    let (line, _) = catalog.sources.line_column(&other.source);
    let path = catalog.sources.path(other.source.file);
    let message = format!("{} has the website of {}", dataset.name, other.name);
    RULE.at(link.span.clone(), message)
        .label(format!("first at {path}:{line}"))
        .help("Correct the address, or name the page of this dataset on the site")
}

/// Whether two datasets share a website with reason: editions, parts of one page, one download or one paper.
fn is_related(a: &Dataset, b: &Dataset) -> bool {
    let shares = |a: &[OutLink], b: &[OutLink]| {
        a.iter().any(|link| {
            b.iter()
                .any(|other| folded(&link.url) == folded(&other.url))
        })
    };
    let family = a.family.is_some() && a.family == b.family;
    family
        || (a.page.is_some() && a.page == b.page)
        || shares(&a.downloads, &b.downloads)
        || shares(&a.papers, &b.papers)
}

/// Scheme, `www.`, letter case and a slash at the end make no difference.
fn folded(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.trim_start_matches("www.")
        .trim_end_matches('/')
        .to_lowercase()
}
