//! The folders that a preview watches, which are those that `load` would read, and whether they hold a text.
//!
//! In: `Settings`. Out: folders of the catalog and of the user's theme. What cannot be listed is left to `load`, which
//! says so.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::config::Settings;
use crate::load::is_content;

/// All folders whose files the site depends on.
pub fn folders(settings: &Settings) -> BTreeSet<PathBuf> {
    let mut folders = BTreeSet::new();
    add(
        &settings.catalog,
        |entry| is_content(entry, settings),
        &mut folders,
    );
    if let Some(theme) = &settings.theme {
        add(theme, |_| true, &mut folders);
    }
    folders
}

/// Whether the catalog has neither a list nor a page.
pub fn is_empty(settings: &Settings) -> bool {
    let is_text = |path: &Path| {
        path.extension()
            .is_some_and(|end| end.eq_ignore_ascii_case("md"))
    };
    let walk = WalkDir::new(&settings.catalog)
        .follow_links(false)
        .into_iter();
    let mut files = walk.filter_entry(|entry| entry.depth() == 0 || is_content(entry, settings));
    !files.any(|entry| entry.is_ok_and(|entry| is_text(entry.path())))
}

fn add(root: &Path, wanted: impl Fn(&DirEntry) -> bool, folders: &mut BTreeSet<PathBuf>) {
    let walk = WalkDir::new(root).follow_links(false).into_iter();
    let walk = walk
        .filter_entry(|entry| entry.depth() == 0 || (entry.file_type().is_dir() && wanted(entry)));
    folders.extend(walk.filter_map(Result::ok).map(DirEntry::into_path));
}
