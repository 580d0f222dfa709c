//! `url-unsafe-file-name`: a page or an image whose file name has blanks or signs that addresses must encode.
//!
//! Why: links to it are written in several ways, and some of them break. Example: `resources/My data (new).md`.

use crate::catalog::Catalog;
use crate::config::Settings;
use crate::diagnostics::{Diagnostic, Place, Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    code: "url-unsafe-file-name",
    severity: Severity::Note,
    summary: "a page or an image whose file name has spaces or other characters that URLs must \
        encode",
    reason: "links to it are spelled in several ways, and some of them break",
    example: "`resources/My data (new).md`",
};

pub(super) fn check(catalog: &Catalog, _: &Settings) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let pages = catalog
        .published_pages()
        .map(|(file, _)| catalog.sources.path(file));
    let images = catalog
        .sources
        .listed_images
        .iter()
        .map(|(path, _)| path.as_str());
    for path in pages.chain(images) {
        let name = path.rsplit('/').next().unwrap_or(path);
        let mut odd: Vec<String> = Vec::new();
        for c in name
            .chars()
            .filter(|c| !(c.is_alphanumeric() || matches!(c, '-' | '_' | '.')))
        {
            let words = if c == ' ' {
                "blanks".to_owned()
            } else {
                format!("{c:?}")
            };
            if !odd.contains(&words) {
                odd.push(words);
            }
        }
        if !odd.is_empty() {
            let message = format!("the file name {name:?} has {}", odd.join(", "));
            found.push(
                RULE.at(Place::File(path.to_owned()), message)
                    .help("Use letters, digits, hyphens and underscores in the names of new files; renaming a page changes its address"),
            );
        }
    }
    found
}
