//! Which abbreviations of a page are explained: each where it stands first.
//!
//! In: runs of plain text in the order of the page. Out: places with what they stand for; text as HTML with them marked.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Range;

use crate::catalog::Catalog;
use crate::catalog::glossary::{Glossary, GlossaryEntry};
use crate::render::markdown::escape::{push_abbreviation, push_text};

/// The abbreviations of one page.
#[derive(Default)]
pub(super) struct Hover<'a> {
    glossary: Option<&'a Glossary>,
    /// Those that were explained.
    seen: RefCell<BTreeSet<usize>>,
}

impl<'a> Hover<'a> {
    pub(super) fn new(catalog: &'a Catalog) -> Self {
        Self {
            glossary: catalog.glossary.as_ref(),
            seen: RefCell::default(),
        }
    }

    /// Leaves out the abbreviations of an entry, for the page that has its text.
    pub(super) fn skip(&self, entry: &GlossaryEntry) {
        let all = self
            .glossary
            .map_or(&[][..], Glossary::abbreviations)
            .iter()
            .enumerate();
        let own = all
            .filter(|(_, known)| entry.names.contains(&known.short))
            .map(|(id, _)| id);
        self.seen.borrow_mut().extend(own);
    }

    /// The abbreviations that stand here first, with their meanings.
    pub(super) fn find(&self, text: &str) -> Vec<(Range<usize>, &'a str)> {
        let Some(glossary) = self.glossary else {
            return Vec::new();
        };
        let mut seen = self.seen.borrow_mut();
        let found = glossary.abbreviations.find(text).into_iter();
        let new = found.filter(|(_, id)| seen.insert(*id));
        new.map(|(at, id)| (at, glossary.abbreviations()[id].meaning.as_str()))
            .collect()
    }

    /// Plain text as HTML; nothing when it holds no abbreviation that stands here first.
    pub(super) fn html(&self, text: &str) -> Option<String> {
        let found = self.find(text);
        let mut html = String::new();
        let mut at = 0;
        for (range, meaning) in &found {
            push_text(&mut html, &text[at..range.start]);
            push_abbreviation(&mut html, &text[range.clone()], meaning);
            at = range.end;
        }
        push_text(&mut html, &text[at..]);
        (!found.is_empty()).then_some(html)
    }
}
