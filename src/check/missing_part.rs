//! `missing-section` and `missing-meta-table`: see the rules. What the pages of a catalog never
//! have is not missed: a part is missing if four of five pages have it.

use crate::catalog::Catalog;
use crate::config::Settings;
use crate::diagnostics::{Diagnostic, Rule, Severity};
use crate::parse::page::{Page, SectionKind};
use crate::source::{FileId, Span};

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

/// The sections of the home format, with their headings.
const SECTIONS: &[(SectionKind, &str)] = &[
    (SectionKind::Information, "Dataset Information"),
    (SectionKind::Meta, "Dataset Meta Information"),
    (SectionKind::Files, "File Structure"),
    (SectionKind::Authors, "Authors and Institutions"),
    (SectionKind::Source, "Source Information"),
    (SectionKind::Citation, "Citation"),
];

/// In a catalog with fewer pages, a part that one page lacks is not missed.
pub(super) const MIN_PAGES: usize = 5;

pub(super) fn check(catalog: &Catalog, _: &Settings) -> Vec<Diagnostic> {
    let pages: Vec<(FileId, &Page)> = catalog.published_pages().collect();
    let mut diagnostics = check_meta_tables(&pages);
    for (kind, heading) in SECTIONS {
        diagnostics.extend(check_section(&pages, *kind, heading));
    }
    diagnostics
}

fn check_section(pages: &[(FileId, &Page)], kind: SectionKind, heading: &str) -> Vec<Diagnostic> {
    let lacking = lacking(pages, |page| has_section(page, kind));
    let label = label(pages, &lacking);
    let message = format!("the page has no section {heading:?}");

    lacking
        .iter()
        .map(|(file, _)| {
            MISSING_SECTION
                .at(Span::new(*file, 0..0), &*message)
                .label(&*label)
                .help(format!("Add \"## {heading}\""))
        })
        .collect()
}

fn has_section(page: &Page, kind: SectionKind) -> bool {
    page.sections.iter().any(|section| section.kind == kind)
}

fn check_meta_tables(pages: &[(FileId, &Page)]) -> Vec<Diagnostic> {
    let lacking = lacking(pages, |page| !page.meta.is_empty());
    let label = label(pages, &lacking);

    lacking
        .iter()
        .map(|(file, page)| {
            let section = page
                .sections
                .iter()
                .find(|section| section.kind == SectionKind::Meta);
            let heading = section.map_or(0..0, |section| section.section.heading.clone());
            MISSING_META_TABLE
                .at(
                    Span::new(*file, heading),
                    "the page has no table of meta information",
                )
                .label(&*label)
                .help("Add a table with the columns of the other pages")
        })
        .collect()
}

/// The pages that lack what at least four of five pages have.
fn lacking<'a>(
    pages: &[(FileId, &'a Page)],
    has: impl Fn(&Page) -> bool,
) -> Vec<(FileId, &'a Page)> {
    let lacking: Vec<_> = pages
        .iter()
        .filter(|(_, page)| !has(page))
        .copied()
        .collect();
    if pages.len() < MIN_PAGES || lacking.len() * 5 > pages.len() {
        return Vec::new();
    }

    lacking
}

fn label(pages: &[(FileId, &Page)], lacking: &[(FileId, &Page)]) -> String {
    let having = pages.len() - lacking.len();
    format!("{having} of {} pages have one", pages.len())
}
