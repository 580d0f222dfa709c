//! The search index: small JSON files with which the browser finds datasets.
//!
//! In: a `Catalog` and the synonyms of the settings. Out: files below `search/`. There are two
//! tiers: *facts* (names, facts, cards, facet columns) gives the first results; *text* (whole
//! pages) is divided into shards by term, and the browser fetches only the shards for the words of
//! the query. The terms come from the pipeline of elasticlunr-rs with a `Language` defined here.
//! `themes/default/static/search/engine.js` reads the files and follows the same rules.

pub mod columns;
mod elasticlunr;
mod files;
pub mod index;
pub mod language;
mod names;
mod pack;
pub mod plain;
pub mod synonyms;

use rayon::prelude::*;

use crate::catalog::Catalog;
use crate::catalog::dataset::DatasetId;
use crate::config::Settings;
use index::{Index, Weights};
use language::Analyzer;

/// One file of the index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchFile {
    /// The path below the root of the site.
    pub path: String,
    /// The content: JSON.
    pub bytes: Vec<u8>,
}

/// Builds all files of the index.
///
/// # Errors
/// Never in practice: JSON is written to memory.
pub fn search(catalog: &Catalog, settings: &Settings) -> anyhow::Result<Vec<SearchFile>> {
    let (facts, text) = rayon::join(|| facts(catalog), || text(catalog));
    let mut files = files::files(catalog, settings, &facts, &text)?;
    if settings.config.search.elasticlunr_json {
        files.push(elasticlunr::file(catalog));
    }
    Ok(files)
}

/// Builds the first tier: the names and facts of each dataset.
pub fn facts(catalog: &Catalog) -> Index {
    Index::build(catalog.datasets.len(), |analyzer, id, shown| {
        let mut words = Weights::default();
        names::add(analyzer, catalog, id, &mut words);
        add_facts(analyzer, catalog, id, &mut words);
        words.into_postings(id, shown)
    })
}

/// Builds the second tier: whole pages.
pub fn text(catalog: &Catalog) -> Index {
    let texts: Vec<(DatasetId, &str)> = catalog
        .datasets
        .iter()
        .enumerate()
        .filter_map(|(id, dataset)| Some((id, catalog.dataset_text(dataset)?)))
        .collect();
    let total: usize = texts.par_iter().map(|(_, text)| text.len()).sum();
    let average = (total / texts.len().max(1)).max(1);

    Index::build(texts.len(), |analyzer, at, _| {
        let (id, markdown) = texts[at];
        let length = markdown.len() as f32 / average as f32;
        plain::counts(analyzer, markdown).into_postings(id, length)
    })
}

/// The impact of a word of a vocabulary term: of the modality, the task, the area and so on.
const TERM: u8 = 20;
/// The impact of a word of a free text, such as the description.
const PROSE: u8 = 13;

/// Adds the words of all facts of a dataset.
fn add_facts(analyzer: &mut Analyzer, catalog: &Catalog, id: DatasetId, words: &mut Weights) {
    let dataset = &catalog.datasets[id];
    let facts = &dataset.facts;

    for fact in [
        &facts.modalities,
        &facts.tasks,
        &facts.areas,
        &facts.dimensions,
        &facts.formats,
    ] {
        for value in fact.iter().flat_map(|fact| &fact.value) {
            words.add_text(analyzer, value, TERM);
        }
    }

    for &category in &dataset.categories {
        for name in catalog.category_path(category) {
            words.add_text(analyzer, name, TERM - 2);
        }
    }

    for fact in [&facts.challenge, &facts.structures, &facts.license]
        .into_iter()
        .flatten()
    {
        words.add_text(analyzer, &fact.value, PROSE + 2);
    }

    if let Some(released) = &facts.released {
        words.add_text(analyzer, &released.value.year().to_string(), PROSE);
    }
    words.add_text(analyzer, &dataset.description, PROSE);

    // The wording of the catalog, which may say more than the normalised term.
    for fact in [&facts.modalities, &facts.tasks, &facts.areas]
        .into_iter()
        .flatten()
    {
        words.add_text(analyzer, &fact.raw, PROSE - 1);
    }
}
