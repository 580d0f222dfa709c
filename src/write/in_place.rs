//! Updates a site file by file, for an output folder that cannot be swapped, such as a mount point.
//!
//! The guarantee is weaker than that of `swap`: every file is either old or new, but a build that
//! is killed while the files are moved leaves some of each. The next build then completes the site.

use std::path::Path;

use anyhow::Result;
use fs_err as fs;

use crate::write::inspect::is_regular_file;
use crate::write::manifest::{NAME, SiteManifest};
use crate::write::output_dir::OutputDir;
use crate::write::paths::{folders, parents};
use crate::write::plan::WritePlan;
use crate::write::stage::{KeptFiles, create_folders, stage};
use crate::write::{Replaced, STAGING};

/// Makes the files of the plan the content of the output folder.
pub(super) fn update(plan: &WritePlan<'_>) -> Result<Replaced> {
    let path = &plan.output.path;
    let _lock = plan.output.lock_inside()?;

    let staging = path.join(STAGING);
    fs::create_dir(&staging)?;

    let files = match stage(&staging, plan, KeptFiles::LeftOut) {
        Ok(files) => files,
        Err(error) => {
            let _ = std::fs::remove_dir_all(&staging);
            return Err(error);
        }
    };
    let manifest = SiteManifest::new(plan.inputs.to_owned(), files);
    write_transition_manifest(plan.output, &staging, &manifest)?;

    // A file at the path of a new folder is removed first, and so is one in a folder at the path of
    // a new file. The others are removed when no page links to them any more.
    let (blocking, stale) = removed_files(plan.output, &manifest);
    remove(path, &blocking)?;
    move_files(&staging, path, plan)?;
    remove(path, &stale)?;

    manifest.write(&staging)?;
    fs::rename(staging.join(NAME), path.join(NAME))?;
    let warning = fs::remove_dir_all(staging)
        .err()
        .map(|error| format!("the site is in its place, but a folder is left in it: {error}"));
    Ok(Replaced { manifest, warning })
}

/// Lists the files of both sites before the first one changes, so that the next build recognizes
/// all files as its own even if this one is killed.
fn write_transition_manifest(output: &OutputDir, staging: &Path, new: &SiteManifest) -> Result<()> {
    let mut files = match &output.manifest {
        Some(old) => old.files.clone(),
        None => Default::default(),
    };
    files.extend(new.files.clone());

    SiteManifest::new(String::new(), files).write(staging)?;
    Ok(fs::rename(staging.join(NAME), output.path.join(NAME))?)
}

/// The files of the old site that the new one lacks: those in the way of the new site, and the
/// others.
fn removed_files<'a>(output: &'a OutputDir, new: &SiteManifest) -> (Vec<&'a str>, Vec<&'a str>) {
    let new_folders = folders(new.files.keys().map(String::as_str));

    output
        .manifest
        .iter()
        .flat_map(|old| old.files.keys())
        .map(String::as_str)
        .filter(|path| !new.files.contains_key(*path))
        .partition(|path| {
            new_folders.contains(path) || parents(path).any(|folder| new.files.contains_key(folder))
        })
}

/// Moves new and changed files to their final paths: pages after what they load, and the home page
/// last.
fn move_files(staging: &Path, path: &Path, plan: &WritePlan<'_>) -> Result<()> {
    let mut files: Vec<&str> = plan.written().collect();
    files.sort_by_key(|file| (file.ends_with(".html"), *file == "index.html"));

    create_folders(path, files.iter().copied())?;
    for file in files {
        fs::rename(staging.join(file), path.join(file))?;
    }
    Ok(())
}

/// Removes files of the site, and the folders that are empty without them.
fn remove(root: &Path, files: &[&str]) -> Result<()> {
    for file in files {
        let path = root.join(file);
        // A link or a folder at this path belongs to the user.
        if is_regular_file(&path) {
            fs::remove_file(path)?;
        }
    }

    for folder in folders(files.iter().copied()).into_iter().rev() {
        // A folder that is not empty stays.
        let _ = std::fs::remove_dir(root.join(folder));
    }
    Ok(())
}
