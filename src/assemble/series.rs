//! Editions and parts of one undertaking: BraTS 2021 and 2023, the tasks of a decathlon.
//!
//! In: all datasets and their pages. Out: groups of datasets. Two belong together when their names differ by a year or a
//! version alone, when they begin with the same word and a year right behind it ("BraTS21", "BraTS 2023-MEN"), or when they
//! begin with the same word and cite the same work.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::catalog::dataset::{Dataset, DatasetId};
use crate::parse::page::Page;
use crate::source::FileId;

/// Groups of two or more, each in the order of the list.
pub(super) fn families(
    datasets: &[Dataset],
    pages: &BTreeMap<FileId, Arc<Page>>,
) -> Vec<Vec<DatasetId>> {
    let mut groups = Groups::new(datasets.len());
    let mut by_key: BTreeMap<(&str, String), DatasetId> = BTreeMap::new();
    for (id, dataset) in datasets.iter().enumerate() {
        let tokens = tokens(&dataset.name);
        let own = without_versions(&tokens);
        if !own.is_empty() {
            groups.join(id, *by_key.entry(("name", own.join(" "))).or_insert(id));
        }
        if let Some(edition) = edition(&dataset.name, &tokens) {
            groups.join(
                id,
                *by_key.entry(("edition", edition.to_owned())).or_insert(id),
            );
        }
        let first = tokens
            .iter()
            .find(|token| !is_version(token))
            .filter(|first| first.len() > 2);
        let works = dataset
            .page
            .and_then(|file| pages.get(&file))
            .map_or(BTreeSet::new(), |page| works(page));
        for work in works {
            let key = format!("{} {work}", first.map_or("", String::as_str));
            if first.is_some() {
                groups.join(id, *by_key.entry(("work", key)).or_insert(id));
            }
        }
    }
    groups.of_two_or_more()
}

/// Words of a name in small letters; a change from letters to digits begins a new one.
fn tokens(name: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut last = ' ';
    for c in name.chars().flat_map(char::to_lowercase) {
        let kind = |c: char| (c.is_alphabetic(), c.is_numeric());
        if c.is_alphanumeric() {
            match tokens.last_mut().filter(|_| kind(c) == kind(last)) {
                Some(token) => token.push(c),
                None => tokens.push(c.to_string()),
            }
        }
        last = c;
    }
    tokens
}

fn is_version(token: &str) -> bool {
    token.chars().all(char::is_numeric) || matches!(token, "v" | "version" | "ii" | "iii")
}

/// The name without years and versions; empty when nothing else stands in it, or when they are all there is to tell it by.
fn without_versions(tokens: &[String]) -> Vec<&str> {
    let kept: Vec<&str> = tokens
        .iter()
        .map(String::as_str)
        .filter(|token| !is_version(token))
        .collect();
    if kept
        .iter()
        .map(|token| token.chars().count())
        .sum::<usize>()
        < 3
    {
        Vec::new()
    } else {
        kept
    }
}

/// Conferences and societies, whose name and year say nothing about what a dataset is.
const VENUES: &[&str] = &[
    "aapm", "cvpr", "icpr", "ieee", "isbi", "midl", "miccai", "nips", "neurips", "rsna", "siim",
    "spie",
];

/// The first word of a name that goes on with its year: "BraTS21", "BraTS 2023-MEN". "COVID-19" is no such name.
fn edition<'a>(name: &str, tokens: &'a [String]) -> Option<&'a str> {
    let (first, year) = (tokens.first()?, tokens.get(1)?);
    let word = first.chars().count() > 3 && first.chars().all(char::is_alphabetic);
    let attached = name
        .chars()
        .nth(first.chars().count())
        .is_some_and(char::is_numeric);
    let is_year = match year.parse::<u32>() {
        Ok(year) => (1990..2100).contains(&year) || (attached && (10..40).contains(&year)),
        Err(_) => false,
    };
    (word && is_year && !VENUES.contains(&first.as_str())).then_some(first.as_str())
}

/// What a page cites: by DOI, else by title.
fn works(page: &Page) -> BTreeSet<String> {
    let plain = |title: &str| -> String {
        title
            .chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect()
    };
    let of = |citation: &crate::parse::citation::Citation| {
        citation
            .doi
            .as_ref()
            .map(|doi| doi.to_lowercase())
            .or_else(|| citation.title.as_deref().map(plain))
    };
    page.citations
        .iter()
        .filter_map(of)
        .filter(|work| !work.is_empty())
        .collect()
}

/// Disjoint sets of datasets.
struct Groups {
    parent: Vec<DatasetId>,
}

impl Groups {
    fn new(count: usize) -> Self {
        Self {
            parent: (0..count).collect(),
        }
    }

    fn root(&self, mut id: DatasetId) -> DatasetId {
        while self.parent[id] != id {
            id = self.parent[id];
        }
        id
    }

    fn join(&mut self, a: DatasetId, b: DatasetId) {
        let (a, b) = (self.root(a), self.root(b));
        // The earlier one stays the root: groups come out in the order of the list.
        self.parent[a.max(b)] = a.min(b);
    }

    fn of_two_or_more(&self) -> Vec<Vec<DatasetId>> {
        let mut groups: BTreeMap<DatasetId, Vec<DatasetId>> = BTreeMap::new();
        for id in 0..self.parent.len() {
            groups.entry(self.root(id)).or_default().push(id);
        }
        groups
            .into_values()
            .filter(|group| group.len() > 1)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_without_versions() {
        for (name, expect) in [
            ("BraTS21", "brats"),
            ("BraTS 2023-MEN", "brats men"),
            ("TotalSegmentator V2", "totalsegmentator"),
            ("ATLAS v2.0 (ISLES 2022)", "atlas isles"),
            ("PH²", ""),
            ("COVID-19 CT", "covid ct"),
        ] {
            assert_eq!(without_versions(&tokens(name)).join(" "), expect, "{name}");
        }
        for (name, expect) in [
            ("BraTS21", Some("brats")),
            ("BraTS 2023-MEN", Some("brats")),
            ("COVID-19 CT", None),
            ("MICCAI 2015", None),
            ("LUNA16", Some("luna")),
            ("BraTS-TCGA-LGG", None),
        ] {
            assert_eq!(edition(name, &tokens(name)), expect, "{name}");
        }
    }
}
