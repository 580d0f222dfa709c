//! The new site takes the old one's place in one step.
//!
//! The whole new tree is made in a staging folder beside the output: changed files are written, unchanged ones are hard
//! links to the old. Then both folders change places, folders that are not ours move over, and the old tree goes. Killed
//! at any moment, either the old or the new site stands whole, and the next build clears up.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use fs_err as fs;

use crate::output::OutputFile;
use crate::write::foreign::{self, Foreign};
use crate::write::manifest::Manifest;
use crate::write::stage::stage;
use crate::write::{Fate, OutputDir, STAGING, exists, is_folder};

/// Makes `files` the content of the output folder. `None` when this folder cannot change places with another one (a
/// mount point, a parent that may not be written); all is then as it was.
pub(super) fn switch(
    output: &OutputDir,
    files: &[OutputFile],
    fates: &[Fate],
    foreign: &[Foreign],
    inputs: &str,
) -> Result<Option<Manifest>> {
    let path = &output.path;
    let staging = beside(path, "staging");
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    if is_mount(path) {
        return Ok(None);
    }
    match std::fs::create_dir(&staging) {
        Ok(()) => {}
        Err(error) if exists(path) && cannot_move(&error) => return Ok(None),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            bail!(
                "{} is there: another build seems to be at work",
                staging.display()
            )
        }
        Err(error) => {
            return Err(error).with_context(|| format!("cannot make {}", staging.display()));
        }
    }
    let made = fill(output, &staging, files, fates, foreign, inputs);
    let moved = match &made {
        Ok(_) if output.manifest.is_some() => replace(&staging, path),
        Ok(_) => first(&staging, path),
        Err(_) => Ok(Moved::No),
    };
    if let Ok(Moved::No) = moved {
        // Nothing foreign is only in there: what `link` put there has its first name in the site.
        let _ = std::fs::remove_dir_all(&staging);
    }
    Ok(match moved? {
        Moved::Yes => Some(made?),
        Moved::No => made.map(|_| None)?,
    })
}

/// Whether the new site took its place. After an error in between, the staging folder may hold what is not ours: it
/// stays for `recover`.
enum Moved {
    Yes,
    No,
}

fn fill(
    output: &OutputDir,
    staging: &Path,
    files: &[OutputFile],
    fates: &[Fate],
    foreign: &[Foreign],
    inputs: &str,
) -> Result<Manifest> {
    let listed = stage(staging, Some(&output.path), files, fates)?;
    foreign::link(&output.path, staging, foreign)?;
    // Last: a staging folder without it was never finished.
    let manifest = Manifest::new(inputs.to_owned(), listed);
    manifest.write(staging)?;
    if let Ok(meta) = std::fs::metadata(&output.path) {
        fs::set_permissions(staging, meta.permissions())?;
    }
    Ok(manifest)
}

/// The first site: its place is free, or an empty folder. A folder that is not empty any more is refused by the system.
fn first(staging: &Path, path: &Path) -> Result<Moved> {
    if !cfg!(unix) && exists(path) {
        fs::remove_dir(path)?;
    }
    match std::fs::rename(staging, path) {
        Ok(()) => Ok(Moved::Yes),
        Err(error) if exists(path) && cannot_move(&error) => Ok(Moved::No),
        Err(error) => {
            let _ = std::fs::remove_dir_all(staging);
            Err(error).with_context(|| format!("cannot rename {}", staging.display()))
        }
    }
}

fn replace(staging: &Path, path: &Path) -> Result<Moved> {
    match exchange(staging, path) {
        Ok(()) => {}
        Err(error) if cannot_move(&error) => return Ok(Moved::No),
        Err(error) => {
            return Err(error).with_context(|| format!("cannot rename {}", staging.display()));
        }
    }
    if let Err(error) = foreign::carry(staging, path) {
        // Back to the old site with all that was in it.
        exchange(staging, path)?;
        foreign::carry(staging, path)?;
        if error.downcast_ref::<io::Error>().is_some_and(cannot_move) {
            return Ok(Moved::No);
        }
        let _ = std::fs::remove_dir_all(staging);
        return Err(error);
    }
    fs::remove_dir_all(staging)
        .context("the new site is in its place, but the old one cannot be removed")?;
    Ok(Moved::Yes)
}

/// Lets both folders change places: at once where the system can, else by two renames that `recover` can finish.
fn exchange(staging: &Path, path: &Path) -> io::Result<()> {
    #[cfg(any(target_os = "linux", target_vendor = "apple"))]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        if renameat_with(CWD, staging, CWD, path, RenameFlags::EXCHANGE).is_ok() {
            return Ok(());
        }
    }
    let old = beside(path, "old");
    std::fs::rename(path, &old)?;
    if let Err(error) = std::fs::rename(staging, path) {
        std::fs::rename(&old, path)?;
        return Err(error);
    }
    std::fs::rename(&old, staging)
}

/// Finishes or undoes what a killed build left beside or in the output folder.
pub(super) fn recover(path: &Path) -> Result<()> {
    let (staging, old) = (beside(path, "staging"), beside(path, "old"));
    if is_folder(&old) {
        if exists(path) {
            clear(&old, path)?;
        } else {
            fs::rename(&old, path)?;
        }
    }
    for staging in [staging, path.join(STAGING)] {
        if is_folder(&staging) {
            clear(&staging, path)?;
        }
    }
    Ok(())
}

/// Removes a tree of ours; what its manifest does not list moves to the site first. A tree without manifest was never
/// finished and never took the place of the site: nothing but ours is in it.
fn clear(tree: &Path, site: &Path) -> Result<()> {
    foreign::carry(tree, site)
        .with_context(|| format!("{} is left of a build that was killed", tree.display()))?;
    Ok(fs::remove_dir_all(tree)?)
}

/// Whether an error says that this folder stays where it is, rather than that something is wrong.
fn cannot_move(error: &io::Error) -> bool {
    use ErrorKind::{CrossesDevices, PermissionDenied, ReadOnlyFilesystem, ResourceBusy};
    matches!(
        error.kind(),
        CrossesDevices | PermissionDenied | ReadOnlyFilesystem | ResourceBusy
    )
}

/// Whether a folder is on another file system than the one around it.
fn is_mount(path: &Path) -> bool {
    #[cfg(unix)]
    if let (Some(parent), Ok(own)) = (path.parent(), std::fs::metadata(path)) {
        use std::os::unix::fs::MetadataExt as _;
        return std::fs::metadata(parent).is_ok_and(|parent| parent.dev() != own.dev());
    }
    false
}

/// `.public.medatlas-staging` beside `public`.
pub(super) fn beside(path: &Path, what: &str) -> PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".medatlas-{what}"));
    path.with_file_name(name)
}
