//! Decides whether a folder may be written, before anything is rendered.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use fs_err as fs;

use crate::write::STAGING;
use crate::write::inspect::exists;
use crate::write::leftover;
use crate::write::lock::{self, OutputLock};
use crate::write::lock_file::LockFile;
use crate::write::manifest::{NAME, SiteManifest};

/// An output folder that may be written.
#[derive(Debug)]
pub(crate) struct OutputDir {
    /// Absolute and without symbolic links.
    pub(super) path: PathBuf,
    /// What the last build wrote; `None` without a site.
    pub(super) manifest: Option<SiteManifest>,
    /// What the last build left and this one cannot remove, in words.
    pub(crate) warnings: Vec<String>,
    /// Keeps other builds away; `None` if this process may not write here.
    lock: Option<OutputLock>,
}

impl OutputDir {
    /// Checks an output folder, locks it until the value is dropped, and cleans up what a killed
    /// build left next to it.
    ///
    /// # Errors
    /// The folder is a symbolic link or a file; it is, contains or is inside one of `inputs`; it is
    /// or contains the current or the home folder; it is not empty and has no manifest; or another
    /// build is writing it.
    pub(crate) fn open(output: &Path, inputs: &[PathBuf]) -> Result<Self> {
        let path = resolve(output)?;
        refuse_inputs(&path, inputs)?;
        refuse_containing(&path, std::env::current_dir().ok(), "the current folder")?;
        refuse_containing(&path, std::env::home_dir(), "the home folder")?;
        refuse_non_folder(&path)?;

        // Nothing is created in the folder of somebody else, not even a lock file.
        read_manifest(&path)?;
        let lock = OutputLock::acquire(&path)?;
        let warnings = match &lock {
            Some(_) => leftover::recover(&path)?,
            None => Vec::new(),
        };

        Ok(Self {
            manifest: read_manifest(&path)?,
            path,
            warnings,
            lock,
        })
    }

    /// Also locks the folder itself, before it is changed file by file.
    ///
    /// # Errors
    /// Another build is changing it.
    pub(super) fn lock_inside(&self) -> Result<Option<LockFile>> {
        match &self.lock {
            Some(lock) => lock.extend_inside(&self.path),
            None => Ok(None),
        }
    }
}

/// The manifest of an output folder; `None` if the folder is empty or does not exist.
fn read_manifest(path: &Path) -> Result<Option<SiteManifest>> {
    if !exists(path) {
        return Ok(None);
    }

    let manifest = SiteManifest::read(path)?;
    if manifest.is_none() && has_foreign_files(path)? {
        bail!(
            "{} contains files that medatlas did not create (it has no {NAME}); empty it, or \
             choose another folder with --output",
            path.display()
        );
    }
    Ok(manifest)
}

/// Whether a folder without a manifest contains more than what a first build is working on.
fn has_foreign_files(path: &Path) -> Result<bool> {
    for entry in fs::read_dir(path)? {
        let entry = entry.with_context(|| format!("cannot list {}", path.display()))?;
        let name = entry.file_name();
        if name != STAGING && name != lock::INSIDE {
            return Ok(true);
        }
    }
    Ok(false)
}

fn refuse_inputs(path: &Path, inputs: &[PathBuf]) -> Result<()> {
    for input in inputs {
        let input = fs::canonicalize(input)?;

        if path.starts_with(&input) || input.starts_with(path) {
            bail!(
                "the site cannot be written to {}, which overlaps with what it is made from ({}); \
                 choose another folder with --output",
                path.display(),
                input.display()
            );
        }
    }
    Ok(())
}

/// Refuses to replace a folder that is or contains another one, because the old folder is removed.
pub(super) fn refuse_containing(path: &Path, other: Option<PathBuf>, name: &str) -> Result<()> {
    let other = other.and_then(|other| std::fs::canonicalize(other).ok());

    if other.is_some_and(|other| other.starts_with(path)) {
        bail!(
            "the site cannot be written to {}, which is or contains {name}; choose another folder \
             with --output",
            path.display()
        );
    }
    Ok(())
}

fn refuse_non_folder(path: &Path) -> Result<()> {
    match std::fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_symlink() => bail!(
            "{} is a symbolic link; use the folder that it points to",
            path.display()
        ),
        Ok(metadata) if !metadata.is_dir() => bail!("{} is not a folder", path.display()),
        _ => Ok(()),
    }
}

/// The absolute path with all symbolic links and `..` resolved, of a folder that may not exist yet.
/// The folder itself is not resolved, because a link there is refused.
fn resolve(output: &Path) -> Result<PathBuf> {
    let absolute = std::path::absolute(output)
        .with_context(|| format!("{} is not a path", output.display()))?;
    if absolute.file_name().is_none() {
        // `..` or the root is not a link, and is refused later because it contains the current
        // folder.
        return Ok(fs::canonicalize(absolute)?);
    }

    let no_name = || {
        format!(
            "the site cannot be written to {}, which does not end with a name",
            output.display()
        )
    };
    let mut missing = vec![absolute.file_name().with_context(no_name)?];
    let mut existing = absolute.parent().with_context(no_name)?;
    while !exists(existing) {
        // `..` after a folder that does not exist has no meaning.
        missing.push(existing.file_name().with_context(no_name)?);
        existing = existing.parent().with_context(no_name)?;
    }

    let mut path = fs::canonicalize(existing)?;
    path.extend(missing.into_iter().rev());
    Ok(path)
}
