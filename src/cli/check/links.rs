//! `medatlas check --links`: tests the links that leave the catalog, and keeps what came of it beside the list.
//!
//! In: the catalog, its record of links, the day. Out: the record, written anew. The clock is read here and nowhere else.

#[cfg(feature = "links")]
pub(crate) use run::run;

use crate::value::day::Day;

/// Arguments of `check --links`.
#[derive(Debug, clap::Args)]
pub(crate) struct LinkArguments {
    /// Also ask the sites that the catalog links to, and keep what came of it in medatlas-links.json
    #[arg(long)]
    pub(crate) links: bool,
    /// With --links: days after which a link that was reached is tested again [default: 7]
    #[arg(long, value_name = "DAYS", requires = "links")]
    max_age: Option<u32>,
    /// With --links: how long a site may take to answer
    #[arg(
        long,
        value_name = "SECONDS",
        requires = "links",
        default_value_t = 20.0
    )]
    timeout: f64,
    /// The day, in place of the clock's.
    #[arg(long, hide = true)]
    today: Option<Day>,
    /// Milliseconds between two requests to a host.
    #[arg(long, hide = true, default_value_t = 100)]
    pace: u64,
    /// Milliseconds before the first retry.
    #[arg(long, hide = true, default_value_t = 1000)]
    backoff: u64,
    /// Ask hosts that are not public. No file may say this: a pull request could change it.
    #[arg(long, hide = true)]
    private_hosts: bool,
}

/// Says that this program cannot ask anybody.
#[cfg(not(feature = "links"))]
pub(crate) fn run(
    _: &crate::catalog::Catalog,
    _: &crate::config::Settings,
    arguments: &LinkArguments,
) -> anyhow::Result<()> {
    let LinkArguments {
        max_age: _,
        timeout: _,
        today: _,
        pace: _,
        backoff: _,
        private_hosts: _,
        ..
    } = arguments;
    anyhow::bail!("this medatlas was built without the feature `links`: it cannot test links")
}

#[cfg(feature = "links")]
mod run {
    use std::collections::BTreeSet;
    use std::io::{IsTerminal as _, Write as _};
    use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

    use anyhow::{Context, Result, bail};

    use super::LinkArguments;
    use crate::catalog::Catalog;
    use crate::catalog::external_links::collect_external_links;
    use crate::catalog::link_record::{LinkRecords, LinkState};
    use crate::cli::say;
    use crate::config::Settings;
    use crate::link_check::client::Client;
    use crate::link_check::{self, Limits, Tested};
    use crate::source::LINK_RECORD_FILE;
    use crate::value::day::Day;
    use crate::write::patch;

    /// Tests what is due and writes the record.
    pub(crate) fn run(
        catalog: &Catalog,
        settings: &Settings,
        arguments: &LinkArguments,
    ) -> Result<()> {
        let started = Instant::now();
        let today = today(arguments)?;
        let path = settings.catalog.join(LINK_RECORD_FILE);
        let old = &catalog.sources.link_record;
        let mut health = match LinkRecords::parse(old) {
            Ok(health) => health,
            Err(why) => bail!(
                "{}: {why}; mend the file, or delete it to start anew",
                path.display()
            ),
        };
        let wanted: BTreeSet<String> = collect_external_links(catalog)
            .into_keys()
            .filter(|url| !settings.config.links.ignores(url))
            .collect();
        health.retain(|url| wanted.contains(url));
        let max_age = arguments
            .max_age
            .unwrap_or_else(|| settings.config.links.max_age);
        let due: Vec<String> = wanted
            .into_iter()
            .filter(|url| health.is_due(url, today, max_age))
            .collect();
        let tested = if due.is_empty() {
            Tested::default()
        } else {
            test(&due, arguments)?
        };
        if is_cut_off(&tested) {
            bail!(
                "no site gave an answer: there seems to be no network; {LINK_RECORD_FILE} stays as it was"
            );
        }
        let Tested { outcomes, requests } = tested;
        let (asked, left) = (outcomes.len(), due.len() - outcomes.len());
        outcomes
            .into_iter()
            .for_each(|(url, outcome)| health.record(&url, outcome, today));
        let text = health.to_text();
        if text != *old && !(health.is_empty() && old.is_empty()) {
            if old.is_empty() {
                patch::create(&settings.catalog, LINK_RECORD_FILE, text.as_bytes())?;
            } else {
                patch::patch(&path, text.as_bytes())?;
            }
        }
        let states: Vec<String> = LinkState::ALL
            .iter()
            .map(|state| format!("{} {}", health.count(*state), state.as_str()))
            .collect();
        let left = if left == 0 {
            String::new()
        } else {
            format!(", {left} left for another day")
        };
        say(&format!(
            "links: {}; {asked} tested now{left}, {requests} requests, {:.1} s",
            states.join(", "),
            started.elapsed().as_secs_f64()
        ));
        Ok(())
    }

    fn test(due: &[String], arguments: &LinkArguments) -> Result<Tested> {
        let timeout = Duration::try_from_secs_f64(arguments.timeout)
            .ok()
            .filter(|time| !time.is_zero());
        let limits = Limits {
            timeout: timeout.context("--timeout must be a number of seconds")?,
            pace: Duration::from_millis(arguments.pace),
            backoff: Duration::from_millis(arguments.backoff),
            ..Limits::default()
        };
        let client = Client::new(limits.timeout, arguments.private_hosts);
        let is_watched = std::io::stderr().is_terminal();
        let told = |done: usize| {
            if is_watched {
                let _ = write!(
                    std::io::stderr().lock(),
                    "\rlinks: {done} of {} tested",
                    due.len()
                );
            }
        };
        let tested = link_check::test(due, &limits, |request| client.ask(request), told);
        if is_watched {
            // Back over the line, and nothing left of it.
            let _ = write!(std::io::stderr().lock(), "\r\x1b[K");
        }
        Ok(tested)
    }

    /// Whether it must be the network here that is down, not all these sites.
    fn is_cut_off(tested: &Tested) -> bool {
        const LINKS: usize = 5;
        const HOSTS: usize = 3;
        let host = |url: &String| crate::value::url::host(url).to_owned();
        tested.outcomes.len() >= LINKS
            && tested
                .outcomes
                .values()
                .all(|outcome| outcome.status.is_none())
            && tested
                .outcomes
                .keys()
                .map(host)
                .collect::<BTreeSet<_>>()
                .len()
                >= HOSTS
    }

    /// The day: as told, or of `SOURCE_DATE_EPOCH`, or of the clock, in UTC.
    fn today(arguments: &LinkArguments) -> Result<Day> {
        if let Some(day) = arguments.today {
            return Ok(day);
        }
        match std::env::var("SOURCE_DATE_EPOCH") {
            Ok(text) => {
                let seconds = text
                    .trim()
                    .parse()
                    .context("SOURCE_DATE_EPOCH must be a number of seconds")?;
                Ok(Day::of_seconds(seconds))
            }
            Err(_) => {
                let now = SystemTime::now().duration_since(UNIX_EPOCH);
                Ok(Day::of_seconds(
                    now.context("the clock stands before 1970")?.as_secs(),
                ))
            }
        }
    }
}
