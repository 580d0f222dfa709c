//! Terms with the datasets that have them.
//!
//! In: for each document its terms and impacts. Out: an `Index`: all terms in the order of their UTF-16 units (as
//! JavaScript sorts), each with its postings by document and the word it is shown as.
//!
//! elasticlunr's own index keeps one object for each character of each term. Its pipeline alone feeds this one: see
//! `benches/search.rs`, which builds both from the same catalog.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use rayon::prelude::*;

use crate::search::language::{Analyzer, TermId};

/// One tier of the index.
#[derive(Debug, Default)]
pub struct Index {
    /// Sorted as JavaScript sorts strings.
    pub terms: Vec<Term>,
}

/// A term and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The stem.
    pub term: String,
    /// The most frequent word with this stem; the first in order of those that are as frequent.
    pub shown: String,
    /// Documents in ascending order, with impacts from 1 to 63.
    pub postings: Vec<(u32, u8)>,
}

/// What one document adds to the index: term, document, impact.
pub type Posting = (TermId, u32, u8);

/// Of each term: how often each of its words was met, and the postings.
type Found = HashMap<String, (BTreeMap<String, u32>, Vec<(u32, u8)>)>;

/// The words by which terms were met, for those tiers that show them.
pub type Words = Vec<(TermId, String)>;

impl Index {
    /// Builds the index of `count` documents; `one` gives the postings of the n-th, and adds its words.
    pub fn build(
        count: usize,
        one: impl Fn(&mut Analyzer, usize, &mut Words) -> Vec<Posting> + Sync,
    ) -> Self {
        // An analyzer stays on its thread, so that the work is cut by hand; its memory of words pays from some pages on.
        let size = count.div_ceil(rayon::current_num_threads() * 3).max(16);
        let found = (0..count.div_ceil(size))
            .into_par_iter()
            .map(|nth| batch(nth * size..count.min((nth + 1) * size), &one))
            .reduce(Found::default, merge);
        let mut terms: Vec<Term> = found
            .into_iter()
            .map(|(term, (words, mut postings))| {
                postings.sort_unstable();
                let most = words.values().copied().max();
                let shown = words.into_iter().find(|(_, count)| Some(*count) == most);
                Term {
                    shown: shown.map_or_else(String::new, |(word, _)| word),
                    term,
                    postings,
                }
            })
            .collect();
        terms.par_sort_unstable_by(|a, b| utf16(&a.term, &b.term));
        Self { terms }
    }
}

fn batch(
    ids: Range<usize>,
    one: &impl Fn(&mut Analyzer, usize, &mut Words) -> Vec<Posting>,
) -> Found {
    let mut analyzer = Analyzer::default();
    let mut words = Words::default();
    let mut lists: Vec<Vec<(u32, u8)>> = Vec::new();
    for document in ids {
        for (term, id, impact) in one(&mut analyzer, document, &mut words) {
            if lists.len() <= term {
                lists.resize_with(term + 1, Vec::new);
            }
            lists[term].push((id, impact));
        }
    }
    let mut found = Found::with_capacity(lists.len());
    let filled = lists
        .into_iter()
        .enumerate()
        .filter(|(_, postings)| !postings.is_empty());
    found.extend(
        filled.map(|(id, postings)| (analyzer.term(id).to_owned(), (BTreeMap::new(), postings))),
    );
    for (id, word) in words {
        if let Some((words, _)) = found.get_mut(analyzer.term(id)) {
            *words.entry(word).or_default() += 1;
        }
    }
    found
}

fn merge(a: Found, b: Found) -> Found {
    let (mut large, small) = if a.len() < b.len() { (b, a) } else { (a, b) };
    // Order does not matter here: postings and words are sorted at the end.
    #[expect(clippy::iter_over_hash_type)]
    for (term, (words, postings)) in small {
        let (all, list) = large.entry(term).or_default();
        words
            .into_iter()
            .for_each(|(word, count)| *all.entry(word).or_default() += count);
        list.extend(postings);
    }
    large
}

/// The order of strings in JavaScript.
pub fn utf16(a: &str, b: &str) -> Ordering {
    // Equal to the order of bytes but for characters beyond the first 65,536.
    if a.is_ascii() || b.is_ascii() {
        a.cmp(b)
    } else {
        a.encode_utf16().cmp(b.encode_utf16())
    }
}

/// The terms of one document with the largest impact of each, and the word it came from.
#[derive(Debug, Default)]
pub struct Weights {
    found: BTreeMap<TermId, (u8, String)>,
}

impl Weights {
    /// Adds all terms of a text with one impact.
    pub fn add_text(&mut self, analyzer: &mut Analyzer, text: &str, impact: u8) {
        self.add_with(analyzer, text, |_| impact);
    }

    /// Adds all terms of a text; `impact` tells it for each word.
    pub fn add_with(&mut self, analyzer: &mut Analyzer, text: &str, impact: impl Fn(&str) -> u8) {
        analyzer.terms(text, |term, word| self.put(term, word, impact(word)));
    }

    /// Adds one term.
    pub fn put(&mut self, term: TermId, word: &str, impact: u8) {
        match self.found.get_mut(&term) {
            Some((known, _)) => *known = (*known).max(impact),
            None => {
                self.found.insert(term, (impact, word.to_owned()));
            }
        }
    }

    /// The terms.
    pub fn terms(&self) -> impl Iterator<Item = TermId> {
        self.found.keys().copied()
    }

    /// As postings of a document.
    pub fn into_postings(self, document: usize, words: &mut Words) -> Vec<Posting> {
        let one = |(term, (impact, word))| {
            words.push((term, word));
            (term, document as u32, impact)
        };
        self.found.into_iter().map(one).collect()
    }
}

/// The terms of a long text, as often as they stand in it.
#[derive(Debug, Default)]
pub struct Counts {
    found: Vec<TermId>,
}

impl Counts {
    /// Counts all terms of a text.
    pub fn add(&mut self, analyzer: &mut Analyzer, text: &str) {
        analyzer.terms(text, |term, _| self.found.push(term));
    }

    /// Counts each term of a text that is not here yet once.
    pub fn add_missing(&mut self, analyzer: &mut Analyzer, text: &str) {
        self.found.sort_unstable();
        let mut missing = Vec::new();
        analyzer.terms(text, |term, _| {
            if self.found.binary_search(&term).is_err() {
                missing.push(term);
            }
        });
        missing.sort_unstable();
        missing.dedup();
        self.found.extend(missing);
    }

    /// As postings of a document that is `length` times as long as the average: BM25's saturation (k1 1.2, b 0.5; Robertson
    /// and Zaragoza 2009) on a scale of 1 to 63. The rarity of a term is the engine's part, which sees all documents.
    pub fn into_postings(mut self, document: usize, length: f32) -> Vec<Posting> {
        let norm = 1.2 * (0.5 + 0.5 * length.min(8.0));
        self.found.sort_unstable();
        self.found
            .chunk_by(|a, b| a == b)
            .map(|same| {
                let count = same.len() as f32;
                let impact = 1.0 + 62.0 * count / (count + norm);
                (same[0], document as u32, impact as u8)
            })
            .collect()
    }
}
