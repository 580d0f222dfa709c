//! `medatlas check --links`: tests the external links of the catalog, and records the results in a
//! file next to the list.
//!
//! In: the catalog, the results of earlier runs, the current day. Out: the updated record. The
//! clock is read in `links/today.rs` and nowhere else.

#[cfg(feature = "links")]
mod run;
#[cfg(feature = "links")]
mod today;

#[cfg(feature = "links")]
pub(super) use run::run;

use crate::value::day::Day;

/// Arguments of `check --links`.
#[derive(Debug, clap::Args)]
// Without the feature `links`, the other options are parsed only to be refused.
#[cfg_attr(not(feature = "links"), allow(dead_code))]
pub(super) struct LinkArguments {
    /// Also test the external links of the catalog, and record the results in medatlas-links.json
    #[arg(long)]
    pub(super) links: bool,
    /// With --links: number of days after which a link that was reachable is tested again [default:
    /// 7]
    #[arg(long, value_name = "DAYS", requires = "links")]
    max_age: Option<u32>,
    /// With --links: how long to wait for a response
    #[arg(
        long,
        value_name = "SECONDS",
        requires = "links",
        default_value_t = 20.0
    )]
    timeout: f64,
    /// With --links: how long the whole run may take; links that are left are tested another day
    #[arg(
        long,
        value_name = "MINUTES",
        requires = "links",
        default_value_t = 30.0
    )]
    budget: f64,
    /// The day, instead of that of the clock.
    #[arg(long, hide = true)]
    today: Option<Day>,
    /// Milliseconds between two requests to a host.
    #[arg(long, hide = true, default_value_t = 100)]
    pace: u64,
    /// Milliseconds before the first retry.
    #[arg(long, hide = true, default_value_t = 1000)]
    backoff: u64,
    /// Also send requests to private IP addresses. This is no setting, because a pull request could
    /// change it.
    #[arg(long, hide = true)]
    private_hosts: bool,
}

/// Reports that this build cannot test links.
#[cfg(not(feature = "links"))]
pub(super) fn run(
    _: &crate::catalog::Catalog,
    _: &crate::config::Settings,
    _: &LinkArguments,
) -> anyhow::Result<()> {
    anyhow::bail!("this medatlas was built without the feature `links`: it cannot test links")
}
