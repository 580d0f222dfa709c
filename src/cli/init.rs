//! `medatlas init`: gives a new or existing catalog what it needs to be published. What is there is never touched.

use std::path::Path;

use anyhow::{Context, Result};

use crate::cli::{InitArguments, Outcome, say};
use crate::config::{FILE_NAME, Overrides, Settings, pages_url};
use crate::edit::init::{self, Place};
use crate::load::folders::is_empty;
use crate::load::git::Repository;
use crate::pipeline::{self, Clock};
use crate::write::patch;

pub(super) fn run(arguments: InitArguments) -> Result<Outcome> {
    if let Some(folder) = &arguments.catalog {
        patch::folder(folder)?;
    }
    let settings = Settings::resolve(Overrides {
        catalog: arguments.catalog,
        ..Overrides::default()
    })?;
    let catalog = &settings.catalog;
    let repository = Repository::around(catalog);
    let root = repository.root.clone().unwrap_or_else(|| catalog.clone());
    let place = Place {
        path: below(&root, catalog)?,
        repository: settings.repository.clone().or(repository.url),
        branch: repository.branch.unwrap_or(settings.branch.clone()),
        action: arguments.action.unwrap_or_default(),
    };
    if is_empty(&settings) {
        for (path, text) in init::catalog() {
            put(catalog, &below(&root, catalog)?, &path, &text)?;
        }
    }
    put(catalog, &place.path, FILE_NAME, &init::settings(&place))?;
    for (path, text) in init::host(&place) {
        put(&root, "", &path, &text)?;
    }
    next(&settings, &place)?;
    Ok(Outcome::Good)
}

/// Makes a file, or says that it was there.
fn put(root: &Path, prefix: &str, path: &str, text: &str) -> Result<()> {
    let word = if patch::create_missing(root, path, text.as_bytes())? {
        "made"
    } else {
        "kept"
    };
    let prefix = if prefix.is_empty() {
        String::new()
    } else {
        format!("{prefix}/")
    };
    say(&format!("{word} {prefix}{path}"));
    Ok(())
}

/// The catalog's folder below the repository.
fn below(root: &Path, catalog: &Path) -> Result<String> {
    let path = catalog.strip_prefix(root).unwrap_or(Path::new(""));
    let path = path
        .to_str()
        .with_context(|| format!("the name of {} is not UTF-8", path.display()))?;
    Ok(path.replace('\\', "/"))
}

/// What there is now, and what is left to do.
fn next(settings: &Settings, place: &Place) -> Result<()> {
    let again = Overrides {
        catalog: Some(settings.catalog.clone()),
        ..Overrides::default()
    };
    let settings = Settings::resolve(again)?;
    let (catalog, found) = pipeline::load_and_check(&settings, &mut Clock::default())?;
    let findings = match found.len() {
        0 => "no findings".to_owned(),
        1 => "1 finding: `medatlas check` shows it".to_owned(),
        count => format!("{count} findings: `medatlas check` shows them"),
    };
    say(&format!(
        "\n{} datasets, {findings}\n\nNext:",
        catalog.datasets.len()
    ));
    say("  medatlas serve --open    to look at the site");
    match place
        .repository
        .as_deref()
        .and_then(|url| url.strip_prefix("https://github.com/"))
    {
        Some(name) => {
            say(&format!(
                "  https://github.com/{name}/settings/pages    set Source to \"GitHub Actions\", once"
            ));
            say("  git add --all && git commit -m \"Publish with medatlas\" && git push");
            say(&format!("Then the site stands at {}", pages_url(name)));
        }
        None => {
            say("  git add --all && git commit -m \"Publish with medatlas\" && git push");
            say(
                "GitHub publishes it when Source is \"GitHub Actions\" in Settings > Pages; Netlify when the repository is linked there",
            );
        }
    }
    Ok(())
}
