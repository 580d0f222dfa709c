//! The index as files: a manifest, and what it names, each with a hash of its bytes in its name.
//!
//! In: both tiers. Out: `SearchFile`s. A small catalog gets one file for the whole first tier, so that the first result
//! costs two requests; above `BUNDLE` bytes the tier is cut into shards of terms, chunks of cards, and columns of their own.

use serde::Serialize;

use crate::catalog::Catalog;
use crate::catalog::dataset::Dataset;
use crate::config::Settings;
use crate::digest;
use crate::search::columns::{Columns, columns};
use crate::search::index::{Index, Term};
use crate::search::names::NAME;
use crate::search::pack::{Packed, shards};
use crate::search::{SearchFile, synonyms};

/// Version of the format, for engines that were cached.
const FORMAT: u32 = 1;
/// Largest first tier that travels in one file, in bytes before compression: about 60 KB with gzip.
const BUNDLE: usize = 200_000;
/// Size of a shard of the first tier.
const FACTS_SHARD: usize = 24_000;
/// Size of a shard of the text: four words of a query stay under 80 KB with gzip.
const TEXT_SHARD: usize = 20_000;
/// Cards in a chunk.
const CARDS: usize = 64;

/// `search/manifest.json`. A file is `NAME.HASH.json`, the n-th of several `NAME-N.HASH.json`.
#[derive(Serialize)]
struct Manifest {
    format: u32,
    /// Number of datasets.
    count: usize,
    /// Everything of the first tier in one file.
    #[serde(skip_serializing_if = "Option::is_none")]
    bundle: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    facts: Option<Directory>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cards: Option<CardFiles>,
    #[serde(skip_serializing_if = "Option::is_none")]
    columns: Option<String>,
    /// Words of names, to correct a slip by: terms without postings.
    #[serde(skip_serializing_if = "Option::is_none")]
    names: Option<Directory>,
    #[serde(skip_serializing_if = "Option::is_none")]
    synonyms: Option<String>,
    text: Directory,
}

/// Shards by range of terms.
#[derive(Serialize)]
struct Directory {
    /// First term of each shard, separated by blanks.
    first: String,
    /// Hash of each shard, separated by blanks.
    hashes: String,
}

#[derive(Serialize)]
struct CardFiles {
    /// Cards in a chunk.
    size: usize,
    /// Hash of each chunk, separated by blanks.
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

/// What a result shows, each joined by line feeds.
#[derive(Default, Serialize)]
struct Cards {
    slug: String,
    name: String,
    note: String,
}

/// Makes the files.
///
/// # Errors
/// Never in practice.
pub(super) fn files(
    catalog: &Catalog,
    settings: &Settings,
    facts: &Index,
    text: &Index,
) -> anyhow::Result<Vec<SearchFile>> {
    let mut out = Out::default();
    let packed = Packed::new(&facts.terms, true);
    let cards = cards(&catalog.datasets);
    let columns = columns(catalog);
    let groups = synonyms::groups(&settings.config.search.synonyms);
    let text = out.shards("text", &text.terms, false, TEXT_SHARD)?;
    let mut manifest = Manifest {
        format: FORMAT,
        count: catalog.datasets.len(),
        bundle: None,
        facts: None,
        cards: None,
        columns: None,
        names: None,
        synonyms: None,
        text,
    };
    let bundle = Bundle {
        facts: &packed,
        cards: &cards,
        columns: &columns,
        synonyms: &groups,
    };
    let bytes = serde_json::to_vec(&bundle)?;
    if bytes.len() <= BUNDLE {
        manifest.bundle = Some(out.put("facts", bytes));
    } else {
        manifest.facts = Some(out.shards("facts", &facts.terms, true, FACTS_SHARD)?);
        manifest.cards = Some(out.cards(&catalog.datasets)?);
        manifest.columns = Some(out.put("columns", serde_json::to_vec(&columns)?));
        manifest.names = Some(out.shards("names", &name_words(&facts.terms), true, FACTS_SHARD)?);
        manifest.synonyms = Some(out.put("synonyms", serde_json::to_vec(&groups)?));
    }
    let bytes = serde_json::to_vec(&manifest)?;
    out.files.push(SearchFile {
        path: "search/manifest.json".to_owned(),
        bytes,
    });
    Ok(out.files)
}

/// Files as they are made.
#[derive(Default)]
struct Out {
    files: Vec<SearchFile>,
}

impl Out {
    /// Adds a file and returns its hash.
    fn put(&mut self, name: &str, bytes: Vec<u8>) -> String {
        let hash = digest::of_bytes(&bytes)[..8].to_owned();
        self.files.push(SearchFile {
            path: format!("search/{name}.{hash}.json"),
            bytes,
        });
        hash
    }

    fn shards(
        &mut self,
        name: &str,
        terms: &[Term],
        shown: bool,
        size: usize,
    ) -> anyhow::Result<Directory> {
        let mut firsts = Vec::new();
        let mut hashes = Vec::new();
        for (at, (first, packed)) in shards(terms, shown, size).into_iter().enumerate() {
            firsts.push(first);
            hashes.push(self.put(&format!("{name}-{at}"), serde_json::to_vec(&packed)?));
        }
        Ok(Directory {
            first: firsts.join(" "),
            hashes: hashes.join(" "),
        })
    }

    fn cards(&mut self, datasets: &[Dataset]) -> anyhow::Result<CardFiles> {
        let mut hashes = Vec::new();
        for (at, chunk) in datasets.chunks(CARDS).enumerate() {
            hashes.push(self.put(&format!("cards-{at}"), serde_json::to_vec(&cards(chunk))?));
        }
        Ok(CardFiles {
            size: CARDS,
            hashes: hashes.join(" "),
        })
    }
}

fn cards(datasets: &[Dataset]) -> Cards {
    // A name stands on one line: parse took line feeds out; a theme or test may not have.
    let line = |text: &str| text.replace(['\n', '\r'], " ");
    let join = |part: &dyn Fn(&Dataset) -> String| {
        datasets.iter().map(part).collect::<Vec<_>>().join("\n")
    };
    Cards {
        slug: join(&|dataset| dataset.slug.clone()),
        name: join(&|dataset| line(&dataset.name)),
        note: join(&|dataset| line(&note(dataset))),
    }
}

/// One line of facts: `CT, MR · 3D · 131 cases · 2017`.
fn note(dataset: &Dataset) -> String {
    let facts = &dataset.facts;
    let list = |fact: &Option<crate::value::fact::Fact<Vec<String>>>| {
        fact.as_ref()
            .map(|fact| fact.value.join(", "))
            .filter(|words| !words.is_empty())
    };
    let cases = facts.cases.as_ref().map(|fact| match fact.value {
        1 => "1 case".to_owned(),
        cases => format!("{cases} cases"),
    });
    let year = facts
        .released
        .as_ref()
        .map(|fact| fact.value.year().to_string());
    let parts = [
        list(&facts.modalities),
        list(&facts.dimensions),
        list(&facts.tasks),
        cases,
        year,
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Words of names that are long enough to be corrected.
fn name_words(terms: &[Term]) -> Vec<Term> {
    let is_name = |term: &&Term| {
        term.term.chars().count() >= 4
            && term.term.chars().any(char::is_alphabetic)
            && term.postings.iter().any(|&(_, impact)| impact > NAME + 2)
    };
    terms
        .iter()
        .filter(is_name)
        .map(|term| Term {
            postings: Vec::new(),
            ..term.clone()
        })
        .collect()
}
