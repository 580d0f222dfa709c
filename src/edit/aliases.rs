//! Adds aliases to `medatlas.toml`, for `medatlas check --against OLD --fix`.
//!
//! In: old URLs with the pages that replace them. Out: the settings file before and after; its
//! other lines and comments stay.

use anyhow::{Context, Result};
use toml_edit::{DocumentMut, Item, Table, value};

use crate::config::{FILE_NAME, Settings};
use crate::edit::file;
use crate::load;

/// The text of the settings file before and after a change.
#[derive(Debug)]
pub(crate) struct SettingsChange {
    /// Empty if there is no file.
    pub(crate) old: String,
    pub(crate) new: String,
}

impl SettingsChange {
    /// Adds aliases, as pairs of an old slug and what replaces it.
    ///
    /// # Errors
    /// The file cannot be read or parsed.
    pub(crate) fn add_aliases(settings: &Settings, aliases: &[&(String, String)]) -> Result<Self> {
        let old = read(settings)?;
        let mut document: DocumentMut = old
            .parse()
            .with_context(|| format!("cannot parse {FILE_NAME}"))?;

        let table = document
            .entry("aliases")
            .or_insert(Item::Table(Table::new()))
            .as_table_like_mut()
            .with_context(|| format!("{FILE_NAME}: aliases is not a table"))?;
        for (from, to) in aliases {
            table.insert(from, value(to));
        }

        let new = document.to_string();
        Ok(Self { old, new })
    }

    /// Writes the changed settings.
    ///
    /// # Errors
    /// The file cannot be written.
    pub(crate) fn write(&self, settings: &Settings) -> Result<()> {
        file::replace_or_create(&settings.catalog, FILE_NAME, self.new.as_bytes())
    }
}

/// The settings file, or an empty text without one.
fn read(settings: &Settings) -> Result<String> {
    if std::fs::symlink_metadata(settings.catalog.join(FILE_NAME)).is_err() {
        return Ok(String::new());
    }

    let bytes = load::raw(settings, FILE_NAME)?;
    String::from_utf8(bytes).with_context(|| format!("{FILE_NAME} is not UTF-8"))
}
