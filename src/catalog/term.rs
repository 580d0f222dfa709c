//! Modalities, tasks and areas: the normalised terms of a catalog, each with its datasets and its
//! page.
//!
//! In: the datasets. Out: `Terms` of one kind.

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
    /// The route of its page.
    pub route: Route,
    /// The datasets that have it, in the order of the list.
    pub datasets: Vec<DatasetId>,
}

/// All terms of one kind: those with the most datasets first, then by name.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    /// The terms.
    pub list: Vec<Term>,
    by_name: BTreeMap<String, usize>,
}

impl Terms {
    /// Collects the terms of `kind` from all datasets.
    pub fn collect(kind: TermKind, datasets: &[Dataset]) -> Self {
        // Slugs are assigned in the order of names, so that new datasets do not change URLs.
        let mut slugs = UniqueSlugs::default();
        let mut list: Vec<Term> = datasets_by_term(kind, datasets)
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
            let by_count = b.datasets.len().cmp(&a.datasets.len());
            by_count.then_with(|| a.name.cmp(&b.name))
        });

        let by_name = list.iter().enumerate();
        let by_name = by_name.map(|(at, term)| (term.name.clone(), at)).collect();
        Self { list, by_name }
    }

    /// The term of this name.
    pub fn get(&self, name: &str) -> Option<&Term> {
        self.by_name.get(name).map(|&at| &self.list[at])
    }
}

fn datasets_by_term(kind: TermKind, datasets: &[Dataset]) -> BTreeMap<&str, Vec<DatasetId>> {
    let mut by_term: BTreeMap<&str, Vec<DatasetId>> = BTreeMap::new();

    for (id, dataset) in datasets.iter().enumerate() {
        for name in dataset.terms(kind) {
            let ids = by_term.entry(name).or_default();
            if ids.last() != Some(&id) {
                ids.push(id);
            }
        }
    }

    by_term
}
