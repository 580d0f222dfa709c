//! Facet columns: for each field its values with the datasets that have them, and the numbers to sort and to cut by.
//!
//! In: a `Catalog`. Out: `Columns`, small enough to travel with the first tier.

use std::collections::BTreeMap;

use serde::Serialize;

use super::pack;
use crate::model::Catalog;
use crate::model::dataset::Dataset;

/// All columns of a catalog.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Columns {
    /// By field, in the order in which readers see them.
    pub facets: Vec<Facet>,
    /// Numbers of each dataset, joined by commas, empty where nothing is stated: `cases`, `classes`, `released` (as
    /// 20220712; the parts that are not stated are 0).
    pub numbers: BTreeMap<&'static str, String>,
}

/// One field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Facet {
    /// Its name in addresses and in the engine's answers.
    pub field: &'static str,
    /// Its values, most datasets first.
    pub values: Vec<String>,
    /// Datasets of each value, separated by blanks, packed by `pack`.
    pub datasets: String,
}

/// A field and how to read its values.
type Field = (&'static str, fn(&Catalog, &Dataset) -> Vec<String>);

/// Fields with words as values. Ranges (year, cases, classes) are made from `numbers`.
const FIELDS: &[Field] = &[
    ("modality", |_, dataset| list(dataset.facts.modalities.as_ref())),
    ("task", |_, dataset| list(dataset.facts.tasks.as_ref())),
    ("area", |_, dataset| list(dataset.facts.areas.as_ref())),
    ("category", categories),
    ("dimension", |_, dataset| list(dataset.facts.dimensions.as_ref())),
    ("format", |_, dataset| list(dataset.facts.formats.as_ref())),
    ("challenge", |_, dataset| dataset.facts.challenge.iter().map(|fact| fact.value.clone()).collect()),
    ("license", |_, dataset| dataset.facts.license.iter().map(|fact| fact.value.clone()).collect()),
];

/// Between the names of nested categories.
pub const WITHIN: &str = " > ";

fn list(fact: Option<&crate::model::fact::Fact<Vec<String>>>) -> Vec<String> {
    fact.map_or(Vec::new(), |fact| fact.value.clone())
}

/// Each category of a dataset and those around it, as paths from the outermost.
fn categories(catalog: &Catalog, dataset: &Dataset) -> Vec<String> {
    let paths = dataset.categories.iter().map(|&id| catalog.category_path(id));
    paths
        .flat_map(|path| (1..=path.len()).map(|depth| path[..depth].join(WITHIN)).collect::<Vec<_>>())
        .collect()
}

/// Fills all columns.
pub fn columns(catalog: &Catalog) -> Columns {
    let facets = FIELDS.iter().map(|field| facet(catalog, field)).filter(|facet| !facet.values.is_empty());
    let datasets = &catalog.datasets;
    let numbers = |number: fn(&Dataset) -> Option<u64>| {
        let texts = datasets.iter().map(|dataset| number(dataset).map_or(String::new(), |n| n.to_string()));
        texts.collect::<Vec<_>>().join(",")
    };
    Columns {
        facets: facets.collect(),
        numbers: BTreeMap::from([
            ("cases", numbers(|dataset| dataset.facts.cases.as_ref().map(|fact| fact.value))),
            ("classes", numbers(|dataset| dataset.facts.classes.as_ref().map(|fact| fact.value))),
            ("released", numbers(released)),
        ]),
    }
}

/// A date as a number that sorts: 2022-07 is 20220700.
fn released(dataset: &Dataset) -> Option<u64> {
    let date = dataset.facts.released.as_ref()?.value.to_string();
    let mut parts = date.split('-').map(|part| part.parse::<u64>().unwrap_or(0));
    let mut next = || parts.next().unwrap_or(0);
    Some(next() * 10_000 + next() * 100 + next())
}

fn facet(catalog: &Catalog, (field, values): &Field) -> Facet {
    let mut found: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (id, dataset) in catalog.datasets.iter().enumerate() {
        for value in values(catalog, dataset) {
            let ids = found.entry(value).or_default();
            if ids.last() != Some(&id) {
                ids.push(id);
            }
        }
    }
    let mut found: Vec<(String, Vec<usize>)> = found.into_iter().collect();
    found.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then_with(|| a.0.cmp(&b.0)));
    let datasets: Vec<String> = found.iter().map(|(_, ids)| pack::documents(ids.iter().copied())).collect();
    Facet { field, values: found.into_iter().map(|(value, _)| value).collect(), datasets: datasets.join(" ") }
}
