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

use super::language::{Analyzer, folded};

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

/// What one document adds to the index: term, word, document, impact.
pub type Posting = (String, String, u32, u8);

impl Index {
    /// Builds the index of `count` documents; `one` gives the postings of the n-th.
    pub fn build(count: usize, one: impl Fn(&mut Analyzer, usize) -> Vec<Posting> + Sync) -> Self {
        // An analyzer stays on its thread, so that the work is cut by hand; its memory of words pays from some pages on.
        let size = count.div_ceil(rayon::current_num_threads() * 4).max(16);
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
                Term { shown: shown.map_or_else(String::new, |(word, _)| word), term, postings }
            })
            .collect();
        terms.par_sort_unstable_by(|a, b| utf16(&a.term, &b.term));
        Self { terms }
    }
}

/// Of each term: how often each of its words was met, and the postings.
type Found = HashMap<String, (BTreeMap<String, u32>, Vec<(u32, u8)>)>;

fn batch(ids: Range<usize>, one: &impl Fn(&mut Analyzer, usize) -> Vec<Posting>) -> Found {
    let mut analyzer = Analyzer::default();
    let mut found = Found::default();
    for (term, word, id, impact) in ids.flat_map(|id| one(&mut analyzer, id)) {
        let (words, postings) = found.entry(term).or_default();
        *words.entry(word).or_default() += 1;
        postings.push((id, impact));
    }
    found
}

fn merge(a: Found, b: Found) -> Found {
    let (mut large, small) = if a.len() < b.len() { (b, a) } else { (a, b) };
    // Order does not matter here: postings and words are sorted at the end.
    #[expect(clippy::iter_over_hash_type)]
    for (term, (words, postings)) in small {
        let (all, list) = large.entry(term).or_default();
        words.into_iter().for_each(|(word, count)| *all.entry(word).or_default() += count);
        list.extend(postings);
    }
    large
}

/// The order of strings in JavaScript.
pub fn utf16(a: &str, b: &str) -> Ordering {
    // Equal to the order of bytes but for characters beyond the first 65,536.
    if a.is_ascii() || b.is_ascii() { a.cmp(b) } else { a.encode_utf16().cmp(b.encode_utf16()) }
}

/// The terms of one document with the largest impact of each, and the word it came from.
#[derive(Debug, Default)]
pub struct Weights {
    found: BTreeMap<String, (u8, String)>,
}

impl Weights {
    /// Adds all terms of a text with one impact.
    pub fn add_text(&mut self, analyzer: &mut Analyzer, text: &str, impact: u8) {
        self.add_with(analyzer, &folded(text), |_| impact);
    }

    /// Adds all terms of a folded text; `impact` tells it for each word.
    pub fn add_with(&mut self, analyzer: &mut Analyzer, folded: &str, impact: impl Fn(&str) -> u8) {
        analyzer.terms(folded, |term, word| self.put(term, word, impact(word)));
    }

    /// Adds one term.
    pub fn put(&mut self, term: &str, word: &str, impact: u8) {
        match self.found.get_mut(term) {
            Some((known, _)) => *known = (*known).max(impact),
            None => {
                self.found.insert(term.to_owned(), (impact, word.to_owned()));
            }
        }
    }

    /// The terms, sorted.
    pub fn terms(&self) -> impl Iterator<Item = &str> {
        self.found.keys().map(String::as_str)
    }

    /// As postings of a document.
    pub fn into_postings(self, id: usize) -> Vec<Posting> {
        self.found.into_iter().map(|(term, (impact, word))| (term, word, id as u32, impact)).collect()
    }
}

/// How often the terms of a long text stand in it.
#[derive(Debug, Default)]
pub struct Counts {
    found: HashMap<String, (u32, String)>,
}

impl Counts {
    /// Counts all terms of a folded text.
    pub fn add(&mut self, analyzer: &mut Analyzer, folded: &str) {
        analyzer.terms(folded, |term, word| match self.found.get_mut(term) {
            Some((count, _)) => *count += 1,
            None => {
                self.found.insert(term.to_owned(), (1, word.to_owned()));
            }
        });
    }

    /// Takes the terms of `more` that are not here yet, each once.
    pub fn add_missing(&mut self, more: Self) {
        // A map to a map: the order does not matter.
        #[expect(clippy::iter_over_hash_type)]
        for (term, (_, word)) in more.found {
            self.found.entry(term).or_insert((1, word));
        }
    }

    /// As postings of a document that is `length` times as long as the average: BM25's saturation (k1 1.2, b 0.5; Robertson
    /// and Zaragoza 2009) on a scale of 1 to 63. The rarity of a term is the engine's part, which sees all documents.
    pub fn into_postings(self, id: usize, length: f32) -> Vec<Posting> {
        let norm = 1.2 * (0.5 + 0.5 * length.min(8.0));
        self.found
            .into_iter()
            .map(|(term, (count, word))| {
                let count = count as f32;
                let impact = 1.0 + 62.0 * count / (count + norm);
                (term, word, id as u32, impact as u8)
            })
            .collect()
    }
}
