//! Addresses of the published site that the new one would not have.
//!
//! In: what was published, the catalog, the renames that its history shows. Out: a finding an address, and the alias that would
//! keep it where the page that took its place is certain.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::Catalog;
use crate::catalog::alias;
use crate::catalog::route::{Route, fold};
use crate::config::FILE_NAME;
use crate::diagnostics::{Diagnostic, Place, Rule, Severity};
use crate::load::published::{Published, PublishedDataset};

pub(crate) const RULE: Rule = Rule {
    code: "removed-url",
    severity: Severity::Error,
    summary: "a URL of the published site that the new site would not have (only with `check \
        --against`)",
    reason: "papers and bookmarks point to the URL",
    example: "`datasets/acdc/` after `resources/ACDC.md` was renamed",
};

/// A finding, and the alias that mends it when there is no doubt.
#[derive(Clone, Debug)]
pub struct RemovedUrl {
    /// What to report.
    pub finding: Diagnostic,
    /// Old and new slug.
    pub alias: Option<(String, String)>,
}

/// Compares two sites by their addresses.
pub fn removed_urls(
    catalog: &Catalog,
    published: &Published,
    renames: &BTreeMap<String, String>,
) -> Vec<RemovedUrl> {
    let mut now: BTreeSet<String> = alias::pages(catalog)
        .keys()
        .map(|route| fold(&route.url()))
        .collect();
    now.extend(catalog.aliases.iter().map(|alias| fold(&alias.from.url())));
    let has = |url: &str| now.contains(&fold(url)) || now.contains(&fold(&format!("{url}/")));
    let old_slugs: BTreeSet<&str> = published
        .datasets
        .iter()
        .map(|dataset| dataset.slug.as_str())
        .collect();
    let mut found = Vec::new();
    for dataset in &published.datasets {
        let url = Route::dataset(&dataset.slug).url();
        if has(&url) {
            continue;
        }
        let successor = successor(catalog, dataset, renames, &old_slugs);
        let help = match &successor {
            Some((slug, why)) => format!(
                "{why}: write \"{}\" = \"{slug}\" below [aliases] in {FILE_NAME}, or let --fix write it",
                dataset.slug
            ),
            None => format!(
                "if another page took its place, write \"{}\" = \"slug-of-that-page\" below [aliases] in {FILE_NAME}",
                dataset.slug
            ),
        };
        let message = format!("{url} ({}) would be gone", dataset.name);
        found.push(RemovedUrl {
            finding: RULE.at(place(), message).help(help),
            alias: successor.map(|(slug, _)| (dataset.slug.clone(), slug)),
        });
    }
    let others = published.pages.iter().chain(published.aliases.keys());
    found.extend(
        others
            .filter(|url| !has(url))
            .map(|url| other(catalog, url)),
    );
    found
}

fn place() -> Place {
    Place::File(FILE_NAME.to_owned())
}

/// The slug of the dataset that took the place of one, and how that is known.
fn successor(
    catalog: &Catalog,
    old: &PublishedDataset,
    renames: &BTreeMap<String, String>,
    old_slugs: &BTreeSet<&str>,
) -> Option<(String, String)> {
    let page = |path: &str| {
        let is = |dataset: &&crate::catalog::dataset::Dataset| {
            dataset
                .page
                .is_some_and(|file| catalog.sources.path(file) == path)
        };
        catalog.datasets.iter().find(is)
    };
    if let Some(old_page) = &old.page {
        if let Some((new, dataset)) = renames
            .get(old_page)
            .and_then(|new| Some((new, page(new)?)))
        {
            return Some((
                dataset.slug.clone(),
                format!("git shows that {old_page} became {new}"),
            ));
        }
        if let Some(dataset) = page(old_page) {
            return Some((
                dataset.slug.clone(),
                format!("{old_page} is the page of {}", dataset.name),
            ));
        }
    }
    let mut same = catalog
        .datasets
        .iter()
        .filter(|dataset| dataset.name == old.name && !old_slugs.contains(dataset.slug.as_str()));
    let only = same.next().filter(|_| same.next().is_none())?;
    Some((
        only.slug.clone(),
        format!("{} has its name", Route::dataset(&only.slug).url()),
    ))
}

/// A page that is no dataset's: the one of the same kind whose last part is the same is shown, and never taken unasked.
fn other(catalog: &Catalog, url: &str) -> RemovedUrl {
    let last = |url: &str| {
        url.trim_end_matches('/')
            .rsplit('/')
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    let kind = |url: &str| url.split('/').next().unwrap_or_default().to_owned();
    let pages = alias::pages(catalog);
    let mut near = pages
        .keys()
        .map(Route::url)
        .filter(|new| kind(new) == kind(url) && last(new) == last(url));
    let target = near.next().filter(|_| near.next().is_none());
    let help = format!(
        "write \"{url}\" = \"{}\" below [aliases] in {FILE_NAME}{}",
        target.as_deref().unwrap_or("path/of/a/page/"),
        if target.is_some() {
            ", if that page took its place"
        } else {
            ""
        },
    );
    let finding = RULE.at(place(), format!("{url} would be gone")).help(help);
    RemovedUrl {
        finding,
        alias: None,
    }
}
