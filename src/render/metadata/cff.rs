//! `CITATION.cff`: how to cite the catalog itself, if the settings name its authors.
//!
//! In: the settings. Out: the Citation File Format 1.2.0
//! (<https://citation-file-format.github.io>).

use crate::catalog::Catalog;
use crate::catalog::route::Route;
use crate::config::{AuthorConfig, Settings};
use crate::render::context::{RenderedFile, full_url};
use crate::render::job::{FileKind, PlannedFile};
use crate::render::metadata::plan_with_base_url;
use crate::value::text::quote_json;

/// `CITATION.cff`.
pub(in crate::render) const CITATION_CFF: FileKind = FileKind {
    plan: plan_cff,
    render: |context, _, ()| Ok(RenderedFile::new(cff(context.catalog, context.settings))),
};

fn plan_cff(_: &Catalog, settings: &Settings) -> Vec<PlannedFile> {
    if settings.config.authors.is_empty() {
        return Vec::new();
    }

    plan_with_base_url(settings, Route::file("CITATION.cff"))
}

fn cff(catalog: &Catalog, settings: &Settings) -> String {
    let mut out = String::from(
        "cff-version: 1.2.0\n\
         message: \"If you use this catalog, please cite it.\"\n\
         type: dataset\n",
    );

    out.push_str(&yaml_line("title", &catalog.title));
    if !catalog.description.is_empty() {
        out.push_str(&yaml_line("abstract", &catalog.description));
    }
    out.push_str(&yaml_line("url", &full_url(settings, &Route::home())));
    if let Some(repository) = &settings.repository {
        out.push_str(&yaml_line("repository-code", repository));
    }

    out.push_str("authors:\n");
    for author in &settings.config.authors {
        out.push_str(&author_item(author));
    }

    out
}

/// An author as an item of a YAML list.
fn author_item(author: &AuthorConfig) -> String {
    let fields = [
        ("family-names", &author.family_names),
        ("given-names", &author.given_names),
        ("name", &author.name),
        ("affiliation", &author.affiliation),
        ("orcid", &author.orcid),
    ];

    let lines: Vec<String> = fields
        .into_iter()
        .filter_map(|(key, value)| Some(yaml_line(key, value.as_ref()?)))
        .collect();

    format!("  - {}", lines.join("    "))
}

fn yaml_line(key: &str, value: &str) -> String {
    format!("{key}: {}\n", quote_json(value))
}
