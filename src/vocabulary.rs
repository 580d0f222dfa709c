//! The known terms for modalities, tasks, areas and formats, and how people spell them.
//!
//! In: raw text of an entry or a page. Out: normalised terms, in order and without duplicates. Text
//! that no spelling covers stays visible, as a term that is not `known`. The terms are in
//! `vocabulary.toml`; `medatlas.toml` extends them.

mod cell;
mod folded;
mod spellings;

use serde::Deserialize;

use self::cell::CellReader;
use self::folded::Folded;
use self::spellings::{Spellings, VocabularyEntry};
use crate::config::Settings;
use crate::value::placeholder::is_stated;
use crate::value::text::capitalize;

/// What a term says about a dataset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum TermField {
    /// How the data was acquired: CT, fundus, text.
    Modality,
    /// What the data is made for: segmentation, question answering.
    Task,
    /// The part of the body.
    Area,
    /// The format of the files.
    Format,
}

/// The name of a term, normalised if the vocabulary has it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct TermName {
    /// As the site shows it.
    pub name: String,
    /// Whether the vocabulary has it. If not, the name is as written, with a capital first letter.
    pub known: bool,
}

/// Terms and spellings. It is built once and passed by reference.
#[derive(Clone, Debug, Default)]
pub(crate) struct Vocabulary {
    modality: Spellings,
    task: Spellings,
    area: Spellings,
    format: Spellings,
}

/// The form of `vocabulary.toml`.
#[derive(Default, Deserialize)]
struct VocabularyFile {
    modality: Vec<VocabularyEntry>,
    task: Vec<VocabularyEntry>,
    area: Vec<VocabularyEntry>,
    format: Vec<VocabularyEntry>,
}

impl Vocabulary {
    /// The vocabulary that is part of medatlas.
    pub(crate) fn built_in() -> Self {
        // A test makes sure that the file parses.
        let file: VocabularyFile =
            toml::from_str(include_str!("vocabulary.toml")).unwrap_or_default();

        Self {
            modality: Spellings::new(file.modality),
            task: Spellings::new(file.task),
            area: Spellings::new(file.area),
            format: Spellings::new(file.format),
        }
    }

    /// The built-in vocabulary with the additions of the settings.
    pub(crate) fn from_settings(settings: &Settings) -> Self {
        let mut vocabulary = Self::built_in();
        let added = &settings.config.vocabulary;

        for (field, terms) in [
            (TermField::Modality, &added.modality),
            (TermField::Task, &added.task),
            (TermField::Area, &added.area),
            (TermField::Format, &added.format),
        ] {
            for (term, spellings) in terms {
                vocabulary.extend(field, term, spellings);
            }
        }

        vocabulary
    }

    /// Adds spellings to a term, and the term if it is new. They replace earlier meanings.
    pub(crate) fn extend<S: AsRef<str>>(&mut self, field: TermField, term: &str, spellings: &[S]) {
        let known = match field {
            TermField::Modality => &mut self.modality,
            TermField::Task => &mut self.task,
            TermField::Area => &mut self.area,
            TermField::Format => &mut self.format,
        };

        known.extend(term, spellings.iter().map(AsRef::as_ref));
    }

    /// The terms of a raw cell such as "CT, MR", "PET/CT" or "Brain Tumor Segmentation".
    pub(crate) fn terms_of_cell(&self, field: TermField, cell: &str) -> Vec<TermName> {
        if !is_stated(cell) {
            return Vec::new();
        }

        let spellings = self.spellings(field);
        let folded = Folded::new(cell);
        if let Some(meanings) = spellings.meanings_of(&folded.text) {
            return spellings.term_names(meanings);
        }

        let terms = CellReader::new(spellings, &folded).read(field == TermField::Task);
        if terms.is_empty() {
            unknown_term(cell).into_iter().collect()
        } else {
            terms
        }
    }

    /// The known terms in running text, such as the name of a category. Abbreviations of up to
    /// three letters count only in capitals ("US", not "us").
    pub(crate) fn find_in_text(&self, field: TermField, text: &str) -> Vec<TermName> {
        let spellings = self.spellings(field);
        let folded = Folded::new(text);
        let mut terms = Vec::new();
        let mut at = 0;

        while at < folded.words.len() {
            match spellings.longest_match(&folded, at, |_, _| false) {
                Some((words, meanings)) if folded.is_long_or_capital(at..at + words) => {
                    add_new(&mut terms, spellings.term_names(&meanings));
                    at += words;
                }
                _ => at += 1,
            }
        }

        terms
    }

    /// The term that the whole text is a spelling of, if there is exactly one.
    pub(crate) fn term_spelled(&self, field: TermField, text: &str) -> Option<&str> {
        let spellings = self.spellings(field);

        match spellings.meanings_of(&Folded::new(text).text) {
            Some([meaning]) => Some(spellings.term_name(meaning)),
            _ => None,
        }
    }

    /// The names of all terms of a field, in the order of the vocabulary.
    pub(crate) fn names(&self, field: TermField) -> impl Iterator<Item = &str> {
        self.spellings(field).names()
    }

    fn spellings(&self, field: TermField) -> &Spellings {
        match field {
            TermField::Modality => &self.modality,
            TermField::Task => &self.task,
            TermField::Area => &self.area,
            TermField::Format => &self.format,
        }
    }
}

/// Appends the terms that the list does not have.
fn add_new(terms: &mut Vec<TermName>, new: Vec<TermName>) {
    for term in new {
        if !terms.contains(&term) {
            terms.push(term);
        }
    }
}

/// A term as written; nothing for a text without letters and digits.
fn unknown_term(written: &str) -> Option<TermName> {
    let written = written.trim().trim_end_matches(['.', ',', '，']).trim();
    let is_term = is_stated(written) && written.contains(char::is_alphanumeric);

    is_term.then(|| TermName {
        name: capitalize(written),
        known: false,
    })
}

#[cfg(test)]
mod tests;
