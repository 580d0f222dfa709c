//! Writes the files of the new site to a staging folder, from which they are moved to their final
//! paths.

use std::collections::BTreeMap;
use std::io::{self, Write as _};
use std::path::Path;

use anyhow::{Context, Result};
use fs_err as fs;
use rayon::prelude::*;

use crate::digest;
use crate::output::{Content, OutputFile};
use crate::write::inspect::is_folder;
use crate::write::manifest::FileRecord;
use crate::write::paths::folders;
use crate::write::plan::{FileOperation, WritePlan};

/// What the staging folder contains of the files that do not change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum KeptFiles {
    /// A second name for each of them, so that the staging folder is the whole site.
    Included,
    /// Nothing.
    LeftOut,
}

/// Writes the files to `staging`, and returns what each path contains.
pub(super) fn stage(
    staging: &Path,
    plan: &WritePlan<'_>,
    kept: KeptFiles,
) -> Result<BTreeMap<String, FileRecord>> {
    match kept {
        KeptFiles::Included => {
            create_folders(staging, plan.files.iter().map(|file| file.path.as_str()))?;
        }
        KeptFiles::LeftOut => create_folders(staging, plan.written())?,
    }

    let old = (kept == KeptFiles::Included).then_some(plan.output.path.as_path());
    plan.files
        .par_iter()
        .zip(&plan.operations)
        .map(|(file, operation)| {
            let record = stage_file(staging, old, file, operation)?;
            Ok((file.path.clone(), record))
        })
        .collect()
}

/// Writes one file. A file that is kept gets a second name if `old` is given.
fn stage_file(
    staging: &Path,
    old: Option<&Path>,
    file: &OutputFile,
    operation: &FileOperation,
) -> Result<FileRecord> {
    let target = staging.join(&file.path);

    match (operation, &file.content) {
        (FileOperation::Keep(record), _) => {
            if let Some(old) = old {
                link_or_copy(&old.join(&file.path), &target)?;
            }
            Ok(record.clone())
        }
        (FileOperation::Write(record), Content::Bytes(bytes)) => {
            fs::write(&target, bytes)?;
            Ok(record.clone())
        }
        (FileOperation::Write(_) | FileOperation::Copy, Content::Asset(source)) => {
            copy(source, &target)
        }
        // A plan copies only assets; this arm makes the match complete.
        (FileOperation::Copy, Content::Bytes(bytes)) => {
            fs::write(&target, bytes)?;
            Ok(digest_bytes(bytes))
        }
    }
}

/// Creates the folders of all paths.
pub(super) fn create_folders<'a>(root: &Path, paths: impl Iterator<Item = &'a str>) -> Result<()> {
    for folder in folders(paths) {
        let path = root.join(folder);
        if let Err(error) = std::fs::create_dir(&path)
            && !is_folder(&path)
        {
            return Err(error).with_context(|| format!("cannot create {}", path.display()));
        }
    }
    Ok(())
}

/// Gives a file a second name; on a file system without hard links, a copy with the same timestamp.
fn link_or_copy(old: &Path, new: &Path) -> Result<()> {
    if std::fs::hard_link(old, new).is_ok() {
        return Ok(());
    }

    copy(old, new)?;
    let modified = fs::metadata(old)?.modified()?;
    fs::File::options()
        .write(true)
        .open(new)?
        .into_parts()
        .0
        .set_modified(modified)?;
    Ok(())
}

/// Copies a file and computes its digest in one pass, so that the record is right even if the
/// source changes meanwhile. Permissions are not copied: a read-only source must not make the site
/// read-only.
fn copy(source: &Path, target: &Path) -> Result<FileRecord> {
    let mut to = fs::File::create(target)?;
    read_through(source, |part| to.write_all(part))
        .with_context(|| format!("cannot copy {}", source.display()))
}

/// The record of a file on disk.
pub(super) fn digest_file(path: &Path) -> io::Result<FileRecord> {
    read_through(path, |_| Ok(()))
}

/// The record of a file with this content.
pub(super) fn digest_bytes(bytes: &[u8]) -> FileRecord {
    FileRecord {
        size: bytes.len() as u64,
        sha256: digest::of_bytes(bytes),
    }
}

fn read_through(path: &Path, each: impl FnMut(&[u8]) -> io::Result<()>) -> io::Result<FileRecord> {
    let (size, sha256) = digest::of_stream(fs::File::open(path)?, each)?;
    Ok(FileRecord { size, sha256 })
}
