//! Reads the catalog folder once, as a whole. Only this stage and `write` access the disk.
//!
//! In: resolved `Settings`. Out: `Sources`: the README, the pages, the glossary and the list of
//! images, in a stable order. Only regular files below the catalog folder are read. Symbolic links
//! are not followed, because a contributor could point one anywhere.

pub mod encoding;
pub mod folders;
pub mod git;
pub mod history;
pub mod image;
mod link_record;
pub(crate) mod listing;
pub mod memo;
pub mod published;
pub(crate) mod text_file;
pub mod theme;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::Result;
use fs_err as fs;
use percent_encoding::percent_decode_str;
use rayon::prelude::*;

use self::listing::{ListedFile, Listing};
use self::memo::{FileMemo, Stamp, StoredText};
use self::text_file::FileContent;
use crate::config::Settings;
use crate::diagnostics::Diagnostic;
use crate::source::asset::Asset;
use crate::source::{FileId, Sources};
use crate::value::path;
use crate::value::url::without_query;

/// Reads the catalog that `settings` name. Unchanged files that `memo` has are not read again.
///
/// # Errors
/// The README is missing or cannot be read, the catalog folder cannot be listed, or the record of
/// link checks is not a file that can be read.
pub fn load(settings: &Settings, memo: &mut FileMemo) -> Result<(Sources, Vec<Diagnostic>)> {
    let Listing {
        pages,
        images,
        glossary,
        mut diagnostics,
    } = list_files(settings, memo)?;

    diagnostics.extend(encoding::control::of_settings(
        &settings.config.cleaned_keys,
    ));

    let readme = ListedFile {
        path: settings.config.readme.clone(),
        file: settings.catalog.join(&settings.config.readme),
    };
    let is_listless = !readme.file.exists() && pages.len() > 1;
    let list = if is_listless {
        FileContent::empty()
    } else {
        text_file::read_list(&readme.file, settings, memo)?
    };

    let mut contents = vec![(readme, list)];
    contents.extend(read_pages(pages, memo, &mut diagnostics));
    let read_glossary = read_pages(glossary.into_iter().collect(), memo, &mut diagnostics);
    let glossary = (!read_glossary.is_empty()).then_some(FileId(contents.len() as u32));
    contents.extend(read_glossary);

    let texts = decode(contents);
    let mut sources = Sources {
        root: settings.catalog.clone(),
        is_listless,
        glossary,
        link_record: link_record::read(settings)?,
        listed_images: images
            .into_iter()
            .map(|image| (image.path, image.file))
            .collect(),
        ..Sources::default()
    };
    for (at, (_, _, stored)) in texts.iter().enumerate() {
        sources.texts.push(stored.text.clone());
        diagnostics.extend(stored.diagnostics(FileId(at as u32)));
    }
    memo.keep_texts(texts);
    Ok((sources, diagnostics))
}

/// Lists the catalog, or takes the listing from the memo. The list is not one of its pages.
fn list_files(settings: &Settings, memo: &mut FileMemo) -> Result<Listing> {
    let mut listing = match memo.listing() {
        Some(listing) => listing,
        None => listing::list(settings)?,
    };
    memo.keep_listing(&listing);

    listing
        .pages
        .retain(|page| page.path != settings.config.readme);
    Ok(listing)
}

/// Reads files in parallel; those that cannot be read become diagnostics.
fn read_pages(
    files: Vec<ListedFile>,
    memo: &FileMemo,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<(ListedFile, FileContent)> {
    let read: Vec<Result<FileContent, Diagnostic>> = files
        .par_iter()
        .map(|file| text_file::read_page(file, memo))
        .collect();

    let mut contents = Vec::with_capacity(files.len());
    for (file, content) in files.into_iter().zip(read) {
        match content {
            Ok(content) => contents.push((file, content)),
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    contents
}

/// Decodes files in parallel.
fn decode(contents: Vec<(ListedFile, FileContent)>) -> Vec<(PathBuf, Stamp, StoredText)> {
    contents
        .into_par_iter()
        .map(|(file, content)| {
            let stamp = content.stamp;
            (file.file, stamp, content.decode(file.path))
        })
        .collect()
}

/// Reads the headers of the images that texts name, and hashes them. Other images are not opened,
/// because a list may be in a folder with gigabytes of images.
///
/// `targets` are image sources as written; only their file names are compared here.
pub fn read_images<'a>(
    sources: &mut Sources,
    targets: impl Iterator<Item = &'a str>,
    memo: &mut FileMemo,
) -> Vec<Diagnostic> {
    let names: BTreeSet<String> = targets
        .map(|target| file_name(&percent_decode_str(target).decode_utf8_lossy()))
        .collect();
    let images: Vec<(PathBuf, Option<Stamp>, Result<Asset, Diagnostic>)> = sources
        .listed_images
        .par_iter()
        .filter(|(path, _)| names.contains(&file_name(path)))
        .map(|(path, file)| read_image(path, file, memo))
        .collect();

    let mut diagnostics = Vec::new();
    for (_, _, asset) in &images {
        match asset {
            Ok(asset) => sources.assets.push(asset.clone()),
            Err(diagnostic) => diagnostics.push(diagnostic.clone()),
        }
    }
    memo.keep_images(images);
    diagnostics
}

/// Reads one image, or takes it from the memo. It has no stamp if it disappeared.
fn read_image(
    path: &str,
    file: &Path,
    memo: &FileMemo,
) -> (PathBuf, Option<Stamp>, Result<Asset, Diagnostic>) {
    let stamp = fs::symlink_metadata(file)
        .ok()
        .map(|metadata| Stamp::new(&metadata));
    let known = stamp.and_then(|stamp| memo.image(file, stamp));
    let asset = known.unwrap_or_else(|| image::read(path.to_owned(), file.to_owned()));
    (file.to_owned(), stamp, asset)
}

/// The file name of a path or a URL, in lowercase.
fn file_name(path: &str) -> String {
    path::file_name(without_query(path)).to_lowercase()
}

/// The bytes of a file of the catalog, not decoded.
///
/// # Errors
/// The file disappeared or cannot be read: the message names it.
pub fn raw(settings: &Settings, path: &str) -> Result<Vec<u8>> {
    Ok(fs::read(settings.catalog.join(path))?)
}

/// The text of a file that the command line names.
///
/// # Errors
/// It cannot be read, or is not UTF-8: the message names it.
pub fn file(path: &Path) -> Result<String> {
    Ok(fs::read_to_string(path)?)
}
