//! A file of the site as a value: made by render, put on disk by write, kept in memory by a preview.

use std::path::PathBuf;

/// Name of the file that lists what a build made: a folder with it is a site of ours, and no content.
pub const MANIFEST: &str = ".medatlas-manifest.json";

/// One file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputFile {
    /// Path below the site's root, with `/`; made by `model::route`.
    pub path: String,
    /// What is in it.
    pub content: Content,
}

/// The content of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// These bytes.
    Bytes(Vec<u8>),
    /// A copy of this file, so that images never sit in memory.
    Asset(PathBuf),
}
