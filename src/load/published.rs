//! The URLs of the published site, from its `catalog.json`.
//!
//! In: a file, or the folder of a site. Out: `Published`. Of the sites of earlier versions, only
//! what they state is read.

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
    /// URLs of its other pages.
    #[serde(default)]
    pub pages: Vec<String>,
    /// URLs that redirected, and where to.
    #[serde(default)]
    pub aliases: BTreeMap<String, String>,
}

/// A dataset of an earlier build.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct PublishedDataset {
    /// The URL of its page is `datasets/SLUG/`.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// The path of its page below the catalog.
    #[serde(default)]
    pub page: Option<String>,
}

/// Reads the URLs of a site.
///
/// # Errors
/// There is no such file, or it is not the `catalog.json` of a site: the message names it.
pub fn published(path: &Path) -> Result<Published> {
    let file = if path.is_dir() {
        path.join("catalog.json")
    } else {
        path.to_owned()
    };

    let bytes = fs::read(&file)?;
    serde_json::from_slice(&bytes).with_context(|| {
        format!(
            "{} is not the catalog.json of a site that medatlas built",
            file.display()
        )
    })
}

/// Reads an earlier report of findings.
///
/// # Errors
/// There is no such file, or it is not UTF-8: the message names it.
pub fn report(path: &Path) -> Result<String> {
    Ok(fs::read_to_string(path)?)
}
