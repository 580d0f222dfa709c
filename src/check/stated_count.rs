//! `stated-count`, `contents-anchor`: a table of contents that says what is not so.
//!
//! Why: readers trust the numbers, and maintainers forget to raise them; an anchor without a heading leads nowhere.
//! Example: `[Chest (24)](#chest)` over 23 entries; `[Imaging](#Imaging)` without such a heading.

use crate::catalog::Catalog;
use crate::config::Settings;
use crate::diagnostics::Diagnostic;
use crate::source::Sources;
use crate::source::Span;

pub(super) fn check(catalog: &Catalog, _: &Settings) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for line in &catalog.contents {
        let place = |range: &std::ops::Range<usize>| Span::new(Sources::README, range.clone());
        if !line.resolves {
            let message = format!("no heading has the anchor {}", line.link.target);
            found.push(Diagnostic::warning("contents-anchor", place(&line.link.span), message).help(
                "Write the heading's words in small letters with hyphens for blanks, or add the heading",
            ));
        }
        if let (Some(id), Some((stated, range))) = (line.category, &line.count) {
            let category = &catalog.categories[id];
            if category.entries != *stated {
                let message = format!(
                    "{} is said to hold {stated} entries, but holds {}",
                    category.name, category.entries
                );
                found.push(
                    Diagnostic::warning("stated-count", place(range), message)
                        .help(format!("Write {}", category.entries))
                        .fix(place(range), category.entries.to_string()),
                );
            }
        }
    }
    found
}
