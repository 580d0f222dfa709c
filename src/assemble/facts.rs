//! The facts of a dataset, from its entry and from its page.
//!
//! In: an entry, a page. Out: `Facts`. The entry wins, since the list is what a maintainer looks
//! after; the page fills what the entry leaves open. What both share is here: cells that state a
//! fact.

use std::ops::Range;

use crate::assemble::entry_facts::entry_facts;
use crate::assemble::page_facts::page_facts;
use crate::catalog::category::Category;
use crate::catalog::dataset::{Facts, Unread, UnreadField};
use crate::parse::page::Page;
use crate::parse::readme::Entry;
use crate::source::{FileId, Sources, Span};
use crate::value::access::{Access, AccessBasis, AccessLevel};
use crate::value::fact::{Fact, Origin};
use crate::value::placeholder::is_stated;
use crate::vocabulary::{TermField, TermName, Vocabulary};

/// Reads all facts of one dataset: those that hold, and those that its page states.
pub(super) fn collect_facts(
    vocabulary: &Vocabulary,
    entry: Option<&Entry>,
    page: Option<(FileId, &Page)>,
) -> (Facts, Facts) {
    let of_page = page.map_or_else(Facts::default, |(file, page)| {
        page_facts(vocabulary, file, page)
    });
    let mut facts = entry.map_or_else(Facts::default, |entry| entry_facts(vocabulary, entry));
    fill_missing(&mut facts, of_page.clone());

    (facts, of_page)
}

/// Takes from `others` what `facts` lack.
pub(super) fn fill_missing(facts: &mut Facts, others: Facts) {
    fill_one(&mut facts.dimensions, others.dimensions);
    fill_one(&mut facts.modalities, others.modalities);
    fill_one(&mut facts.tasks, others.tasks);
    fill_one(&mut facts.areas, others.areas);
    fill_one(&mut facts.structures, others.structures);
    fill_one(&mut facts.cases, others.cases);
    fill_one(&mut facts.classes, others.classes);
    fill_one(&mut facts.formats, others.formats);
    fill_one(&mut facts.released, others.released);
    fill_one(&mut facts.challenge, others.challenge);
    fill_one(&mut facts.license, others.license);
    fill_one(&mut facts.access, others.access);
    facts.unread.extend(others.unread);

    for (label, fact) in others.extra {
        let mut labels = facts.extra.iter().map(|(label, _)| label);
        if !labels.any(|known| known.eq_ignore_ascii_case(&label)) {
            facts.extra.push((label, fact));
        }
    }
}

fn fill_one<T>(fact: &mut Option<T>, other: Option<T>) {
    if fact.is_none() {
        *fact = other;
    }
}

/// A cell of a table, or another short text, that may state a fact.
#[derive(Clone, Copy)]
pub(super) struct FactCell<'a> {
    pub(super) from: Origin,
    pub(super) file: FileId,
    pub(super) text: &'a str,
    pub(super) span: &'a Range<usize>,
}

impl<'a> FactCell<'a> {
    /// A cell of the list.
    pub(super) fn of_list(text: &'a str, span: &'a Range<usize>) -> Self {
        Self {
            from: Origin::Entry,
            file: Sources::README,
            text,
            span,
        }
    }

    /// A fact with this value; nothing if the value is absent or the cell holds a placeholder.
    pub(super) fn fact<T>(self, value: Option<T>) -> Option<Fact<T>> {
        let value = value.filter(|_| is_stated(self.text))?;

        Some(Fact {
            value,
            raw: self.text.to_owned(),
            from: self.from,
            span: Span::new(self.file, self.span.clone()),
        })
    }

    /// The text as it is.
    pub(super) fn text(self) -> Option<Fact<String>> {
        self.fact(Some(self.text.to_owned()))
    }

    /// The terms of the cell.
    pub(super) fn terms(
        self,
        vocabulary: &Vocabulary,
        field: TermField,
    ) -> Option<Fact<Vec<String>>> {
        self.fact(non_empty(names(vocabulary.terms_of_cell(field, self.text))))
    }

    /// The terms that occur in the text.
    pub(super) fn terms_in_text(
        self,
        vocabulary: &Vocabulary,
        field: TermField,
    ) -> Option<Fact<Vec<String>>> {
        self.fact(non_empty(names(vocabulary.find_in_text(field, self.text))))
    }

    /// `2D`, `3D & 4D`: each digit before a D.
    pub(super) fn dimensions(self) -> Option<Fact<Vec<String>>> {
        self.fact(non_empty(dimensions(self.text)))
    }

    /// The access that the cell states.
    pub(super) fn access(self) -> Option<Fact<Access>> {
        let level = AccessLevel::parse(self.text);

        self.fact(level.map(|level| Access {
            level,
            basis: AccessBasis::Stated,
        }))
    }

    /// What the cell states, if it should state a `field` and could not be read as one.
    pub(super) fn unread<T>(self, field: UnreadField, value: Option<&T>) -> Option<Unread> {
        let is_unread = value.is_none() && is_stated(self.text);

        is_unread.then(|| Unread {
            field,
            raw: self.text.to_owned(),
            span: Span::new(self.file, self.span.clone()),
        })
    }
}

/// The area that the heading of a category names.
pub(super) fn area_of_category(
    vocabulary: &Vocabulary,
    category: &Category,
) -> Option<Fact<Vec<String>>> {
    FactCell::of_list(&category.name, &category.heading).terms_in_text(vocabulary, TermField::Area)
}

/// The names of terms, without duplicates.
pub(super) fn names(terms: Vec<TermName>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for term in terms {
        if !names.contains(&term.name) {
            names.push(term.name);
        }
    }

    names
}

fn non_empty(values: Vec<String>) -> Option<Vec<String>> {
    Some(values).filter(|values| !values.is_empty())
}

fn dimensions(text: &str) -> Vec<String> {
    let characters: Vec<char> = text.to_uppercase().chars().collect();
    let mut dimensions: Vec<String> = Vec::new();

    for pair in characters.windows(2) {
        if matches!(pair, ['1'..='5', 'D']) {
            let name = String::from_iter(pair);
            if !dimensions.contains(&name) {
                dimensions.push(name);
            }
        }
    }

    dimensions
}
