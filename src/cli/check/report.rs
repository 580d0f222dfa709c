//! The default mode of `medatlas check`: prints the diagnostics.

use std::io::IsTerminal as _;
use std::path::Path;

use anyhow::{Context as _, Result};
use clap::ValueEnum;

use super::CheckArguments;
use super::checked_catalog::CheckedCatalog;
use crate::check::{renamed, rules};
use crate::cli::exit_status::{ExitStatus, SeverityCounts};
use crate::cli::terminal;
use crate::diagnostics::report::KnownFindings;
use crate::diagnostics::{Diagnostic, emit, report};
use crate::load;

/// The values of `--format`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum OutputFormat {
    // These are no doc comments, which would double the length of `--help`.
    // For people, with the source line and a caret.
    Human,
    // One object with all diagnostics.
    Json,
    // SARIF 2.1.0, for code scanning.
    Sarif,
    // Workflow commands of GitHub Actions, which annotate the source.
    Github,
    // A table for a comment on a pull request.
    Markdown,
}

/// Prints the selected diagnostics and decides whether the command fails.
pub(super) fn run(checked: &CheckedCatalog, arguments: &CheckArguments) -> Result<ExitStatus> {
    let prefix = checked.path_prefix();
    let mut diagnostics = arguments.filter.apply(&checked.diagnostics);

    let selected = diagnostics.len();
    if let Some(path) = &arguments.known {
        let known = read_known(path)?;
        diagnostics = known.new_of(diagnostics, &checked.catalog.sources, &prefix);
    }
    let left_out = selected - diagnostics.len();

    print(&diagnostics, checked, &prefix, arguments.format, left_out);

    let counts = SeverityCounts::of(diagnostics.iter().copied());
    Ok(counts.exit_status(arguments.deny))
}

/// The diagnostics of an earlier report.
fn read_known(path: &Path) -> Result<KnownFindings> {
    let report = load::published::report(path)?;
    KnownFindings::read(&report, renamed::current).with_context(|| {
        format!(
            "{} is not a report of `medatlas check --format json`",
            path.display()
        )
    })
}

fn print(
    diagnostics: &[&Diagnostic],
    checked: &CheckedCatalog,
    prefix: &str,
    format: OutputFormat,
    left_out: usize,
) {
    let sources = &checked.catalog.sources;
    let text = match format {
        OutputFormat::Human => {
            let color = std::io::stdout().is_terminal();
            terminal::print(&emit::human(diagnostics, sources, color));
            summary(diagnostics, checked.catalog.datasets.len(), left_out)
        }
        OutputFormat::Json => report::json(diagnostics, sources, prefix),
        OutputFormat::Sarif => {
            let rules: Vec<_> = rules::all().collect();
            report::sarif(diagnostics, sources, prefix, &rules)
        }
        OutputFormat::Github => report::github(diagnostics, sources, prefix),
        OutputFormat::Markdown => report::markdown(diagnostics, sources, prefix, left_out),
    };

    terminal::print(&text);
}

fn summary(diagnostics: &[&Diagnostic], datasets: usize, left_out: usize) -> String {
    let known = if left_out > 0 {
        format!("; {left_out} known ones left out")
    } else {
        String::new()
    };
    if diagnostics.is_empty() {
        return format!("{datasets} datasets, no findings{known}");
    }

    let count = diagnostics.len();
    let codes = emit::by_code(diagnostics.iter().copied());
    let fixable = diagnostics
        .iter()
        .filter(|diagnostic| !diagnostic.edits.is_empty())
        .count();
    let hint = if fixable > 0 {
        format!(" ({fixable} can be fixed with --fix)")
    } else {
        String::new()
    };
    format!("{datasets} datasets, {count} findings: {codes}{hint}{known}")
}
