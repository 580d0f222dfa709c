//! Numbers as text: shares, ranges, and the most frequent names of a tally.

use crate::render::number::grouped;
use crate::render::statistics::histogram::{Bucket, Median};
use crate::render::statistics::tally::Tally;
use crate::render::theme::Texts;

/// `1,204` for a number of datasets.
pub(super) fn number(count: usize) -> String {
    grouped(count as u64)
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
pub(super) fn range(texts: &Texts, bucket: &Bucket) -> String {
    match bucket.high {
        None => texts.fill("sizes.open_range", &[("least", &grouped(bucket.low))]),
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
pub(super) fn leaders(texts: &Texts, tally: &Tally) -> String {
    let most = tally.rows.first().map_or(0, |(_, count)| *count);

    leading(texts, &having(tally, most), most)
}

/// The same for names that are known to have the largest number.
pub(super) fn leading(texts: &Texts, names: &[&str], most: usize) -> String {
    texts.fill_count(
        "statistics.leaders",
        names.len(),
        &[("names", &named(texts, names)), ("number", &number(most))],
    )
}

/// The names of a tally that have exactly this number.
pub(super) fn having(tally: &Tally, count: usize) -> Vec<&str> {
    let same = tally.rows.iter().filter(|(_, own)| *own == count);
    same.map(|(name, _)| name.as_str()).collect()
}

/// `A`, `A and B`, `A, B and 4 more`.
pub(super) fn named(texts: &Texts, names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first, second] => texts.fill(
            "shared.first_two_names",
            &[("first", first), ("second", second)],
        ),
        [first, second, rest @ ..] => texts.fill(
            "shared.more_names",
            &[
                ("first", first),
                ("second", second),
                ("more", &rest.len().to_string()),
            ],
        ),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::render::theme::Theme;

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
        let theme = Theme::load(BTreeMap::new()).unwrap();

        for (names, expected) in [
            (["a"].as_slice(), "a leads with 1"),
            (&["a", "b"], "a and b lead with 1 each"),
            (&["a", "b", "c", "d"], "a, b and 2 more lead with 1 each"),
        ] {
            let tally = Tally::of([names.to_vec()]);
            assert_eq!(leaders(theme.texts(), &tally), expected);
        }
    }
}
