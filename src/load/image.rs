//! Images of the catalog: their kind by magic bytes, their size in pixels, their digest.
//!
//! In: a file's path. Out: an `Asset`; the image itself never sits in memory.

use std::io::{BufReader, Read, Seek};
use std::path::PathBuf;

use fs_err::File;
use imagesize::ImageType;

use crate::diagnostics::{Diagnostic, Location, Rule, Severity};
use crate::digest;
use crate::source::asset::Asset;

pub(crate) const RULE: Rule = Rule {
    code: "invalid-image-data",
    severity: Severity::Warning,
    summary: "an image file whose bytes are not those of an image",
    reason: "readers see a broken picture",
    example: "an HTML page saved as `scan.png`",
};

/// Reads the header of an image and hashes it.
pub fn read(path: String, source: PathBuf) -> Result<Asset, Diagnostic> {
    let refused = |why: String| {
        RULE.at(
            Location::File(path.clone()),
            format!("the image is left out: {why}"),
        )
    };
    let mut file = File::open(&source).map_err(|error| refused(error.to_string()))?;
    let mut header = [0; 16];
    let read = file
        .read(&mut header)
        .map_err(|error| refused(error.to_string()))?;
    let kind = imagesize::image_type(&header[..read])
        .map_err(|_| refused("its bytes are no image's".to_owned()))?;
    let endings: &[&str] = match kind {
        ImageType::Png => &["png"],
        ImageType::Jpeg => &["jpg", "jpeg"],
        ImageType::Gif => &["gif"],
        ImageType::Webp => &["webp"],
        ImageType::Heif(_) => &["avif"],
        _ => {
            return Err(refused(
                "only PNG, JPEG, GIF, WebP and AVIF are published".to_owned(),
            ));
        }
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

/// The bytes of an image that was read before.
///
/// # Errors
/// It is gone, or no regular file any more.
pub fn bytes(asset: &Asset) -> anyhow::Result<Vec<u8>> {
    // A link may have taken its place since; it could lead anywhere.
    if !fs_err::symlink_metadata(&asset.source)?.is_file() {
        anyhow::bail!("{} is not a regular file", asset.source.display());
    }
    Ok(fs_err::read(&asset.source)?)
}

fn digest(mut file: File) -> std::io::Result<(u64, String)> {
    file.rewind()?;

    digest::of_stream(file, |_| Ok(()))
}
