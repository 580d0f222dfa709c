//! `medatlas check --against OLD`: URLs of the published site that no longer exist.

use std::path::Path;

use anyhow::Result;

use crate::catalog::Catalog;
use crate::check::against::{RemovedUrl, removed_urls};
use crate::config::Settings;
use crate::load::{history, published::published};

/// Compares the catalog with the published site: its `catalog.json` or its folder.
///
/// # Errors
/// The published site cannot be read.
pub(super) fn find(catalog: &Catalog, settings: &Settings, old: &Path) -> Result<Vec<RemovedUrl>> {
    let published = published(old)?;
    let renames = history::renames(&settings.catalog);
    Ok(removed_urls(catalog, &published, &renames))
}
