//! `unsorted-release-date`: a row that stands out of the order of release dates that its section keeps.
//!
//! Why: readers look for the newest dataset at one end of the list. A section keeps an order when four of five of its dated
//! rows do. Example: a row of 2019 between 2021 and 2022.

use crate::catalog::Catalog;
use crate::catalog::dataset::Dataset;
use crate::config::Settings;
use crate::diagnostics::{Diagnostic, Rule, Severity};
use crate::value::date::ReleaseDate;
use crate::value::fact::Origin;

pub(crate) const RULE: Rule = Rule {
    code: "unsorted-release-date",
    severity: Severity::Note,
    summary: "a row that breaks the order of release dates in its section",
    reason: "readers look for the newest dataset at one end of the list",
    example: "a row of 2019 between 2021 and 2022",
};

/// Fewer dated rows than this keep no order worth the name.
const ROWS: usize = 5;

pub(super) fn check(catalog: &Catalog, _: &Settings) -> Vec<Diagnostic> {
    catalog
        .categories
        .iter()
        .flat_map(|category| of_section(catalog, &category.own))
        .collect()
}

fn of_section(catalog: &Catalog, own: &[usize]) -> Vec<Diagnostic> {
    let dated: Vec<(&Dataset, ReleaseDate)> = own
        .iter()
        .filter_map(|&id| {
            let dataset = &catalog.datasets[id];
            let date = dataset
                .facts
                .released
                .as_ref()
                .filter(|fact| fact.from == Origin::Entry)?;
            Some((dataset, date.value))
        })
        .collect();
    let dates: Vec<ReleaseDate> = dated.iter().map(|(_, date)| *date).collect();
    let rising = kept(&dates, |a, b| a <= b || a.agrees_with(b));
    let falling = kept(&dates, |a, b| a >= b || a.agrees_with(b));
    let (kept, order) = if rising.len() >= falling.len() {
        (rising, "after")
    } else {
        (falling, "before")
    };
    if dates.len() < ROWS || kept.len() * 5 < dates.len() * 4 || kept.len() == dates.len() {
        return Vec::new();
    }
    (0..dates.len())
        .filter(|at| !kept.contains(at))
        .filter_map(|at| {
            let (dataset, date) = dated[at];
            let span = dataset.facts.released.as_ref()?.span.clone();
            let message = format!(
                "{} of {date} stands out of the order of dates",
                dataset.name
            );
            let other = kept
                .iter()
                .rev()
                .find(|&&kept| kept < at)
                .or(kept.first())
                .copied()?;
            let label = format!(
                "other rows come {order} those of earlier dates; {} is of {}",
                dated[other].0.name, dated[other].1
            );
            Some(
                RULE.at(span, message)
                    .label(label)
                    .help("Move the row to its place"),
            )
        })
        .collect()
}

/// Positions of the longest run of dates in which each follows the one before.
fn kept(dates: &[ReleaseDate], follows: impl Fn(ReleaseDate, ReleaseDate) -> bool) -> Vec<usize> {
    let mut best: Vec<(usize, Option<usize>)> = Vec::with_capacity(dates.len());
    for at in 0..dates.len() {
        let before = (0..at)
            .filter(|&before| follows(dates[before], dates[at]))
            .max_by_key(|&before| best[before].0);
        best.push((before.map_or(1, |before| best[before].0 + 1), before));
    }
    let mut next = (0..best.len()).max_by_key(|&at| best[at].0);
    let mut kept = Vec::new();
    while let Some(at) = next {
        kept.push(at);
        next = best[at].1;
    }
    kept.reverse();
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longest_run() {
        let dates = |years: &[&str]| -> Vec<ReleaseDate> {
            years
                .iter()
                .map(|year| ReleaseDate::parse(year).unwrap())
                .collect()
        };
        let rising = |years: &[&str]| kept(&dates(years), |a, b| a <= b || a.agrees_with(b));
        assert_eq!(rising(&["2019", "2021", "2020", "2022"]).len(), 3);
        assert_eq!(
            rising(&["2022-04", "2022", "2022-01"]).len(),
            3,
            "a bare year holds its months"
        );
        assert_eq!(rising(&[]), Vec::<usize>::new());
    }
}
