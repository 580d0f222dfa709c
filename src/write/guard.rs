//! Decides whether a folder may be written, before anything is rendered.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use fs_err as fs;

use super::manifest::{Manifest, NAME};
use super::{OutputDir, switch};

/// Checks an output folder and clears what a killed build left beside it.
///
/// # Errors
/// The folder is a link, or a file; it is, holds or lies in one of `inputs`; it is not empty and has no manifest of ours.
pub fn guard(output: &Path, inputs: &[PathBuf]) -> Result<OutputDir> {
    let path = settle(output)?;
    for input in inputs {
        let input = fs::canonicalize(input)?;
        if path.starts_with(&input) || input.starts_with(&path) {
            bail!(
                "the site cannot be written to {}: it must not be, hold or lie in the folder it is made from ({}); \
                 choose another with --output",
                path.display(),
                input.display()
            );
        }
    }
    if path.parent().is_none() {
        bail!("the site cannot be written to {}", path.display());
    }
    switch::recover(&path)?;
    match std::fs::symlink_metadata(&path) {
        Err(_) => return Ok(OutputDir { path, manifest: None }),
        Ok(meta) if meta.is_symlink() => bail!("{} is a link; name the folder itself", path.display()),
        Ok(meta) if !meta.is_dir() => bail!("{} is not a folder", path.display()),
        Ok(_) => {}
    }
    let manifest = Manifest::read(&path)?;
    if manifest.is_none() && fs::read_dir(&path)?.next().is_some() {
        bail!(
            "{} holds files that medatlas did not make (there is no {NAME} in it); empty it, or choose another folder \
             with --output",
            path.display()
        );
    }
    Ok(OutputDir { path, manifest })
}

/// The absolute path with all links and `..` resolved, for a folder that may not be there yet.
fn settle(output: &Path) -> Result<PathBuf> {
    let absolute = std::path::absolute(output).with_context(|| format!("{} is no path", output.display()))?;
    let mut missing = Vec::new();
    let mut existing = absolute.as_path();
    while std::fs::symlink_metadata(existing).is_err() {
        missing.extend(existing.file_name().map(ToOwned::to_owned));
        existing = existing.parent().with_context(|| format!("{} is no path", output.display()))?;
    }
    // The folder itself is looked at as it is: a link there is refused, not followed.
    let mut path = if missing.is_empty() {
        let name = absolute
            .file_name()
            .with_context(|| format!("the site cannot be written to {}", output.display()))?;
        fs::canonicalize(absolute.parent().unwrap_or(&absolute))?.join(name)
    } else {
        fs::canonicalize(existing)?
    };
    if missing.iter().any(|part| part == "..") {
        bail!("{} is no path", output.display());
    }
    path.extend(missing.into_iter().rev());
    Ok(path)
}
