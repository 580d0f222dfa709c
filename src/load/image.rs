//! Images of the catalog: their format by magic bytes, their size in pixels, their digest.
//!
//! In: the path of a file. Out: an `Asset`; the image itself is not kept in memory.

use std::io::{BufReader, Read, Seek};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use fs_err::File;
use imagesize::{ImageSize, ImageType};

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
    match read_header(&source) {
        Ok(header) => Ok(Asset {
            width: u32::try_from(header.pixels.width).unwrap_or(u32::MAX),
            height: u32::try_from(header.pixels.height).unwrap_or(u32::MAX),
            size: header.bytes,
            endings: header.extensions,
            sha256: header.sha256,
            path,
            source,
        }),
        Err(error) => {
            let message = format!("the image is left out: {error:#}");
            Err(RULE.at(Location::File(path), message))
        }
    }
}

struct Header {
    /// File extensions of the format, the usual one first.
    extensions: &'static [&'static str],
    pixels: ImageSize,
    bytes: u64,
    sha256: String,
}

fn read_header(source: &Path) -> Result<Header> {
    let mut file = File::open(source)?;
    let extensions = extensions(&mut file)?;

    file.rewind()?;
    let mut file = BufReader::with_capacity(1 << 16, file);
    let pixels = imagesize::reader_size(&mut file)
        .map_err(|error| anyhow!("its size cannot be read ({error})"))?;

    let mut file = file.into_inner();
    file.rewind()?;
    let (bytes, sha256) = digest::of_stream(file, |_| Ok(()))?;
    Ok(Header {
        extensions,
        pixels,
        bytes,
        sha256,
    })
}

/// The file extensions of the format that the first bytes show.
fn extensions(file: &mut File) -> Result<&'static [&'static str]> {
    let mut start = [0; 16];
    let length = file.read(&mut start)?;
    let format = imagesize::image_type(&start[..length])
        .ok()
        .context("its bytes are not those of an image")?;

    Ok(match format {
        ImageType::Png => &["png"],
        ImageType::Jpeg => &["jpg", "jpeg"],
        ImageType::Gif => &["gif"],
        ImageType::Webp => &["webp"],
        ImageType::Heif(_) => &["avif"],
        _ => bail!("only PNG, JPEG, GIF, WebP and AVIF are published"),
    })
}

/// The bytes of an image that was read before.
///
/// # Errors
/// It disappeared, or is no longer a regular file.
pub fn bytes(asset: &Asset) -> Result<Vec<u8>> {
    // A symbolic link may have replaced it; it could lead anywhere.
    if !fs_err::symlink_metadata(&asset.source)?.is_file() {
        bail!("{} is not a regular file", asset.source.display());
    }
    Ok(fs_err::read(&asset.source)?)
}
