//! Reads the catalog folder once, whole. One of the two stages that touch the disk.
//!
//! In: resolved `Settings`. Out: `Sources`: the README, the pages, the glossary, and the list of images, in a stable order. Only
//! regular files below the catalog folder are read; links are refused, since a contributor could point one anywhere.

pub mod encoding;
pub mod folders;
pub mod git;
pub mod history;
pub mod image;
mod link_record;
pub mod memo;
pub mod published;
pub mod theme;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use fs_err as fs;
use percent_encoding::percent_decode_str;
use rayon::prelude::*;
use walkdir::WalkDir;

use crate::config::Settings;
use crate::diagnostics::{Diagnostic, Location, Rule, Severity};
use crate::output::MANIFEST;
use crate::source::asset::{Asset, is_image_name};
use crate::source::text::Text;
use crate::source::{FileId, GLOSSARY_FILE, Sources};
use crate::value::path;
use crate::value::url::without_query;
use memo::{Listing, Memo, Read, Stamp};

pub(crate) const IGNORED_SYMLINK: Rule = Rule {
    code: "ignored-symlink",
    severity: Severity::Warning,
    summary: "a symbolic link in the catalog",
    reason: "it could point anywhere, so it is not followed",
    example: "`resources/A.md -> /etc/passwd`",
};

pub(crate) const NON_UTF8_FILE_NAME: Rule = Rule {
    code: "non-utf8-file-name",
    severity: Severity::Warning,
    summary: "a file whose name is not valid UTF-8",
    reason: "it has no URL, so the file is left out",
    example: "a name with the single byte FF",
};

pub(crate) const PAGE_IS_FOLDER: Rule = Rule {
    code: "page-is-folder",
    severity: Severity::Error,
    summary: "a folder with the name of a page",
    reason: "the entry has no page",
    example: "a folder `resources/A.md/`",
};

pub(crate) const UNREADABLE_PAGE: Rule = Rule {
    code: "unreadable-page",
    severity: Severity::Error,
    summary: "a page that cannot be read",
    reason: "the dataset has no text of its own",
    example: "a file without read permission",
};

/// Largest README that is read, in bytes: a list of 100,000 rows is below it.
const README_LIMIT: u64 = 20 << 20;
/// Largest page that is read, in bytes.
const PAGE_LIMIT: u64 = 5 << 20;

/// Reads the catalog that `settings` name. What `memo` holds of unchanged files is not read again.
///
/// # Errors
/// The README is missing or cannot be read; the catalog folder cannot be listed.
pub fn load(settings: &Settings, memo: &mut Memo) -> Result<(Sources, Vec<Diagnostic>)> {
    let root = &settings.catalog;
    let readme = root.join(&settings.readme);
    let listing = match memo.listing() {
        Some(listing) => listing,
        None => list(settings)?,
    };
    memo.keep_listing(&listing);
    let Listing {
        mut pages,
        images,
        glossary,
        mut found,
    } = listing;
    pages.retain(|(path, _)| *path != settings.readme);
    let is_listless = !readme.exists() && pages.len() > 1;
    let list_text = if is_listless {
        Fetched {
            stamp: Stamp::NONE,
            content: Fetch::Bytes(Vec::new()),
        }
    } else {
        read_readme(&readme, root, &settings.readme, memo)?
    };
    let read: Vec<Result<Fetched, Diagnostic>> = pages
        .par_iter()
        .map(|(path, file)| read_page(path, file, memo))
        .collect();
    let mut texts = vec![(settings.readme.clone(), readme, list_text)];
    for ((path, file), fetched) in pages.into_iter().zip(read) {
        match fetched {
            Ok(fetched) => texts.push((path, file, fetched)),
            Err(diagnostic) => found.push(diagnostic),
        }
    }
    let mut own = None;
    if let Some((path, file)) = glossary {
        match read_page(&path, &file, memo) {
            Ok(fetched) => {
                own = Some(FileId(texts.len() as u32));
                texts.push((path, file, fetched));
            }
            Err(diagnostic) => found.push(diagnostic),
        }
    }
    let decoded: Vec<(PathBuf, Stamp, Read)> = texts
        .into_par_iter()
        .enumerate()
        .map(|(at, (path, place, Fetched { stamp, content }))| {
            (place, stamp, content.decode(path, at))
        })
        .collect();
    let mut sources = Sources {
        root: root.clone(),
        is_listless,
        glossary: own,
        link_record: link_record::read(settings)?,
        ..Sources::default()
    };
    for (at, (_, _, read)) in decoded.iter().enumerate() {
        sources.texts.push(read.text.clone());
        found.extend(read.found(FileId(at as u32)));
    }
    memo.keep_texts(decoded.into_iter());
    sources.listed_images = images;
    Ok((sources, found))
}

/// A file as it is now.
struct Fetched {
    stamp: Stamp,
    content: Fetch,
}

enum Fetch {
    Known(Read),
    Bytes(Vec<u8>),
}

impl Fetch {
    fn decode(self, path: String, at: usize) -> Read {
        match self {
            Self::Known(read) => read,
            Self::Bytes(bytes) => {
                let (text, found) = encoding::decode(bytes, FileId(at as u32));
                Read::new(Text::new(path, text), found)
            }
        }
    }
}

/// The file as the memo has it, else its bytes. The stamp is older than what is read, so that a change in between shows.
fn fetch(file: &Path, meta: &std::fs::Metadata, memo: &Memo) -> std::io::Result<Fetched> {
    let stamp = Stamp::new(meta);
    let content = match memo.text(file, stamp) {
        Some(read) => Fetch::Known(read),
        None => Fetch::Bytes(std::fs::read(file)?),
    };
    Ok(Fetched { stamp, content })
}

/// Reads the headers of the images that texts name, and hashes them. Images that nothing names are not opened: a list may
/// lie beside gigabytes of pictures.
///
/// `targets` are image sources as written; only their file names count here.
pub fn read_images<'a>(
    sources: &mut Sources,
    targets: impl Iterator<Item = &'a str>,
    memo: &mut Memo,
) -> Vec<Diagnostic> {
    let wanted: BTreeSet<String> = targets
        .map(|target| file_name(&percent_decode_str(target).decode_utf8_lossy()))
        .collect();
    let read: Vec<(PathBuf, Option<Stamp>, Result<Asset, Diagnostic>)> = sources
        .listed_images
        .par_iter()
        .filter(|(path, _)| wanted.contains(&file_name(path)))
        .map(|(path, file)| {
            let stamp = fs::symlink_metadata(file)
                .ok()
                .map(|meta| Stamp::new(&meta));
            let known = stamp.and_then(|stamp| memo.image(file, stamp));
            (
                file.clone(),
                stamp,
                known.unwrap_or_else(|| image::read(path.clone(), file.clone())),
            )
        })
        .collect();
    let mut found = Vec::new();
    for (_, _, asset) in &read {
        match asset {
            Ok(asset) => sources.assets.push(asset.clone()),
            Err(diagnostic) => found.push(diagnostic.clone()),
        }
    }
    memo.keep_images(
        read.into_iter()
            .filter_map(|(file, stamp, asset)| Some((file, stamp?, asset))),
    );
    found
}

/// The bytes of a text as they stand in its file.
///
/// # Errors
/// The file is gone or cannot be read: the message names it.
pub fn raw(settings: &Settings, path: &str) -> Result<Vec<u8>> {
    Ok(fs::read(settings.catalog.join(path))?)
}

/// The text of a file that the command line names.
///
/// # Errors
/// It cannot be read, or is no UTF-8: the message names it.
pub fn file(path: &Path) -> Result<String> {
    Ok(fs::read_to_string(path)?)
}

fn file_name(path: &str) -> String {
    path::file_name(without_query(path)).to_lowercase()
}

fn read_readme(path: &Path, root: &Path, name: &str, memo: &Memo) -> Result<Fetched> {
    let meta = fs::symlink_metadata(path).with_context(|| {
        format!(
            "there is no catalog in {}: {name} is missing",
            root.display()
        )
    })?;
    if !meta.is_file() {
        bail!("{} is not a regular file", path.display());
    }
    if meta.len() > README_LIMIT {
        bail!(
            "{} is larger than the limit of {} MB",
            path.display(),
            README_LIMIT >> 20
        );
    }
    fetch(path, &meta, memo).with_context(|| format!("{} cannot be read", path.display()))
}

type Listed = Vec<(String, PathBuf)>;

/// Pages, images and the glossary below the catalog folder, sorted by path.
fn list(settings: &Settings) -> Result<Listing> {
    let Listing {
        mut pages,
        mut images,
        mut glossary,
        mut found,
    } = Listing::default();
    let walk = WalkDir::new(&settings.catalog)
        .follow_links(false)
        .sort_by_file_name()
        .into_iter();
    for entry in walk.filter_entry(|entry| entry.depth() == 0 || is_content(entry, settings)) {
        let entry = entry.with_context(|| format!("cannot list {}", settings.catalog.display()))?;
        let Some(path) = relative(&settings.catalog, entry.path()) else {
            found.push(NON_UTF8_FILE_NAME.at(
                Location::File(entry.path().display().to_string()),
                "the file's name is not valid UTF-8; the file is left out",
            ));
            continue;
        };
        let is_page = path.to_ascii_lowercase().ends_with(".md")
            && path.starts_with(&settings.pages_prefix());
        let is_glossary = path.eq_ignore_ascii_case(GLOSSARY_FILE) && glossary.is_none();
        let kind = entry.file_type();
        if kind.is_symlink() && (is_page || is_glossary || is_image_name(&path)) {
            found.push(
                IGNORED_SYMLINK
                    .at(Location::File(path), "symbolic links are not followed")
                    .help("put the file itself into the catalog"),
            );
        } else if kind.is_dir() && is_page {
            found.push(
                PAGE_IS_FOLDER
                    .at(
                        Location::File(path),
                        "a page must be a file, but this is a folder",
                    )
                    .help("rename the folder, or put the page's text into a file of this name"),
            );
        } else if kind.is_file() && is_glossary {
            glossary = Some((path, entry.into_path()));
        } else if kind.is_file() && is_page {
            pages.push((path, entry.into_path()));
        } else if kind.is_file() && is_image_name(&path) {
            images.push((path, entry.into_path()));
        }
    }
    Ok(Listing {
        pages,
        images,
        glossary,
        found,
    })
}

/// Hidden folders, what other tools keep, and built sites are no content.
fn is_content(entry: &walkdir::DirEntry, settings: &Settings) -> bool {
    let name = entry.file_name().to_string_lossy();
    let foreign = name.starts_with('.')
        || (entry.file_type().is_dir() && matches!(&*name, "node_modules" | "target"));
    let is_site = || entry.file_type().is_dir() && entry.path().join(MANIFEST).is_file();
    !foreign
        && entry.path() != settings.output
        && !is_site()
        && settings.theme.as_deref() != Some(entry.path())
}

fn relative(root: &Path, path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path
        .strip_prefix(root)
        .ok()?
        .components()
        .map(|part| part.as_os_str().to_str())
        .collect();
    Some(parts?.join("/"))
}

fn read_page(path: &str, file: &Path, memo: &Memo) -> Result<Fetched, Diagnostic> {
    let unreadable = |why: String| {
        UNREADABLE_PAGE.at(
            Location::File(path.to_owned()),
            format!("the page cannot be read: {why}"),
        )
    };
    let meta = fs::symlink_metadata(file).map_err(|error| unreadable(error.to_string()))?;
    if meta.len() > PAGE_LIMIT {
        return Err(unreadable(format!(
            "it is larger than the limit of {} MB",
            PAGE_LIMIT >> 20
        )));
    }
    fetch(file, &meta, memo).map_err(|error| unreadable(error.to_string()))
}
