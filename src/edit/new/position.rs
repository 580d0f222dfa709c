//! Chooses the position of a new entry among the entries of its category, in the order of their
//! dates.

use crate::catalog::dataset::Dataset;
use crate::value::date::ReleaseDate;

/// A position next to an existing entry.
pub(super) enum EntryPosition<'a> {
    After(&'a Dataset),
    Before(&'a Dataset),
}

impl<'a> EntryPosition<'a> {
    /// The last position with the fewest dates on the wrong side; the end if the new entry or the
    /// list has no dates. `None` without entries.
    pub(super) fn choose(entries: &[&'a Dataset], released: Option<ReleaseDate>) -> Option<Self> {
        let end = Self::After(entries.last()?);
        let Some(released) = released else {
            return Some(end);
        };

        let dated: Vec<(&Dataset, ReleaseDate)> = entries
            .iter()
            .filter_map(|&dataset| Some((dataset, dataset.facts.released.as_ref()?.value)))
            .collect();
        let dates: Vec<ReleaseDate> = dated.iter().map(|(_, date)| *date).collect();

        let newest_first = is_mostly_descending(&dates);
        let best = (0..=dates.len())
            .rev()
            .min_by_key(|&at| misplaced(&dates, at, released, newest_first));

        Some(match best {
            _ if dated.is_empty() => end,
            Some(0) => Self::Before(dated[0].0),
            Some(at) => Self::After(dated[at - 1].0),
            None => end,
        })
    }
}

fn is_mostly_descending(dates: &[ReleaseDate]) -> bool {
    let descending = dates.windows(2).filter(|pair| pair[0] > pair[1]).count();
    let ascending = dates.windows(2).filter(|pair| pair[0] < pair[1]).count();
    descending > ascending
}

/// The number of dates that would be on the wrong side of a new date at index `at`.
fn misplaced(dates: &[ReleaseDate], at: usize, new: ReleaseDate, newest_first: bool) -> usize {
    let (before, after) = dates.split_at(at);
    let (newer, older) = if newest_first {
        (after, before)
    } else {
        (before, after)
    };

    newer.iter().filter(|date| **date > new).count()
        + older.iter().filter(|date| **date < new).count()
}
