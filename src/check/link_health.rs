//! `dead-external-link`, `suspect-external-link`, `moved-external-link`: outside links that could not be reached, or stand elsewhere now.
//!
//! Why: readers click and find nothing. It asks nobody: what it tells was found by `check --links` and stands in
//! `medatlas-links.json`. Example: a download whose address gave 404 on three days.

use crate::catalog::Catalog;
use crate::catalog::external_links::outside;
use crate::catalog::link_record::{Record, State};
use crate::config::Settings;
use crate::diagnostics::{Diagnostic, Rule, Severity};
use crate::source::Span;
use crate::value::day::Day;

pub(crate) const DEAD: Rule = Rule {
    code: "dead-external-link",
    severity: Severity::Warning,
    summary: "an external link that failed on three days",
    reason: "readers click and find nothing; `check --links` finds out, and later runs report it \
        from the record of that run",
    example: "`https://example.org/gone` with status 404 on three days",
};

pub(crate) const MOVED: Rule = Rule {
    code: "moved-external-link",
    severity: Severity::Note,
    summary: "an external link that redirects permanently to another URL",
    reason: "the redirect may disappear one day",
    example: "`http://example.org` that answers 301 with `https://example.org`",
};

pub(crate) const SUSPECT: Rule = Rule {
    code: "suspect-external-link",
    severity: Severity::Note,
    summary: "an external link that failed on fewer than three days",
    reason: "it may be down for a day, or for good",
    example: "`https://example.org` that does not answer",
};

pub(super) fn check(catalog: &Catalog, _: &Settings) -> Vec<Diagnostic> {
    if catalog.health.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (url, places) in outside(catalog) {
        if let Some(record) = catalog.health.of(&url) {
            found.extend(
                places
                    .into_iter()
                    .filter_map(|place| finding(&url, record, place)),
            );
        }
    }
    found
}

fn finding(url: &str, record: &Record, place: Span) -> Option<Diagnostic> {
    let Record {
        checked,
        reason,
        failed,
        ..
    } = record;
    match record.state {
        State::Ok | State::Refused => None,
        State::Dead => {
            let message = format!("{url} is dead: {reason}, on {}", days(failed));
            let finding = DEAD.at(place, message);
            Some(
                finding
                    .label("nobody answers here")
                    .help("Name another address, or take the link out"),
            )
        }
        State::Suspect => {
            let message = format!("{url} could not be reached on {checked}: {reason}");
            let finding = SUSPECT.at(place, message);
            Some(
                finding
                    .label("not reached")
                    .help("It counts as dead after failures on three days"),
            )
        }
        State::Moved => {
            let new = record.moved_to.as_deref()?;
            let message = format!("{url} has moved for good, found on {checked}");
            let finding = MOVED.at(place, message);
            Some(
                finding
                    .label("still leads there")
                    .help(format!("Write {new}")),
            )
        }
    }
}

fn days(days: &[Day]) -> String {
    let words: Vec<String> = days.iter().map(Day::to_string).collect();
    match words.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        _ => words.concat(),
    }
}
