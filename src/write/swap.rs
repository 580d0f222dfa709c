//! Replaces the old site by the new one in one step.
//!
//! The whole new site is made in a staging folder next to the output: changed files are written,
//! and unchanged ones are hard links to the old site. Then the two folders are swapped, unmanaged
//! folders are moved, and the old site is removed. If the build is killed at any time, either the
//! old or the new site is complete, and the next build cleans up.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use fs_err as fs;

use crate::write::STAGING;
use crate::write::inspect::{exists, is_folder};
use crate::write::manifest::SiteManifest;
use crate::write::plan::WritePlan;
use crate::write::stage::{KeptFiles, stage};
use crate::write::unmanaged;

/// Whether the new site took its place. After an error in between, the staging folder may contain
/// unmanaged files: it stays, and [`recover`] handles it.
enum SwapResult {
    Swapped,
    NotPossible,
}

/// Makes the files of the plan the content of the output folder. `None` if the folder cannot be
/// swapped, because it is a mount point or its parent is not writable; nothing has changed then.
pub(super) fn swap(plan: &WritePlan<'_>) -> Result<Option<SiteManifest>> {
    let path = &plan.output.path;
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    if is_mount_point(path) {
        return Ok(None);
    }

    let staging = sibling(path, "staging");
    if !create_staging(&staging, path)? {
        return Ok(None);
    }

    let manifest = match fill(&staging, plan) {
        Ok(manifest) => manifest,
        Err(error) => {
            remove_staging(&staging);
            return Err(error);
        }
    };

    let result = if plan.output.manifest.is_some() {
        replace(&staging, path)?
    } else {
        place_first(&staging, path)?
    };
    match result {
        SwapResult::Swapped => Ok(Some(manifest)),
        SwapResult::NotPossible => {
            remove_staging(&staging);
            Ok(None)
        }
    }
}

/// Creates the staging folder. Returns false if the parent of the output folder is not writable.
fn create_staging(staging: &Path, path: &Path) -> Result<bool> {
    match std::fs::create_dir(staging) {
        Ok(()) => Ok(true),
        Err(error) if exists(path) && is_not_possible(&error) => Ok(false),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => bail!(
            "{} exists: another build seems to be running",
            staging.display()
        ),
        Err(error) => Err(error).with_context(|| format!("cannot create {}", staging.display())),
    }
}

/// Removes a staging folder that was not swapped. It contains no file that is nowhere else: what
/// `unmanaged::link` put there is also in the output folder.
fn remove_staging(staging: &Path) {
    let _ = std::fs::remove_dir_all(staging);
}

/// Makes the new site in the staging folder.
fn fill(staging: &Path, plan: &WritePlan<'_>) -> Result<SiteManifest> {
    let files = stage(staging, plan, KeptFiles::Included)?;
    unmanaged::link(&plan.output.path, staging, &plan.unmanaged)?;

    // The manifest is written last: a staging folder without one is not complete.
    let manifest = SiteManifest::new(plan.inputs.to_owned(), files);
    manifest.write(staging)?;

    if let Ok(metadata) = std::fs::metadata(&plan.output.path) {
        fs::set_permissions(staging, metadata.permissions())?;
    }
    Ok(manifest)
}

/// Puts the first site in its place, where there is nothing or an empty folder. The system refuses
/// to replace a folder that is no longer empty.
fn place_first(staging: &Path, path: &Path) -> Result<SwapResult> {
    if !cfg!(unix) && exists(path) {
        fs::remove_dir(path)?;
    }

    match std::fs::rename(staging, path) {
        Ok(()) => Ok(SwapResult::Swapped),
        Err(error) if exists(path) && is_not_possible(&error) => Ok(SwapResult::NotPossible),
        Err(error) => {
            remove_staging(staging);
            Err(error).with_context(|| format!("cannot rename {}", staging.display()))
        }
    }
}

/// Swaps the new and the old site, moves what is unmanaged, and removes the old site.
fn replace(staging: &Path, path: &Path) -> Result<SwapResult> {
    if let Err(error) = exchange(staging, path) {
        if is_not_possible(&error) {
            return Ok(SwapResult::NotPossible);
        }
        return Err(error).with_context(|| format!("cannot rename {}", staging.display()));
    }

    if let Err(error) = unmanaged::move_to(staging, path) {
        // Restore the old site with everything that was in it.
        exchange(staging, path)?;
        unmanaged::move_to(staging, path)?;

        if error
            .downcast_ref::<io::Error>()
            .is_some_and(is_not_possible)
        {
            return Ok(SwapResult::NotPossible);
        }
        remove_staging(staging);
        return Err(error);
    }

    fs::remove_dir_all(staging)
        .context("the new site is in its place, but the old one cannot be removed")?;
    Ok(SwapResult::Swapped)
}

/// Swaps two folders: in one step where the system can, else by renames that [`recover`] can
/// finish.
fn exchange(staging: &Path, path: &Path) -> io::Result<()> {
    #[cfg(any(target_os = "linux", target_vendor = "apple"))]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        if renameat_with(CWD, staging, CWD, path, RenameFlags::EXCHANGE).is_ok() {
            return Ok(());
        }
    }

    let old = sibling(path, "old");
    std::fs::rename(path, &old)?;
    if let Err(error) = std::fs::rename(staging, path) {
        std::fs::rename(&old, path)?;
        return Err(error);
    }
    std::fs::rename(&old, staging)
}

/// Finishes or undoes what a killed build left next to the output folder or in it.
pub(super) fn recover(path: &Path) -> Result<()> {
    let old = sibling(path, "old");
    if is_folder(&old) {
        if exists(path) {
            remove_leftover(&old, path)?;
        } else {
            fs::rename(&old, path)?;
        }
    }

    for staging in [sibling(path, "staging"), path.join(STAGING)] {
        if is_folder(&staging) {
            remove_leftover(&staging, path)?;
        }
    }
    Ok(())
}

/// Removes a leftover site, and moves what is unmanaged in it to the site first. A leftover without
/// a manifest was never complete and never swapped, and contains only files of medatlas.
fn remove_leftover(tree: &Path, site: &Path) -> Result<()> {
    unmanaged::move_to(tree, site)
        .with_context(|| format!("{} was left by a build that was killed", tree.display()))?;
    Ok(fs::remove_dir_all(tree)?)
}

/// Whether an error means that a folder cannot be swapped, rather than that something is wrong.
fn is_not_possible(error: &io::Error) -> bool {
    use ErrorKind::{CrossesDevices, PermissionDenied, ReadOnlyFilesystem, ResourceBusy};
    matches!(
        error.kind(),
        CrossesDevices | PermissionDenied | ReadOnlyFilesystem | ResourceBusy
    )
}

/// Whether a folder is on another file system than its parent.
fn is_mount_point(path: &Path) -> bool {
    #[cfg(unix)]
    if let (Some(parent), Ok(own)) = (path.parent(), std::fs::metadata(path)) {
        use std::os::unix::fs::MetadataExt as _;
        return std::fs::metadata(parent).is_ok_and(|parent| parent.dev() != own.dev());
    }
    false
}

/// A hidden folder next to the output folder: `.public.medatlas-staging` next to `public`.
fn sibling(path: &Path, suffix: &str) -> PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".medatlas-{suffix}"));
    path.with_file_name(name)
}
