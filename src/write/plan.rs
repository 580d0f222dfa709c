//! What a write has to do: which files stay, which are written, and what else is in the folder.
//!
//! In: the output folder, the files of the new site. Out: a [`WritePlan`]. Files are read and
//! compared, but nothing is written.

use std::collections::BTreeSet;

use anyhow::Result;
use fs_err as fs;
use rayon::prelude::*;

use crate::output::{Content, OutputFile};
use crate::write::inspect::has_size;
use crate::write::manifest::{FileRecord, SiteManifest};
use crate::write::output_dir::OutputDir;
use crate::write::paths;
use crate::write::stage::{digest_bytes, digest_file};
use crate::write::unmanaged::{self, UnmanagedEntry};

/// Everything that replacing a site depends on.
pub(super) struct WritePlan<'a> {
    pub(super) output: &'a OutputDir,
    /// The files of the new site.
    pub(super) files: &'a [OutputFile],
    /// What to do with each of them.
    pub(super) operations: Vec<FileOperation>,
    /// What the folder contains besides the old site.
    pub(super) unmanaged: Vec<UnmanagedEntry>,
    /// Digest of everything that the files were made from.
    pub(super) inputs: &'a str,
}

/// What to do with a file.
#[derive(Clone, Debug)]
pub(super) enum FileOperation {
    /// Keep it: the folder contains it with the same content.
    Keep(FileRecord),
    /// Write its bytes.
    Write(FileRecord),
    /// Copy an asset, and compute its digest on the way.
    Copy,
}

impl<'a> WritePlan<'a> {
    /// Compares the files with the output folder.
    ///
    /// # Errors
    /// An asset cannot be read, or an unmanaged file is in the way.
    pub(super) fn new(
        output: &'a OutputDir,
        files: &'a [OutputFile],
        inputs: &'a str,
    ) -> Result<Self> {
        let unmanaged = find_unmanaged(output, files)?;
        let operations = files
            .par_iter()
            .map(|file| choose_operation(output, file))
            .collect::<Result<_>>()?;

        Ok(Self {
            output,
            files,
            operations,
            unmanaged,
            inputs,
        })
    }

    /// The number of files that are kept.
    pub(super) fn kept(&self) -> usize {
        self.files.len() - self.written().count()
    }

    /// The number of files of the old site that the new one lacks.
    pub(super) fn removed(&self) -> usize {
        let Some(old) = &self.output.manifest else {
            return 0;
        };

        let new = paths_of(self.files);
        old.files
            .keys()
            .filter(|path| !new.contains(path.as_str()))
            .count()
    }

    /// The paths of the files that are written or copied.
    pub(super) fn written(&self) -> impl Iterator<Item = &'a str> {
        self.files
            .iter()
            .zip(&self.operations)
            .filter(|(_, operation)| !matches!(operation, FileOperation::Keep(_)))
            .map(|(file, _)| file.path.as_str())
    }

    /// The size of the files that were written or copied, by the manifest of the new site.
    pub(super) fn written_bytes(&self, manifest: &SiteManifest) -> u64 {
        self.written()
            .filter_map(|path| manifest.files.get(path))
            .map(|record| record.size)
            .sum()
    }
}

fn paths_of(files: &[OutputFile]) -> BTreeSet<&str> {
    files.iter().map(|file| file.path.as_str()).collect()
}

fn choose_operation(output: &OutputDir, file: &OutputFile) -> Result<FileOperation> {
    let manifest = output.manifest.as_ref();
    let old = manifest.and_then(|manifest| manifest.files.get(&file.path));
    let path = output.path.join(&file.path);

    match &file.content {
        Content::Bytes(bytes) => {
            let new = digest_bytes(bytes);
            let is_same = old == Some(&new)
                && has_size(&path, new.size)
                && std::fs::read(&path).is_ok_and(|old| old == *bytes);

            Ok(if is_same {
                FileOperation::Keep(new)
            } else {
                FileOperation::Write(new)
            })
        }
        Content::Asset(source) => {
            let size = fs::metadata(source)?.len();
            let is_same = |old: &FileRecord| {
                old.size == size
                    && has_size(&path, size)
                    && digest_file(source).is_ok_and(|record| record == *old)
                    && digest_file(&path).is_ok_and(|record| record == *old)
            };

            Ok(match old {
                Some(old) if is_same(old) => FileOperation::Keep(old.clone()),
                _ => FileOperation::Copy,
            })
        }
    }
}

/// What the folder contains besides the old site; refused where the new site has a file or folder.
fn find_unmanaged(output: &OutputDir, files: &[OutputFile]) -> Result<Vec<UnmanagedEntry>> {
    let Some(manifest) = &output.manifest else {
        return Ok(Vec::new());
    };

    let new_files = paths_of(files);
    let new_folders = paths::folders(new_files.iter().copied());

    let entries = unmanaged::find(&output.path, manifest, |path| {
        paths::manifest_path(path).is_some_and(|path| new_folders.contains(path.as_str()))
    })?;
    unmanaged::refuse_conflicts(&output.path, &entries, &new_files, &new_folders)?;
    Ok(entries)
}
