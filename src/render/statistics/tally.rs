//! How many datasets have each name: file formats, hosts, terms.
//!
//! In: the names of each dataset. Out: a `Tally`, most datasets first, then by name.

use std::collections::{BTreeMap, BTreeSet};

/// Names with their numbers of datasets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::render) struct Tally {
    /// Names and numbers, most datasets first, then by name.
    pub(in crate::render) rows: Vec<(String, usize)>,
    /// The number of datasets with at least one name.
    pub(in crate::render) stated: usize,
    /// The number of all datasets.
    pub(in crate::render) all: usize,
}

impl Tally {
    /// Counts names; a name that a dataset repeats counts once.
    pub(in crate::render) fn of<Names, Name>(datasets: impl IntoIterator<Item = Names>) -> Self
    where
        Names: IntoIterator<Item = Name>,
        Name: Into<String>,
    {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        let (mut stated, mut all) = (0, 0);
        for names in datasets {
            let names: BTreeSet<String> = names.into_iter().map(Into::into).collect();
            all += 1;
            stated += usize::from(!names.is_empty());
            for name in names {
                *counts.entry(name).or_default() += 1;
            }
        }

        let mut rows: Vec<(String, usize)> = counts.into_iter().collect();
        rows.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        Self { rows, stated, all }
    }

    /// The names without numbers, at most `most` of them.
    pub(in crate::render) fn names(&self, most: usize) -> Vec<String> {
        self.rows
            .iter()
            .take(most)
            .map(|(name, _)| name.clone())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dataset_counts_once_and_ties_are_ordered_by_name() {
        let tally = Tally::of([vec!["b", "b", "a"], vec!["c"], vec![], vec!["c", "b"]]);
        let rows = [("b", 2), ("c", 2), ("a", 1)].map(|(name, count)| (name.to_owned(), count));
        assert_eq!(
            tally,
            Tally {
                rows: rows.to_vec(),
                stated: 3,
                all: 4
            }
        );
        assert_eq!(tally.names(2), ["b", "c"]);
    }
}
