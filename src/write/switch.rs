//! The new site takes the old one's place in one step.
//!
//! The whole new tree is made in a staging folder beside the output: changed files are written, unchanged ones are hard
//! links to the old. Then both folders change places, files that are not ours move over, and the old tree goes. Killed at
//! any moment, either the old or the new site stands whole, and the next build clears up.

use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use fs_err as fs;
use rayon::prelude::*;
use rustix::fs::{CWD, RenameFlags, renameat_with};
use walkdir::WalkDir;

use super::manifest::{Manifest, NAME};
use super::{OutputDir, exists, make_folders};
use crate::output::{Content, OutputFile};

/// Makes `files` the content of the output folder. `unchanged` says which are on disk already.
pub(super) fn switch(
    output: &OutputDir,
    files: &[OutputFile],
    unchanged: &[bool],
    manifest: &Manifest,
) -> Result<()> {
    let path = &output.path;
    let staging = beside(path, "staging");
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    let made = stage(output, &staging, files, unchanged, manifest);
    if made.is_err() {
        let _ = std::fs::remove_dir_all(&staging);
    }
    made.with_context(|| format!("the site could not be written; {} is as it was", path.display()))?;
    if !exists(path) {
        return fs::rename(&staging, path).map_err(Into::into);
    }
    exchange(&staging, path)?;
    clear(&staging, path)
}

fn stage(
    output: &OutputDir,
    staging: &Path,
    files: &[OutputFile],
    unchanged: &[bool],
    manifest: &Manifest,
) -> Result<()> {
    fs::create_dir(staging)?;
    make_folders(staging, files.iter().map(|file| file.path.as_str()))?;
    files.par_iter().zip(unchanged).try_for_each(|(file, same)| -> Result<()> {
        let target = staging.join(&file.path);
        match &file.content {
            _ if *same => keep(&output.path.join(&file.path), &target)?,
            Content::Bytes(bytes) => fs::write(&target, bytes)?,
            Content::Asset(source) => copy(source, &target)?,
        }
        Ok(())
    })?;
    // Last: a staging folder without it was never finished.
    fs::write(staging.join(NAME), manifest.to_bytes()?)?;
    Ok(())
}

/// The same file under a second name; where the file system has no hard links, a copy with the same time stamp.
fn keep(old: &Path, new: &Path) -> Result<()> {
    if std::fs::hard_link(old, new).is_ok() {
        return Ok(());
    }
    let modified = fs::metadata(old)?.modified()?;
    fs::copy(old, new)?;
    fs::File::options().write(true).open(new)?.into_parts().0.set_modified(modified)?;
    Ok(())
}

/// Copies the bytes alone: a read-only source must not make a read-only site.
fn copy(source: &Path, target: &Path) -> Result<()> {
    io::copy(&mut fs::File::open(source)?, &mut fs::File::create(target)?)
        .with_context(|| format!("cannot copy {}", source.display()))?;
    Ok(())
}

/// Lets both folders change places: at once where the system can, else by two renames that `recover` can finish.
fn exchange(staging: &Path, path: &Path) -> Result<()> {
    if renameat_with(CWD, staging, CWD, path, RenameFlags::EXCHANGE).is_ok() {
        return Ok(());
    }
    let old = beside(path, "old");
    fs::rename(path, &old)?;
    if let Err(error) = fs::rename(staging, path) {
        fs::rename(&old, path)?;
        let _ = std::fs::remove_dir_all(staging);
        return Err(error.into());
    }
    fs::rename(&old, staging)?;
    Ok(())
}

/// Finishes or undoes what a killed build left.
pub(super) fn recover(path: &Path) -> Result<()> {
    let (staging, old) = (beside(path, "staging"), beside(path, "old"));
    if is_folder(&old) {
        if exists(path) {
            clear(&old, path)?;
        } else {
            fs::rename(&old, path)?;
        }
    }
    if is_folder(&staging) {
        clear(&staging, path)?;
    }
    Ok(())
}

/// Removes a tree of ours; files in it that its manifest does not list are not ours and move to the site.
fn clear(tree: &Path, site: &Path) -> Result<()> {
    if let Some(manifest) = Manifest::read(tree).ok().flatten() {
        for foreign in foreign(tree, &manifest)? {
            let target = site.join(&foreign);
            if let Some(parent) = target.parent() {
                fs::create_dir_all(parent)?;
            }
            if !exists(&target) {
                fs::rename(tree.join(&foreign), &target)?;
            }
        }
    }
    Ok(fs::remove_dir_all(tree)?)
}

/// Files and whole folders that a manifest knows nothing of, by path below `tree`.
fn foreign(tree: &Path, manifest: &Manifest) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut walk = WalkDir::new(tree).min_depth(1).follow_links(false).into_iter();
    while let Some(entry) = walk.next() {
        let entry = entry?;
        let path = entry.path().strip_prefix(tree)?;
        let name = path.to_string_lossy().replace('\\', "/");
        let folder = format!("{name}/");
        let is_dir = entry.file_type().is_dir();
        if is_dir
            && manifest
                .files
                .range(folder.clone()..)
                .next()
                .is_some_and(|(file, _)| file.starts_with(&folder))
        {
            continue;
        }
        if is_dir {
            walk.skip_current_dir();
        } else if name == NAME || manifest.files.contains_key(&name) {
            continue;
        }
        found.push(path.to_owned());
    }
    Ok(found)
}

fn is_folder(path: &Path) -> bool {
    std::fs::symlink_metadata(path).is_ok_and(|meta| meta.is_dir())
}

/// `.public.medatlas-staging` beside `public`.
fn beside(path: &Path, what: &str) -> PathBuf {
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    path.with_file_name(format!(".{name}.medatlas-{what}"))
}
