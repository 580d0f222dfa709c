//! `medatlas build`: runs the whole pipeline, then writes the site.

use std::collections::BTreeMap;
use std::io::IsTerminal as _;
use std::path::PathBuf;
use std::time::Instant;

use anyhow::Result;

use crate::catalog::{Catalog, EntryCounts};
use crate::cli::exit_status::{Deny, ExitStatus, SeverityCounts};
use crate::cli::terminal;
use crate::config::{Overrides, Settings};
use crate::diagnostics::{Diagnostic, Severity, emit};
use crate::load;
use crate::pipeline::{self, Clock};
use crate::render::theme::Theme;
use crate::write::{self, OutputDir, WriteSummary};

/// Maximum size of a site on GitHub Pages:
/// <https://docs.github.com/en/pages/getting-started-with-github-pages/github-pages-limits>.
const GITHUB_PAGES_LIMIT: u64 = 1_000_000_000;

/// Number of warnings per rule that are printed without `--verbose`; `check` prints all.
const PRINTED_WARNINGS: usize = 5;

/// Arguments of `medatlas build`.
#[derive(Debug, clap::Args)]
pub(super) struct BuildArguments {
    /// Catalog folder, or its list [default: content if it has a README.md, else the current
    /// folder]
    catalog: Option<PathBuf>,
    /// Output folder [default: public]
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// URL where the site will be published, such as `https://example.org/atlas/`
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Folder whose files replace those of the built-in theme
    #[arg(long, value_name = "DIR")]
    theme: Option<PathBuf>,
    /// Fail if there are findings of this severity
    #[arg(long, value_name = "SEVERITY")]
    deny: Option<Deny>,
    /// Do not minify the pages
    #[arg(long)]
    no_minify: bool,
    /// Print all warnings and notes, and the time of each stage
    #[arg(short, long)]
    verbose: bool,
}

pub(super) fn run(arguments: BuildArguments) -> Result<ExitStatus> {
    let started = Instant::now();
    let mut clock = Clock::default();

    let overrides = Overrides {
        catalog: arguments.catalog,
        output: arguments.output,
        base_url: arguments.base_url,
        theme: arguments.theme,
    };
    let mut settings = Settings::resolve(overrides)?;
    settings.minify = !arguments.no_minify;

    let output = OutputDir::open(&settings.output, &settings.inputs())?;
    report_warnings(&output.warnings);
    let theme = clock.run("theme", || {
        Theme::load(load::theme::files(settings.theme.as_deref())?)
    })?;

    let (catalog, mut diagnostics) = pipeline::load_and_check(&settings, &mut clock)?;
    emit::sort(&mut diagnostics, &catalog.sources);
    report_diagnostics(&diagnostics, &catalog, arguments.verbose);

    let counts = SeverityCounts::of(&diagnostics);
    let status = counts.exit_status(arguments.deny);
    if status != ExitStatus::Success {
        terminal::report("no site was written: the content has errors");
        return Ok(status);
    }

    let written = write_site(&output, &catalog, &settings, &theme, &mut clock)?;
    report_warnings(written.warning.as_slice());

    if arguments.verbose {
        terminal::report(&clock.to_string());
    }
    terminal::report(&summary(&catalog, counts, &written, started));
    report_size(written.total_bytes);

    Ok(ExitStatus::Success)
}

/// Prints what is wrong with the output folder, which is no fault of the catalog.
fn report_warnings(warnings: &[String]) {
    for warning in warnings {
        terminal::report(&format!("warning: {warning}"));
    }
}

/// Renders and writes the site, unless the output folder already contains it.
fn write_site(
    output: &OutputDir,
    catalog: &Catalog,
    settings: &Settings,
    theme: &Theme,
    clock: &mut Clock,
) -> Result<WriteSummary> {
    let digest = clock.run("digest", || {
        pipeline::site_digest(&catalog.sources, settings, theme)
    });
    if let Some(summary) = clock.run("verify", || write::verify(output, &digest)) {
        return Ok(summary);
    }

    let files = pipeline::render_site(catalog, settings, theme, clock)?;
    clock.run("write", || write::write(output, &files, &digest))
}

/// Prints every error and the first warnings of each rule, or everything with `verbose`; then the
/// number of diagnostics of each rule.
fn report_diagnostics(diagnostics: &[Diagnostic], catalog: &Catalog, verbose: bool) {
    if diagnostics.is_empty() {
        return;
    }

    let printed = if verbose {
        diagnostics.iter().collect()
    } else {
        select_printed(diagnostics)
    };
    if !printed.is_empty() {
        let color = std::io::stderr().is_terminal();
        terminal::report_styled(&emit::human(&printed, &catalog.sources, color));
    }

    let more = diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity < Severity::Note)
        .count()
        .saturating_sub(printed.len());
    let hint = if more > 0 {
        format!(" ({more} more warnings with --verbose)")
    } else {
        String::new()
    };
    terminal::report(&format!("found: {}{hint}", emit::by_code(diagnostics)));
}

/// Every error and the first warnings of each rule.
fn select_printed(diagnostics: &[Diagnostic]) -> Vec<&Diagnostic> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut printed = Vec::new();

    for diagnostic in diagnostics {
        let count = counts.entry(diagnostic.code).or_default();
        *count += 1;

        let is_printed = match diagnostic.severity {
            Severity::Error => true,
            Severity::Warning => *count <= PRINTED_WARNINGS,
            Severity::Note => false,
        };
        if is_printed {
            printed.push(diagnostic);
        }
    }

    printed
}

fn summary(
    catalog: &Catalog,
    counts: SeverityCounts,
    written: &WriteSummary,
    started: Instant,
) -> String {
    let datasets = &catalog.datasets;
    let EntryCounts { rows, lines } = catalog.entry_counts;
    let unlisted = datasets.iter().filter(|dataset| !dataset.is_listed).count();

    format!(
        "{} datasets ({rows} rows, {lines} lines, {unlisted} not listed), {} pages; \
         files: {} written, {} unchanged, {} removed, {}; {} warnings, {} notes; {:.2} s",
        datasets.len(),
        catalog.pages.len(),
        written.written,
        written.unchanged,
        written.removed,
        format_size(written.total_bytes),
        counts.warnings,
        counts.notes,
        started.elapsed().as_secs_f64(),
    )
}

/// Warns about a site that is too large for GitHub Pages.
fn report_size(bytes: u64) {
    if bytes > GITHUB_PAGES_LIMIT {
        terminal::report(&format!(
            "the site has {}, but GitHub Pages publishes at most {}",
            format_size(bytes),
            format_size(GITHUB_PAGES_LIMIT)
        ));
    }
}

/// A size such as `4.2 MB`.
fn format_size(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => format!("{:.1} kB", bytes as f64 / 1e3),
        1_000_000..1_000_000_000 => format!("{:.1} MB", bytes as f64 / 1e6),
        _ => format!("{:.2} GB", bytes as f64 / 1e9),
    }
}
