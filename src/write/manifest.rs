//! What a build made: the list by which a later build knows its own files.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

/// Name of the manifest in the output folder.
pub(super) const NAME: &str = crate::output::MANIFEST;

/// Ending of a manifest that is being written.
const PART: &str = ".part";

/// Shape of the manifest; one more when a reader of today could not read it any more.
const SCHEMA: u32 = 1;

/// The list of a site's files. It holds no time stamp: the same site has the same manifest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    #[serde(default)]
    schema: u32,
    /// Digest of everything that the site was made from; empty while a site is being changed in place.
    pub(super) inputs: String,
    /// All files by path.
    pub(super) files: BTreeMap<String, Listed>,
}

/// A file as it was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Listed {
    /// Bytes.
    pub(super) size: u64,
    /// Hexadecimal digest of the content.
    pub(super) sha256: String,
}

impl Manifest {
    pub(super) fn new(inputs: String, files: BTreeMap<String, Listed>) -> Self {
        Self {
            schema: SCHEMA,
            inputs,
            files,
        }
    }

    /// The manifest in `folder`; `None` when there is none.
    pub(super) fn read(folder: &Path) -> Result<Option<Self>> {
        let path = folder.join(NAME);
        match std::fs::symlink_metadata(&path) {
            Ok(meta) if meta.is_file() => {}
            _ => return Ok(None),
        }
        let text = fs_err::read(&path)?;
        let manifest: Self = serde_json::from_slice(&text).with_context(|| {
            format!(
                "{} is broken; remove the folder after a look at what is in it, the site is made anew",
                path.display()
            )
        })?;
        if manifest.schema > SCHEMA {
            bail!(
                "{} was written by a later medatlas; use that one, or remove the folder",
                path.display()
            );
        }
        // Paths come from a file that anyone may have changed: none may lead out of the folder.
        let files = manifest
            .files
            .into_iter()
            .filter(|(path, _)| is_inside(path))
            .collect();
        Ok(Some(Self { files, ..manifest }))
    }

    /// Writes the manifest so that it is never seen half written.
    pub(super) fn write(&self, folder: &Path) -> Result<()> {
        let mut bytes = serde_json::to_vec_pretty(self)?;
        bytes.push(b'\n');
        let part = folder.join(format!("{NAME}{PART}"));
        fs_err::write(&part, bytes)?;
        Ok(fs_err::rename(part, folder.join(NAME))?)
    }

    /// Whether a folder holds a file of this list.
    pub(super) fn has_below(&self, folder: &str) -> bool {
        let prefix = format!("{folder}/");
        self.files
            .range(prefix.clone()..)
            .next()
            .is_some_and(|(file, _)| file.starts_with(&prefix))
    }
}

/// Whether a file at the root of a site is the manifest, finished or not.
pub(super) fn is_name(name: &str) -> bool {
    name.strip_prefix(NAME)
        .is_some_and(|rest| rest.is_empty() || rest == PART)
}

fn is_inside(path: &str) -> bool {
    !path
        .split('/')
        .any(|part| part.is_empty() || part == "." || part == ".." || part.contains(['\\', '\0']))
}
