//! `awkward-file-name`: a page whose file name has blanks or signs that addresses must encode.
//!
//! Why: links to it are written in several ways, and some of them break. Example: `resources/My data (new).md`.

use crate::config::Settings;
use crate::diagnostics::{Diagnostic, Place};
use crate::model::Catalog;

pub(super) fn check(catalog: &Catalog, _: &Settings) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for dataset in &catalog.datasets {
        let Some(path) = dataset.page.map(|file| catalog.sources.path(file)) else { continue };
        let name = path.rsplit('/').next().unwrap_or(path);
        let mut odd: Vec<String> = Vec::new();
        for c in name.chars().filter(|c| !(c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))) {
            let words = if c == ' ' { "blanks".to_owned() } else { format!("{c:?}") };
            if !odd.contains(&words) {
                odd.push(words);
            }
        }
        if !odd.is_empty() {
            let message = format!("the file name {name:?} has {}", odd.join(", "));
            found.push(
                Diagnostic::note("awkward-file-name", Place::File(path.to_owned()), message)
                    .help("Use letters, digits, hyphens and underscores in the names of new pages; a rename changes the dataset's address"),
            );
        }
    }
    found.sort_by(|a, b| a.message.cmp(&b.message));
    found.dedup();
    found
}
