//! `missing-section`, `missing-meta-table`, `empty-field`: parts that most pages of the catalog have and one page lacks.
//!
//! Why: readers look for a fact in its place; what a page does not state, no filter can find. What a catalog's pages never
//! have is not asked for: a part is missing where four of five pages have it. Example: a page without "Source Information".

use std::collections::BTreeMap;

use crate::catalog::Catalog;
use crate::config::Settings;
use crate::diagnostics::{Diagnostic, Rule, Severity};
use crate::parse::page::{Page, SectionKind};
use crate::source::{FileId, Span};

pub(crate) const EMPTY_FIELD: Rule = Rule {
    code: "empty-field",
    severity: Severity::Note,
    summary: "an empty cell of a meta table",
    reason: "it is unclear whether the value is unknown or was forgotten",
    example: "`| CT |  | 140 |`",
};

pub(crate) const MISSING_META_TABLE: Rule = Rule {
    code: "missing-meta-table",
    severity: Severity::Note,
    summary: "a page without the table of meta information that other pages have",
    reason: "no filter finds the dataset",
    example: "a page whose first section is its citation",
};

pub(crate) const MISSING_SECTION: Rule = Rule {
    code: "missing-section",
    severity: Severity::Note,
    summary: "a page without a section that four of five pages have",
    reason: "readers expect to find it",
    example: "a page without `## Source Information`",
};

/// Sections that the home format names, by kind.
const SECTIONS: &[(SectionKind, &str)] = &[
    (SectionKind::Information, "Dataset Information"),
    (SectionKind::Meta, "Dataset Meta Information"),
    (SectionKind::Files, "File Structure"),
    (SectionKind::Authors, "Authors and Institutions"),
    (SectionKind::Source, "Source Information"),
    (SectionKind::Citation, "Citation"),
];

pub(super) fn check(catalog: &Catalog, _: &Settings) -> Vec<Diagnostic> {
    let pages: Vec<(FileId, &Page)> = catalog.published_pages().collect();
    let mut found = Vec::new();
    for (kind, name) in SECTIONS {
        let has = |page: &Page| page.sections.iter().any(|section| section.kind == *kind);
        found.extend(lacking(&pages, has).into_iter().map(|(file, many)| {
            MISSING_SECTION
                .at(start(file), format!("the page has no section {name:?}"))
                .label(format!("{many} of {} pages have one", pages.len()))
                .help(format!("Add \"## {name}\""))
        }));
    }
    let has = |page: &Page| !page.meta.is_empty();
    found.extend(lacking(&pages, has).into_iter().map(|(file, many)| {
        let section = catalog.pages[&file]
            .sections
            .iter()
            .find(|section| section.kind == SectionKind::Meta);
        let at = section.map_or(0..0, |section| section.section.heading.clone());
        MISSING_META_TABLE
            .at(
                Span::new(file, at),
                "the page has no table of meta information",
            )
            .label(format!("{many} of {} pages have one", pages.len()))
            .help("Add a table with the columns of the other pages")
    }));
    found.extend(empty_fields(&pages));
    found
}

fn start(file: FileId) -> Span {
    Span::new(file, 0..0)
}

/// Pages that lack what four of five have, and how many have it.
fn lacking(pages: &[(FileId, &Page)], has: impl Fn(&Page) -> bool) -> Vec<(FileId, usize)> {
    let many = pages.iter().filter(|(_, page)| has(page)).count();
    if pages.len() < 5 || many * 5 < pages.len() * 4 {
        return Vec::new();
    }
    pages
        .iter()
        .filter(|(_, page)| !has(page))
        .map(|(file, _)| (*file, many))
        .collect()
}

/// Cells without a word below headers that other pages fill.
fn empty_fields(pages: &[(FileId, &Page)]) -> Vec<Diagnostic> {
    let mut empty: BTreeMap<String, Vec<(FileId, Span)>> = BTreeMap::new();
    for (file, page) in pages {
        for (header, range) in &page.meta.empty {
            empty
                .entry(header.to_lowercase())
                .or_default()
                .push((*file, Span::new(*file, range.clone())));
        }
    }
    let mut found = Vec::new();
    for (header, places) in empty {
        // A column that most pages leave open is no slip of one of them.
        if pages.len() < 5 || places.len() * 5 > pages.len() {
            continue;
        }
        found.extend(places.into_iter().map(|(_, place)| {
            EMPTY_FIELD
                .at(place, format!("nothing stands under {header:?}"))
                .help("Fill it in, or write - when nothing is known")
        }));
    }
    found
}
