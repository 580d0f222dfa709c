//! `url-unsafe-file-name`: see `RULE`.

use crate::catalog::Catalog;
use crate::config::Settings;
use crate::diagnostics::{Diagnostic, Location, Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    code: "url-unsafe-file-name",
    severity: Severity::Note,
    summary: "a page or an image whose file name has spaces or other characters that URLs must \
        encode",
    reason: "links to it are spelled in several ways, and some of them break",
    example: "`resources/My data (new).md`",
};

pub(super) fn check(catalog: &Catalog, _: &Settings) -> Vec<Diagnostic> {
    let sources = &catalog.sources;
    let pages = catalog
        .published_pages()
        .map(|(file, _)| sources.path(file));
    let images = sources.listed_images.iter().map(|(path, _)| path.as_str());

    pages.chain(images).filter_map(check_path).collect()
}

fn check_path(path: &str) -> Option<Diagnostic> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let unsafe_characters = unsafe_characters(name);
    if unsafe_characters.is_empty() {
        return None;
    }

    let message = format!(
        "the file name {name:?} has {}",
        unsafe_characters.join(", ")
    );
    Some(RULE.at(Location::File(path.to_owned()), message).help(
        "Use letters, digits, hyphens and underscores in the names of new files; \
         renaming a page changes its URL",
    ))
}

/// The characters that a URL must encode, each of them once.
fn unsafe_characters(name: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for c in name.chars() {
        let name = match c {
            '-' | '_' | '.' => continue,
            c if c.is_alphanumeric() => continue,
            ' ' => "spaces".to_owned(),
            c => format!("{c:?}"),
        };
        if !names.contains(&name) {
            names.push(name);
        }
    }

    names
}
