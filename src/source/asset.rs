//! An image file of a catalog.
//!
//! In: what `load::image` read of the file. Out: a plain value; the image itself is never in
//! memory.

use std::path::PathBuf;

/// An image that a page may show.
#[derive(Clone, Debug)]
pub struct Asset {
    /// Path below the catalog folder, with `/`.
    pub path: String,
    /// Where it lies on disk.
    pub source: PathBuf,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
    /// Bytes.
    pub size: u64,
    /// Endings that a file of this kind may have.
    pub endings: &'static [&'static str],
    /// Of the file's content, hexadecimal.
    pub sha256: String,
}

/// File endings of images that are published. SVG is not among them: it can carry script.
const ENDINGS: &[&str] = &["png", "jpg", "jpeg", "gif", "webp", "avif"];

/// Whether a path has the ending of an image.
pub(crate) fn is_image_name(path: &str) -> bool {
    let ending = path
        .rsplit_once('.')
        .map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}
