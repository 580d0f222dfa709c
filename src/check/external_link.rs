//! `dead-external-link`, `suspect-external-link` and `moved-external-link`: see the rules. They do
//! not access the network: `check --links` found the states and stored them in
//! `medatlas-links.json`.

use crate::catalog::Catalog;
use crate::catalog::external_links::collect_external_links;
use crate::catalog::link_record::{LinkRecord, LinkState};
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
    if catalog.link_records.is_empty() {
        return Vec::new();
    }

    let mut diagnostics = Vec::new();
    for (url, places) in collect_external_links(catalog) {
        let Some(record) = catalog.link_records.get(&url) else {
            continue;
        };
        for location in places {
            diagnostics.extend(check_link(&url, record, location));
        }
    }
    diagnostics
}

fn check_link(url: &str, record: &LinkRecord, location: Span) -> Option<Diagnostic> {
    let LinkRecord {
        checked, reason, ..
    } = record;

    match record.state {
        LinkState::Ok | LinkState::Refused => None,
        LinkState::Dead => {
            let days = join_days(&record.failed);
            let message = format!("{url} is dead: {reason}, on {days}");
            Some(
                DEAD.at(location, message)
                    .label("failed on three days")
                    .help("Replace the URL, or remove the link"),
            )
        }
        LinkState::Suspect => {
            let message = format!("{url} could not be reached on {checked}: {reason}");
            Some(
                SUSPECT
                    .at(location, message)
                    .label("not reached")
                    .help("The link counts as dead after failures on three days"),
            )
        }
        LinkState::Moved => {
            let new = record.moved_to.as_deref()?;
            let message = format!("{url} has moved permanently, as found on {checked}");
            Some(
                MOVED
                    .at(location, message)
                    .label("the old URL")
                    .help(format!("Write {new}")),
            )
        }
    }
}

/// `2025-01-01, 2025-01-02 and 2025-01-03`
fn join_days(days: &[Day]) -> String {
    let days: Vec<String> = days.iter().map(Day::to_string).collect();
    match days.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        _ => days.concat(),
    }
}
