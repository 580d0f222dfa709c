//! Reads the files of the user's theme folder.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, bail};
use walkdir::WalkDir;

use crate::load::listing::relative;

/// All regular files of a theme folder, by path below it; empty without a folder.
///
/// # Errors
/// The folder does not exist, or one of its files cannot be read.
pub fn files(folder: Option<&Path>) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::new();
    let Some(folder) = folder else {
        return Ok(files);
    };
    if !folder.is_dir() {
        bail!("there is no theme folder {}", folder.display());
    }

    for entry in WalkDir::new(folder).follow_links(false).sort_by_file_name() {
        let entry = entry.with_context(|| format!("cannot list {}", folder.display()))?;
        let Some(path) = relative(folder, entry.path()) else {
            continue;
        };
        if entry.file_type().is_file() && !path.starts_with('.') {
            files.insert(path, fs_err::read(entry.path())?);
        }
    }
    Ok(files)
}
