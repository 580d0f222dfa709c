//! `CITATION.cff`: how to cite the catalog itself, when the settings name its authors.
//!
//! In: the settings. Out: the Citation File Format 1.2.0, as YAML whose strings are quoted as JSON does, which YAML reads.

use crate::catalog::Catalog;
use crate::catalog::route::Route;
use crate::config::{AuthorConfig, Settings};
use crate::render::full_url;
use crate::value::text::quote_json;

/// Makes the file.
pub(in crate::render) fn cff(catalog: &Catalog, settings: &Settings) -> String {
    let mut out = String::from(
        "cff-version: 1.2.0\nmessage: \"If you use this catalog, please cite it.\"\ntype: dataset\n",
    );
    let mut line =
        |key: &str, value: &str| out.push_str(&format!("{key}: {}\n", quote_json(value)));
    line("title", &catalog.title);
    if !catalog.description.is_empty() {
        line("abstract", &catalog.description);
    }
    line("url", &full_url(settings, &Route::home()));
    if let Some(repository) = &settings.repository {
        line("repository-code", repository);
    }
    out.push_str("authors:\n");
    for author in &settings.authors {
        out.push_str(&of(author));
    }
    out
}

fn of(author: &AuthorConfig) -> String {
    let fields = [
        ("family-names", &author.family_names),
        ("given-names", &author.given_names),
        ("name", &author.name),
        ("affiliation", &author.affiliation),
        ("orcid", &author.orcid),
    ];
    let lines: Vec<String> = fields
        .into_iter()
        .filter_map(|(key, value)| Some(format!("{key}: {}\n", quote_json(value.as_ref()?))))
        .collect();
    format!("  - {}", lines.join("    "))
}
