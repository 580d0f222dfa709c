//! Modalities, tasks and areas: the normalised terms of a catalog, each with its datasets and its page.

use std::collections::BTreeMap;

use crate::catalog::dataset::{Dataset, DatasetId};
use crate::catalog::route::Route;
use crate::catalog::slug::{UniqueSlugs, slugify};
use crate::value::term_kind::TermKind;

/// One term.
#[derive(Clone, Debug)]
pub struct Term {
    /// The normalised name.
    pub name: String,
    /// Where its page stands.
    pub route: Route,
    /// The datasets that have it, in the order of the list.
    pub datasets: Vec<DatasetId>,
}

/// All terms of one kind, most datasets first, then by name.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    /// The terms.
    pub list: Vec<Term>,
    by_name: BTreeMap<String, usize>,
}

impl Terms {
    /// Collects the terms of `kind` from all datasets.
    pub fn collect(kind: TermKind, datasets: &[Dataset]) -> Self {
        let mut found: BTreeMap<&str, Vec<DatasetId>> = BTreeMap::new();
        for (id, dataset) in datasets.iter().enumerate() {
            for name in dataset.terms(kind) {
                let ids = found.entry(name).or_default();
                if ids.last() != Some(&id) {
                    ids.push(id);
                }
            }
        }
        // Slugs are given by name, so that counts do not move addresses.
        let mut slugs = UniqueSlugs::default();
        let mut list: Vec<Term> = found
            .into_iter()
            .enumerate()
            .map(|(at, (name, datasets))| {
                let (slug, _) = slugs.take(&slugify(name, "term"), at);
                Term {
                    name: name.to_owned(),
                    route: Route::term(kind.folder(), &slug),
                    datasets,
                }
            })
            .collect();
        list.sort_by(|a, b| {
            b.datasets
                .len()
                .cmp(&a.datasets.len())
                .then_with(|| a.name.cmp(&b.name))
        });
        let by_name = list
            .iter()
            .enumerate()
            .map(|(at, term)| (term.name.clone(), at))
            .collect();
        Self { list, by_name }
    }

    /// The term of this name.
    pub fn get(&self, name: &str) -> Option<&Term> {
        self.by_name.get(name).map(|&at| &self.list[at])
    }
}
