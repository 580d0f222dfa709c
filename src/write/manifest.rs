//! What a build made: the list by which a later build knows its own files.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

/// Name of the manifest in the output folder.
pub(super) const NAME: &str = ".medatlas-manifest.json";

/// The list of a site's files. It holds no time stamp: the same site has the same manifest.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    /// Digest of everything that the site was made from.
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
    /// The manifest in `folder`; `None` when there is none.
    pub(super) fn read(folder: &Path) -> Result<Option<Self>> {
        let path = folder.join(NAME);
        match std::fs::symlink_metadata(&path) {
            Ok(meta) if meta.is_file() => {}
            _ => return Ok(None),
        }
        let text = fs_err::read(&path)?;
        let manifest: Self = serde_json::from_slice(&text)
            .with_context(|| format!("{} is broken; remove the folder, it is made anew", path.display()))?;
        // Paths come from a file that anyone may have changed: none may lead out of the folder.
        let files = manifest.files.into_iter().filter(|(path, _)| is_inside(path)).collect();
        Ok(Some(Self { files, ..manifest }))
    }

    pub(super) fn to_bytes(&self) -> Result<Vec<u8>> {
        let mut bytes = serde_json::to_vec_pretty(self)?;
        bytes.push(b'\n');
        Ok(bytes)
    }
}

fn is_inside(path: &str) -> bool {
    !path.split('/').any(|part| part.is_empty() || part == "." || part == ".." || part.contains('\\'))
}
