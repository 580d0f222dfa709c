//! `missing-citation`: see `RULE`.

use crate::catalog::Catalog;
use crate::config::Settings;
use crate::diagnostics::{Diagnostic, Rule, Severity};
use crate::parse::page::{Page, SectionKind};
use crate::source::{FileId, Span};

pub(crate) const RULE: Rule = Rule {
    code: "missing-citation",
    severity: Severity::Note,
    summary: "a page without BibTeX",
    reason: "readers cannot cite the dataset",
    example: "an empty section `## Citation`",
};

pub(super) fn check(catalog: &Catalog, _: &Settings) -> Vec<Diagnostic> {
    catalog
        .published_pages()
        .filter_map(|(file, page)| check_page(file, page))
        .collect()
}

fn check_page(file: FileId, page: &Page) -> Option<Diagnostic> {
    let has_bibtex = page
        .citations
        .iter()
        .any(|citation| !citation.kind.is_empty());
    if has_bibtex {
        return None;
    }

    let section = page
        .sections
        .iter()
        .find(|section| section.kind == SectionKind::Citation);
    let heading = section.map_or(0..0, |section| section.section.heading.clone());
    let message = if page.citations.is_empty() {
        "the page has no citation"
    } else {
        "the citation is not BibTeX"
    };
    Some(
        RULE.at(Span::new(file, heading), message)
            .help("Put the BibTeX of the paper into a code block under \"## Citation\""),
    )
}
