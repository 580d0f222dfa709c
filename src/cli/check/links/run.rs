//! Tests the links that are due, and updates the record.

use std::collections::BTreeSet;
use std::io::{IsTerminal as _, Write as _};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail};

use super::LinkArguments;
use super::today::today;
use crate::catalog::Catalog;
use crate::catalog::external_links::collect_external_links;
use crate::catalog::link_record::{LinkRecords, LinkState};
use crate::cli::terminal;
use crate::config::Settings;
use crate::edit::file;
use crate::link_check::client::Client;
use crate::link_check::{self, Limits, Tested};
use crate::source::LINK_RECORD_FILE;
use crate::value::day::Day;
use crate::value::url::host;

/// Tests the links that are due, and updates the record.
///
/// # Errors
/// The record cannot be read or written, or there seems to be no network.
pub(in crate::cli::check) fn run(
    catalog: &Catalog,
    settings: &Settings,
    arguments: &LinkArguments,
) -> Result<()> {
    let started = Instant::now();
    let today = arguments.today.map_or_else(today, Ok)?;

    let old = &catalog.sources.link_record;
    let mut record = read_record(old, settings)?;
    let due = select_due(&mut record, catalog, settings, arguments, today);

    let tested = if due.is_empty() {
        Tested::default()
    } else {
        test(&due, arguments)?
    };
    if is_offline(&tested) {
        bail!(
            "no site responded; there seems to be no network. {LINK_RECORD_FILE} was not changed"
        );
    }

    let counts = TestCounts {
        tested: tested.outcomes.len(),
        postponed: due.len() - tested.outcomes.len(),
        requests: tested.requests,
    };
    for (url, outcome) in tested.outcomes {
        record.record(&url, outcome, today);
    }

    write_record(&record, old, settings)?;
    terminal::report(&summary(&record, &counts, started));
    Ok(())
}

/// What a run did, in numbers.
struct TestCounts {
    tested: usize,
    postponed: usize,
    requests: usize,
}

fn read_record(text: &str, settings: &Settings) -> Result<LinkRecords> {
    LinkRecords::parse(text).map_err(|why| {
        let path = settings.catalog.join(LINK_RECORD_FILE);
        anyhow!(
            "{}: {why}; fix the file, or delete it to start over",
            path.display()
        )
    })
}

/// Removes the links that the catalog no longer has from the record, and returns those that are
/// due.
fn select_due(
    record: &mut LinkRecords,
    catalog: &Catalog,
    settings: &Settings,
    arguments: &LinkArguments,
    today: Day,
) -> Vec<String> {
    let links = &settings.config.links;
    let urls: BTreeSet<String> = collect_external_links(catalog)
        .into_keys()
        .filter(|url| !links.ignores(url))
        .collect();

    record.retain(|url| urls.contains(url));

    let max_age = arguments.max_age.unwrap_or(links.max_age);
    urls.into_iter()
        .filter(|url| record.is_due(url, today, max_age))
        .collect()
}

/// Tests links, and shows the progress on a terminal.
fn test(urls: &[String], arguments: &LinkArguments) -> Result<Tested> {
    let limits = Limits {
        timeout: positive_time(arguments.timeout)
            .context("--timeout must be a number of seconds greater than 0")?,
        budget: positive_time(arguments.budget * 60.0)
            .context("--budget must be a number of minutes greater than 0")?,
        pace: Duration::from_millis(arguments.pace),
        backoff: Duration::from_millis(arguments.backoff),
        ..Limits::default()
    };

    let client = Client::new(limits.timeout, arguments.private_hosts);
    let is_terminal = std::io::stderr().is_terminal();
    let tested = link_check::test(
        urls,
        &limits,
        |request| client.ask(request),
        |done| {
            if is_terminal {
                let total = urls.len();
                let _ = write!(
                    std::io::stderr().lock(),
                    "\rlinks: {done} of {total} tested"
                );
            }
        },
    );

    if is_terminal {
        // Clear the line.
        let _ = write!(std::io::stderr().lock(), "\r\x1b[K");
    }
    Ok(tested)
}

/// A time of more than 0 seconds.
fn positive_time(seconds: f64) -> Option<Duration> {
    Duration::try_from_secs_f64(seconds)
        .ok()
        .filter(|time| !time.is_zero())
}

/// Whether the network must be down: several links of several hosts were tested, and none
/// responded.
fn is_offline(tested: &Tested) -> bool {
    const LINKS: usize = 5;
    const HOSTS: usize = 3;

    let outcomes = &tested.outcomes;
    let hosts: BTreeSet<&str> = outcomes.keys().map(|url| host(url)).collect();

    outcomes.len() >= LINKS
        && hosts.len() >= HOSTS
        && outcomes.values().all(|outcome| outcome.status.is_none())
}

/// Writes the record if it changed. An empty record is not created.
fn write_record(record: &LinkRecords, old: &str, settings: &Settings) -> Result<()> {
    let text = record.to_text();
    if text == *old || record.is_empty() && old.is_empty() {
        return Ok(());
    }

    let catalog = &settings.catalog;
    if old.is_empty() {
        file::create(catalog, LINK_RECORD_FILE, text.as_bytes())
    } else {
        file::replace(catalog, LINK_RECORD_FILE, text.as_bytes())
    }
}

fn summary(record: &LinkRecords, counts: &TestCounts, started: Instant) -> String {
    let states: Vec<String> = LinkState::ALL
        .iter()
        .map(|state| format!("{} {}", record.count(*state), state.as_str()))
        .collect();

    let postponed = if counts.postponed > 0 {
        format!(", {} postponed", counts.postponed)
    } else {
        String::new()
    };

    format!(
        "links: {}; {} tested now{postponed}, {} requests, {:.1} s",
        states.join(", "),
        counts.tested,
        counts.requests,
        started.elapsed().as_secs_f64()
    )
}
