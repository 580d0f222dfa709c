//! Puts the site on disk. The only stage besides load that touches it.
//!
//! In: `OutputFile`s. Out: the output folder, and a `Report`. The promises: a build never changes a file outside the
//! output folder; it deletes only what its own manifest lists; the new site takes the old one's place in one step, so
//! that a failed or killed build leaves the old one; files that stay the same keep their time stamps; the same files give
//! the same bytes.

mod foreign;
mod guard;
mod in_place;
mod manifest;
pub mod patch;
mod paths;
mod stage;
mod switch;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use fs_err as fs;
use rayon::prelude::*;

use crate::output::{Content, OutputFile};
use foreign::Foreign;
pub use guard::guard;
use manifest::{Listed, Manifest};
use stage::{digest_bytes, digest_file};

/// Folder for unfinished files in an output folder that is changed in place.
const STAGING: &str = ".medatlas-staging";

/// An output folder that may be written: see `guard`.
#[derive(Debug)]
pub struct OutputDir {
    path: PathBuf,
    /// What the last build made; `None` when there is no site yet.
    manifest: Option<Manifest>,
}

/// What a write did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Files made or changed.
    pub written: usize,
    /// Files that stayed as they were.
    pub unchanged: usize,
    /// Files of the last build that this one no longer makes.
    pub removed: usize,
    /// Bytes of the files made or changed.
    pub bytes: u64,
    /// Bytes of all files of the site.
    pub total: u64,
}

/// What a write would report when the folder already holds the site of these inputs, every file whole; else `None`.
///
/// # Errors
/// Never for a missing or changed file: that is `None`.
pub fn is_current(output: &OutputDir, inputs: &str) -> Result<Option<Report>> {
    let Some(manifest) = output
        .manifest
        .as_ref()
        .filter(|manifest| manifest.inputs == inputs)
    else {
        return Ok(None);
    };
    let path = |name: &String| output.path.join(name);
    // Sizes first: they tell most changes without reading.
    let whole = manifest
        .files
        .par_iter()
        .all(|(name, listed)| has_size(&path(name), listed.size))
        && manifest
            .files
            .par_iter()
            .all(|(name, listed)| digest_file(&path(name)).is_ok_and(|d| d == *listed));
    let report = Report {
        unchanged: manifest.files.len(),
        total: total(&manifest.files),
        ..Report::default()
    };
    Ok(whole.then_some(report))
}

/// Writes the site.
///
/// # Errors
/// A path is not portable, two files share a path, something that is not ours stands in the way, or the disk fails. The
/// site that was there stays as it was.
pub fn write(output: &OutputDir, files: Vec<OutputFile>, inputs: &str) -> Result<Report> {
    paths::check(&files)?;
    let foreign = foreign(output, &files)?;
    let fates: Vec<Fate> = files
        .par_iter()
        .map(|file| fate(output, file))
        .collect::<Result<_>>()?;
    let kept = fates
        .iter()
        .filter(|fate| matches!(fate, Fate::Keep(_)))
        .count();
    let names: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    let old = output.manifest.as_ref().map(|manifest| &manifest.files);
    let removed = old.map_or(0, |old| {
        old.keys()
            .filter(|path| !names.contains(path.as_str()))
            .count()
    });
    let report = Report {
        written: files.len() - kept,
        unchanged: kept,
        removed,
        ..Report::default()
    };
    if let Some(old) = output
        .manifest
        .as_ref()
        .filter(|_| report.written + removed == 0)
    {
        let new = Manifest::new(inputs.to_owned(), old.files.clone());
        if new != *old {
            new.write(&output.path)?;
        }
        return Ok(Report {
            total: total(&old.files),
            ..report
        });
    }
    let manifest = make(output, &files, &fates, &foreign, inputs)
        .with_context(|| format!("the site could not be written to {}", output.path.display()))?;
    let made = files
        .iter()
        .zip(&fates)
        .filter(|(_, fate)| !matches!(fate, Fate::Keep(_)));
    let bytes = made
        .filter_map(|(file, _)| manifest.files.get(&file.path))
        .map(|listed| listed.size)
        .sum();
    Ok(Report {
        bytes,
        total: total(&manifest.files),
        ..report
    })
}

fn total(files: &BTreeMap<String, Listed>) -> u64 {
    files.values().map(|listed| listed.size).sum()
}

/// Puts the site in its place: in one step where that can be, else file by file.
fn make(
    output: &OutputDir,
    files: &[OutputFile],
    fates: &[Fate],
    foreign: &[Foreign],
    inputs: &str,
) -> Result<Manifest> {
    match switch::switch(output, files, fates, foreign, inputs)? {
        Some(manifest) => Ok(manifest),
        None => in_place::replace(output, files, fates, inputs),
    }
}

/// What is to be done with a file.
#[derive(Clone, Debug)]
enum Fate {
    /// It is on disk as it should be.
    Keep(Listed),
    /// Its bytes are to be written.
    Make(Listed),
    /// It is an asset to be copied; its digest is taken on the way.
    Copy,
}

fn fate(output: &OutputDir, file: &OutputFile) -> Result<Fate> {
    let old = output
        .manifest
        .as_ref()
        .and_then(|manifest| manifest.files.get(&file.path));
    let path = output.path.join(&file.path);
    match &file.content {
        Content::Bytes(bytes) => {
            let new = digest_bytes(bytes);
            let same = old == Some(&new) && has_size(&path, new.size);
            let same = same && std::fs::read(&path).is_ok_and(|found| found == *bytes);
            Ok(if same {
                Fate::Keep(new)
            } else {
                Fate::Make(new)
            })
        }
        Content::Asset(source) => {
            let size = fs::metadata(source)?.len();
            let old = old.filter(|old| old.size == size && has_size(&path, size));
            let same = |old: &&Listed| {
                [source, &path]
                    .iter()
                    .all(|path| digest_file(path).is_ok_and(|found| found == **old))
            };
            Ok(old
                .filter(same)
                .map_or(Fate::Copy, |old| Fate::Keep(old.clone())))
        }
    }
}

/// What is not ours in the folder; refused when it stands where a file or folder of the site comes.
fn foreign(output: &OutputDir, files: &[OutputFile]) -> Result<Vec<Foreign>> {
    let Some(manifest) = &output.manifest else {
        return Ok(Vec::new());
    };
    let names: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    let folders = paths::folders(names.iter().copied());
    let is_shared =
        |path: &Path| paths::name_of(path).is_some_and(|name| folders.contains(name.as_str()));
    let found = foreign::find(&output.path, manifest, is_shared)?;
    foreign::refuse_clash(&output.path, &found, &names, &folders)?;
    Ok(found)
}

fn exists(path: &Path) -> bool {
    std::fs::symlink_metadata(path).is_ok()
}

fn is_folder(path: &Path) -> bool {
    std::fs::symlink_metadata(path).is_ok_and(|meta| meta.is_dir())
}

/// Whether a path is a regular file of this size.
fn has_size(path: &Path, size: u64) -> bool {
    std::fs::symlink_metadata(path).is_ok_and(|meta| meta.is_file() && meta.len() == size)
}

#[cfg(test)]
mod tests;
