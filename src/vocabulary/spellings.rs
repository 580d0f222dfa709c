//! The terms of one field, and what each spelling means.
//!
//! In: the entries of `vocabulary.toml` and of the settings. Out: look-ups by folded text.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::vocabulary::TermName;
use crate::vocabulary::folded::{Folded, Gap};

/// A term of `vocabulary.toml`.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct VocabularyEntry {
    name: String,
    #[serde(default)]
    spellings: Vec<String>,
    #[serde(default)]
    exact: Vec<String>,
}

/// All terms of one field.
#[derive(Clone, Debug, Default)]
pub(super) struct Spellings {
    names: Vec<String>,
    by_folded: BTreeMap<String, Vec<Meaning>>,
    /// Number of words in the longest spelling.
    longest: usize,
}

/// One meaning of a spelling.
#[derive(Clone, Copy, Debug)]
pub(super) struct Meaning {
    /// Index of the term in `Spellings::names`.
    term: usize,
    /// Only as a whole part of a cell, not as words of a longer one.
    is_exact: bool,
    /// From the settings, whose meanings replace the built-in ones.
    is_added: bool,
}

impl Spellings {
    pub(super) fn new(entries: Vec<VocabularyEntry>) -> Self {
        let mut all = Self::default();

        for (term, entry) in entries.into_iter().enumerate() {
            let meaning = Meaning {
                term,
                is_exact: false,
                is_added: false,
            };
            let exact = Meaning {
                is_exact: true,
                ..meaning
            };

            // The first meaning counts, so that a name that is listed as exact is exact.
            for spelling in &entry.spellings {
                all.add(spelling, meaning);
            }
            for spelling in &entry.exact {
                all.add(spelling, exact);
            }
            all.add(&entry.name, meaning);
            all.names.push(entry.name);
        }

        all
    }

    /// Adds spellings to a term, and the term if it is new.
    pub(super) fn extend<'a>(&mut self, name: &str, spellings: impl Iterator<Item = &'a str>) {
        let term = self.names.iter().position(|known| known == name);
        let term = term.unwrap_or_else(|| {
            self.names.push(name.to_owned());
            self.names.len() - 1
        });
        let meaning = Meaning {
            term,
            is_exact: false,
            is_added: true,
        };

        for spelling in spellings {
            self.add(spelling, meaning);
        }
        self.add(name, meaning);
    }

    /// Adds a meaning, unless the spelling already means the term.
    fn add(&mut self, spelling: &str, meaning: Meaning) {
        let folded = Folded::new(spelling);
        if folded.words.is_empty() {
            return;
        }

        self.longest = self.longest.max(folded.words.len());
        let meanings = self.by_folded.entry(folded.text).or_default();
        if meaning.is_added {
            meanings.retain(|before| before.is_added);
        }
        if !meanings.iter().any(|before| before.term == meaning.term) {
            meanings.push(meaning);
        }
    }

    /// The names of all terms, in the order of the vocabulary.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// What the whole of a folded text means.
    pub(super) fn meanings_of(&self, folded: &str) -> Option<&[Meaning]> {
        self.by_folded.get(folded).map(Vec::as_slice)
    }

    /// The longest spelling that starts at the word `at`: its number of words, and its meanings.
    ///
    /// `is_whole` answers whether a range of words, given by its ends, fills the part of the cell
    /// that it is in. Only there do exact spellings count.
    pub(super) fn longest_match(
        &self,
        folded: &Folded<'_>,
        at: usize,
        is_whole: impl Fn(usize, usize) -> bool,
    ) -> Option<(usize, Vec<Meaning>)> {
        let rest = &folded.words[at..];
        let until_separator = rest
            .iter()
            .skip(1)
            .position(|word| word.gap == Gap::Hard)
            .map_or(rest.len(), |position| position + 1);

        (1..=until_separator.min(self.longest))
            .rev()
            .find_map(|words| {
                let mut meanings = self.by_folded.get(folded.slice(at..at + words))?.clone();
                meanings.retain(|meaning| !meaning.is_exact || is_whole(at, at + words));
                (!meanings.is_empty()).then_some((words, meanings))
            })
    }

    /// The name of the term that is meant.
    pub(super) fn term_name(&self, meaning: &Meaning) -> &str {
        &self.names[meaning.term]
    }

    /// The terms that are meant.
    pub(super) fn term_names(&self, meanings: &[Meaning]) -> Vec<TermName> {
        meanings
            .iter()
            .map(|meaning| TermName {
                name: self.term_name(meaning).to_owned(),
                known: true,
            })
            .collect()
    }
}
