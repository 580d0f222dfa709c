//! `medatlas check --against OLD`: addresses that would vanish, and the aliases that keep them.
//!
//! In: the published site and the catalog. Out: findings; with `--fix` lines of `medatlas.toml`, whose other lines and comments
//! stay.

use std::path::Path;

use anyhow::{Context, Result};
use toml_edit::{DocumentMut, Item, Table, value};

use crate::catalog::Catalog;
use crate::check::against::{RemovedUrl, removed_urls};
use crate::config::{FILE_NAME, Settings};
use crate::load::{self, history, published::published};
use crate::write::patch;

/// The addresses that would vanish.
///
/// # Errors
/// The published site cannot be read.
pub(crate) fn find(catalog: &Catalog, settings: &Settings, old: &Path) -> Result<Vec<RemovedUrl>> {
    Ok(removed_urls(
        catalog,
        &published(old)?,
        &history::renames(&settings.catalog),
    ))
}

/// The settings' file before and after the aliases that are certain; `None` when there are none.
///
/// # Errors
/// The file cannot be read or is no TOML.
pub(crate) fn aliases(
    gone: &[RemovedUrl],
    settings: &Settings,
) -> Result<Option<(String, String)>> {
    let aliases: Vec<&(String, String)> =
        gone.iter().filter_map(|gone| gone.alias.as_ref()).collect();
    if aliases.is_empty() {
        return Ok(None);
    }
    let path = settings.catalog.join(FILE_NAME);
    let old = if path.exists() {
        String::from_utf8(load::raw(settings, FILE_NAME)?)
            .with_context(|| format!("{FILE_NAME} is not UTF-8"))?
    } else {
        String::new()
    };
    let mut file: DocumentMut = old
        .parse()
        .with_context(|| format!("{} is not right", path.display()))?;
    let table = file.entry("aliases").or_insert(Item::Table(Table::new()));
    let table = table
        .as_table_like_mut()
        .with_context(|| format!("{}: aliases is no table", path.display()))?;
    for (from, to) in aliases {
        table.insert(from, value(to));
    }
    Ok(Some((old, file.to_string())))
}

/// Puts the new settings in their place.
///
/// # Errors
/// The disk fails.
pub(crate) fn write(settings: &Settings, text: &str) -> Result<()> {
    let path = settings.catalog.join(FILE_NAME);
    if path.exists() {
        patch::patch(&path, text.as_bytes())
    } else {
        patch::create(&settings.catalog, FILE_NAME, text.as_bytes())
    }
}
