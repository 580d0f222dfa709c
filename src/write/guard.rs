//! Decides whether a folder may be written, before anything is rendered.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use fs_err as fs;

use crate::write::manifest::{Manifest, NAME};
use crate::write::{OutputDir, exists, switch};

/// Checks an output folder and clears what a killed build left beside it.
///
/// # Errors
/// The folder is a link, or a file; it is, holds or lies in one of `inputs`; it is or holds the current or the home
/// folder; it is not empty and has no manifest of ours.
pub fn guard(output: &Path, inputs: &[PathBuf]) -> Result<OutputDir> {
    let path = settle(output)?;
    for input in inputs {
        let input = fs::canonicalize(input)?;
        if path.starts_with(&input) || input.starts_with(&path) {
            bail!(
                "the site cannot be written to {}: it must not be, hold or lie in what it is made from ({}); \
                 choose another with --output",
                path.display(),
                input.display()
            );
        }
    }
    refuse_around(&path, std::env::current_dir().ok(), "the current folder")?;
    refuse_around(&path, std::env::home_dir(), "the home folder")?;
    match std::fs::symlink_metadata(&path) {
        Ok(meta) if meta.is_symlink() => {
            bail!("{} is a link; name the folder itself", path.display())
        }
        Ok(meta) if !meta.is_dir() => bail!("{} is not a folder", path.display()),
        _ => {}
    }
    switch::recover(&path)?;
    if !exists(&path) {
        return Ok(OutputDir {
            path,
            manifest: None,
        });
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

/// The old site's folder goes when the new one comes: nobody may stand in it.
pub(super) fn refuse_around(path: &Path, place: Option<PathBuf>, name: &str) -> Result<()> {
    let place = place.and_then(|place| std::fs::canonicalize(place).ok());
    if place.is_some_and(|place| place.starts_with(path)) {
        bail!(
            "the site cannot be written to {}: it is or holds {name}; choose another with --output",
            path.display()
        );
    }
    Ok(())
}

/// The absolute path with all links and `..` resolved, for a folder that may not be there yet.
fn settle(output: &Path) -> Result<PathBuf> {
    let absolute =
        std::path::absolute(output).with_context(|| format!("{} is no path", output.display()))?;
    if absolute.file_name().is_none() {
        // `..` or the root: no link, and refused later as a folder around the current one.
        return Ok(fs::canonicalize(absolute)?);
    }
    let no_name = || {
        format!(
            "the site cannot be written to {}: it ends in no name",
            output.display()
        )
    };
    let mut missing = Vec::new();
    // The folder itself is looked at as it is: a link there is refused, not followed.
    missing.push(absolute.file_name().with_context(no_name)?);
    let mut existing = absolute.parent().with_context(no_name)?;
    while std::fs::symlink_metadata(existing).is_err() {
        // `..` behind a folder that is not there leads nowhere.
        missing.push(existing.file_name().with_context(no_name)?);
        existing = existing.parent().with_context(no_name)?;
    }
    let mut path = fs::canonicalize(existing)?;
    path.extend(missing.into_iter().rev());
    Ok(path)
}
