//! The glossary of a catalog: what its terms and abbreviations mean.
//!
//! In: what `assemble` matched. Out: the entries, and look-ups of them by term and by abbreviation.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::catalog::abbreviation::{Abbreviation, AbbreviationList};
use crate::parse::Link;
use crate::source::FileId;
use crate::value::term_kind::TermKind;

/// All entries, and what finds them.
#[derive(Clone, Debug, Default)]
pub struct Glossary {
    /// The text that it was read from.
    pub file: FileId,
    /// Blocks of the text outside of entries.
    pub lead: Vec<Range<usize>>,
    /// The entries, in the order of the text.
    pub entries: Vec<GlossaryEntry>,
    /// Headings of entries without a name.
    pub unnamed: Vec<Range<usize>>,
    /// Link reference definitions.
    pub references: Vec<(String, String)>,
    /// All links of the text.
    pub links: Vec<Link>,
    /// All images of the text.
    pub images: Vec<Link>,
    /// The indices of the entries by term.
    pub by_term: BTreeMap<(TermKind, String), usize>,
    /// The abbreviations that the entries explain.
    pub abbreviations: AbbreviationList,
}

/// One entry.
#[derive(Clone, Debug, Default)]
pub struct GlossaryEntry {
    /// The heading as a reader sees it.
    pub title: String,
    /// Its names, the one before the brackets first.
    pub names: Vec<String>,
    /// The fragment of its URL on the glossary's page: on a code host, that of the heading.
    pub id: String,
    /// The first of its names that is no abbreviation.
    pub meaning: Option<String>,
    /// The kind of terms that its section is about.
    pub section: Option<TermKind>,
    /// The term that it is about, of the catalog or only of the vocabulary.
    pub term: Option<(TermKind, String)>,
    /// The index of an earlier entry with the same name or about the same term.
    pub repeats: Option<usize>,
    /// The heading in the text.
    pub heading: Range<usize>,
    /// The text below it.
    pub body: Range<usize>,
}

impl Glossary {
    /// Whether there is anything to show.
    pub fn has_page(&self) -> bool {
        !self.entries.is_empty()
    }

    /// The entry about a term.
    pub fn entry_of_term(&self, kind: TermKind, name: &str) -> Option<&GlossaryEntry> {
        let at = self.by_term.get(&(kind, name.to_owned()))?;

        Some(&self.entries[*at])
    }

    /// All abbreviations that the entries explain.
    pub fn abbreviations(&self) -> &[Abbreviation] {
        self.abbreviations.list()
    }
}
