//! The works to cite on a dataset's page.

use crate::parse::citation::Citation;
use crate::parse::page::Page;
use crate::render::view::CitationView;

/// All works of a page.
pub(super) fn citations(page: &Page) -> Vec<CitationView> {
    page.citations.iter().map(citation).collect()
}

fn citation(citation: &Citation) -> CitationView {
    CitationView {
        key: citation.key.clone(),
        title: citation.title.clone().unwrap_or_default(),
        bibtex: citation.bibtex.clone(),
        doi: citation.doi.clone(),
        doi_url: citation.doi_url(),
        byline: byline(citation),
    }
}

/// The first author and the year: `Nan et al., 2023`.
fn byline(citation: &Citation) -> String {
    let authors = citation.authors.first().map(|first| {
        let name = first.split(',').next().unwrap_or(first).trim();
        match citation.authors.len() {
            1 => name.to_owned(),
            _ => format!("{name} et al."),
        }
    });
    let year = citation.year.map(|year| year.to_string());

    let parts: Vec<String> = authors.into_iter().chain(year).collect();
    parts.join(", ")
}
