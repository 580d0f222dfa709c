//! `empty-field`: see `RULE`. A column that most pages leave empty is not reported.

use std::collections::BTreeMap;

use crate::catalog::Catalog;
use crate::check::missing_part::MIN_PAGES;
use crate::config::Settings;
use crate::diagnostics::{Diagnostic, Rule, Severity};
use crate::source::Span;

pub(crate) const RULE: Rule = Rule {
    code: "empty-field",
    severity: Severity::Note,
    summary: "an empty cell of a meta table",
    reason: "it is unclear whether the value is unknown or was forgotten",
    example: "`| CT |  | 140 |`",
};

pub(super) fn check(catalog: &Catalog, _: &Settings) -> Vec<Diagnostic> {
    let pages = catalog.published_pages().count();
    if pages < MIN_PAGES {
        return Vec::new();
    }

    let mut diagnostics = Vec::new();
    for (header, cells) in empty_cells(catalog) {
        if cells.len() * 5 > pages {
            continue;
        }
        for cell in cells {
            diagnostics.push(
                RULE.at(cell, format!("the cell under {header:?} is empty"))
                    .help("Fill it in, or write - if the value is unknown"),
            );
        }
    }
    diagnostics
}

/// All empty cells of meta tables, by their header in lowercase.
fn empty_cells(catalog: &Catalog) -> BTreeMap<String, Vec<Span>> {
    let mut cells: BTreeMap<String, Vec<Span>> = BTreeMap::new();
    for (file, page) in catalog.published_pages() {
        for (header, range) in &page.meta.empty {
            let cell = Span::new(file, range.clone());
            cells.entry(header.to_lowercase()).or_default().push(cell);
        }
    }

    cells
}
