//! Files of the user's theme folder.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, bail};
use walkdir::WalkDir;

/// All regular files of a theme folder, by path below it; nothing without a folder.
///
/// # Errors
/// The folder is missing, or a file of it cannot be read.
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
        let path = crate::load::relative(folder, entry.path());
        if let Some(path) =
            path.filter(|path| entry.file_type().is_file() && !path.starts_with('.'))
        {
            files.insert(path, fs_err::read(entry.path())?);
        }
    }
    Ok(files)
}
