//! Puts the site on disk. The only stage besides load that touches it.
//!
//! In: `OutputFile`s. Out: the output folder, and a `Report`. The promises: a build never changes a file outside the
//! output folder; it deletes only what its own manifest lists; the new site takes the old one's place in one step, so
//! that a failed or killed build leaves the old one; files that stay the same keep their time stamps; the same files give
//! the same bytes.

mod guard;
mod manifest;
mod switch;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use fs_err as fs;
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::load::hex;
use crate::output::{Content, OutputFile};
pub use guard::guard;
use manifest::{Listed, Manifest};

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
}

/// The number of files when the folder already holds the site of these inputs, every file whole; else `None`.
///
/// # Errors
/// Never for a missing or changed file: that is `None`.
pub fn is_current(output: &OutputDir, inputs: &str) -> Result<Option<usize>> {
    let Some(manifest) = output.manifest.as_ref().filter(|manifest| manifest.inputs == inputs) else {
        return Ok(None);
    };
    let whole = manifest.files.par_iter().all(|(path, listed)| is_whole(&output.path.join(path), listed));
    Ok(whole.then_some(manifest.files.len()))
}

fn is_whole(path: &Path, listed: &Listed) -> bool {
    let is_file =
        std::fs::symlink_metadata(path).is_ok_and(|meta| meta.is_file() && meta.len() == listed.size);
    is_file && digest_file(path).is_ok_and(|found| found == *listed)
}

/// Writes the site.
///
/// # Errors
/// A path is not portable, two files share a path, a file that is not ours stands in the way, or the disk fails. The
/// site that was there stays as it was.
pub fn write(output: &OutputDir, files: Vec<OutputFile>, inputs: &str) -> Result<Report> {
    check_paths(&files)?;
    let listed: Vec<Listed> = files.par_iter().map(digest).collect::<Result<_>>()?;
    let old = output.manifest.as_ref().map(|manifest| &manifest.files);
    let is_old = |path: &str| old.is_some_and(|old| old.contains_key(path));
    if output.manifest.is_some()
        && let Some(foreign) =
            files.iter().find(|file| !is_old(&file.path) && exists(&output.path.join(&file.path)))
    {
        bail!(
            "{} is in the way: it was not made by medatlas; move it",
            output.path.join(&foreign.path).display()
        );
    }
    let unchanged: Vec<bool> = files
        .par_iter()
        .zip(&listed)
        .map(|(file, listed)| is_old(&file.path) && is_whole(&output.path.join(&file.path), listed))
        .collect();
    let manifest = Manifest {
        inputs: inputs.to_owned(),
        files: files.iter().map(|file| file.path.clone()).zip(listed).collect::<BTreeMap<_, _>>(),
    };
    let removed = old.map_or(0, |old| old.keys().filter(|path| !manifest.files.contains_key(*path)).count());
    let same = unchanged.iter().filter(|same| **same).count();
    let report = Report { written: files.len() - same, unchanged: same, removed };
    if output.manifest.as_ref() == Some(&manifest) && report.written == 0 {
        return Ok(report);
    }
    switch::switch(output, &files, &unchanged, &manifest)?;
    Ok(report)
}

fn exists(path: &Path) -> bool {
    std::fs::symlink_metadata(path).is_ok()
}

fn digest(file: &OutputFile) -> Result<Listed> {
    match &file.content {
        Content::Bytes(bytes) => Ok(Listed { size: bytes.len() as u64, sha256: hex(&Sha256::digest(bytes)) }),
        Content::Asset(source) => Ok(digest_file(source)?),
    }
}

fn digest_file(path: &Path) -> std::io::Result<Listed> {
    use std::io::Read as _;
    let mut file = fs::File::open(path)?;
    let (mut hash, mut size, mut buffer) = (Sha256::new(), 0, [0; 1 << 15]);
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            return Ok(Listed { size, sha256: hex(&hash.finalize()) });
        }
        hash.update(&buffer[..read]);
        size += read as u64;
    }
}

/// Guards against a fault of ours: every path is relative, portable and different from all others in every letter case.
fn check_paths(files: &[OutputFile]) -> Result<()> {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for file in files {
        let path = file.path.as_str();
        let bad =
            |part: &str| part.is_empty() || part == "." || part == ".." || part.contains(['\\', '\0', ':']);
        if path.split('/').any(bad) || path == manifest::NAME {
            bail!("the site has a file at a path that cannot be written: {path:?}");
        }
        if let Some(other) = seen.insert(path.to_lowercase(), path) {
            bail!("two files of the site share a path: {other:?} and {path:?}");
        }
    }
    let folders: BTreeSet<&str> = files.iter().flat_map(|file| parents(&file.path)).collect();
    if let Some(both) = files.iter().find(|file| folders.contains(file.path.as_str())) {
        bail!("{:?} is a file and a folder of the site", both.path);
    }
    Ok(())
}

/// The folders that a path lies in: `a`, `a/b` for `a/b/c`.
fn parents(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

/// Makes the folder of every file, each once.
fn make_folders<'a>(root: &Path, paths: impl Iterator<Item = &'a str>) -> Result<()> {
    let folders: BTreeSet<&str> = paths.flat_map(parents).collect();
    // Sorted, a folder comes before what is in it.
    for folder in folders {
        let path = root.join(folder);
        if let Err(error) = std::fs::create_dir(&path)
            && !path.is_dir()
        {
            return Err(error).with_context(|| format!("cannot make {}", path.display()));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
