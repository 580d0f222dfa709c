//! `medatlas build`: the whole pipeline, then the site on disk.

use std::collections::BTreeMap;
use std::io::IsTerminal as _;
use std::time::Instant;

use anyhow::Result;

use crate::catalog::{Catalog, EntryCounts};
use crate::cli::{BuildArguments, Deny, Outcome, say};
use crate::config::{Overrides, Settings};
use crate::diagnostics::{Diagnostic, Severity, emit};
use crate::load;
use crate::pipeline::{self, Clock};
use crate::render::theme::Theme;
use crate::write;

pub(super) fn run(arguments: BuildArguments) -> Result<Outcome> {
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
    let output = write::guard(&settings.output, &settings.inputs())?;
    let theme = clock.run("theme", || {
        Theme::load(load::theme::files(settings.theme.as_deref())?)
    })?;
    let (catalog, mut found) = pipeline::load_and_check(&settings, &mut clock)?;
    emit::sort(&mut found, &catalog.sources);
    report(&found, &catalog, arguments.verbose);
    if fails(&found, arguments.deny) {
        say("no site was written: the content has errors");
        return Ok(Outcome::ContentErrors);
    }
    let digest = clock.run("digest", || {
        pipeline::site_digest(&catalog.sources, &settings, &theme)
    });
    let written = match clock.run("verify", || write::is_current(&output, &digest))? {
        Some(report) => report,
        None => {
            let files = pipeline::render_site(&catalog, &settings, &theme, &mut clock)?;
            clock.run("write", || write::write(&output, files, &digest))?
        }
    };
    if arguments.verbose {
        say(&clock.to_string());
    }
    say(&summary(&catalog, &found, &written, started));
    if written.total > PAGES_LIMIT {
        say(&format!(
            "the site has {}: GitHub Pages publishes up to {}",
            size(written.total),
            size(PAGES_LIMIT)
        ));
    }
    Ok(Outcome::Good)
}

/// Bytes of a site that GitHub Pages publishes:
/// <https://docs.github.com/en/pages/getting-started-with-github-pages/github-pages-limits>.
const PAGES_LIMIT: u64 = 1_000_000_000;

/// `4.2 MB`
fn size(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => format!("{:.1} kB", bytes as f64 / 1e3),
        1_000_000..1_000_000_000 => format!("{:.1} MB", bytes as f64 / 1e6),
        _ => format!("{:.2} GB", bytes as f64 / 1e9),
    }
}

/// How many findings of one kind are shown unless all are asked for: a build is not a check.
const SHOWN: usize = 5;

/// Every error; the first warnings of each kind; with `verbose` everything. Then how many of each kind there are.
fn report(found: &[Diagnostic], catalog: &Catalog, verbose: bool) {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let shown: Vec<&Diagnostic> = found
        .iter()
        .filter(|diagnostic| {
            let count = seen.entry(diagnostic.code).or_default();
            *count += 1;
            verbose
                || diagnostic.severity == Severity::Error
                || (diagnostic.severity == Severity::Warning && *count <= SHOWN)
        })
        .collect();
    if !shown.is_empty() {
        say(&emit::human(
            &shown,
            &catalog.sources,
            std::io::stderr().is_terminal(),
        ));
    }
    if !found.is_empty() {
        let more = found
            .iter()
            .filter(|d| d.severity < Severity::Note)
            .count()
            .saturating_sub(shown.len());
        let rest = if more > 0 {
            format!(" ({more} more warnings with --verbose)")
        } else {
            String::new()
        };
        say(&format!("found: {}{rest}", emit::by_code(found)));
    }
}

fn fails(found: &[Diagnostic], deny: Option<Deny>) -> bool {
    let limit = if deny == Some(Deny::Warnings) {
        Severity::Warning
    } else {
        Severity::Error
    };
    found.iter().any(|diagnostic| diagnostic.severity <= limit)
}

fn summary(
    catalog: &Catalog,
    found: &[Diagnostic],
    written: &write::Report,
    started: Instant,
) -> String {
    let unlisted = catalog
        .datasets
        .iter()
        .filter(|dataset| !dataset.is_listed)
        .count();
    let count = |severity| found.iter().filter(|d| d.severity == severity).count();
    let EntryCounts { rows, lines } = catalog.entry_counts;
    format!(
        "{} datasets ({rows} rows, {lines} lines, {unlisted} not listed), {} pages; \
         files: {} written, {} unchanged, {} removed, {}; {} warnings, {} notes; {:.2} s",
        catalog.datasets.len(),
        catalog.pages.len(),
        written.written,
        written.unchanged,
        written.removed,
        size(written.total),
        count(Severity::Warning),
        count(Severity::Note),
        started.elapsed().as_secs_f64(),
    )
}
