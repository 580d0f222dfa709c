//! Releases a year, in layers by modality.
//!
//! In: year and modalities of each dataset. Out: `Releases` over at most forty years, with layers for the most frequent
//! modalities, one for all others, and one for datasets that state none.

use std::collections::{BTreeMap, BTreeSet};

use crate::render::statistics::tally::Tally;

/// Modalities with a layer of their own.
const LAYERS: usize = 6;

/// Years at most: a slip such as 1900 must not squeeze all others.
const SPAN: u16 = 40;

/// Releases of some years without gaps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::render) struct Releases {
    /// The first year.
    pub(in crate::render) first: u16,
    /// Datasets released in each year, each counted once.
    pub(in crate::render) totals: Vec<usize>,
    /// Layers, most releases first, then others, then not stated. Empty ones are left out.
    pub(in crate::render) layers: Vec<Layer>,
    /// Datasets released in other years.
    pub(in crate::render) outside: usize,
    /// Datasets that state no date.
    pub(in crate::render) undated: usize,
}

/// The releases of one layer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::render) struct Layer {
    /// What its datasets have in common.
    pub(in crate::render) group: Group,
    /// Datasets a year.
    pub(in crate::render) counts: Vec<usize>,
}

/// What the datasets of a layer have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::render) enum Group {
    /// This modality.
    Modality(String),
    /// A modality without a layer of its own.
    Other,
    /// No stated modality.
    NotStated,
}

impl Releases {
    /// Counts; a dataset with several modalities counts once in each of their layers. None where no date is stated.
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
        let top = Tally::of(drawn.iter().map(|(_, names)| names.iter())).names(LAYERS);
        let mut totals = vec![0; usize::from(last - first) + 1];
        let mut counts = vec![totals.clone(); top.len() + 2];
        for (year, names) in &drawn {
            let year = usize::from(year - first);
            totals[year] += 1;
            for layer in layers_of(&top, names) {
                counts[layer][year] += 1;
            }
        }
        let groups = top
            .into_iter()
            .map(Group::Modality)
            .chain([Group::Other, Group::NotStated]);
        let layers = groups
            .zip(counts)
            .map(|(group, counts)| Layer { group, counts });
        Some(Self {
            first,
            totals,
            layers: layers.filter(|layer| layer.total() > 0).collect(),
            outside: dated.len() - drawn.len(),
            undated: datasets.len() - dated.len(),
        })
    }

    /// The last year.
    pub(in crate::render) fn last(&self) -> u16 {
        self.first + (self.totals.len() - 1) as u16
    }
}

impl Layer {
    /// Releases of all years.
    pub(in crate::render) fn total(&self) -> usize {
        self.counts.iter().sum()
    }

    /// Releases of the last five years, and of the five before.
    pub(in crate::render) fn recent(&self) -> (usize, usize) {
        let end = self.counts.len();
        let (middle, start) = (end.saturating_sub(5), end.saturating_sub(10));
        (
            self.counts[middle..].iter().sum(),
            self.counts[start..middle].iter().sum(),
        )
    }
}

/// First and last of the years that are drawn: the forty that hold most, the latest of several such.
fn span(dated: &[(u16, &[String])]) -> Option<(u16, u16)> {
    let mut years: BTreeMap<u16, usize> = BTreeMap::new();
    for (year, _) in dated {
        *years.entry(*year).or_default() += 1;
    }
    let end = |start: u16| start.saturating_add(SPAN - 1);
    let held = |start: u16| {
        years
            .range(start..=end(start))
            .map(|(_, count)| count)
            .sum::<usize>()
    };
    let first = years
        .keys()
        .copied()
        .max_by_key(|&start| (held(start), start))?;
    let last = years
        .range(first..=end(first))
        .next_back()
        .map_or(first, |(year, _)| *year);
    Some((first, last))
}

/// The layers that a dataset counts in.
fn layers_of(top: &[String], names: &[String]) -> BTreeSet<usize> {
    if names.is_empty() {
        return [top.len() + 1].into();
    }
    let place = |name| top.iter().position(|own| own == name).unwrap_or(top.len());
    names.iter().map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn releases(datasets: &[(u16, &[&str])]) -> Option<Releases> {
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
    fn layers_count_a_dataset_once_each() {
        let found = releases(&[
            (2020, &["CT", "CT", "MRI"]),
            (2022, &["CT"]),
            (2022, &[]),
            (0, &["CT"]),
        ]);
        let found = found.expect("there are dates");
        assert_eq!(
            (found.first, found.last(), found.totals.as_slice()),
            (2020, 2022, [1, 0, 2].as_slice())
        );
        assert_eq!((found.undated, found.outside), (1, 0));
        let layers: Vec<_> = found
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
    fn rare_modalities_share_a_layer_once_a_dataset() {
        let names: Vec<String> = (0..8).map(|n| format!("m{n}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let found = releases(&[(2020, &names)]).expect("there is a date");
        assert_eq!(found.layers.len(), 7);
        assert_eq!(
            found.layers[6],
            Layer {
                group: Group::Other,
                counts: vec![1]
            }
        );
    }

    #[test]
    fn a_slip_of_a_year_is_left_out() {
        let found = releases(&[(1900, &[]), (2019, &[]), (2020, &[]), (2100, &[])])
            .expect("there are dates");
        assert_eq!((found.first, found.last(), found.outside), (2019, 2020, 2));
        assert_eq!(releases(&[(0, &["CT"])]), None);
        assert_eq!(releases(&[]), None);
    }

    #[test]
    fn recent_years_against_those_before() {
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
