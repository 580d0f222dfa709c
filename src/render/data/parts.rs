//! The parts of a dataset in `catalog.json`: links, citations, authors, and locations in the
//! sources.

use schemars::JsonSchema;
use serde::Serialize;

use crate::catalog::Catalog;
use crate::catalog::dataset::Dataset;
use crate::catalog::web_link::WebLink;
use crate::parse::authors::Author;
use crate::parse::citation::Citation;
use crate::source::Span;

/// Links by kind.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct LinksJson {
    /// Official websites.
    pub(super) website: Vec<LinkJson>,
    /// Where the data can be obtained.
    pub(super) download: Vec<LinkJson>,
    /// Papers.
    pub(super) paper: Vec<LinkJson>,
}

/// A link.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct LinkJson {
    /// Its label in the text, else its host.
    label: String,
    /// http or https.
    pub(super) url: String,
    /// The result of the last test: `ok`, `moved`, `refused`, `suspect` or `dead`.
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<&'static str>,
    /// Day of that test.
    #[serde(skip_serializing_if = "Option::is_none")]
    checked: Option<String>,
}

/// A work to cite.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct CitationJson {
    /// BibTeX key; empty when the citation is not BibTeX.
    key: String,
    /// BibTeX type, such as `article`; empty when the citation is not BibTeX.
    r#type: String,
    /// Title, when it could be read.
    title: Option<String>,
    /// Year, when it could be read.
    year: Option<u16>,
    /// DOI, when stated.
    doi: Option<String>,
    /// The citation as written.
    bibtex: String,
}

/// A location in the catalog's texts.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct SourceJson {
    /// Path below the catalog folder.
    file: String,
    /// Line, from 1.
    line: usize,
}

/// The links of a dataset.
pub(super) fn links_json(catalog: &Catalog, dataset: &Dataset) -> LinksJson {
    LinksJson {
        website: link_list(catalog, &dataset.websites),
        download: link_list(catalog, &dataset.downloads),
        paper: link_list(catalog, &dataset.papers),
    }
}

fn link_list(catalog: &Catalog, links: &[WebLink]) -> Vec<LinkJson> {
    links.iter().map(|link| link_json(catalog, link)).collect()
}

fn link_json(catalog: &Catalog, link: &WebLink) -> LinkJson {
    let record = catalog.link_records.get(&link.url);

    LinkJson {
        label: link.label.clone(),
        url: link.url.clone(),
        state: record.map(|record| record.state.as_str()),
        checked: record.map(|record| record.checked.to_string()),
    }
}

/// A work to cite.
pub(super) fn citation_json(citation: &Citation) -> CitationJson {
    CitationJson {
        key: citation.key.clone(),
        r#type: citation.kind.clone(),
        title: citation.title.clone(),
        year: citation.year,
        doi: citation.doi.clone(),
        bibtex: citation.bibtex.clone(),
    }
}

/// The location of a span.
pub(super) fn source_json(catalog: &Catalog, span: &Span) -> SourceJson {
    SourceJson {
        file: catalog.sources.path(span.file).to_owned(),
        line: catalog.sources.line(span),
    }
}

/// The name of an author, with the institution in brackets.
pub(super) fn author_text(author: &Author) -> String {
    match &author.affiliation {
        Some(affiliation) => format!("{} ({affiliation})", author.name),
        None => author.name.clone(),
    }
}
