//! `link-dead`, `link-suspect`, `link-moved`: outside links that could not be reached, or stand elsewhere now.
//!
//! Why: readers click and find nothing. It asks nobody: what it tells was found by `check --links` and stands in
//! `medatlas-links.json`. Example: a download whose address gave 404 on three days.

use crate::catalog::Catalog;
use crate::catalog::external_links::collect_external_links;
use crate::catalog::link_record::{LinkRecord, LinkState};
use crate::config::Settings;
use crate::diagnostics::Diagnostic;
use crate::source::Span;
use crate::value::day::Day;

pub(super) fn check(catalog: &Catalog, _: &Settings) -> Vec<Diagnostic> {
    if catalog.link_records.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (url, places) in collect_external_links(catalog) {
        if let Some(record) = catalog.link_records.get(&url) {
            found.extend(
                places
                    .into_iter()
                    .filter_map(|place| finding(&url, record, place)),
            );
        }
    }
    found
}

fn finding(url: &str, record: &LinkRecord, place: Span) -> Option<Diagnostic> {
    let LinkRecord {
        checked,
        reason,
        failed,
        ..
    } = record;
    match record.state {
        LinkState::Ok | LinkState::Refused => None,
        LinkState::Dead => {
            let message = format!("{url} is dead: {reason}, on {}", days(failed));
            let finding = Diagnostic::warning("link-dead", place, message);
            Some(
                finding
                    .label("nobody answers here")
                    .help("Name another address, or take the link out"),
            )
        }
        LinkState::Suspect => {
            let message = format!("{url} could not be reached on {checked}: {reason}");
            let finding = Diagnostic::note("link-suspect", place, message);
            Some(
                finding
                    .label("not reached")
                    .help("It counts as dead after failures on three days"),
            )
        }
        LinkState::Moved => {
            let new = record.moved_to.as_deref()?;
            let message = format!("{url} has moved for good, found on {checked}");
            let finding = Diagnostic::note("link-moved", place, message);
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
