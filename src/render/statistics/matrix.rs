//! How many datasets have each combination of a modality and a task.
//!
//! In: both lists of names of each dataset. Out: a `Matrix` with the most frequent names first.

use std::collections::{BTreeMap, BTreeSet};

use crate::render::statistics::tally::Tally;

/// The largest number of rows and of columns: a larger table is not readable.
pub(in crate::render) const MOST: usize = 30;

/// Numbers of datasets by pair of names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::render) struct Matrix {
    /// The names of the rows, most datasets first, then by name.
    pub(in crate::render) rows: Vec<String>,
    /// The names of the columns, in the same order.
    pub(in crate::render) columns: Vec<String>,
    /// The numbers by row and column.
    pub(in crate::render) counts: Vec<Vec<usize>>,
    /// The numbers of omitted rows and columns.
    pub(in crate::render) left_out: (usize, usize),
}

impl Matrix {
    /// Counts pairs; a dataset counts once in each of its pairs. `None` if no dataset has a pair.
    pub(in crate::render) fn of(pairs: &[(&[String], &[String])]) -> Option<Self> {
        let rows = Tally::of(pairs.iter().map(|(rows, _)| rows.iter()));
        let columns = Tally::of(pairs.iter().map(|(_, columns)| columns.iter()));
        let left_out = (
            rows.rows.len().saturating_sub(MOST),
            columns.rows.len().saturating_sub(MOST),
        );

        let (rows, columns) = (rows.names(MOST), columns.names(MOST));
        let (row_at, column_at) = (positions(&rows), positions(&columns));

        let mut counts = vec![vec![0; columns.len()]; rows.len()];
        for (own_rows, own_columns) in pairs {
            let own_columns: BTreeSet<usize> = known_positions(&column_at, own_columns);
            for row in known_positions(&row_at, own_rows) {
                for &column in &own_columns {
                    counts[row][column] += 1;
                }
            }
        }

        let has_pair = counts.iter().flatten().any(|count| *count > 0);
        has_pair.then_some(Self {
            rows,
            columns,
            counts,
            left_out,
        })
    }

    /// The row, the column and the value of the largest number; the first one if there are several.
    pub(in crate::render) fn largest(&self) -> (usize, usize, usize) {
        let mut best = (0, 0, 0);
        for (row, counts) in self.counts.iter().enumerate() {
            for (column, &count) in counts.iter().enumerate() {
                if count > best.2 {
                    best = (row, column, count);
                }
            }
        }

        best
    }

    /// The number of pairs, and the number of pairs without a dataset.
    pub(in crate::render) fn pairs(&self) -> (usize, usize) {
        let all = self.rows.len() * self.columns.len();
        let counts = self.counts.iter().flatten();
        (all, counts.filter(|count| **count == 0).count())
    }
}

fn positions(names: &[String]) -> BTreeMap<&str, usize> {
    names
        .iter()
        .enumerate()
        .map(|(at, name)| (name.as_str(), at))
        .collect()
}

fn known_positions(positions: &BTreeMap<&str, usize>, names: &[String]) -> BTreeSet<usize> {
    names
        .iter()
        .filter_map(|name| positions.get(name.as_str()).copied())
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn pairs_count_once_per_dataset() {
        let (ct, both, none) = (names(&["CT", "CT"]), names(&["MRI", "CT"]), names(&[]));
        let (seg, two) = (
            names(&["Segmentation"]),
            names(&["Detection", "Segmentation"]),
        );
        let matrix = Matrix::of(&[(&ct, &seg), (&both, &two), (&ct, &none), (&none, &seg)]);
        let matrix = matrix.expect("there are pairs");
        assert_eq!(matrix.rows, ["CT", "MRI"]);
        assert_eq!(matrix.columns, ["Segmentation", "Detection"]);
        assert_eq!(matrix.counts, [[2, 1], [1, 1]]);
        assert_eq!((matrix.largest(), matrix.pairs()), ((0, 0, 2), (4, 0)));
    }

    #[test]
    fn there_is_no_matrix_without_pairs() {
        let (ct, none) = (names(&["CT"]), names(&[]));
        assert_eq!(Matrix::of(&[]), None);
        assert_eq!(Matrix::of(&[(&ct, &none), (&none, &ct)]), None);
    }

    #[test]
    fn a_wide_matrix_keeps_the_most_frequent_names() {
        let many: Vec<String> = (0..MOST + 5).map(|n| format!("{n:03}")).collect();
        let (last, task) = (names(&["034"]), names(&["t"]));
        let matrix = Matrix::of(&[(&many, &task), (&last, &task)]).expect("there are pairs");
        assert_eq!((matrix.rows.len(), matrix.left_out), (MOST, (5, 0)));
        assert_eq!(matrix.rows[0], "034");
    }

    proptest! {
        #[test]
        fn counts_agree_with_a_simple_recount(
            datasets in vec((vec("[a-f]", 0..4), vec("[u-z]", 0..4)), 0..30)
        ) {
            let pairs: Vec<(&[String], &[String])> = datasets
                .iter()
                .map(|(rows, columns)| (rows.as_slice(), columns.as_slice()))
                .collect();

            let Some(matrix) = Matrix::of(&pairs) else {
                for (rows, columns) in pairs {
                    prop_assert!(rows.is_empty() || columns.is_empty());
                }
                return Ok(());
            };

            for (row, counts) in matrix.rows.iter().zip(&matrix.counts) {
                for (column, actual) in matrix.columns.iter().zip(counts) {
                    let expected = pairs
                        .iter()
                        .filter(|(rows, columns)| rows.contains(row) && columns.contains(column))
                        .count();
                    prop_assert_eq!(*actual, expected, "{} and {}", row, column);
                }
            }

            for (rows, columns) in pairs {
                prop_assert!(rows.iter().all(|name| matrix.rows.contains(name)));
                prop_assert!(columns.iter().all(|name| matrix.columns.contains(name)));
            }
        }
    }
}
