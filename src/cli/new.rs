//! `medatlas new`: adds a dataset from options, or from answers to questions on a terminal.

mod questions;

use std::io::IsTerminal as _;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::catalog::Catalog;
use crate::cli::exit_status::ExitStatus;
use crate::cli::terminal;
use crate::config::{Overrides, Settings};
use crate::diagnostics::{Edit, Severity};
use crate::edit::fix::diff;
use crate::edit::new::{DatasetAddition, NewDataset, NewFacts, add_dataset};
use crate::edit::{bytes, file};
use crate::load;
use crate::pipeline::{self, Clock};
use crate::source::Sources;

/// Arguments of `medatlas new`.
#[derive(Debug, clap::Args)]
pub(super) struct NewArguments {
    /// Name of the dataset; without a name or a category, medatlas asks for all facts on a terminal
    name: Option<String>,
    /// Category of the list, by name or by path: `Outer > Inner`
    #[arg(long)]
    category: Option<String>,
    #[command(flatten)]
    facts: NewFacts,
    /// File with the citation in BibTeX
    #[arg(long, value_name = "FILE")]
    bibtex: Option<PathBuf>,
    /// Catalog folder, or its list [default: content if it has a README.md, else the current
    /// folder]
    #[arg(long, value_name = "DIR")]
    catalog: Option<PathBuf>,
    /// Print the changes without making them
    #[arg(long)]
    dry_run: bool,
}

pub(super) fn run(arguments: NewArguments) -> Result<ExitStatus> {
    let settings = Settings::resolve(Overrides {
        catalog: arguments.catalog.clone(),
        ..Overrides::default()
    })?;
    let catalog = load_valid_catalog(&settings)?;

    let dry_run = arguments.dry_run;
    let dataset = complete(arguments, &settings, &catalog)?;
    let addition = add_dataset(&catalog, &settings, &dataset)?;

    let old = load::raw(&settings, catalog.sources.path(Sources::README))?;
    let new = apply_to_list(&old, &addition.list_edits, &settings.config.readme)?;

    if dry_run {
        print_diffs(&old, &new, &addition, &settings);
    } else {
        let catalog = &settings.catalog;
        file::create(catalog, &addition.page_path, addition.page.as_bytes())?;
        file::replace(catalog, &settings.config.readme, &new)?;
        report_addition(&dataset, &addition, &settings);
    }
    Ok(ExitStatus::Success)
}

/// The catalog as it is.
///
/// # Errors
/// The catalog cannot be read, or has errors.
fn load_valid_catalog(settings: &Settings) -> Result<Catalog> {
    let (catalog, diagnostics) = pipeline::load_and_check(settings, &mut Clock::default())?;

    for diagnostic in diagnostics {
        if diagnostic.severity == Severity::Error {
            bail!(
                "the catalog has errors, which `medatlas check` shows: {}",
                diagnostic.message
            );
        }
    }

    Ok(catalog)
}

/// The dataset as the options describe it. Without a name or a category, a terminal asks for what
/// is missing.
fn complete(arguments: NewArguments, settings: &Settings, catalog: &Catalog) -> Result<NewDataset> {
    let bibtex = arguments.bibtex.map(|path| load::file(&path)).transpose()?;
    let mut dataset = NewDataset {
        name: arguments.name.unwrap_or_default(),
        category: arguments.category.unwrap_or_default(),
        facts: arguments.facts,
        bibtex,
    };

    if dataset.name.is_empty() || dataset.category.is_empty() {
        if !std::io::stdin().is_terminal() {
            bail!("a name and a category are required: medatlas new NAME --category CATEGORY");
        }
        questions::ask(&mut dataset, settings, catalog)?;
    }

    Ok(dataset)
}

/// The bytes of the list with the edits. New lines end as those of the file do.
fn apply_to_list(old: &[u8], edits: &[Edit], readme: &str) -> Result<Vec<u8>> {
    let uses_crlf = old.windows(2).any(|pair| pair == b"\r\n");
    let texts: Vec<String> = edits
        .iter()
        .map(|edit| {
            if uses_crlf {
                edit.text.replace('\n', "\r\n")
            } else {
                edit.text.clone()
            }
        })
        .collect();

    let edits: Vec<_> = edits
        .iter()
        .zip(&texts)
        .map(|(edit, text)| (edit.span.range.clone(), text.as_str()))
        .collect();
    let (new, applied) =
        bytes::apply(old, &edits).with_context(|| format!("{readme} is not UTF-8"))?;

    if applied.contains(&false) {
        bail!("{readme} has encoding errors there; fix it with `medatlas check --fix` first");
    }
    Ok(new)
}

fn print_diffs(old: &[u8], new: &[u8], addition: &DatasetAddition, settings: &Settings) {
    let list = diff(old, new, &settings.config.readme);
    let page = diff(b"", addition.page.as_bytes(), &addition.page_path);

    terminal::print_bytes(list.as_bytes());
    terminal::print_bytes(page.as_bytes());
}

fn report_addition(dataset: &NewDataset, addition: &DatasetAddition, settings: &Settings) {
    terminal::report(&format!(
        "added {} to {} and created {}",
        dataset.name, settings.config.readme, addition.page_path
    ));

    if dataset.facts.about.is_none() || dataset.bibtex.is_none() {
        terminal::report(
            "write the introduction and the citation there; `medatlas check` shows what is missing",
        );
    }
}
