//! Facet columns: for each field its values with the datasets that have them, and the numbers to sort and to cut by.
//!
//! In: a `Catalog`. Out: `Columns`, small enough to travel with the first tier.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::catalog::Catalog;
use crate::catalog::dataset::{Dataset, DatasetId};
use crate::search::pack;

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
        dataset
            .facts
            .challenge
            .iter()
            .map(|fact| fact.value.clone())
            .collect()
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
        dataset
            .facts
            .license
            .iter()
            .map(|fact| fact.value.clone())
            .collect()
    }),
];

/// A number of a dataset, if it is stated.
type Number = fn(&Dataset) -> Option<u64>;
/// A field of numbers and the ranges that readers choose from.
type Range = (&'static str, Number, &'static [&'static str]);

/// Between the names of nested categories.
pub const WITHIN: &str = " > ";

fn list(fact: Option<&crate::value::fact::Fact<Vec<String>>>) -> Vec<String> {
    fact.map_or(Vec::new(), |fact| fact.value.clone())
}

/// Each category of a dataset and those around it, as paths from the outermost.
fn categories(catalog: &Catalog, dataset: &Dataset) -> Vec<String> {
    let paths = dataset
        .categories
        .iter()
        .map(|&id| catalog.category_path(id));
    paths
        .flat_map(|path| {
            (1..=path.len())
                .map(|depth| path[..depth].join(WITHIN))
                .collect::<Vec<_>>()
        })
        .collect()
}

/// The values of one field with their datasets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Values {
    /// Name of the field.
    pub field: &'static str,
    /// Values, most datasets first, then by name; ranges in their order. Those of ranges may have no datasets.
    pub list: Vec<(String, Vec<DatasetId>)>,
}

/// Ranges that readers choose from; any other may stand in an address: `10-99`, `100-`. The engine has the same.
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

/// All fields that have values: words, years, ranges of numbers.
pub fn values(catalog: &Catalog) -> Vec<Values> {
    let words = FIELDS.iter().map(|field| words(catalog, field));
    let all = words
        .chain([years(catalog)])
        .chain(RANGES.iter().map(|range| ranges(catalog, range)));
    all.filter(|values| values.list.iter().any(|(_, ids)| !ids.is_empty()))
        .collect()
}

fn words(catalog: &Catalog, (field, values): &Field) -> Values {
    let mut found: BTreeMap<String, Vec<DatasetId>> = BTreeMap::new();
    for (id, dataset) in catalog.datasets.iter().enumerate() {
        for value in values(catalog, dataset) {
            let ids = found.entry(value).or_default();
            if ids.last() != Some(&id) {
                ids.push(id);
            }
        }
    }
    let mut list: Vec<(String, Vec<DatasetId>)> = found.into_iter().collect();
    list.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then_with(|| a.0.cmp(&b.0)));
    Values { field, list }
}

/// Years of release, newest first.
fn years(catalog: &Catalog) -> Values {
    let mut found: BTreeMap<u64, Vec<DatasetId>> = BTreeMap::new();
    for (id, dataset) in catalog.datasets.iter().enumerate() {
        if let Some(date) = released(dataset) {
            found.entry(date / 10_000).or_default().push(id);
        }
    }
    Values {
        field: "year",
        list: found
            .into_iter()
            .rev()
            .map(|(year, ids)| (year.to_string(), ids))
            .collect(),
    }
}

fn ranges(catalog: &Catalog, (field, number, ranges): &Range) -> Values {
    let within = |range: &str| {
        let (least, most) = range.split_once('-').unwrap_or((range, range));
        let limits = least.parse().unwrap_or(0)..=most.parse().unwrap_or(u64::MAX);
        let all = catalog.datasets.iter().enumerate();
        all.filter(|(_, dataset)| number(dataset).is_some_and(|n| limits.contains(&n)))
            .map(|(id, _)| id)
            .collect()
    };
    Values {
        field,
        list: ranges
            .iter()
            .map(|range| ((*range).to_owned(), within(range)))
            .collect(),
    }
}

/// Fills all columns.
pub fn columns(catalog: &Catalog) -> Columns {
    let facets = FIELDS
        .iter()
        .map(|field| words(catalog, field))
        .filter(|values| !values.list.is_empty());
    let numbers = |number: Number| {
        let all = catalog.datasets.iter();
        let texts = all.map(|dataset| number(dataset).map_or(String::new(), |n| n.to_string()));
        texts.collect::<Vec<_>>().join(",")
    };
    Columns {
        facets: facets.map(packed).collect(),
        numbers: BTreeMap::from([
            ("cases", numbers(cases)),
            ("classes", numbers(classes)),
            ("released", numbers(released)),
        ]),
    }
}

fn packed(Values { field, list }: Values) -> Facet {
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

/// A date as a number that sorts: 2022-07 is 20220700.
fn released(dataset: &Dataset) -> Option<u64> {
    let date = dataset.facts.released.as_ref()?.value.to_string();
    let mut parts = date.split('-').map(|part| part.parse::<u64>().unwrap_or(0));
    let mut next = || parts.next().unwrap_or(0);
    Some(next() * 10_000 + next() * 100 + next())
}
