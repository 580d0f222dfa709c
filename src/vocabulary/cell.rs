//! The terms of a cell that is no spelling as a whole.
//!
//! In: the folded words of a cell. Out: the terms of its parts, in order.

use crate::vocabulary::folded::Folded;
use crate::vocabulary::spellings::Spellings;
use crate::vocabulary::{TermName, add_new, unknown_term};

/// A cell that is being read, part by part.
pub(super) struct CellReader<'a> {
    spellings: &'a Spellings,
    folded: &'a Folded<'a>,
    terms: Vec<TermName>,
    /// Parts without a known word since the last known term.
    unknown: Vec<TermName>,
}

impl<'a> CellReader<'a> {
    pub(super) fn new(spellings: &'a Spellings, folded: &'a Folded<'a>) -> Self {
        Self {
            spellings,
            folded,
            terms: Vec::new(),
            unknown: Vec::new(),
        }
    }

    /// Collects the terms. With `is_phrase`, parts without a known word belong to the longer phrase
    /// that follows them: "Sacrum, Left and Right Hip Segmentation" is one task.
    pub(super) fn read(mut self, is_phrase: bool) -> Vec<TermName> {
        let parts = self.folded.parts();
        let mut at = 0;

        for part in &parts {
            let mut is_known = at > part.start;
            at = at.max(part.start);

            while at < part.end {
                let is_whole = |from, to| {
                    parts.iter().any(|part| part.start == from)
                        && parts.iter().any(|part| part.end == to)
                };
                let Some((words, meanings)) =
                    self.spellings.longest_match(self.folded, at, is_whole)
                else {
                    at += 1;
                    continue;
                };

                let unknown = std::mem::take(&mut self.unknown);
                let is_end_of_phrase = is_phrase && at > part.start;
                if !is_end_of_phrase {
                    add_new(&mut self.terms, unknown);
                }
                add_new(&mut self.terms, self.spellings.term_names(&meanings));
                is_known = true;
                at += words;
            }

            if !is_known {
                let written = self.folded.written(part.clone());
                self.unknown.extend(unknown_term(written));
            }
        }

        // A task without a known word is one phrase, not a list.
        let is_one_phrase = is_phrase && self.terms.is_empty();
        if !is_one_phrase {
            add_new(&mut self.terms, self.unknown);
        }

        self.terms
    }
}
