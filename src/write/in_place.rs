//! Changes a site where it stands, file by file: for an output folder that cannot change places with another one, as a
//! mount point. The promise is weaker: every file is old or new and never half, but a build that is killed while the
//! files move leaves some of each. The next build then completes the site.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::Result;
use fs_err as fs;

use crate::output::OutputFile;
use crate::write::manifest::{Manifest, NAME};
use crate::write::paths::{folders, parents};
use crate::write::stage::{make_folders, stage};
use crate::write::{Fate, OutputDir, STAGING};

/// Makes `files` the content of the output folder.
pub(super) fn replace(
    output: &OutputDir,
    files: &[OutputFile],
    fates: &[Fate],
    inputs: &str,
) -> Result<Manifest> {
    let path = &output.path;
    let staging = path.join(STAGING);
    fs::create_dir(&staging)?;
    let listed = match stage(&staging, None, files, fates) {
        Ok(listed) => listed,
        Err(error) => {
            let _ = std::fs::remove_dir_all(&staging);
            return Err(error);
        }
    };
    let manifest = Manifest::new(inputs.to_owned(), listed);
    announce(output, &staging, &manifest)?;
    let stale: Vec<&str> = output
        .manifest
        .iter()
        .flat_map(|old| old.files.keys())
        .map(String::as_str)
        .filter(|file| !manifest.files.contains_key(*file))
        .collect();
    // What stands where a folder or a file of another kind comes goes first, all else when nothing leads to it any more.
    let new_folders = folders(manifest.files.keys().map(String::as_str));
    let (blocking, stale): (Vec<&str>, Vec<&str>) = stale.into_iter().partition(|file| {
        new_folders.contains(file)
            || parents(file).any(|folder| manifest.files.contains_key(folder))
    });
    remove(path, &blocking)?;
    let made = files
        .iter()
        .zip(fates)
        .filter(|(_, fate)| !matches!(fate, Fate::Keep(_)));
    let mut made: Vec<&str> = made.map(|(file, _)| file.path.as_str()).collect();
    // Pages come after what they load, the home page last.
    made.sort_by_key(|file| (file.ends_with(".html"), *file == "index.html"));
    make_folders(path, made.iter().copied())?;
    for file in made {
        fs::rename(staging.join(file), path.join(file))?;
    }
    remove(path, &stale)?;
    manifest.write(&staging)?;
    fs::rename(staging.join(NAME), path.join(NAME))?;
    fs::remove_dir_all(staging)?;
    Ok(manifest)
}

/// Lists the files of both sites before the first one changes, so that a build that is killed leaves nothing that looks
/// like the work of others.
fn announce(output: &OutputDir, staging: &Path, new: &Manifest) -> Result<()> {
    let mut files = output
        .manifest
        .as_ref()
        .map(|old| old.files.clone())
        .unwrap_or_default();
    files.extend(new.files.clone());
    Manifest::new(String::new(), files).write(staging)?;
    Ok(fs::rename(staging.join(NAME), output.path.join(NAME))?)
}

/// Removes files of ours, and the folders that are empty without them.
fn remove(root: &Path, files: &[&str]) -> Result<()> {
    for file in files {
        let path = root.join(file);
        // A link or a folder under this name is not ours.
        if std::fs::symlink_metadata(&path).is_ok_and(|meta| meta.is_file()) {
            fs::remove_file(path)?;
        }
    }
    let emptied: BTreeSet<&str> = folders(files.iter().copied());
    for folder in emptied.into_iter().rev() {
        // Fails for a folder that still holds something: then it stays.
        let _ = std::fs::remove_dir(root.join(folder));
    }
    Ok(())
}
