//! `entry-count-mismatch`, `broken-toc-link`: a table of contents that says what is not so.
//!
//! Why: readers trust the numbers, and maintainers forget to raise them; an anchor without a heading leads nowhere.
//! Example: `[Chest (24)](#chest)` over 23 entries; `[Imaging](#Imaging)` without such a heading.

use crate::catalog::Catalog;
use crate::config::Settings;
use crate::diagnostics::{Diagnostic, Rule, Severity};
use crate::source::Sources;
use crate::source::Span;

pub(crate) const BROKEN_TOC_LINK: Rule = Rule {
    code: "broken-toc-link",
    severity: Severity::Warning,
    summary: "a link of the table of contents to a heading that does not exist",
    reason: "readers click and stay where they are",
    example: "`[Imaging](#imaging)` without such a heading",
};

pub(crate) const ENTRY_COUNT_MISMATCH: Rule = Rule {
    code: "entry-count-mismatch",
    severity: Severity::Warning,
    summary: "a count in the table of contents that differs from the number of entries",
    reason: "readers trust it",
    example: "`[Chest (24)](#chest)` for 23 rows",
};

pub(super) fn check(catalog: &Catalog, _: &Settings) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for line in &catalog.contents {
        let place = |range: &std::ops::Range<usize>| Span::new(Sources::README, range.clone());
        if !line.resolves {
            let message = format!("no heading has the anchor {}", line.link.target);
            found.push(BROKEN_TOC_LINK.at(place(&line.link.span), message).help(
                "Write the heading's words in small letters with hyphens for blanks, or add the heading",
            ));
        }
        if let (Some(id), Some((stated, range))) = (line.category, &line.stated) {
            let category = &catalog.categories[id];
            if category.entries != *stated {
                let message = format!(
                    "{} is said to hold {stated} entries, but holds {}",
                    category.name, category.entries
                );
                found.push(
                    ENTRY_COUNT_MISMATCH
                        .at(place(range), message)
                        .help(format!("Write {}", category.entries))
                        .fix(place(range), category.entries.to_string()),
                );
            }
        }
    }
    found
}
