//! `missing-citation`, `duplicate-citation-key`: what a reader cannot cite, or would cite as something else.
//!
//! Why: citing is what many come for; two works with one key overwrite each other in a bibliography. Example: a page whose
//! Citation section is empty; `@article{ref1,` on two pages, for two works.

use std::collections::BTreeMap;

use crate::catalog::Catalog;
use crate::config::Settings;
use crate::diagnostics::{Diagnostic, Rule, Severity};
use crate::parse::citation::Citation;
use crate::parse::page::SectionKind;
use crate::source::{FileId, Span};

pub(crate) const DUPLICATE_CITATION_KEY: Rule = Rule {
    code: "duplicate-citation-key",
    severity: Severity::Note,
    summary: "a BibTeX key that is used for two works",
    reason: "one overwrites the other in a bibliography",
    example: "`@article{ref1,` on two pages",
};

pub(crate) const MISSING_CITATION: Rule = Rule {
    code: "missing-citation",
    severity: Severity::Note,
    summary: "a page without BibTeX",
    reason: "readers cannot cite the dataset",
    example: "an empty section `## Citation`",
};

pub(super) fn check(catalog: &Catalog, _: &Settings) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (file, page) in catalog.published_pages() {
        if page
            .citations
            .iter()
            .all(|citation| citation.kind.is_empty())
        {
            let section = page
                .sections
                .iter()
                .find(|section| section.kind == SectionKind::Citation);
            let at = section.map_or(0..0, |section| section.section.heading.clone());
            let message = if page.citations.is_empty() {
                "the page has no citation"
            } else {
                "the citation is no BibTeX"
            };
            found.push(
                MISSING_CITATION
                    .at(Span::new(file, at), message)
                    .help("Put the BibTeX of the paper into a code block under \"## Citation\""),
            );
        }
    }
    found.extend(double_keys(catalog));
    found
}

fn double_keys(catalog: &Catalog) -> Vec<Diagnostic> {
    let mut first: BTreeMap<String, (FileId, &Citation)> = BTreeMap::new();
    let mut found = Vec::new();
    for (file, page) in catalog.published_pages() {
        for citation in page
            .citations
            .iter()
            .filter(|citation| !citation.key.is_empty())
        {
            let known = *first
                .entry(citation.key.to_lowercase())
                .or_insert((file, citation));
            if same_work(known.1, citation) {
                continue;
            }
            let (line, _) = catalog
                .sources
                .line_column(&Span::new(known.0, known.1.span.clone()));
            let message = format!(
                "the BibTeX key {:?} stands for another work too",
                citation.key
            );
            found.push(
                DUPLICATE_CITATION_KEY.at(Span::new(file, citation.span.clone()),
                    message,
                )
                .label(format!("first at {}:{line}", catalog.sources.path(known.0)))
                .help(
                    "Give each work a key of its own, such as name, year and a word of the title",
                ),
            );
        }
    }
    found
}

/// Whether two entries cite one work: as far as they say, by DOI, else by title.
fn same_work(a: &Citation, b: &Citation) -> bool {
    if let (Some(a), Some(b)) = (&a.doi, &b.doi) {
        return a.eq_ignore_ascii_case(b);
    }
    let plain = |title: &Option<String>| -> String {
        title
            .iter()
            .flat_map(|title| title.chars())
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect()
    };
    let (a, b) = (plain(&a.title), plain(&b.title));
    a.is_empty() || b.is_empty() || a == b
}
