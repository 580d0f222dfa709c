//! `medatlas check`: every finding about the content, for people and for programs. Only `--fix` and `--links` write.

mod against;
mod coverage;
pub(super) mod links;

use std::io::{IsTerminal as _, Write as _};
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use strsim::jaro_winkler;

use crate::catalog::Catalog;
use crate::check::against::RemovedUrl;
use crate::check::{renamed, rules};
use crate::cli::{CheckArguments, Deny, Format, Outcome, say};
use crate::config::{FILE_NAME, Overrides, Settings};
use crate::diagnostics::report::KnownFindings;
use crate::diagnostics::{Diagnostic, emit, report};
use crate::edit::fix::{self, Fixed};
use crate::load;
use crate::pipeline::{self, Clock};

pub(crate) fn run(mut arguments: CheckArguments) -> Result<Outcome> {
    if arguments.rules {
        print(&rules::reference());
        return Ok(Outcome::Good);
    }
    resolve_codes(&mut arguments.select)?;
    resolve_codes(&mut arguments.ignore)?;
    let mut clock = Clock::default();
    let mut state = State::read(&arguments, &mut clock)?;
    if arguments.coverage {
        print(&coverage::report(&state.catalog, arguments.format));
        return Ok(Outcome::Good);
    }
    if arguments.fix {
        let fixed = mend(&state, &arguments)?;
        if arguments.dry_run {
            print(&emit::plain(&fixed.diff));
            say(&format!(
                "{} changes in {} files would be made",
                fixed.edits, fixed.files
            ));
            return Ok(Outcome::Good);
        }
        say(&format!("{} changes in {} files", fixed.edits, fixed.files));
        state = State::read(&arguments, &mut clock)?;
    }
    if arguments.outside.links {
        links::run(&state.catalog, &state.settings, &arguments.outside)?;
        state = State::read(&arguments, &mut clock)?;
    }
    let State {
        settings,
        catalog,
        all,
        ..
    } = &state;
    let prefix = prefix(&settings.catalog);
    let mut found = chosen(all, &arguments);
    let count = found.len();
    if let Some(path) = &arguments.known {
        found = earlier(path)?.new_of(found, &catalog.sources, &prefix);
    }
    show(
        &found,
        catalog,
        &prefix,
        arguments.format,
        count - found.len(),
    );
    if arguments.verbose {
        say(&clock.to_string());
    }
    let strict = arguments.deny == Some(Deny::Warnings);
    Ok(if report::fails(&found, strict) {
        Outcome::ContentErrors
    } else {
        Outcome::Good
    })
}

/// Prints the findings; as many as `known` were left out.
fn show(found: &[&Diagnostic], catalog: &Catalog, prefix: &str, format: Format, known: usize) {
    let sources = &catalog.sources;
    match format {
        Format::Human => {
            print(&emit::human(
                found,
                sources,
                std::io::stdout().is_terminal(),
            ));
            print(&summary(found, catalog.datasets.len(), known));
        }
        Format::Json => print(&report::json(found, sources, prefix)),
        Format::Sarif => {
            let rules: Vec<_> = rules::all().collect();
            print(&report::sarif(found, sources, prefix, &rules));
        }
        Format::Github => print(&report::github(found, sources, prefix)),
        Format::Markdown => print(&report::markdown(found, sources, prefix, known)),
    }
}

/// The findings of an earlier report.
fn earlier(path: &Path) -> Result<KnownFindings> {
    let report = load::published::report(path)?;
    KnownFindings::read(&report, renamed::current).with_context(|| {
        format!(
            "{} is no report of `medatlas check --format json`",
            path.display()
        )
    })
}

/// The catalog as it is on disk, and what is wrong with it.
struct State {
    settings: Settings,
    catalog: Catalog,
    all: Vec<Diagnostic>,
    gone: Vec<RemovedUrl>,
}

impl State {
    fn read(arguments: &CheckArguments, clock: &mut Clock) -> Result<Self> {
        let settings = Settings::resolve(Overrides {
            catalog: arguments.catalog.clone(),
            ..Overrides::default()
        })?;
        let (catalog, mut all) = pipeline::load_and_check(&settings, clock)?;
        let old = arguments.against.as_ref();
        let gone = old
            .map(|old| against::find(&catalog, &settings, old))
            .transpose()?
            .unwrap_or_default();
        all.extend(gone.iter().map(|gone| gone.diagnostic.clone()));
        emit::sort(&mut all, &catalog.sources);
        Ok(Self {
            settings,
            catalog,
            all,
            gone,
        })
    }
}

/// Makes the changes that have one right answer, in the texts and in the settings; or only shows them.
fn mend(state: &State, arguments: &CheckArguments) -> Result<Fixed> {
    let State {
        settings,
        catalog,
        all,
        gone,
    } = state;
    let prefix = prefix(&settings.catalog);
    let mut fixed = fix::fix(
        &chosen(all, arguments),
        &catalog.sources,
        settings,
        &prefix,
        arguments.dry_run,
    )?;
    if let Some((old, new)) = against::aliases(gone, settings)? {
        fixed.edits += gone.iter().filter(|gone| gone.alias.is_some()).count();
        fixed.files += 1;
        fixed.diff.push_str(&fix::diff(
            old.as_bytes(),
            new.as_bytes(),
            &format!("{prefix}{FILE_NAME}"),
        ));
        if !arguments.dry_run {
            against::write(settings, &new)?;
        }
    }
    Ok(fixed)
}

/// The findings of the rules that were asked for.
fn chosen<'a>(all: &'a [Diagnostic], arguments: &CheckArguments) -> Vec<&'a Diagnostic> {
    let has = |codes: &[String], found: &Diagnostic| codes.iter().any(|code| code == found.code);
    let asked = |found: &&Diagnostic| arguments.select.is_empty() || has(&arguments.select, found);
    all.iter()
        .filter(asked)
        .filter(|found| !has(&arguments.ignore, found))
        .collect()
}

/// Replaces former codes by those of today, with a note each, and refuses codes that no rule has.
fn resolve_codes(codes: &mut [String]) -> Result<()> {
    for code in codes {
        let Some(rule) = rules::named(code) else {
            bail!(
                "there is no rule {code:?}; did you mean {:?}? `medatlas check --rules` lists all",
                nearest_code(code)
            );
        };
        if rule.code != code.as_str() {
            say(&format!(
                "note: the rule {code} is called {} now",
                rule.code
            ));
            *code = rule.code.to_owned();
        }
    }
    Ok(())
}

fn nearest_code(code: &str) -> &'static str {
    rules::all()
        .map(|rule| rule.code)
        .max_by(|a, b| jaro_winkler(a, code).total_cmp(&jaro_winkler(b, code)))
        .unwrap_or_default()
}

fn summary(found: &[&Diagnostic], datasets: usize, known: usize) -> String {
    let known = if known > 0 {
        format!("; {known} known ones left out")
    } else {
        String::new()
    };
    if found.is_empty() {
        return format!("{datasets} datasets, no findings{known}");
    }
    let fixable = found.iter().filter(|found| found.fix.is_some()).count();
    let fixable = if fixable > 0 {
        format!(" ({fixable} can be mended with --fix)")
    } else {
        String::new()
    };
    format!(
        "{datasets} datasets, {} findings: {}{fixable}{known}",
        found.len(),
        emit::by_code(found.iter().copied())
    )
}

/// The catalog's folder as seen from the current one, which is the repository's where programs read the report.
fn prefix(catalog: &Path) -> String {
    let here = std::env::current_dir()
        .and_then(|here| here.canonicalize())
        .unwrap_or_default();
    let below = catalog
        .strip_prefix(&here)
        .map(|path| path.to_string_lossy().replace('\\', "/"));
    match below {
        Ok(path) if !path.is_empty() => format!("{path}/"),
        _ => String::new(),
    }
}

/// Prints to standard output; a closed pipe is no reason to panic.
fn print(text: &str) {
    let _ = writeln!(std::io::stdout().lock(), "{}", text.trim_end());
}
