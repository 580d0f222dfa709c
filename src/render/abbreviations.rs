//! The abbreviations that a page explains: each where it first occurs.
//!
//! In: runs of plain text in the order of the page. Out: the positions of abbreviations with their
//! meanings, or the text as HTML with `<abbr>` elements.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Range;

use crate::catalog::Catalog;
use crate::catalog::glossary::{Glossary, GlossaryEntry};
use crate::render::markdown::escape::{push_abbreviation, push_text};

/// The abbreviations of one page. The default has none.
#[derive(Default)]
pub(super) struct PageAbbreviations<'a> {
    glossary: Option<&'a Glossary>,
    /// Those that were explained, by their index in the glossary.
    explained: RefCell<BTreeSet<usize>>,
}

impl<'a> PageAbbreviations<'a> {
    pub(super) fn new(catalog: &'a Catalog) -> Self {
        Self {
            glossary: catalog.glossary.as_ref(),
            explained: RefCell::default(),
        }
    }

    /// Leaves out the abbreviations of an entry, for the page that holds its text.
    pub(super) fn skip(&self, entry: &GlossaryEntry) {
        let all = self.glossary.map_or(&[][..], Glossary::abbreviations);
        let own = all
            .iter()
            .enumerate()
            .filter(|(_, known)| entry.names.contains(&known.short))
            .map(|(id, _)| id);

        self.explained.borrow_mut().extend(own);
    }

    /// The abbreviations that the page has here for the first time, with their meanings.
    pub(super) fn find(&self, text: &str) -> Vec<(Range<usize>, &'a str)> {
        let Some(glossary) = self.glossary else {
            return Vec::new();
        };
        let mut explained = self.explained.borrow_mut();

        glossary
            .abbreviations
            .find(text)
            .into_iter()
            .filter(|(_, id)| explained.insert(*id))
            .map(|(range, id)| (range, glossary.abbreviations()[id].meaning.as_str()))
            .collect()
    }

    /// Plain text as HTML. `None` if the page has no abbreviation here for the first time.
    pub(super) fn html(&self, text: &str) -> Option<String> {
        let abbreviations = self.find(text);
        if abbreviations.is_empty() {
            return None;
        }

        let mut html = String::new();
        let mut at = 0;
        for (range, meaning) in abbreviations {
            push_text(&mut html, &text[at..range.start]);
            push_abbreviation(&mut html, &text[range.clone()], meaning);
            at = range.end;
        }
        push_text(&mut html, &text[at..]);

        Some(html)
    }
}
