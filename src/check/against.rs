//! URLs of the published site that the new site would not have, for `check --against`.
//!
//! In: what was published, the catalog, and the renames that its history shows. Out: a finding per
//! URL, and the alias that would keep the URL where it is certain which page replaced the old one.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::Catalog;
use crate::catalog::dataset::Dataset;
use crate::catalog::route::{Route, fold_path};
use crate::config::FILE_NAME;
use crate::diagnostics::{Diagnostic, Location, Rule, Severity};
use crate::load::published::{Published, PublishedDataset};

pub(crate) const RULE: Rule = Rule {
    code: "removed-url",
    severity: Severity::Error,
    summary: "a URL of the published site that the new site would not have (only with \
        `check --against`)",
    reason: "papers and bookmarks point to the URL",
    example: "`datasets/acdc/` after `resources/ACDC.md` was renamed",
};

/// A finding, and the alias that fixes it if there is no doubt.
#[derive(Clone, Debug)]
pub(crate) struct RemovedUrl {
    pub(crate) diagnostic: Diagnostic,
    /// The old and the new slug.
    pub(crate) alias: Option<(String, String)>,
}

/// The new path of a file by its old path.
pub(crate) type Renames = BTreeMap<String, String>;

/// The URLs of the published site that the new site would not have.
pub(crate) fn removed_urls(
    catalog: &Catalog,
    published: &Published,
    renames: &Renames,
) -> Vec<RemovedUrl> {
    let urls = current_urls(catalog);
    let old_slugs: BTreeSet<&str> = published
        .datasets
        .iter()
        .map(|dataset| dataset.slug.as_str())
        .collect();

    let mut removed = Vec::new();
    for dataset in &published.datasets {
        let url = Route::dataset(&dataset.slug).url();
        if !contains(&urls, &url) {
            let successor = successor(catalog, dataset, renames, &old_slugs);
            removed.push(removed_dataset(&url, dataset, successor));
        }
    }
    for url in published.pages.iter().chain(published.aliases.keys()) {
        if !contains(&urls, url) {
            removed.push(removed_page(catalog, url));
        }
    }
    removed
}

/// All URLs of the new site: those of its pages and its aliases.
fn current_urls(catalog: &Catalog) -> BTreeSet<String> {
    let pages = catalog.alias_targets().map(|page| page.route.url());
    let aliases = catalog.aliases.iter().map(|alias| alias.from.url());
    pages.chain(aliases).map(|url| fold_path(&url)).collect()
}

fn contains(urls: &BTreeSet<String>, url: &str) -> bool {
    urls.contains(&fold_path(url)) || urls.contains(&fold_path(&format!("{url}/")))
}

/// A dataset that replaces a published one, and how that is known.
struct Successor {
    slug: String,
    evidence: String,
}

fn successor(
    catalog: &Catalog,
    old: &PublishedDataset,
    renames: &Renames,
    old_slugs: &BTreeSet<&str>,
) -> Option<Successor> {
    if let Some(path) = &old.page {
        let renamed = renames.get(path);
        if let Some(new_path) = renamed
            && let Some(dataset) = dataset_of_page(catalog, new_path)
        {
            return Some(Successor {
                slug: dataset.slug.clone(),
                evidence: format!("git shows that {path} became {new_path}"),
            });
        }
        if let Some(dataset) = dataset_of_page(catalog, path) {
            return Some(Successor {
                slug: dataset.slug.clone(),
                evidence: format!("{path} is the page of {}", dataset.name),
            });
        }
    }

    let mut of_same_name = catalog
        .datasets
        .iter()
        .filter(|dataset| dataset.name == old.name && !old_slugs.contains(dataset.slug.as_str()));
    let dataset = only(&mut of_same_name)?;
    Some(Successor {
        slug: dataset.slug.clone(),
        evidence: format!("{} has its name", Route::dataset(&dataset.slug).url()),
    })
}

fn dataset_of_page<'a>(catalog: &'a Catalog, path: &str) -> Option<&'a Dataset> {
    catalog.datasets.iter().find(|dataset| {
        let page = dataset.page.map(|file| catalog.sources.path(file));
        page == Some(path)
    })
}

/// The item of an iterator that has no second one.
fn only<T>(items: &mut impl Iterator<Item = T>) -> Option<T> {
    let first = items.next()?;
    items.next().is_none().then_some(first)
}

fn removed_dataset(
    url: &str,
    dataset: &PublishedDataset,
    successor: Option<Successor>,
) -> RemovedUrl {
    let old = &dataset.slug;
    let help = match &successor {
        Some(Successor { slug, evidence }) => format!(
            "{evidence}: write \"{old}\" = \"{slug}\" below [aliases] in {FILE_NAME}, \
             or let --fix write it"
        ),
        None => format!(
            "If another page replaced it, write \"{old}\" = \"slug-of-that-page\" below \
             [aliases] in {FILE_NAME}"
        ),
    };

    let message = format!("{url} ({}) would be removed", dataset.name);
    RemovedUrl {
        diagnostic: RULE.at(settings_file(), message).help(help),
        alias: successor.map(|successor| (old.clone(), successor.slug)),
    }
}

/// A page that is not that of a dataset. The page of the same kind with the same last segment is
/// suggested, but never taken without a decision.
fn removed_page(catalog: &Catalog, url: &str) -> RemovedUrl {
    let mut similar = catalog
        .alias_targets()
        .map(|page| page.route.url())
        .filter(|new| first_segment(new) == first_segment(url))
        .filter(|new| last_segment(new) == last_segment(url));
    let help = match only(&mut similar) {
        Some(new) => format!(
            "If that page replaced it, write \"{url}\" = \"{new}\" below [aliases] in {FILE_NAME}"
        ),
        None => {
            format!("Write \"{url}\" = \"path/of/a/page/\" below [aliases] in {FILE_NAME}")
        }
    };

    let message = format!("{url} would be removed");
    RemovedUrl {
        diagnostic: RULE.at(settings_file(), message).help(help),
        alias: None,
    }
}

fn first_segment(url: &str) -> &str {
    url.split('/').next().unwrap_or_default()
}

fn last_segment(url: &str) -> &str {
    let url = url.trim_end_matches('/');
    url.rsplit('/').next().unwrap_or_default()
}

fn settings_file() -> Location {
    Location::File(FILE_NAME.to_owned())
}
