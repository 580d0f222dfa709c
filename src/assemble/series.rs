//! Series: editions and parts of one undertaking, such as BraTS 2021 and 2023, or the tasks of a
//! decathlon.
//!
//! In: all datasets and their pages. Out: groups of datasets. Two datasets belong together if
//! - their names differ only by a year or a version, or
//! - their names begin with the same word and a year after it ("BraTS21", "BraTS 2023-MEN"), or
//! - their names begin with the same word and their pages cite the same work.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::catalog::dataset::{Dataset, DatasetId};
use crate::parse::citation::Citation;
use crate::parse::page::Page;
use crate::source::FileId;

/// Conferences and societies: their name and a year do not say what a dataset is.
const VENUES: &[&str] = &[
    "aapm", "cvpr", "icpr", "ieee", "isbi", "midl", "miccai", "nips", "neurips", "rsna", "siim",
    "spie",
];

/// Groups of two or more datasets, each in the order of the list.
pub(super) fn group_series(
    datasets: &[Dataset],
    pages: &BTreeMap<FileId, Arc<Page>>,
) -> Vec<Vec<DatasetId>> {
    let mut groups = DisjointSets::new(datasets.len());
    let mut first_of_key: BTreeMap<SeriesKey, DatasetId> = BTreeMap::new();

    for (id, dataset) in datasets.iter().enumerate() {
        let page = dataset.page.and_then(|file| pages.get(&file));
        for key in series_keys(&dataset.name, page.map(Arc::as_ref)) {
            groups.join(id, *first_of_key.entry(key).or_insert(id));
        }
    }

    groups.of_two_or_more()
}

/// What two datasets of one series have in common.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum SeriesKey {
    /// The name without years and versions.
    Name(String),
    /// The word before the year.
    Edition(String),
    /// The first word, and a cited work.
    Work(String, String),
}

fn series_keys(name: &str, page: Option<&Page>) -> Vec<SeriesKey> {
    let tokens = tokens(name);
    let mut keys = Vec::new();

    let words = without_versions(&tokens);
    if !words.is_empty() {
        keys.push(SeriesKey::Name(words.join(" ")));
    }
    if let Some(word) = series_of_editions(name, &tokens) {
        keys.push(SeriesKey::Edition(word.to_owned()));
    }

    let first = tokens.iter().find(|token| !is_version(token));
    if let (Some(first), Some(page)) = (first.filter(|first| first.len() > 2), page) {
        let works = cited_works(page).into_iter();
        keys.extend(works.map(|work| SeriesKey::Work(first.clone(), work)));
    }

    keys
}

/// The words of a name in lowercase. A change from letters to digits or back begins a new one.
fn tokens(name: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut last = ' ';

    for c in name.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            let is_same_kind =
                (c.is_alphabetic(), c.is_numeric()) == (last.is_alphabetic(), last.is_numeric());
            match tokens.last_mut() {
                Some(token) if is_same_kind => token.push(c),
                _ => tokens.push(c.to_string()),
            }
        }
        last = c;
    }

    tokens
}

fn is_version(token: &str) -> bool {
    token.chars().all(char::is_numeric) || matches!(token, "v" | "version" | "ii" | "iii")
}

/// A name without years and versions; empty if less than three characters are left, which do not
/// identify a series.
fn without_versions(tokens: &[String]) -> Vec<&str> {
    let words: Vec<&str> = tokens
        .iter()
        .map(String::as_str)
        .filter(|token| !is_version(token))
        .collect();

    let length: usize = words.iter().map(|word| word.chars().count()).sum();
    if length < 3 { Vec::new() } else { words }
}

/// The first word of a name that continues with its year: "BraTS21", "BraTS 2023-MEN", but not
/// "COVID-19".
fn series_of_editions<'a>(name: &str, tokens: &'a [String]) -> Option<&'a str> {
    let (first, year) = (tokens.first()?, tokens.get(1)?);
    let length = first.chars().count();
    let is_word = length > 3 && first.chars().all(char::is_alphabetic);

    let is_attached = name.chars().nth(length).is_some_and(char::is_numeric);
    let is_year = match year.parse::<u32>() {
        Ok(year) => (1990..2100).contains(&year) || (is_attached && (10..40).contains(&year)),
        Err(_) => false,
    };

    (is_word && is_year && !VENUES.contains(&first.as_str())).then_some(first.as_str())
}

/// The works that a page cites, each by its DOI, else by its title.
fn cited_works(page: &Page) -> BTreeSet<String> {
    page.citations
        .iter()
        .filter_map(work_key)
        .filter(|work| !work.is_empty())
        .collect()
}

fn work_key(citation: &Citation) -> Option<String> {
    if let Some(doi) = &citation.doi {
        return Some(doi.to_lowercase());
    }
    let title = citation.title.as_ref()?;
    let letters = title.chars().filter(|c| c.is_alphanumeric());

    Some(letters.flat_map(char::to_lowercase).collect())
}

/// Disjoint sets of datasets.
struct DisjointSets {
    parent: Vec<DatasetId>,
}

impl DisjointSets {
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
        // The earlier one stays the root, so that groups are in the order of the list.
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
            // Too short to be a name, and a name that is not only letters.
            ("PET 2021", None),
            ("A1c4 2021", None),
        ] {
            assert_eq!(series_of_editions(name, &tokens(name)), expect, "{name}");
        }
    }
}
