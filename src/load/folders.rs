//! The folders that a preview watches, which are those that `load` reads, and whether a catalog is
//! empty.
//!
//! In: `Settings`. Out: folders of the catalog and of the user's theme. Folders that cannot be
//! listed are skipped, because `load` reports them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::config::Settings;
use crate::load::listing::is_content;

/// All folders with files that the site depends on.
pub fn folders(settings: &Settings) -> BTreeSet<PathBuf> {
    let mut folders = BTreeSet::new();
    add(&settings.catalog, &mut folders, |entry| {
        is_content(entry, settings)
    });
    if let Some(theme) = &settings.theme {
        add(theme, &mut folders, |_| true);
    }

    folders
}

/// Adds a folder and the folders below it that are wanted.
fn add(root: &Path, folders: &mut BTreeSet<PathBuf>, is_wanted: impl Fn(&DirEntry) -> bool) {
    let walk = WalkDir::new(root)
        .follow_links(false)
        .into_iter()
        .filter_entry(|entry| {
            entry.depth() == 0 || (entry.file_type().is_dir() && is_wanted(entry))
        });
    folders.extend(walk.filter_map(Result::ok).map(DirEntry::into_path));
}

/// Whether the catalog has neither a list nor a page.
pub fn is_empty(settings: &Settings) -> bool {
    let mut walk = WalkDir::new(&settings.catalog)
        .follow_links(false)
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || is_content(entry, settings));
    !walk.any(|entry| entry.is_ok_and(|entry| is_markdown(entry.path())))
}

fn is_markdown(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("md"))
}
