//! A file of the site as a value: `render` makes it, `write` writes it, and the preview keeps it in
//! memory.

use std::path::PathBuf;

/// The name of the file that lists the files of a build. A folder that holds it is a built site,
/// and not part of a catalog.
pub const MANIFEST: &str = ".medatlas-manifest.json";

/// One file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputFile {
    /// The path below the site's root, with `/`; see `catalog::route`.
    pub path: String,
    /// Its content.
    pub content: Content,
}

/// The content of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// These bytes.
    Bytes(Vec<u8>),
    /// A copy of this file: images are never read into memory.
    Asset(PathBuf),
}
