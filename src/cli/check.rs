//! `medatlas check`: reports every diagnostic of the content, for people and for programs.
//!
//! The modes are below: `fix` and `links` are the only ones that write.

mod against;
mod checked_catalog;
mod coverage;
mod fix;
mod links;
mod report;
mod rule_filter;

use std::path::PathBuf;

use anyhow::Result;

use crate::check::rules;
use crate::cli::exit_status::{Deny, ExitStatus};
use crate::cli::terminal;
use crate::pipeline::Clock;
use checked_catalog::CheckedCatalog;
use report::OutputFormat;
use rule_filter::RuleFilter;

/// Arguments of `medatlas check`.
#[derive(Debug, clap::Args)]
pub(super) struct CheckArguments {
    /// Catalog folder, or its list [default: content if it has a README.md, else the current
    /// folder]
    catalog: Option<PathBuf>,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: OutputFormat,
    /// Fail if there are findings of this severity
    #[arg(long, value_name = "SEVERITY")]
    deny: Option<Deny>,
    #[command(flatten)]
    filter: RuleFilter,
    /// Leave out the findings of an earlier report, made with --format json
    #[arg(long, value_name = "FILE", conflicts_with = "fix")]
    known: Option<PathBuf>,
    /// Apply all unambiguous fixes
    #[arg(long)]
    fix: bool,
    /// With --fix: print the changes without making them
    #[arg(long, requires = "fix")]
    dry_run: bool,
    /// Report URLs of the published site that no longer exist; FILE is its catalog.json or its
    /// folder. With --fix, unambiguous aliases are added to medatlas.toml
    #[arg(long, value_name = "FILE")]
    against: Option<PathBuf>,
    /// Report how many datasets have the fields that the Croissant format requires, and which
    /// fields are missing
    #[arg(long)]
    coverage: bool,
    #[command(flatten)]
    links: links::LinkArguments,
    /// Print a table of all rules instead of checking
    #[arg(long)]
    rules: bool,
    /// Print the time of each stage
    #[arg(short, long)]
    verbose: bool,
}

pub(super) fn run(mut arguments: CheckArguments) -> Result<ExitStatus> {
    if arguments.rules {
        terminal::print(&rules::reference());
        return Ok(ExitStatus::Success);
    }
    arguments.filter.resolve_codes()?;

    let mut clock = Clock::default();
    let mut checked = CheckedCatalog::read(&arguments, &mut clock)?;

    if arguments.coverage {
        terminal::print(&coverage::report(&checked.catalog, arguments.format));
        return Ok(ExitStatus::Success);
    }
    if arguments.fix {
        fix::run(&checked, &arguments.filter, arguments.dry_run)?;
        if arguments.dry_run {
            return Ok(ExitStatus::Success);
        }
        checked = CheckedCatalog::read(&arguments, &mut clock)?;
    }
    if arguments.links.links {
        links::run(&checked.catalog, &checked.settings, &arguments.links)?;
        checked = CheckedCatalog::read(&arguments, &mut clock)?;
    }

    let status = report::run(&checked, &arguments)?;
    if arguments.verbose {
        terminal::report(&clock.to_string());
    }
    Ok(status)
}
