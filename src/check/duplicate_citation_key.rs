//! `duplicate-citation-key`: see `RULE`.

use std::collections::BTreeMap;

use crate::catalog::Catalog;
use crate::config::Settings;
use crate::diagnostics::{Diagnostic, Rule, Severity};
use crate::parse::citation::Citation;
use crate::source::{FileId, Span};

pub(crate) const RULE: Rule = Rule {
    code: "duplicate-citation-key",
    severity: Severity::Note,
    summary: "a BibTeX key that is used for two works",
    reason: "one overwrites the other in a bibliography",
    example: "`@article{ref1,` on two pages",
};

pub(super) fn check(catalog: &Catalog, _: &Settings) -> Vec<Diagnostic> {
    let mut first_by_key: BTreeMap<String, (FileId, &Citation)> = BTreeMap::new();
    let mut diagnostics = Vec::new();

    for (file, page) in catalog.published_pages() {
        for citation in &page.citations {
            if citation.key.is_empty() {
                continue;
            }

            let first = *first_by_key
                .entry(citation.key.to_lowercase())
                .or_insert((file, citation));
            if !is_same_work(first.1, citation) {
                diagnostics.push(duplicate(catalog, first, (file, citation)));
            }
        }
    }
    diagnostics
}

fn duplicate(
    catalog: &Catalog,
    (first_file, first): (FileId, &Citation),
    (file, citation): (FileId, &Citation),
) -> Diagnostic {
    let path = catalog.sources.path(first_file);
    let line = catalog
        .sources
        .line(&Span::new(first_file, first.span.clone()));

    let message = format!(
        "the BibTeX key {:?} is used for another work, too",
        citation.key
    );
    RULE.at(Span::new(file, citation.span.clone()), message)
        .label(format!("first used at {path}:{line}"))
        .help("Give each work a key of its own, such as name, year and a word of the title")
}

/// Whether two entries cite the same work, as far as they state it: by DOI, else by title.
fn is_same_work(a: &Citation, b: &Citation) -> bool {
    if let (Some(a), Some(b)) = (&a.doi, &b.doi) {
        return a.eq_ignore_ascii_case(b);
    }

    let a = folded_title(a);
    let b = folded_title(b);
    a.is_empty() || b.is_empty() || a == b
}

/// Letters and digits of the title, in lowercase.
fn folded_title(citation: &Citation) -> String {
    let title = citation.title.as_deref().unwrap_or_default();
    title
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}
