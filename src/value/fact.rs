//! A fact with its provenance: the value, the text it was read from, and where that text is.

use crate::source::Span;

/// One fact about a dataset.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact<T> {
    /// The normalised value.
    pub value: T,
    /// The text as the catalog has it.
    pub raw: String,
    /// Which kind of text states it.
    pub from: Origin,
    /// The location of the text.
    pub span: Span,
}

/// Which kind of text of a catalog states a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The entry of the list.
    Entry,
    /// The dataset's own page.
    Page,
}

impl Origin {
    /// The name in machine-readable output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Entry => "entry",
            Self::Page => "page",
        }
    }
}
