//! Which files a catalog has: its pages, its images and its glossary.
//!
//! In: `Settings`. Out: a `Listing`, sorted by path. Hidden folders, the folders of other tools and
//! built sites are left out.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use walkdir::{DirEntry, WalkDir};

use crate::config::Settings;
use crate::diagnostics::{Diagnostic, Location, Rule, Severity};
use crate::output::MANIFEST;
use crate::source::GLOSSARY_FILE;
use crate::source::asset::is_image_name;
use crate::source::hidden::is_bidi_control;
use crate::value::path::file_name;

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

pub(crate) const CONTROL_CHARACTER_IN_FILE_NAME: Rule = Rule {
    code: "control-character-in-file-name",
    severity: Severity::Warning,
    summary: "a file whose name contains a control character",
    reason: "it can control a terminal or a log, so the file is left out",
    example: "a name with a line feed or with U+202E",
};

pub(crate) const PAGE_IS_FOLDER: Rule = Rule {
    code: "page-is-folder",
    severity: Severity::Error,
    summary: "a folder with the name of a page",
    reason: "the entry has no page",
    example: "a folder `resources/A.md/`",
};

/// A file of the catalog.
#[derive(Clone, Debug)]
pub(super) struct ListedFile {
    /// The path below the catalog folder, with `/`.
    pub(super) path: String,
    /// The path on disk.
    pub(super) file: PathBuf,
}

/// The files below the catalog folder, sorted by path, and what is wrong with some of them.
#[derive(Clone, Debug, Default)]
pub(super) struct Listing {
    pub(super) pages: Vec<ListedFile>,
    pub(super) images: Vec<ListedFile>,
    pub(super) glossary: Option<ListedFile>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Lists the catalog folder.
///
/// # Errors
/// A folder cannot be listed.
pub(super) fn list(settings: &Settings) -> Result<Listing> {
    let mut listing = Listing::default();
    let walk = WalkDir::new(&settings.catalog)
        .follow_links(false)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || is_content(entry, settings));

    for entry in walk {
        let entry = entry.with_context(|| format!("cannot list {}", settings.catalog.display()))?;
        match relative(&settings.catalog, entry.path()) {
            Some(path) if path.contains(has_no_place_in_names) => {
                listing
                    .diagnostics
                    .extend(control_character_in_file_name(&path));
            }
            Some(path) => listing.add(path, entry, settings),
            None => {
                let location = Location::File(entry.path().display().to_string());
                let message = "the file name is not valid UTF-8, so the file is left out";
                listing
                    .diagnostics
                    .push(NON_UTF8_FILE_NAME.at(location, message));
            }
        }
    }
    Ok(listing)
}

impl Listing {
    fn add(&mut self, path: String, entry: DirEntry, settings: &Settings) {
        let is_page = is_markdown(&path) && path.starts_with(&settings.pages_prefix());
        let is_glossary = path.eq_ignore_ascii_case(GLOSSARY_FILE) && self.glossary.is_none();
        let is_image = is_image_name(&path);

        let kind = entry.file_type();
        if kind.is_symlink() {
            if is_page || is_glossary || is_image {
                self.diagnostics.push(ignored_symlink(path));
            }
        } else if kind.is_dir() {
            if is_page {
                self.diagnostics.push(page_is_folder(path));
            }
        } else if kind.is_file() {
            let file = ListedFile {
                path,
                file: entry.into_path(),
            };
            if is_glossary {
                self.glossary = Some(file);
            } else if is_page {
                self.pages.push(file);
            } else if is_image {
                self.images.push(file);
            }
        }
    }
}

/// Whether a file with this character in its name is left out.
fn has_no_place_in_names(c: char) -> bool {
    c.is_control() || is_bidi_control(c)
}

/// The finding about a path whose last part has a control character: a folder is reported, and not
/// the files in it as well.
fn control_character_in_file_name(path: &str) -> Option<Diagnostic> {
    if !file_name(path).contains(has_no_place_in_names) {
        return None;
    }

    let mut shown = String::with_capacity(path.len());
    for c in path.chars() {
        if has_no_place_in_names(c) {
            shown.extend(c.escape_unicode());
        } else {
            shown.push(c);
        }
    }
    let message = "the file name contains a control character, so the file is left out";
    Some(
        CONTROL_CHARACTER_IN_FILE_NAME
            .at(Location::File(shown), message)
            .help("Rename the file"),
    )
}

fn ignored_symlink(path: String) -> Diagnostic {
    IGNORED_SYMLINK
        .at(Location::File(path), "symbolic links are not followed")
        .help("Put the file itself into the catalog")
}

fn page_is_folder(path: String) -> Diagnostic {
    let message = "a page must be a file, but this is a folder";
    PAGE_IS_FOLDER
        .at(Location::File(path), message)
        .help("Rename the folder, or put the text of the page into a file of this name")
}

fn is_markdown(path: &str) -> bool {
    path.to_ascii_lowercase().ends_with(".md")
}

/// Whether a file or folder belongs to the catalog: it is not hidden, not a folder of another tool,
/// not a built site and not the theme.
pub(super) fn is_content(entry: &DirEntry, settings: &Settings) -> bool {
    let path = entry.path();
    let name = entry.file_name().to_string_lossy();
    if name.starts_with('.') || path == settings.output || settings.theme.as_deref() == Some(path) {
        return false;
    }

    if entry.file_type().is_dir() {
        let is_of_tool = matches!(&*name, "node_modules" | "target");
        return !is_of_tool && !path.join(MANIFEST).is_file();
    }
    true
}

/// The path below a folder, with `/`; `None` if it is not UTF-8.
pub(super) fn relative(folder: &Path, path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path
        .strip_prefix(folder)
        .ok()?
        .components()
        .map(|part| part.as_os_str().to_str())
        .collect();
    Some(parts?.join("/"))
}
