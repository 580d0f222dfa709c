//! Images of the catalog: their kind by magic bytes, their size in pixels, their digest.
//!
//! In: a file's path. Out: an `Asset`; the image itself never sits in memory.

use std::io::{BufReader, Read, Seek};
use std::path::PathBuf;

use fs_err::File;
use imagesize::ImageType;
use sha2::{Digest, Sha256};

use crate::diagnostics::{Diagnostic, Place};

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
pub fn is_image_name(path: &str) -> bool {
    let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}

/// Reads the header of an image and hashes it.
pub fn read(path: String, source: PathBuf) -> Result<Asset, Diagnostic> {
    let refused = |why: String| {
        Diagnostic::warning(
            "broken-image",
            Place::File(path.clone()),
            format!("the image is left out: {why}"),
        )
    };
    let mut file = File::open(&source).map_err(|error| refused(error.to_string()))?;
    let mut header = [0; 16];
    let read = file.read(&mut header).map_err(|error| refused(error.to_string()))?;
    let kind =
        imagesize::image_type(&header[..read]).map_err(|_| refused("its bytes are no image's".to_owned()))?;
    let endings: &[&str] = match kind {
        ImageType::Png => &["png"],
        ImageType::Jpeg => &["jpg", "jpeg"],
        ImageType::Gif => &["gif"],
        ImageType::Webp => &["webp"],
        ImageType::Heif(_) => &["avif"],
        _ => return Err(refused("only PNG, JPEG, GIF, WebP and AVIF are published".to_owned())),
    };
    file.rewind().map_err(|error| refused(error.to_string()))?;
    let mut file = BufReader::with_capacity(1 << 16, file);
    let size = imagesize::reader_size(&mut file)
        .map_err(|error| refused(format!("its size cannot be read ({error})")))?;
    let (bytes, sha256) = digest(file.into_inner()).map_err(|error| refused(error.to_string()))?;
    let pixels = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Ok(Asset {
        width: pixels(size.width),
        height: pixels(size.height),
        size: bytes,
        endings,
        sha256,
        path,
        source,
    })
}

fn digest(mut file: File) -> std::io::Result<(u64, String)> {
    file.rewind()?;
    let (mut hash, mut total, mut buffer) = (Sha256::new(), 0, vec![0; 1 << 16]);
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            return Ok((total, super::hex(&hash.finalize())));
        }
        hash.update(&buffer[..read]);
        total += read as u64;
    }
}
