//! Datasets that are related to one: those that share the most terms with it.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::catalog::Catalog;
use crate::catalog::dataset::{Dataset, DatasetId};
use crate::render::context::Context;
use crate::value::term_kind::TermKind;

/// The number of related datasets that are shown.
const MAX_RELATED: usize = 6;

/// The number of datasets before and after one that are compared with it, in each list that it is
/// in. Lists may hold thousands of datasets, and related ones are close to each other.
const REACH: usize = 60;

/// The score from which on two datasets are related.
const MIN_SCORE: usize = 4;

/// The related datasets, the best first. Among equals, the closest in the list comes first.
pub(super) fn related(context: Context<'_>, id: DatasetId) -> Vec<DatasetId> {
    let catalog = context.catalog;
    let dataset = &catalog.datasets[id];

    let mut ranked: Vec<(Reverse<usize>, usize, DatasetId)> = candidates(catalog, id)
        .into_iter()
        .map(|other| (score(dataset, &catalog.datasets[other]), other))
        .filter(|(score, _)| *score >= MIN_SCORE)
        .map(|(score, other)| (Reverse(score), other.abs_diff(id), other))
        .collect();
    ranked.sort_unstable();

    ranked
        .into_iter()
        .take(MAX_RELATED)
        .map(|(_, _, other)| other)
        .collect()
}

/// The datasets close to one in the lists of its terms and categories, without its relatives, which
/// have a list of their own.
fn candidates(catalog: &Catalog, id: DatasetId) -> BTreeSet<DatasetId> {
    let dataset = &catalog.datasets[id];

    let of_terms = TermKind::ALL.into_iter().flat_map(|kind| {
        dataset
            .terms(kind)
            .iter()
            .filter_map(move |name| catalog.terms(kind).get(name))
            .map(|term| term.datasets.as_slice())
    });
    let of_categories = dataset
        .categories
        .iter()
        .map(|&category| catalog.categories[category].own.as_slice());

    let mut candidates = BTreeSet::new();
    for list in of_terms.chain(of_categories) {
        let at = list.partition_point(|other| *other < id);
        let end = (at + REACH).min(list.len());
        candidates.extend(&list[at.saturating_sub(REACH)..end]);
    }

    candidates.remove(&id);
    for relative in catalog.others_in_series(id) {
        candidates.remove(&relative);
    }

    candidates
}

/// How much two datasets have in common. The area distinguishes datasets best, then the modality;
/// nearly all datasets share the task of segmentation.
fn score(a: &Dataset, b: &Dataset) -> usize {
    let same_category = a
        .categories
        .iter()
        .any(|category| b.categories.contains(category));

    3 * shared_terms(a, b, TermKind::Area)
        + 2 * shared_terms(a, b, TermKind::Modality)
        + shared_terms(a, b, TermKind::Task)
        + 3 * usize::from(same_category)
}

fn shared_terms(a: &Dataset, b: &Dataset, kind: TermKind) -> usize {
    a.terms(kind)
        .iter()
        .filter(|name| b.terms(kind).contains(name))
        .count()
}
