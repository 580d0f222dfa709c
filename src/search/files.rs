//! The files of the index: a manifest and the files it refers to, whose names contain a hash of
//! their bytes.
//!
//! In: both tiers. Out: `SearchFile`s. A small catalog gets one file for the whole first tier, so
//! that the first result costs two requests. Above `BUNDLE_LIMIT` bytes the tier is divided into
//! shards of terms, chunks of cards, and separate columns.

use serde::Serialize;

use crate::catalog::Catalog;
use crate::catalog::dataset::Dataset;
use crate::config::Settings;
use crate::digest;
use crate::search::columns::{Columns, columns};
use crate::search::index::{Index, IndexedTerm};
use crate::search::names::NAME;
use crate::search::pack::{Packed, shards};
use crate::search::{SearchFile, synonyms};
use crate::value::fact::Fact;

/// The version of the format; a cached engine of another version does not read the files.
const FORMAT: u32 = 1;
/// The largest first tier that is one file, in bytes before compression: about 60 KB with gzip.
const BUNDLE_LIMIT: usize = 200_000;
/// The size of a shard of the first tier, in bytes.
const FACTS_SHARD: usize = 24_000;
/// The size of a shard of the text, in bytes: the shards for a query of four words stay under 80 KB
/// with gzip.
const TEXT_SHARD: usize = 20_000;
/// The number of cards in a chunk.
const CARDS_PER_CHUNK: usize = 64;

/// `search/manifest.json`. A single file is `NAME.HASH.json`, the n-th of several is
/// `NAME-N.HASH.json`.
#[derive(Serialize)]
struct SearchManifest {
    format: u32,
    /// The number of datasets.
    count: usize,
    /// The hash of the file that holds the whole first tier.
    #[serde(skip_serializing_if = "Option::is_none")]
    bundle: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    facts: Option<Directory>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cards: Option<CardFiles>,
    #[serde(skip_serializing_if = "Option::is_none")]
    columns: Option<String>,
    /// The words of names, from which typos are corrected: terms without postings.
    #[serde(skip_serializing_if = "Option::is_none")]
    names: Option<Directory>,
    #[serde(skip_serializing_if = "Option::is_none")]
    synonyms: Option<String>,
    text: Directory,
}

/// Shards, each with a range of terms.
#[derive(Serialize)]
struct Directory {
    /// The first term of each shard, separated by spaces.
    first: String,
    /// The hash of each shard, separated by spaces.
    hashes: String,
}

#[derive(Serialize)]
struct CardFiles {
    /// The number of cards in a chunk.
    size: usize,
    /// The hash of each chunk, separated by spaces.
    hashes: String,
}

/// The first tier of a small catalog.
#[derive(Serialize)]
struct Bundle<'a> {
    facts: &'a Packed,
    cards: &'a Cards,
    columns: &'a Columns,
    synonyms: &'a [String],
}

/// The texts of results, one line per dataset in each field.
#[derive(Default, Serialize)]
struct Cards {
    slug: String,
    name: String,
    note: String,
}

/// Encodes both tiers into files, the manifest last.
///
/// # Errors
/// Never in practice: JSON is written to memory.
pub(super) fn files(
    catalog: &Catalog,
    settings: &Settings,
    facts: &Index,
    text: &Index,
) -> anyhow::Result<Vec<SearchFile>> {
    let mut out = FileList::default();
    let packed = Packed::new(&facts.terms, true);
    let cards = cards(&catalog.datasets);
    let columns = columns(catalog);
    let groups = synonyms::groups(&settings.config.search.synonyms);
    let text = out.push_shards("text", &text.terms, false, TEXT_SHARD)?;
    let mut manifest = SearchManifest::new(catalog.datasets.len(), text);

    let bundle = Bundle {
        facts: &packed,
        cards: &cards,
        columns: &columns,
        synonyms: &groups,
    };
    let bytes = serde_json::to_vec(&bundle)?;
    if bytes.len() <= BUNDLE_LIMIT {
        manifest.bundle = Some(out.push("facts", bytes));
    } else {
        let names = name_words(&facts.terms);
        manifest.facts = Some(out.push_shards("facts", &facts.terms, true, FACTS_SHARD)?);
        manifest.cards = Some(out.push_cards(&catalog.datasets)?);
        manifest.columns = Some(out.push("columns", serde_json::to_vec(&columns)?));
        manifest.names = Some(out.push_shards("names", &names, true, FACTS_SHARD)?);
        manifest.synonyms = Some(out.push("synonyms", serde_json::to_vec(&groups)?));
    }

    let bytes = serde_json::to_vec(&manifest)?;
    out.files.push(SearchFile {
        path: "search/manifest.json".to_owned(),
        bytes,
    });
    Ok(out.files)
}

impl SearchManifest {
    /// A manifest whose first tier has no files yet.
    fn new(count: usize, text: Directory) -> Self {
        Self {
            format: FORMAT,
            count,
            bundle: None,
            facts: None,
            cards: None,
            columns: None,
            names: None,
            synonyms: None,
            text,
        }
    }
}

/// Collects the files.
#[derive(Default)]
struct FileList {
    files: Vec<SearchFile>,
}

impl FileList {
    /// Adds a file and returns its hash.
    fn push(&mut self, name: &str, bytes: Vec<u8>) -> String {
        let hash = digest::of_bytes(&bytes)[..8].to_owned();
        self.files.push(SearchFile {
            path: format!("search/{name}.{hash}.json"),
            bytes,
        });
        hash
    }

    /// Adds a file per shard.
    fn push_shards(
        &mut self,
        name: &str,
        terms: &[IndexedTerm],
        shown: bool,
        size: usize,
    ) -> anyhow::Result<Directory> {
        let mut firsts = Vec::new();
        let mut hashes = Vec::new();

        for (at, (first, packed)) in shards(terms, shown, size).into_iter().enumerate() {
            firsts.push(first);
            hashes.push(self.push(&format!("{name}-{at}"), serde_json::to_vec(&packed)?));
        }

        Ok(Directory {
            first: firsts.join(" "),
            hashes: hashes.join(" "),
        })
    }

    /// Adds a file per chunk of cards.
    fn push_cards(&mut self, datasets: &[Dataset]) -> anyhow::Result<CardFiles> {
        let mut hashes = Vec::new();
        for (at, chunk) in datasets.chunks(CARDS_PER_CHUNK).enumerate() {
            hashes.push(self.push(&format!("cards-{at}"), serde_json::to_vec(&cards(chunk))?));
        }

        Ok(CardFiles {
            size: CARDS_PER_CHUNK,
            hashes: hashes.join(" "),
        })
    }
}

fn cards(datasets: &[Dataset]) -> Cards {
    Cards {
        slug: lines(datasets, |dataset| dataset.slug.clone()),
        name: lines(datasets, |dataset| one_line(&dataset.name)),
        note: lines(datasets, |dataset| one_line(&note(dataset))),
    }
}

/// Joins a text of each dataset with line feeds.
fn lines(datasets: &[Dataset], text_of: impl Fn(&Dataset) -> String) -> String {
    datasets.iter().map(text_of).collect::<Vec<_>>().join("\n")
}

/// Replaces line breaks. The parser leaves none in a name, but a catalog made otherwise may have
/// some.
fn one_line(text: &str) -> String {
    text.replace(['\n', '\r'], " ")
}

/// One line of facts: `CT, MR · 3D · 131 cases · 2017`.
fn note(dataset: &Dataset) -> String {
    let facts = &dataset.facts;
    let cases = facts.cases.as_ref().map(|fact| match fact.value {
        1 => "1 case".to_owned(),
        cases => format!("{cases} cases"),
    });
    let year = facts
        .released
        .as_ref()
        .map(|fact| fact.value.year().to_string());

    let parts = [
        comma_list(facts.modalities.as_ref()),
        comma_list(facts.dimensions.as_ref()),
        comma_list(facts.tasks.as_ref()),
        cases,
        year,
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The values of a fact, or `None` when there are none.
fn comma_list(fact: Option<&Fact<Vec<String>>>) -> Option<String> {
    fact.map(|fact| fact.value.join(", "))
        .filter(|text| !text.is_empty())
}

/// The words of names that are long enough for a correction.
fn name_words(terms: &[IndexedTerm]) -> Vec<IndexedTerm> {
    terms
        .iter()
        .filter(|term| is_name_word(term))
        .map(|term| IndexedTerm {
            postings: Vec::new(),
            ..term.clone()
        })
        .collect()
}

fn is_name_word(term: &IndexedTerm) -> bool {
    term.term.chars().count() >= 4
        && term.term.chars().any(char::is_alphabetic)
        && term.postings.iter().any(|&(_, impact)| impact > NAME + 2)
}
