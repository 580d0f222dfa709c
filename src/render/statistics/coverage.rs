//! How many datasets state each fact.
//!
//! In: the catalog. Out: a `Tally` of all known facts, including those that no dataset states.

use crate::catalog::Catalog;
use crate::catalog::dataset::Dataset;
use crate::render::statistics::tally::Tally;
use crate::value::term_kind::TermKind;

/// A fact that a dataset may state.
#[derive(Clone, Copy, Debug)]
pub(in crate::render) enum StatedFact {
    Modality,
    Task,
    Area,
    Dimension,
    Cases,
    Classes,
    Released,
    Challenge,
    Format,
    Download,
    Citation,
    Access,
    License,
}

/// A function that reports whether a dataset states a fact.
type IsStated = fn(&Catalog, &Dataset) -> bool;

/// The facts; those with equal numbers keep this order.
const FACTS: [(StatedFact, IsStated); 13] = [
    (StatedFact::Modality, |_, dataset| {
        !dataset.terms(TermKind::Modality).is_empty()
    }),
    (StatedFact::Task, |_, dataset| {
        !dataset.terms(TermKind::Task).is_empty()
    }),
    (StatedFact::Area, |_, dataset| {
        !dataset.terms(TermKind::Area).is_empty()
    }),
    (StatedFact::Dimension, |_, dataset| {
        dataset.facts.dimensions.is_some()
    }),
    (StatedFact::Cases, |_, dataset| {
        dataset.facts.cases.is_some()
    }),
    (StatedFact::Classes, |_, dataset| {
        dataset.facts.classes.is_some()
    }),
    (StatedFact::Released, |_, dataset| {
        dataset.facts.released.is_some()
    }),
    (StatedFact::Challenge, |_, dataset| {
        dataset.facts.challenge.is_some()
    }),
    (StatedFact::Format, |_, dataset| {
        dataset
            .facts
            .formats
            .as_ref()
            .is_some_and(|fact| !fact.value.is_empty())
    }),
    (StatedFact::Download, |_, dataset| {
        !dataset.downloads.is_empty()
    }),
    (StatedFact::Citation, |catalog, dataset| {
        catalog
            .page(dataset)
            .is_some_and(|page| !page.citations.is_empty())
    }),
    (StatedFact::Access, |_, dataset| {
        dataset.facts.access.is_some()
    }),
    (StatedFact::License, |_, dataset| {
        dataset.facts.license.is_some()
    }),
];

/// Counts the stated facts of all datasets, most stated first. `name` is what a row shows.
pub(in crate::render) fn coverage(catalog: &Catalog, name: impl Fn(StatedFact) -> String) -> Tally {
    let mut rows: Vec<(String, usize)> = FACTS
        .iter()
        .map(|(fact, is_stated)| (name(*fact), count(catalog, *is_stated)))
        .collect();
    rows.sort_by_key(|(_, count)| std::cmp::Reverse(*count));

    Tally {
        rows,
        stated: catalog
            .datasets
            .iter()
            .filter(|dataset| {
                FACTS
                    .iter()
                    .any(|(_, is_stated)| is_stated(catalog, dataset))
            })
            .count(),
        all: catalog.datasets.len(),
    }
}

fn count(catalog: &Catalog, is_stated: IsStated) -> usize {
    catalog
        .datasets
        .iter()
        .filter(|dataset| is_stated(catalog, dataset))
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_catalog_states_nothing() {
        let tally = coverage(&Catalog::default(), |fact| format!("{fact:?}"));
        assert_eq!((tally.rows.len(), tally.stated, tally.all), (13, 0, 0));
        assert!(tally.rows.iter().all(|(_, count)| *count == 0));
    }
}
