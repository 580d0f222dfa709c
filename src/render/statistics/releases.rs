//! Releases per year, in layers by modality.
//!
//! In: the year and the modalities of each dataset. Out: `Releases` over at most forty years, with
//! one layer for each of the most frequent modalities, one for all other modalities, and one for
//! datasets that state none.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use crate::render::statistics::tally::Tally;

/// The number of modalities with a layer of their own.
const LAYERS: usize = 6;

/// The largest number of years: a typo such as 1900 must not compress all other years.
const SPAN: u16 = 40;

/// The releases of consecutive years.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::render) struct Releases {
    /// The first year.
    pub(in crate::render) first: u16,
    /// Datasets released in each year, each counted once.
    pub(in crate::render) totals: Vec<usize>,
    /// The layers, most releases first, then other and unstated modalities. Empty layers are
    /// omitted.
    pub(in crate::render) layers: Vec<Layer>,
    /// The number of datasets released in other years.
    pub(in crate::render) outside: usize,
    /// The number of datasets that state no date.
    pub(in crate::render) undated: usize,
}

/// The releases of one layer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::render) struct Layer {
    /// What its datasets have in common.
    pub(in crate::render) group: Group,
    /// Datasets per year.
    pub(in crate::render) counts: Vec<usize>,
}

/// What the datasets of a layer have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::render) enum Group {
    /// The modality with this name.
    Modality(String),
    /// A modality without a layer of its own.
    Other,
    /// They state no modality.
    NotStated,
}

impl Releases {
    /// Counts releases; a dataset with several modalities counts once in each of their layers.
    /// `None` if no date is stated.
    pub(in crate::render) fn of(datasets: &[(Option<u16>, &[String])]) -> Option<Self> {
        let dated: Vec<(u16, &[String])> = datasets
            .iter()
            .filter_map(|(year, names)| Some(((*year)?, *names)))
            .collect();
        let (first, last) = span(&dated)?;
        let drawn: Vec<(u16, &[String])> = dated
            .iter()
            .copied()
            .filter(|(year, _)| (first..=last).contains(year))
            .collect();

        let mut totals = vec![0; usize::from(last - first) + 1];
        for (year, _) in &drawn {
            totals[usize::from(year - first)] += 1;
        }

        Some(Self {
            first,
            layers: layers(&drawn, first, totals.len()),
            totals,
            outside: dated.len() - drawn.len(),
            undated: datasets.len() - dated.len(),
        })
    }

    /// The last year of the chart.
    pub(in crate::render) fn last(&self) -> u16 {
        self.first + (self.totals.len() - 1) as u16
    }
}

impl Layer {
    /// The releases of all years.
    pub(in crate::render) fn total(&self) -> usize {
        self.counts.iter().sum()
    }

    /// The releases of the last five years, and of the five years before.
    pub(in crate::render) fn recent(&self) -> (usize, usize) {
        let end = self.counts.len();
        let (middle, start) = (end.saturating_sub(5), end.saturating_sub(10));
        (
            self.counts[middle..].iter().sum(),
            self.counts[start..middle].iter().sum(),
        )
    }
}

/// The first and the last year of the chart: the forty years with most releases, and the latest
/// such period if there are several.
fn span(dated: &[(u16, &[String])]) -> Option<(u16, u16)> {
    let mut years: BTreeMap<u16, usize> = BTreeMap::new();
    for (year, _) in dated {
        *years.entry(*year).or_default() += 1;
    }

    let first = years.keys().copied().max_by_key(|&start| {
        (
            years.range(period(start)).map(|(_, n)| n).sum::<usize>(),
            start,
        )
    })?;
    let last = years
        .range(period(first))
        .next_back()
        .map_or(first, |(year, _)| *year);
    Some((first, last))
}

/// The longest period that begins with a year.
fn period(start: u16) -> RangeInclusive<u16> {
    start..=start.saturating_add(SPAN - 1)
}

/// Counts the releases of each layer in `years` years from `first`.
fn layers(drawn: &[(u16, &[String])], first: u16, years: usize) -> Vec<Layer> {
    let top = Tally::of(drawn.iter().map(|(_, names)| names.iter())).names(LAYERS);

    let mut counts = vec![vec![0; years]; top.len() + 2];
    for (year, names) in drawn {
        for layer in layers_of(&top, names) {
            counts[layer][usize::from(year - first)] += 1;
        }
    }

    top.into_iter()
        .map(Group::Modality)
        .chain([Group::Other, Group::NotStated])
        .zip(counts)
        .map(|(group, counts)| Layer { group, counts })
        .filter(|layer| layer.total() > 0)
        .collect()
}

/// The indices of the layers in which a dataset counts.
fn layers_of(top: &[String], names: &[String]) -> BTreeSet<usize> {
    if names.is_empty() {
        return [top.len() + 1].into();
    }

    names
        .iter()
        .map(|name| top.iter().position(|own| own == name).unwrap_or(top.len()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(datasets: &[(u16, &[&str])]) -> Option<Releases> {
        let owned: Vec<(Option<u16>, Vec<String>)> = datasets
            .iter()
            .map(|(year, names)| {
                (
                    (*year > 0).then_some(*year),
                    names.iter().map(|n| (*n).to_owned()).collect(),
                )
            })
            .collect();

        let borrowed: Vec<(Option<u16>, &[String])> = owned
            .iter()
            .map(|(year, names)| (*year, names.as_slice()))
            .collect();
        Releases::of(&borrowed)
    }

    #[test]
    fn each_layer_counts_a_dataset_once() {
        let releases = count(&[
            (2020, &["CT", "CT", "MRI"]),
            (2022, &["CT"]),
            (2022, &[]),
            (0, &["CT"]),
        ]);
        let releases = releases.expect("there are dates");
        assert_eq!(
            (releases.first, releases.last(), releases.totals.as_slice()),
            (2020, 2022, [1, 0, 2].as_slice())
        );
        assert_eq!((releases.undated, releases.outside), (1, 0));

        let layers: Vec<_> = releases
            .layers
            .iter()
            .map(|layer| (&layer.group, layer.counts.as_slice()))
            .collect();
        let (ct, mri) = (
            Group::Modality("CT".to_owned()),
            Group::Modality("MRI".to_owned()),
        );
        let expect: [(_, &[usize]); 3] = [
            (&ct, &[1, 0, 1]),
            (&mri, &[1, 0, 0]),
            (&Group::NotStated, &[0, 0, 1]),
        ];
        assert_eq!(layers, expect);
    }

    #[test]
    fn a_dataset_counts_once_in_the_layer_of_rare_modalities() {
        let names: Vec<String> = (0..8).map(|n| format!("m{n}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let releases = count(&[(2020, &names)]).expect("there is a date");
        assert_eq!(releases.layers.len(), 7);
        assert_eq!(
            releases.layers[6],
            Layer {
                group: Group::Other,
                counts: vec![1]
            }
        );
    }

    #[test]
    fn a_typo_in_a_year_is_left_out() {
        let releases =
            count(&[(1900, &[]), (2019, &[]), (2020, &[]), (2100, &[])]).expect("there are dates");
        assert_eq!(
            (releases.first, releases.last(), releases.outside),
            (2019, 2020, 2)
        );
        assert_eq!(count(&[(0, &["CT"])]), None);
        assert_eq!(count(&[]), None);
    }

    #[test]
    fn recent_years_are_compared_with_those_before() {
        let layer = Layer {
            group: Group::Other,
            counts: vec![9, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2],
        };
        assert_eq!((layer.recent(), layer.total()), ((10, 5), 24));
        assert_eq!(
            Layer {
                group: Group::Other,
                counts: vec![3]
            }
            .recent(),
            (3, 0)
        );
    }
}
