//! The inverted index: terms with the datasets that contain them.
//!
//! In: the terms of each document with their impacts. Out: an `Index`: all terms in the order of
//! their UTF-16 code units (the order of JavaScript's `sort`), each with its postings by document
//! and the word that represents it.
//!
//! elasticlunr's own index keeps one object per character of each term, so only its pipeline is
//! used here. `benches/search.rs` builds both from the same catalog.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use rayon::prelude::*;

use crate::search::language::{Analyzer, TermId};

/// One tier of the index.
#[derive(Debug, Default)]
pub struct Index {
    /// In JavaScript's order of strings.
    pub terms: Vec<IndexedTerm>,
}

/// A term and the documents that contain it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexedTerm {
    /// The stem.
    pub term: String,
    /// The most frequent word with this stem; of equally frequent words the first in byte order.
    pub shown: String,
    /// Documents in ascending order, with impacts from 1 to 63.
    pub postings: Vec<(u32, u8)>,
}

/// One entry that a document adds to the index: term, document, impact.
pub type Posting = (TermId, u32, u8);

/// The words that terms come from, for the tiers that show them.
pub type Words = Vec<(TermId, String)>;

/// For each term the number of occurrences of each of its words, and its postings.
type PostingsByTerm = HashMap<String, (BTreeMap<String, u32>, Vec<(u32, u8)>)>;

impl Index {
    /// Builds the index of `count` documents. `postings_of` returns the postings of the n-th
    /// document and adds its words.
    pub fn build(
        count: usize,
        postings_of: impl Fn(&mut Analyzer, usize, &mut Words) -> Vec<Posting> + Sync,
    ) -> Self {
        // An analyzer belongs to one thread, so the work is divided into batches here. Its cache of
        // words pays off only when a batch has at least some pages.
        let size = count.div_ceil(rayon::current_num_threads() * 3).max(16);
        let merged = (0..count.div_ceil(size))
            .into_par_iter()
            .map(|nth| index_batch(nth * size..count.min((nth + 1) * size), &postings_of))
            .reduce(PostingsByTerm::default, merge);

        let mut terms: Vec<IndexedTerm> = merged
            .into_iter()
            .map(|(term, (words, postings))| indexed_term(term, words, postings))
            .collect();
        terms.par_sort_unstable_by(|a, b| compare_utf16(&a.term, &b.term));
        Self { terms }
    }
}

/// Chooses the word that represents a term, and sorts its postings.
fn indexed_term(
    term: String,
    words: BTreeMap<String, u32>,
    mut postings: Vec<(u32, u8)>,
) -> IndexedTerm {
    postings.sort_unstable();

    let most = words.values().copied().max();
    let shown = words.into_iter().find(|(_, count)| Some(*count) == most);
    IndexedTerm {
        shown: shown.map_or_else(String::new, |(word, _)| word),
        term,
        postings,
    }
}

/// Indexes a range of documents with an analyzer of its own.
fn index_batch(
    documents: Range<usize>,
    postings_of: &impl Fn(&mut Analyzer, usize, &mut Words) -> Vec<Posting>,
) -> PostingsByTerm {
    let mut analyzer = Analyzer::default();
    let mut words = Words::default();

    let mut lists: Vec<Vec<(u32, u8)>> = Vec::new();
    for document in documents {
        for (term, id, impact) in postings_of(&mut analyzer, document, &mut words) {
            if lists.len() <= term {
                lists.resize_with(term + 1, Vec::new);
            }
            lists[term].push((id, impact));
        }
    }

    let mut by_term: PostingsByTerm = lists
        .into_iter()
        .enumerate()
        .filter(|(_, postings)| !postings.is_empty())
        .map(|(id, postings)| (analyzer.term(id).to_owned(), (BTreeMap::new(), postings)))
        .collect();
    for (id, word) in words {
        if let Some((words, _)) = by_term.get_mut(analyzer.term(id)) {
            *words.entry(word).or_default() += 1;
        }
    }
    by_term
}

fn merge(a: PostingsByTerm, b: PostingsByTerm) -> PostingsByTerm {
    let (mut large, small) = if a.len() < b.len() { (b, a) } else { (a, b) };

    // The order does not matter here: postings and words are sorted at the end.
    #[expect(clippy::iter_over_hash_type)]
    for (term, (words, postings)) in small {
        let (all_words, all_postings) = large.entry(term).or_default();
        for (word, count) in words {
            *all_words.entry(word).or_default() += count;
        }
        all_postings.extend(postings);
    }

    large
}

/// Compares two strings as JavaScript does, by UTF-16 code units.
pub fn compare_utf16(a: &str, b: &str) -> Ordering {
    // This differs from the byte order only for characters above U+FFFF.
    if a.is_ascii() || b.is_ascii() {
        a.cmp(b)
    } else {
        a.encode_utf16().cmp(b.encode_utf16())
    }
}

/// The terms of one document, each with its largest impact and the word it comes from.
#[derive(Debug, Default)]
pub struct Weights {
    terms: BTreeMap<TermId, (u8, String)>,
}

impl Weights {
    /// Adds all terms of a text with one impact.
    pub fn add_text(&mut self, analyzer: &mut Analyzer, text: &str, impact: u8) {
        self.add_with(analyzer, text, |_| impact);
    }

    /// Adds all terms of a text; `impact` returns the impact of each word.
    pub fn add_with(&mut self, analyzer: &mut Analyzer, text: &str, impact: impl Fn(&str) -> u8) {
        analyzer.terms(text, |term, word| self.put(term, word, impact(word)));
    }

    /// Adds one term.
    pub fn put(&mut self, term: TermId, word: &str, impact: u8) {
        match self.terms.get_mut(&term) {
            Some((known, _)) => *known = (*known).max(impact),
            None => {
                self.terms.insert(term, (impact, word.to_owned()));
            }
        }
    }

    /// The terms without impacts and words.
    pub fn terms(&self) -> impl Iterator<Item = TermId> {
        self.terms.keys().copied()
    }

    /// Converts the terms into the postings of a document, and adds their words.
    pub fn into_postings(self, document: usize, words: &mut Words) -> Vec<Posting> {
        self.terms
            .into_iter()
            .map(|(term, (impact, word))| {
                words.push((term, word));
                (term, document as u32, impact)
            })
            .collect()
    }
}

/// The terms of a long text, each as often as it occurs.
#[derive(Debug, Default)]
pub struct Counts {
    occurrences: Vec<TermId>,
}

impl Counts {
    /// Counts all terms of a text.
    pub fn add(&mut self, analyzer: &mut Analyzer, text: &str) {
        analyzer.terms(text, |term, _| self.occurrences.push(term));
    }

    /// Counts once each term of a text that has not occurred so far.
    pub fn add_missing(&mut self, analyzer: &mut Analyzer, text: &str) {
        self.occurrences.sort_unstable();

        let mut missing = Vec::new();
        analyzer.terms(text, |term, _| {
            if self.occurrences.binary_search(&term).is_err() {
                missing.push(term);
            }
        });

        missing.sort_unstable();
        missing.dedup();
        self.occurrences.extend(missing);
    }

    /// Converts the counts into the postings of a document that is `length` times as long as the
    /// average: BM25's saturation (k1 1.2, b 0.5; Robertson and Zaragoza 2009) on a scale from 1 to
    /// 63. The engine, which sees all documents, adds the rarity of each term.
    pub fn into_postings(mut self, document: usize, length: f32) -> Vec<Posting> {
        let norm = 1.2 * (0.5 + 0.5 * length.min(8.0));

        self.occurrences.sort_unstable();
        self.occurrences
            .chunk_by(|a, b| a == b)
            .map(|same| {
                let count = same.len() as f32;
                let impact = 1.0 + 62.0 * count / (count + norm);
                (same[0], document as u32, impact as u8)
            })
            .collect()
    }
}
