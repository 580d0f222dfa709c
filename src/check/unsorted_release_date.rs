//! `unsorted-release-date`: see `RULE`. A section is sorted by date if four of five of its dated
//! rows are.

use crate::catalog::Catalog;
use crate::catalog::dataset::Dataset;
use crate::config::Settings;
use crate::diagnostics::{Diagnostic, Rule, Severity};
use crate::value::date::ReleaseDate;
use crate::value::fact::{Fact, Origin};

pub(crate) const RULE: Rule = Rule {
    code: "unsorted-release-date",
    severity: Severity::Note,
    summary: "a row that breaks the order of release dates in its section",
    reason: "readers look for the newest dataset at one end of the list",
    example: "a row of 2019 between 2021 and 2022",
};

/// A section with fewer dated rows has no order.
const MIN_ROWS: usize = 5;

/// A dataset with the date that its entry states.
type DatedRow<'a> = (&'a Dataset, &'a Fact<ReleaseDate>);

pub(super) fn check(catalog: &Catalog, _: &Settings) -> Vec<Diagnostic> {
    catalog
        .categories
        .iter()
        .flat_map(|category| check_section(&dated_rows(catalog, &category.own)))
        .collect()
}

fn dated_rows<'a>(catalog: &'a Catalog, ids: &[usize]) -> Vec<DatedRow<'a>> {
    let mut rows = Vec::new();
    for &id in ids {
        let dataset = &catalog.datasets[id];
        if let Some(fact) = &dataset.facts.released
            && fact.from == Origin::Entry
        {
            rows.push((dataset, fact));
        }
    }

    rows
}

fn check_section(rows: &[DatedRow<'_>]) -> Vec<Diagnostic> {
    let dates: Vec<ReleaseDate> = rows.iter().map(|(_, fact)| fact.value).collect();
    let ascending = longest_run(&dates, |a, b| a <= b || a.agrees_with(b));
    let descending = longest_run(&dates, |a, b| a >= b || a.agrees_with(b));
    let (sorted, order) = if ascending.len() >= descending.len() {
        (ascending, "ascending")
    } else {
        (descending, "descending")
    };

    let has_order = dates.len() >= MIN_ROWS && sorted.len() * 5 >= dates.len() * 4;
    if !has_order {
        return Vec::new();
    }
    (0..rows.len())
        .filter(|at| !sorted.contains(at))
        .filter_map(|at| unsorted(rows, at, &sorted, order))
        .collect()
}

/// The finding about the row `at`; `sorted` are the positions of the rows in order.
fn unsorted(rows: &[DatedRow<'_>], at: usize, sorted: &[usize], order: &str) -> Option<Diagnostic> {
    let (dataset, fact) = rows[at];
    let before = sorted.iter().rev().find(|&&other| other < at);
    let (neighbor, date) = rows[*before.or(sorted.first())?];

    let message = format!(
        "{} of {} is not in the order of dates",
        dataset.name, fact.value
    );
    let label = format!(
        "the other rows are in {order} order; {} is of {}",
        neighbor.name, date.value
    );
    Some(
        RULE.at(fact.span.clone(), message)
            .label(label)
            .help("Move the row to where its date belongs"),
    )
}

/// Positions of the longest sequence of dates, not necessarily adjacent, in which each follows the
/// one before.
fn longest_run(
    dates: &[ReleaseDate],
    follows: impl Fn(ReleaseDate, ReleaseDate) -> bool,
) -> Vec<usize> {
    // For each date the length of the longest run that ends with it, and the date before it in that
    // run.
    let mut runs: Vec<(usize, Option<usize>)> = Vec::with_capacity(dates.len());
    for at in 0..dates.len() {
        let before = (0..at)
            .filter(|&before| follows(dates[before], dates[at]))
            .max_by_key(|&before| runs[before].0);
        let length = before.map_or(1, |before| runs[before].0 + 1);
        runs.push((length, before));
    }

    let mut next = (0..runs.len()).max_by_key(|&at| runs[at].0);
    let mut run = Vec::new();
    while let Some(at) = next {
        run.push(at);
        next = runs[at].1;
    }
    run.reverse();
    run
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_run_skips_what_is_out_of_order() {
        for (dates, expect) in [
            (&["2019", "2021", "2020", "2022"][..], 3),
            // A year agrees with each of its months.
            (&["2022-04", "2022", "2022-01"], 3),
            (&[], 0),
        ] {
            let dates: Vec<ReleaseDate> = dates
                .iter()
                .map(|date| ReleaseDate::parse(date).unwrap())
                .collect();
            let run = longest_run(&dates, |a, b| a <= b || a.agrees_with(b));
            assert_eq!(run.len(), expect);
        }
    }
}
