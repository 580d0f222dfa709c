//! The works to cite of a page, as JSON-LD values.

use serde_json::Value;

use crate::parse::citation::Citation;
use crate::parse::page::Page;
use crate::render::metadata::bibliography::readable_text;

/// All works, each as one line of text: readers of Croissant expect text, and schema.org allows it.
pub(super) fn citations(page: &Page) -> Value {
    let mut works: Vec<Value> = page
        .citations
        .iter()
        .filter_map(line)
        .map(Value::from)
        .collect();

    // Readers of Croissant expect one text and not a list with one text.
    if works.len() == 1 {
        works.remove(0)
    } else {
        works.into()
    }
}

/// The first work as BibTeX, if it can be read.
pub(super) fn cite_as(page: &Page) -> Value {
    page.citations
        .iter()
        .find(|citation| citation.csl.is_some())
        .map_or(Value::Null, |citation| readable_text(citation).into())
}

/// Authors, title, year and DOI in one line.
fn line(citation: &Citation) -> Option<String> {
    let title = citation.title.as_ref()?.trim_end_matches('.');
    let authors = match citation.authors.as_slice() {
        [] => None,
        [only] => Some(only.clone()),
        [first, ..] => Some(format!("{first} et al")),
    };
    let year = citation.year.map(|year| year.to_string());
    let doi = citation
        .doi
        .as_ref()
        .map(|doi| format!("https://doi.org/{doi}"));

    let parts: Vec<String> = [authors, Some(title.to_owned()), year, doi]
        .into_iter()
        .flatten()
        .collect();

    Some(parts.join(". "))
}
