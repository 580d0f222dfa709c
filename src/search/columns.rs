//! Facet columns: for each field its values with their datasets, and the numbers for sorting and
//! filtering.
//!
//! In: a `Catalog`. Out: `Columns`, small enough for the first tier.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::catalog::Catalog;
use crate::catalog::dataset::{Dataset, DatasetId};
use crate::search::pack;
use crate::value::fact::Fact;

/// All columns of a catalog.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Columns {
    /// By field, in the order in which readers see them.
    pub facets: Vec<Facet>,
    /// The numbers of all datasets, joined by commas, with nothing between two commas when a
    /// dataset states no number: `cases`, `classes`, `released` (as 20220712; unstated parts are
    /// 0).
    pub numbers: BTreeMap<&'static str, String>,
}

/// One field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Facet {
    /// Its name in URLs and in the results of the engine.
    pub field: &'static str,
    /// Its values, most datasets first.
    pub values: Vec<String>,
    /// The datasets of each value, encoded by `pack`, separated by spaces.
    pub datasets: String,
}

/// The name of a field and the function that returns its values.
type Field = (&'static str, fn(&Catalog, &Dataset) -> Vec<String>);

/// The fields with textual values. The engine computes ranges (year, cases, classes) from
/// `numbers`.
const FIELDS: &[Field] = &[
    ("modality", |_, dataset| {
        list(dataset.facts.modalities.as_ref())
    }),
    ("task", |_, dataset| list(dataset.facts.tasks.as_ref())),
    ("area", |_, dataset| list(dataset.facts.areas.as_ref())),
    ("category", categories),
    ("dimension", |_, dataset| {
        list(dataset.facts.dimensions.as_ref())
    }),
    ("format", |_, dataset| list(dataset.facts.formats.as_ref())),
    ("challenge", |_, dataset| {
        single(dataset.facts.challenge.as_ref())
    }),
    ("access", |_, dataset| {
        dataset
            .facts
            .access
            .iter()
            .map(|fact| fact.value.level.as_str().to_owned())
            .collect()
    }),
    ("license", |_, dataset| {
        single(dataset.facts.license.as_ref())
    }),
];

/// A function that returns a number of a dataset, or `None` when the dataset does not state it.
type Number = fn(&Dataset) -> Option<u64>;

/// A field of numbers and the ranges that readers choose from.
type Range = (&'static str, Number, &'static [&'static str]);

/// The separator between the names of nested categories.
pub const WITHIN: &str = " > ";

fn list(fact: Option<&Fact<Vec<String>>>) -> Vec<String> {
    fact.map_or(Vec::new(), |fact| fact.value.clone())
}

fn single(fact: Option<&Fact<String>>) -> Vec<String> {
    fact.map(|fact| fact.value.clone()).into_iter().collect()
}

/// The categories of a dataset and their ancestors, as paths from the root.
fn categories(catalog: &Catalog, dataset: &Dataset) -> Vec<String> {
    let mut names = Vec::new();
    for &id in &dataset.categories {
        let path = catalog.category_path(id);
        names.extend((1..=path.len()).map(|depth| path[..depth].join(WITHIN)));
    }
    names
}

/// The values of one field with their datasets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Values {
    /// The name of the field.
    pub field: &'static str,
    /// The values, most datasets first, then by name. Ranges keep their order and may have no
    /// datasets.
    pub list: Vec<(String, Vec<DatasetId>)>,
}

/// The ranges that readers choose from; a URL may contain any other, such as `10-99` or `100-`. The
/// engine has the same list.
const RANGES: &[Range] = &[
    (
        "cases",
        cases,
        &[
            "1-9",
            "10-99",
            "100-999",
            "1000-9999",
            "10000-99999",
            "100000-",
        ],
    ),
    (
        "classes",
        classes,
        &["1", "2", "3-5", "6-10", "11-50", "51-"],
    ),
];

fn cases(dataset: &Dataset) -> Option<u64> {
    dataset.facts.cases.as_ref().map(|fact| fact.value)
}

fn classes(dataset: &Dataset) -> Option<u64> {
    dataset.facts.classes.as_ref().map(|fact| fact.value)
}

/// All fields that have values: textual ones, the year, ranges of numbers.
pub fn values(catalog: &Catalog) -> Vec<Values> {
    FIELDS
        .iter()
        .map(|field| textual(catalog, field))
        .chain([years(catalog)])
        .chain(RANGES.iter().map(|range| ranges(catalog, range)))
        .filter(|values| values.list.iter().any(|(_, ids)| !ids.is_empty()))
        .collect()
}

/// The values of a textual field.
fn textual(catalog: &Catalog, (field, values): &Field) -> Values {
    let mut ids_by_value: BTreeMap<String, Vec<DatasetId>> = BTreeMap::new();
    for (id, dataset) in catalog.datasets.iter().enumerate() {
        for value in values(catalog, dataset) {
            let ids = ids_by_value.entry(value).or_default();
            if ids.last() != Some(&id) {
                ids.push(id);
            }
        }
    }

    let mut list: Vec<(String, Vec<DatasetId>)> = ids_by_value.into_iter().collect();
    list.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then_with(|| a.0.cmp(&b.0)));
    Values { field, list }
}

/// Years of release, newest first.
fn years(catalog: &Catalog) -> Values {
    let mut ids_by_year: BTreeMap<u64, Vec<DatasetId>> = BTreeMap::new();
    for (id, dataset) in catalog.datasets.iter().enumerate() {
        if let Some(date) = released(dataset) {
            ids_by_year.entry(date / 10_000).or_default().push(id);
        }
    }

    Values {
        field: "year",
        list: ids_by_year
            .into_iter()
            .rev()
            .map(|(year, ids)| (year.to_string(), ids))
            .collect(),
    }
}

/// The ranges of a numeric field.
fn ranges(catalog: &Catalog, (field, number, ranges): &Range) -> Values {
    Values {
        field,
        list: ranges
            .iter()
            .map(|range| ((*range).to_owned(), datasets_in(catalog, *number, range)))
            .collect(),
    }
}

/// The datasets whose number lies in a range such as `10-99`, `100-` or `1`.
fn datasets_in(catalog: &Catalog, number: Number, range: &str) -> Vec<DatasetId> {
    let (least, most) = range.split_once('-').unwrap_or((range, range));
    let limits = least.parse().unwrap_or(0)..=most.parse().unwrap_or(u64::MAX);

    catalog
        .datasets
        .iter()
        .enumerate()
        .filter(|(_, dataset)| number(dataset).is_some_and(|n| limits.contains(&n)))
        .map(|(id, _)| id)
        .collect()
}

/// Fills all columns.
pub fn columns(catalog: &Catalog) -> Columns {
    let facets = FIELDS
        .iter()
        .map(|field| textual(catalog, field))
        .filter(|values| !values.list.is_empty());

    Columns {
        facets: facets.map(facet).collect(),
        numbers: BTreeMap::from([
            ("cases", number_column(catalog, cases)),
            ("classes", number_column(catalog, classes)),
            ("released", number_column(catalog, released)),
        ]),
    }
}

/// One number per dataset, joined by commas.
fn number_column(catalog: &Catalog, number: Number) -> String {
    catalog
        .datasets
        .iter()
        .map(|dataset| number(dataset).map_or(String::new(), |n| n.to_string()))
        .collect::<Vec<_>>()
        .join(",")
}

fn facet(Values { field, list }: Values) -> Facet {
    let datasets: Vec<String> = list
        .iter()
        .map(|(_, ids)| pack::documents(ids.iter().copied()))
        .collect();
    Facet {
        field,
        values: list.into_iter().map(|(value, _)| value).collect(),
        datasets: datasets.join(" "),
    }
}

/// The release date as a number that sorts by time: 2022-07 is 20220700.
fn released(dataset: &Dataset) -> Option<u64> {
    let date = dataset.facts.released.as_ref()?.value.to_string();

    let mut parts = date.split('-').map(|part| part.parse::<u64>().unwrap_or(0));
    let year = parts.next().unwrap_or(0);
    let month = parts.next().unwrap_or(0);
    let day = parts.next().unwrap_or(0);
    Some(year * 10_000 + month * 100 + day)
}
