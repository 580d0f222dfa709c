//! The catalog's own words for modalities, tasks, areas and formats, and how people spell them.
//!
//! In: raw words of an entry or a page. Out: normalised terms, in order and without doubles; a word that no spelling
//! covers stays visible as a term that is not `known`. The terms stand in `vocabulary.toml`, which `medatlas.toml`
//! extends. Folding of letter case, hyphens and plurals is `folded`'s.

mod folded;

use std::collections::BTreeMap;

use serde::Deserialize;

use self::folded::{Folded, Gap};
use crate::config::Settings;
use crate::value::placeholder::is_stated;

/// What a term says about a dataset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// How the data was taken: CT, fundus, text.
    Modality,
    /// What it is made for: segmentation, question answering.
    Task,
    /// The part of the body.
    Area,
    /// The kind of file.
    Format,
}

/// A normalised word.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Term {
    /// As the site shows it.
    pub name: String,
    /// Whether the vocabulary has it. If not, the name is as written, with a capital first letter.
    pub known: bool,
}

/// Terms and spellings. Built once and handed on by reference.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    modality: Spellings,
    task: Spellings,
    area: Spellings,
    format: Spellings,
}

#[derive(Clone, Debug, Default)]
struct Spellings {
    entries: Vec<Entry>,
    by_folded: BTreeMap<String, Vec<Meaning>>,
    /// Words in the longest spelling.
    longest: usize,
}

/// What one spelling stands for.
#[derive(Clone, Copy, Debug)]
struct Meaning {
    entry: usize,
    /// Only as a whole part of a cell, not as words of a longer one.
    exact: bool,
    /// From `extend`, which wins over the built-in meaning.
    added: bool,
}

#[derive(Clone, Debug, Deserialize)]
struct Entry {
    name: String,
    slug: Option<String>,
    #[serde(default)]
    spellings: Vec<String>,
    #[serde(default)]
    exact: Vec<String>,
}

#[derive(Default, Deserialize)]
struct File {
    modality: Vec<Entry>,
    task: Vec<Entry>,
    area: Vec<Entry>,
    format: Vec<Entry>,
}

impl Vocabulary {
    /// The vocabulary that ships with medatlas.
    pub fn built_in() -> Self {
        // A test holds that the file parses.
        let file: File = toml::from_str(include_str!("vocabulary.toml")).unwrap_or_default();
        Self {
            modality: Spellings::new(file.modality),
            task: Spellings::new(file.task),
            area: Spellings::new(file.area),
            format: Spellings::new(file.format),
        }
    }

    /// The built-in vocabulary with what the settings add.
    pub fn of(settings: &Settings) -> Self {
        let mut vocabulary = Self::built_in();
        let added = &settings.vocabulary;
        for (field, terms) in [
            (Field::Modality, &added.modality),
            (Field::Task, &added.task),
            (Field::Area, &added.area),
            (Field::Format, &added.format),
        ] {
            for (term, spellings) in terms {
                vocabulary.extend(field, term, spellings);
            }
        }
        vocabulary
    }

    /// Adds spellings to a term, and the term if it is new. They win over what they meant before.
    pub fn extend<S: AsRef<str>>(&mut self, field: Field, term: &str, spellings: &[S]) {
        let of = match field {
            Field::Modality => &mut self.modality,
            Field::Task => &mut self.task,
            Field::Area => &mut self.area,
            Field::Format => &mut self.format,
        };
        let entry = of
            .entries
            .iter()
            .position(|entry| entry.name == term)
            .unwrap_or_else(|| {
                let (name, slug) = (term.to_owned(), None);
                of.entries.push(Entry {
                    name,
                    slug,
                    spellings: Vec::new(),
                    exact: Vec::new(),
                });
                of.entries.len() - 1
            });
        for spelling in spellings.iter().map(AsRef::as_ref).chain([term]) {
            of.add(
                spelling,
                Meaning {
                    entry,
                    exact: false,
                    added: true,
                },
            );
        }
    }

    /// The terms of a raw cell such as "CT, MR", "PET/CT" or "Brain Tumor Segmentation".
    pub fn terms(&self, field: Field, raw: &str) -> Vec<Term> {
        if !is_stated(raw) {
            return Vec::new();
        }
        let of = self.spellings(field);
        let folded = Folded::new(raw);
        if let Some(meanings) = of.by_folded.get(&folded.text) {
            return of.named(meanings);
        }
        let mut reading = Reading {
            of,
            folded: &folded,
            terms: Vec::new(),
            unknown: Vec::new(),
        };
        reading.read(field == Field::Task);
        if reading.terms.is_empty() {
            Vec::from_iter(unknown_term(raw))
        } else {
            reading.terms
        }
    }

    /// The known terms that stand in running text, such as the words before an entry's brackets or a category's name.
    /// Abbreviations of up to three letters count only in capitals ("US", not "us").
    pub fn find(&self, field: Field, text: &str) -> Vec<Term> {
        let of = self.spellings(field);
        let folded = Folded::new(text);
        let mut found = Vec::new();
        let mut at = 0;
        while at < folded.words.len() {
            let hit = of.longest_match(&folded, at, |_, _| false);
            let shouted = |words: usize| {
                let spelling = at..at + words;
                folded.slice(spelling.clone()).len() > 3
                    || !folded.written(spelling).contains(char::is_lowercase)
            };
            match hit {
                Some((words, meanings)) if shouted(words) => {
                    push_all(&mut found, of.named(&meanings));
                    at += words;
                }
                _ => at += 1,
            }
        }
        found
    }

    /// The term that all of a text is a spelling of, where there is only one.
    pub fn named(&self, field: Field, text: &str) -> Option<&str> {
        let of = self.spellings(field);
        match of.by_folded.get(&Folded::new(text).text).map(Vec::as_slice) {
            Some([meaning]) => Some(&of.entries[meaning.entry].name),
            _ => None,
        }
    }

    /// The term's address where its name alone would make a poor one.
    pub fn slug(&self, field: Field, name: &str) -> Option<&str> {
        self.spellings(field)
            .entries
            .iter()
            .find(|entry| entry.name == name)?
            .slug
            .as_deref()
    }

    /// All terms of a field, in the vocabulary's order.
    pub fn names(&self, field: Field) -> impl Iterator<Item = &str> {
        self.spellings(field)
            .entries
            .iter()
            .map(|entry| entry.name.as_str())
    }

    fn spellings(&self, field: Field) -> &Spellings {
        match field {
            Field::Modality => &self.modality,
            Field::Task => &self.task,
            Field::Area => &self.area,
            Field::Format => &self.format,
        }
    }
}

impl Spellings {
    fn new(entries: Vec<Entry>) -> Self {
        let mut made = Self::default();
        for (entry, said) in entries.iter().enumerate() {
            for (spelling, exact) in said
                .spellings
                .iter()
                .map(|s| (s, false))
                .chain(said.exact.iter().map(|s| (s, true)))
            {
                made.add(
                    spelling,
                    Meaning {
                        entry,
                        exact,
                        added: false,
                    },
                );
            }
            made.add(
                &said.name,
                Meaning {
                    entry,
                    exact: false,
                    added: false,
                },
            );
        }
        made.entries = entries;
        made
    }

    /// Adds a meaning. The first one of an entry stays, so that a name listed as exact is exact.
    fn add(&mut self, spelling: &str, meaning: Meaning) {
        let folded = Folded::new(spelling);
        if folded.words.is_empty() {
            return;
        }
        self.longest = self.longest.max(folded.words.len());
        let meanings = self.by_folded.entry(folded.text).or_default();
        if meaning.added {
            meanings.retain(|before| before.added);
        }
        if !meanings.iter().any(|before| before.entry == meaning.entry) {
            meanings.push(meaning);
        }
    }

    /// The longest spelling that starts at a word: its number of words and what it means. `whole` tells whether
    /// words fill the part of the cell that they stand in.
    fn longest_match(
        &self,
        folded: &Folded<'_>,
        at: usize,
        whole: impl Fn(usize, usize) -> bool,
    ) -> Option<(usize, Vec<Meaning>)> {
        let hard = folded.words[at..]
            .iter()
            .skip(1)
            .position(|word| word.gap == Gap::Hard);
        let most = hard
            .map_or(folded.words.len() - at, |position| position + 1)
            .min(self.longest);
        (1..=most).rev().find_map(|words| {
            let mut meanings = self.by_folded.get(folded.slice(at..at + words))?.clone();
            meanings.retain(|meaning| !meaning.exact || whole(at, at + words));
            (!meanings.is_empty()).then_some((words, meanings))
        })
    }

    fn named(&self, meanings: &[Meaning]) -> Vec<Term> {
        let term = |meaning: &Meaning| Term {
            name: self.entries[meaning.entry].name.clone(),
            known: true,
        };
        meanings.iter().map(term).collect()
    }
}

/// A cell being read, part by part.
struct Reading<'a> {
    of: &'a Spellings,
    folded: &'a Folded<'a>,
    terms: Vec<Term>,
    unknown: Vec<Term>,
}

impl Reading<'_> {
    /// Collects the terms. With `phrases`, parts without a known word that lead up to a longer phrase belong to it:
    /// "Sacrum, Left and Right Hip Segmentation" is one task.
    fn read(&mut self, phrases: bool) {
        let parts = self.folded.parts();
        let mut at = 0;
        for part in &parts {
            let mut known = at > part.start;
            at = at.max(part.start);
            while at < part.end {
                let whole = |from, to| {
                    parts.iter().any(|part| part.start == from)
                        && parts.iter().any(|part| part.end == to)
                };
                let Some((words, meanings)) = self.of.longest_match(self.folded, at, whole) else {
                    at += 1;
                    continue;
                };
                let leads_up = phrases && at > part.start;
                let unknown = std::mem::take(&mut self.unknown);
                push_all(&mut self.terms, if leads_up { Vec::new() } else { unknown });
                push_all(&mut self.terms, self.of.named(&meanings));
                known = true;
                at += words;
            }
            if !known {
                self.unknown
                    .extend(unknown_term(self.folded.written(part.clone())));
            }
        }
        // A task without any known word is one phrase, not a list.
        if !(phrases && self.terms.is_empty()) {
            push_all(&mut self.terms, std::mem::take(&mut self.unknown));
        }
    }
}

fn push_all(terms: &mut Vec<Term>, more: Vec<Term>) {
    for term in more {
        if !terms.contains(&term) {
            terms.push(term);
        }
    }
}

/// A term as written. Nothing for a part without words.
fn unknown_term(written: &str) -> Option<Term> {
    let written = written.trim().trim_end_matches(['.', ',', '，']).trim();
    let mut letters = written.chars();
    let first = letters
        .next()
        .filter(|_| is_stated(written) && written.contains(char::is_alphanumeric))?;
    Some(Term {
        name: first.to_uppercase().chain(letters).collect(),
        known: false,
    })
}

#[cfg(test)]
mod tests;
