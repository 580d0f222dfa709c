//! The search index: what the browser needs to find datasets, packed into small JSON files.
//!
//! In: a `Catalog` and the synonyms of the settings. Out: files below `search/`. Two tiers: *facts* (names, facts, cards,
//! facet columns) answer at once; *text* (whole pages) is cut into shards by term, fetched only for words that are typed.
//! The words are those of elasticlunr-rs, through a `Language` of our own; `themes/default/static/search/engine.js` is
//! the other side and follows the same rules.

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
use index::{Index, Weights, Words};
use language::Analyzer;

/// One file of the index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchFile {
    /// Path below the site's root.
    pub path: String,
    /// JSON.
    pub bytes: Vec<u8>,
}

/// Makes all files of the index.
///
/// # Errors
/// Never in practice: JSON is written to memory.
pub fn search(catalog: &Catalog, settings: &Settings) -> anyhow::Result<Vec<SearchFile>> {
    let (facts, text) = rayon::join(|| facts(catalog), || text(catalog));
    let mut made = files::files(catalog, settings, &facts, &text)?;
    if settings.config.search.elasticlunr_json {
        made.push(elasticlunr::file(catalog));
    }
    Ok(made)
}

/// The first tier: what the catalog says of each dataset in so many words.
pub fn facts(catalog: &Catalog) -> Index {
    let one = |analyzer: &mut Analyzer, id: DatasetId, shown: &mut Words| {
        let mut words = Weights::default();
        names::add(analyzer, catalog, id, &mut words);
        add_facts(analyzer, catalog, id, &mut words);
        words.into_postings(id, shown)
    };
    Index::build(catalog.datasets.len(), one)
}

/// The second tier: whole pages.
pub fn text(catalog: &Catalog) -> Index {
    let of_page: Vec<(DatasetId, &str)> = catalog
        .datasets
        .iter()
        .enumerate()
        .filter_map(|(id, dataset)| Some((id, catalog.dataset_text(dataset)?)))
        .collect();
    let total: usize = of_page.par_iter().map(|(_, text)| text.len()).sum();
    let average = (total / of_page.len().max(1)).max(1);
    let one = |analyzer: &mut Analyzer, at: usize, _: &mut Words| {
        let (id, markdown) = of_page[at];
        plain::counts(analyzer, markdown).into_postings(id, markdown.len() as f32 / average as f32)
    };
    Index::build(of_page.len(), one)
}

/// Impact of a word that names a term of a dataset: its modality, task, area and so on.
const TERM: u8 = 20;
/// Impact of a word of the running words about it.
const WORDS: u8 = 13;

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
        words.add_text(analyzer, &fact.value, WORDS + 2);
    }
    if let Some(released) = &facts.released {
        words.add_text(analyzer, &released.value.year().to_string(), WORDS);
    }
    words.add_text(analyzer, &dataset.description, WORDS);
    // The words as written, where they say more than the normalised term.
    for fact in [&facts.modalities, &facts.tasks, &facts.areas]
        .into_iter()
        .flatten()
    {
        words.add_text(analyzer, &fact.raw, WORDS - 1);
    }
}
