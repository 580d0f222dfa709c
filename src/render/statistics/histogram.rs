//! Histograms: cases by half decades, labelled classes by fixed intervals; and the median.
//!
//! In: stated numbers. Out: `Bucket`s from the first to the last that is not empty. A stated 0 is
//! no information about the size and belongs to no bucket.

/// An interval with the count of numbers in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::render) struct Bucket {
    /// The smallest number of the interval.
    pub(in crate::render) low: u64,
    /// The largest number; `None` if the interval has no end.
    pub(in crate::render) high: Option<u64>,
    /// The count of numbers.
    pub(in crate::render) count: usize,
}

/// The starts of the intervals for labelled classes: 1, 2, 3 to 5, 6 to 10, 11 to 50, 51 and more.
const CLASSES: [u64; 6] = [1, 2, 3, 6, 11, 51];

/// Counts in the intervals 1 to 2, 3 to 9, 10 to 29, 30 to 99, …, which have about the same width
/// on a logarithmic scale.
pub(in crate::render) fn half_decades(values: &[u64]) -> Vec<Bucket> {
    let tens = std::iter::successors(Some(1_u64), |ten| ten.checked_mul(10));
    let starts: Vec<u64> = tens
        .flat_map(|ten| [Some(ten), ten.checked_mul(3)])
        .flatten()
        .collect();

    trimmed(buckets(&starts, values))
}

/// Counts labelled classes in all intervals, since an empty one is also information.
pub(in crate::render) fn label_classes(values: &[u64]) -> Vec<Bucket> {
    let all = buckets(&CLASSES, values);
    if all.iter().all(|bucket| bucket.count == 0) {
        Vec::new()
    } else {
        all
    }
}

/// Buckets that begin at these numbers, each of which ends before the next.
fn buckets(starts: &[u64], values: &[u64]) -> Vec<Bucket> {
    let mut buckets: Vec<Bucket> = starts
        .iter()
        .enumerate()
        .map(|(at, &low)| Bucket {
            low,
            high: starts.get(at + 1).map(|next| next - 1),
            count: 0,
        })
        .collect();

    for value in values {
        let after = starts.partition_point(|start| start <= value);
        if let Some(bucket) = after.checked_sub(1).and_then(|at| buckets.get_mut(at)) {
            bucket.count += 1;
        }
    }

    buckets
}

/// Removes the empty buckets at both ends.
fn trimmed(buckets: Vec<Bucket>) -> Vec<Bucket> {
    let Some(first) = buckets.iter().position(|bucket| bucket.count > 0) else {
        return Vec::new();
    };
    let last = buckets.iter().rposition(|bucket| bucket.count > 0);

    buckets[first..=last.unwrap_or(first)].to_vec()
}

/// A median in halves, since it may be the mean of two numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::render) struct Median {
    /// Twice the median.
    pub(in crate::render) doubled: u128,
}

impl Median {
    /// The median of some numbers; `None` if there are none.
    pub(in crate::render) fn of(values: &[u64]) -> Option<Self> {
        let mut sorted = values.to_vec();
        sorted.sort_unstable();

        let upper = u128::from(*sorted.get(sorted.len() / 2)?);
        let lower = u128::from(*sorted.get((sorted.len() - 1) / 2)?);
        Some(Self {
            doubled: lower + upper,
        })
    }

    /// The position among buckets on a logarithmic scale, in buckets from the left edge of the
    /// first.
    pub(in crate::render) fn place(self, buckets: &[Bucket]) -> Option<f64> {
        let value = self.doubled as f64 / 2.0;
        let at = buckets
            .iter()
            .rposition(|bucket| bucket.low as f64 <= value)?;

        let bucket = buckets[at];
        let end = bucket
            .high
            .map_or(bucket.low as f64 * 3.0, |high| high as f64 + 1.0);
        let inside = (value / bucket.low as f64).ln() / (end / bucket.low as f64).ln();
        Some(at as f64 + inside.clamp(0.0, 1.0))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(buckets: Vec<Bucket>, expect: &[(u64, Option<u64>, usize)]) {
        let actual: Vec<_> = buckets
            .into_iter()
            .map(|b| (b.low, b.high, b.count))
            .collect();
        assert_eq!(actual, expect);
    }

    #[test]
    fn half_decades_have_no_gaps() {
        check(half_decades(&[]), &[]);
        check(half_decades(&[0]), &[]);
        check(half_decades(&[1]), &[(1, Some(2), 1)]);
        check(
            half_decades(&[10, 29, 30, 100]),
            &[(10, Some(29), 2), (30, Some(99), 1), (100, Some(299), 1)],
        );
        check(
            half_decades(&[9, 100]),
            &[
                (3, Some(9), 1),
                (10, Some(29), 0),
                (30, Some(99), 0),
                (100, Some(299), 1),
            ],
        );
        check(
            half_decades(&[u64::MAX]),
            &[(10_000_000_000_000_000_000, None, 1)],
        );
    }

    #[test]
    fn label_classes_include_their_limits() {
        check(label_classes(&[0]), &[]);
        check(
            label_classes(&[1, 2, 3, 5, 6, 10, 11, 50, 51, u64::MAX]),
            &[
                (1, Some(1), 1),
                (2, Some(2), 1),
                (3, Some(5), 2),
                (6, Some(10), 2),
                (11, Some(50), 2),
                (51, None, 2),
            ],
        );
    }

    #[test]
    fn the_median_is_doubled() {
        for (values, doubled) in [
            (vec![], None),
            (vec![7], Some(14)),
            (vec![9, 1, 2], Some(4)),
            (vec![1, 2], Some(3)),
        ] {
            assert_eq!(
                Median::of(&values).map(|median| median.doubled),
                doubled,
                "{values:?}"
            );
        }
        let most = Median::of(&[u64::MAX, u64::MAX]);
        assert_eq!(
            most.map(|median| median.doubled),
            Some(u128::from(u64::MAX) * 2)
        );
    }

    #[test]
    fn the_median_has_a_position_among_buckets() {
        let buckets = half_decades(&[10, 30, 100]);
        let [first, second, inside, below] = [10, 30, 50, 1].map(|value: u64| {
            let doubled = u128::from(value) * 2;
            Median { doubled }.place(&buckets)
        });

        assert_eq!(first, Some(0.0));
        assert_eq!(second, Some(1.0));
        assert!(
            inside.is_some_and(|at| (1.4..1.5).contains(&at)),
            "{inside:?}"
        );
        assert_eq!(below, None);
    }

    proptest! {
        #[test]
        fn every_number_is_in_its_bucket(values in proptest::collection::vec(any::<u64>(), 0..40)) {
            let filled = values.iter().filter(|value| **value > 0).count();
            for buckets in [half_decades(&values), label_classes(&values)] {
                prop_assert_eq!(buckets.iter().map(|bucket| bucket.count).sum::<usize>(), filled);
                for Bucket { low, high, count } in buckets {
                    let expected = values
                        .iter()
                        .filter(|value| **value >= low && **value <= high.unwrap_or(u64::MAX))
                        .count();
                    prop_assert_eq!(count, expected);
                }
            }
        }
    }
}
