//! `medatlas init`: gives a new or existing catalog what it needs to be published. Existing files
//! are never changed.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::cli::exit_status::ExitStatus;
use crate::cli::terminal;
use crate::config::{FILE_NAME, Overrides, Settings, pages_url};
use crate::edit::file;
use crate::edit::init::{self, ActionReference, PublishingSource};
use crate::load::folders::is_empty;
use crate::load::git::Repository;
use crate::pipeline::{self, Clock};

/// Arguments of `medatlas init`.
#[derive(Debug, clap::Args)]
pub(super) struct InitArguments {
    /// Catalog folder; a folder that does not exist is created with an example [default: content if
    /// it has a README.md, else the current folder]
    catalog: Option<PathBuf>,
    /// GitHub action that the workflows use [default: the action of this version of medatlas]
    #[arg(long, value_name = "OWNER/NAME@VERSION")]
    action: Option<ActionReference>,
}

pub(super) fn run(arguments: InitArguments) -> Result<ExitStatus> {
    if let Some(folder) = &arguments.catalog {
        file::create_folder(folder)?;
    }
    let settings = resolve_settings(arguments.catalog)?;
    let catalog = &settings.catalog;

    let repository = Repository::around(catalog);
    let root = repository.root.clone().unwrap_or_else(|| catalog.clone());
    let source = PublishingSource {
        path: path_below(&root, catalog)?,
        repository: settings.repository.clone().or(repository.url),
        branch: repository.branch.unwrap_or_else(|| settings.branch.clone()),
        action: arguments.action.unwrap_or_default(),
    };

    if is_empty(&settings) {
        for (path, text) in init::example_catalog() {
            create(catalog, &source.path, &path, &text)?;
        }
    }
    let settings_file = init::settings_file(&source);
    create(catalog, &source.path, FILE_NAME, &settings_file)?;
    for (path, text) in init::publishing_files(&source) {
        create(&root, "", &path, &text)?;
    }

    report_content(catalog)?;
    report_next_steps(&source);
    Ok(ExitStatus::Success)
}

fn resolve_settings(catalog: Option<PathBuf>) -> Result<Settings> {
    Settings::resolve(Overrides {
        catalog,
        ..Overrides::default()
    })
}

/// Creates a file, or reports that it exists. `prefix` is the path of `root` below the repository.
fn create(root: &Path, prefix: &str, path: &str, text: &str) -> Result<()> {
    let is_created = file::create_if_missing(root, path, text.as_bytes())?;

    let verb = if is_created { "created" } else { "kept" };
    let separator = if prefix.is_empty() { "" } else { "/" };
    terminal::report(&format!("{verb} {prefix}{separator}{path}"));
    Ok(())
}

/// The path of the catalog below the repository, with `/` between its parts.
fn path_below(root: &Path, catalog: &Path) -> Result<String> {
    let path = catalog.strip_prefix(root).unwrap_or(Path::new(""));
    let path = path
        .to_str()
        .with_context(|| format!("the path {} is not UTF-8", path.display()))?;
    Ok(path.replace('\\', "/"))
}

/// Reports the number of datasets and of diagnostics.
fn report_content(catalog: &Path) -> Result<()> {
    // The settings are read again because they may be new.
    let settings = resolve_settings(Some(catalog.to_owned()))?;
    let (catalog, diagnostics) = pipeline::load_and_check(&settings, &mut Clock::default())?;

    let findings = match diagnostics.len() {
        0 => "no findings".to_owned(),
        1 => "1 finding; `medatlas check` shows it".to_owned(),
        count => format!("{count} findings; `medatlas check` shows them"),
    };
    let datasets = catalog.datasets.len();
    terminal::report(&format!("\n{datasets} datasets, {findings}\n\nNext steps:"));
    Ok(())
}

fn report_next_steps(source: &PublishingSource) {
    const PUBLISH: &str = "  git add --all && git commit -m \"Publish with medatlas\" && git push";

    terminal::report("  medatlas serve --open    to preview the site");

    let repository = source
        .repository
        .as_deref()
        .and_then(|url| url.strip_prefix("https://github.com/"));
    match repository {
        Some(name) => {
            terminal::report(&format!(
                "  https://github.com/{name}/settings/pages    \
                 set Source to \"GitHub Actions\", once"
            ));
            terminal::report(PUBLISH);
            terminal::report(&format!("The site will be at {}", pages_url(name)));
        }
        None => {
            terminal::report(PUBLISH);
            terminal::report(
                "GitHub publishes the site if Source is \"GitHub Actions\" in Settings > Pages; \
                 Netlify publishes it once the repository is linked there",
            );
        }
    }
}
