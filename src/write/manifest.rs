//! The manifest: the list of a site's files, by which a later build recognizes its own files.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

use crate::write::inspect::is_regular_file;

/// Name of the manifest in the output folder.
pub(super) const NAME: &str = crate::output::MANIFEST;

/// Extension of a manifest that is being written.
const PART: &str = ".part";

/// Version of the format. It is raised when older versions of medatlas cannot read the new format.
const SCHEMA: u32 = 1;

/// The list of a site's files. It contains no timestamp: the same site has the same manifest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct SiteManifest {
    #[serde(default)]
    schema: u32,
    /// Digest of everything that the site was made from; empty while a site is updated in place.
    pub(super) inputs: String,
    /// All files by path.
    pub(super) files: BTreeMap<String, FileRecord>,
}

/// A file as it was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct FileRecord {
    /// Size in bytes.
    pub(super) size: u64,
    /// Digest of the content, in hexadecimal digits.
    pub(super) sha256: String,
}

impl SiteManifest {
    pub(super) fn new(inputs: String, files: BTreeMap<String, FileRecord>) -> Self {
        Self {
            schema: SCHEMA,
            inputs,
            files,
        }
    }

    /// Reads the manifest of a folder; `None` without one.
    ///
    /// # Errors
    /// The manifest cannot be read or parsed, or was written by a newer version of medatlas.
    pub(super) fn read(folder: &Path) -> Result<Option<Self>> {
        let path = folder.join(NAME);
        if !is_regular_file(&path) {
            return Ok(None);
        }

        let bytes = fs_err::read(&path)?;
        let mut manifest: Self = serde_json::from_slice(&bytes).with_context(|| {
            format!(
                "{} is damaged; check the content of the folder, then remove the folder and build \
                 the site again",
                path.display()
            )
        })?;

        if manifest.schema > SCHEMA {
            bail!(
                "{} was written by a newer version of medatlas; use that version, or remove the \
                 folder",
                path.display()
            );
        }

        // Anyone may have changed the file: no path may lead out of the folder.
        manifest.files.retain(|path, _| is_inside(path));
        Ok(Some(manifest))
    }

    /// Writes the manifest in one step.
    pub(super) fn write(&self, folder: &Path) -> Result<()> {
        let mut bytes = serde_json::to_vec_pretty(self)?;
        bytes.push(b'\n');

        let part = folder.join(format!("{NAME}{PART}"));
        fs_err::write(&part, bytes)?;
        if let Err(error) = fs_err::rename(&part, folder.join(NAME)) {
            let _ = std::fs::remove_file(part);
            return Err(error.into());
        }
        Ok(())
    }

    /// Whether a folder contains a file of this list.
    pub(super) fn has_below(&self, folder: &str) -> bool {
        let prefix = format!("{folder}/");
        let mut below = self.files.range(prefix.clone()..);

        below
            .next()
            .is_some_and(|(path, _)| path.starts_with(&prefix))
    }

    /// Size of all files.
    pub(super) fn total_bytes(&self) -> u64 {
        self.files.values().map(|record| record.size).sum()
    }
}

/// Whether a file at the root of a site is the manifest, finished or not.
pub(super) fn is_manifest(name: &str) -> bool {
    name.strip_prefix(NAME)
        .is_some_and(|rest| rest.is_empty() || rest == PART)
}

fn is_inside(path: &str) -> bool {
    path.split('/')
        .all(|part| !part.is_empty() && part != "." && part != ".." && !part.contains(['\\', '\0']))
}
