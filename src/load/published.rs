//! The site as it was published: its addresses, from its `catalog.json`.
//!
//! In: a file, or the folder of a site. Out: `Published`. Sites of other versions of medatlas are read as far as they say it.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result};
use fs_err as fs;
use serde::Deserialize;

/// What an earlier build published.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Published {
    /// Its datasets.
    pub datasets: Vec<PublishedDataset>,
    /// Addresses of its other pages.
    #[serde(default)]
    pub pages: Vec<String>,
    /// Addresses that led elsewhere, and where.
    #[serde(default)]
    pub aliases: BTreeMap<String, String>,
}

/// A dataset of an earlier build.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct PublishedDataset {
    /// Its page stood at `datasets/SLUG/`.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Path of its page below the catalog.
    #[serde(default)]
    pub page: Option<String>,
}

/// Reads the addresses of a site.
///
/// # Errors
/// There is no such file, or it is no `catalog.json` of a site: the message names it.
pub fn published(path: &Path) -> Result<Published> {
    let file = if path.is_dir() {
        path.join("catalog.json")
    } else {
        path.to_owned()
    };
    let bytes = fs::read(&file)?;
    serde_json::from_slice(&bytes).with_context(|| {
        format!(
            "{} is no catalog.json of a site that medatlas made",
            file.display()
        )
    })
}

/// Reads an earlier report of findings.
///
/// # Errors
/// There is no such file, or it is no text: the message names it.
pub fn report(path: &Path) -> Result<String> {
    Ok(fs::read_to_string(path)?)
}
