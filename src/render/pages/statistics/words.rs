//! Numbers as text: shares, ranges, and the most frequent names of a tally.

use crate::render::pages::number::grouped;
use crate::render::statistics::histogram::{Bucket, Median};
use crate::render::statistics::tally::Tally;

/// `1,204` for a number of datasets.
pub(super) fn number(count: usize) -> String {
    grouped(count as u64)
}

/// `1 dataset states no date`, with the rest of the sentence in the singular and in the plural.
pub(super) fn some(count: usize, one: &str, many: &str) -> String {
    if count == 1 {
        format!("1 dataset {one}")
    } else {
        format!("{} datasets {many}", number(count))
    }
}

/// `36%`. Never 0 % for at least one, and never 100 % for less than all.
pub(super) fn percent(count: usize, all: usize) -> String {
    match (count * 100).checked_div(all) {
        None => String::new(),
        Some(0) if count > 0 => "<1%".to_owned(),
        Some(floor) if count < all => {
            format!(
                "{}%",
                (count * 100 + all / 2)
                    .checked_div(all)
                    .unwrap_or(floor)
                    .min(99)
            )
        }
        Some(whole) => format!("{whole}%"),
    }
}

/// `3–9`, `51 or more`, `1`.
pub(super) fn range(bucket: &Bucket) -> String {
    match bucket.high {
        None => format!("{} or more", grouped(bucket.low)),
        Some(high) if high == bucket.low => grouped(high),
        Some(high) => format!("{}–{}", grouped(bucket.low), grouped(high)),
    }
}

/// `1`, `300`, `10k`, `3M`, `1B`: for the edge of a bucket, which is a round number.
pub(super) fn compact(value: u64) -> String {
    let units = [(1_000_000_000, "B"), (1_000_000, "M"), (1_000, "k")];
    let unit = units.into_iter().find(|(size, _)| value >= *size);
    unit.map_or(value.to_string(), |(size, suffix)| {
        format!("{}{suffix}", grouped(value / size))
    })
}

/// `634`, `634.5`.
pub(super) fn median_text(median: Median) -> String {
    let whole = grouped(u64::try_from(median.doubled / 2).unwrap_or(u64::MAX));
    if median.doubled.is_multiple_of(2) {
        whole
    } else {
        format!("{whole}.5")
    }
}

/// `NIfTI leads with 70`, `A and B lead with 5 each`, `A, B and 4 more lead with 1 each`.
pub(super) fn leaders(tally: &Tally) -> String {
    let most = tally.rows.first().map_or(0, |(_, count)| *count);
    let names = having(tally, most);

    let (verb, each) = if names.len() == 1 {
        ("leads", "")
    } else {
        ("lead", " each")
    };
    format!("{} {verb} with {}{each}", named(&names), number(most))
}

/// The names of a tally that have exactly this number.
pub(super) fn having(tally: &Tally, count: usize) -> Vec<&str> {
    let same = tally.rows.iter().filter(|(_, own)| *own == count);
    same.map(|(name, _)| name.as_str()).collect()
}

/// `A`, `A and B`, `A, B and 4 more`.
pub(super) fn named(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [one, two] => format!("{one} and {two}"),
        [one, two, rest @ ..] => format!("{one}, {two} and {} more", rest.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_never_rounded_to_none_or_all() {
        for (count, all, expect) in [
            (0, 9, "0%"),
            (1, 900, "<1%"),
            (1, 3, "33%"),
            (2, 3, "67%"),
            (899, 900, "99%"),
            (9, 9, "100%"),
            (0, 0, ""),
        ] {
            assert_eq!(percent(count, all), expect, "{count} of {all}");
        }
    }

    #[test]
    fn edges_are_written_compactly() {
        for (value, expect) in [
            (1, "1"),
            (300, "300"),
            (1_000, "1k"),
            (30_000_000, "30M"),
            (10_000_000_000_000, "10,000B"),
        ] {
            assert_eq!(compact(value), expect);
        }
    }

    #[test]
    fn medians_may_be_between_two_numbers() {
        assert_eq!(median_text(Median { doubled: 1_269 }), "634.5");
        assert_eq!(median_text(Median { doubled: 5_000 }), "2,500");
    }

    #[test]
    fn equal_leaders_are_named_together() {
        let tally = |names: &[&str]| Tally::of([names.to_vec()]);
        assert_eq!(leaders(&tally(&["a"])), "a leads with 1");
        assert_eq!(leaders(&tally(&["a", "b"])), "a and b lead with 1 each");
        assert_eq!(
            leaders(&tally(&["a", "b", "c", "d"])),
            "a, b and 2 more lead with 1 each"
        );
    }
}
