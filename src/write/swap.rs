//! Replaces the old site by the new one in one step.
//!
//! The whole new site is made in a staging folder next to the output: changed files are written,
//! and unchanged ones are hard links to the old site. Then the two folders are swapped, unmanaged
//! folders are moved, and the old site is removed. If the build is killed at any time, either the
//! old or the new site is complete, and the next build cleans up (`leftover`).

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use fs_err as fs;

use crate::write::Replaced;
use crate::write::inspect::{exists, is_mount_point};
use crate::write::leftover::remove_old_site;
use crate::write::manifest::SiteManifest;
use crate::write::plan::WritePlan;
use crate::write::stage::{KeptFiles, stage};
use crate::write::unmanaged;

/// Whether the new site took its place. After an error in between, the staging folder may contain
/// unmanaged files: it stays, and the next build recovers them.
enum SwapResult {
    /// It did. The text is a warning.
    Swapped(Option<String>),
    NotPossible,
}

/// Makes the files of the plan the content of the output folder. `None` if the folder cannot be
/// swapped, because it is a mount point or its parent is not writable; nothing has changed then.
pub(super) fn swap(plan: &WritePlan<'_>) -> Result<Option<Replaced>> {
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
        SwapResult::Swapped(warning) => Ok(Some(Replaced { manifest, warning })),
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
            "{} is in the way and cannot be removed; remove it, then build again",
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
        Ok(()) => Ok(SwapResult::Swapped(None)),
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
        restore(staging, path).with_context(|| {
            format!("the old site cannot be restored after an error: {error:#}")
        })?;

        if error
            .downcast_ref::<io::Error>()
            .is_some_and(is_not_possible)
        {
            return Ok(SwapResult::NotPossible);
        }
        remove_staging(staging);
        return Err(error);
    }

    Ok(SwapResult::Swapped(remove_old_site(staging, path)))
}

/// Puts the old site back, with everything that was in it.
fn restore(staging: &Path, path: &Path) -> Result<()> {
    exchange(staging, path)
        .with_context(|| format!("cannot rename {} to {}", staging.display(), path.display()))?;
    unmanaged::move_to(staging, path)
}

/// Swaps two folders: in one step where the system can, else by renames that the next build can
/// finish. After an error, the old site is in its place if the system allows it.
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
    if let Err(error) = std::fs::rename(&old, staging) {
        std::fs::rename(path, staging)?;
        std::fs::rename(&old, path)?;
        return Err(error);
    }
    Ok(())
}

/// Whether an error means that a folder cannot be swapped, rather than that something is wrong.
fn is_not_possible(error: &io::Error) -> bool {
    use ErrorKind::{CrossesDevices, PermissionDenied, ReadOnlyFilesystem, ResourceBusy};
    matches!(
        error.kind(),
        CrossesDevices | PermissionDenied | ReadOnlyFilesystem | ResourceBusy
    )
}

/// A hidden name next to the output folder: `.public.medatlas-staging` next to `public`.
pub(super) fn sibling(path: &Path, suffix: &str) -> PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".medatlas-{suffix}"));
    path.with_file_name(name)
}
