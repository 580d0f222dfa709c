//! The standard index of the crate elasticlunr as JSON, on request (`search.elasticlunr_json`), for
//! pages with a client of their own.
//!
//! In: a `Catalog`. Out: `search/elasticlunr.json` for elasticlunr.js 0.9.5 with the fields `name`,
//! `facts` and `text`; the reference is the slug. Documents are not stored, since they would double
//! the size.

use elasticlunr::{Index, IndexBuilder};

use crate::catalog::Catalog;
use crate::catalog::dataset::Dataset;
use crate::search::language::Mixed;
use crate::search::{SearchFile, plain};

/// The index as a file.
pub(super) fn file(catalog: &Catalog) -> SearchFile {
    SearchFile {
        path: "search/elasticlunr.json".to_owned(),
        bytes: index(catalog).to_json().into_bytes(),
    }
}

fn index(catalog: &Catalog) -> Index {
    let mut index = IndexBuilder::with_language(Box::new(Mixed))
        .save_docs(false)
        .set_ref("slug")
        .add_fields(["name", "facts", "text"])
        .build();

    for dataset in &catalog.datasets {
        let text = dataset.page.map_or(String::new(), |file| {
            plain::text(catalog.sources.text(file))
        });
        // Every document needs every field: the crate assigns values to fields by position.
        index.add_doc(&dataset.slug, [dataset.name.clone(), facts(dataset), text]);
    }
    index
}

fn facts(dataset: &Dataset) -> String {
    let facts = &dataset.facts;
    let lists = [
        &facts.modalities,
        &facts.tasks,
        &facts.areas,
        &facts.dimensions,
        &facts.formats,
    ];

    let mut words: Vec<&str> = vec![&dataset.description];
    words.extend(
        lists
            .into_iter()
            .flatten()
            .flat_map(|fact| &fact.value)
            .map(String::as_str),
    );
    words.extend(facts.challenge.iter().map(|fact| fact.value.as_str()));
    words.join(" ")
}
