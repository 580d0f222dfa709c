//! A fact with its provenance: the value, the words it was read from, and where they stand.

use crate::source::Span;

/// One fact of a dataset.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact<T> {
    /// What it says, normalised.
    pub value: T,
    /// The words as the catalog has them.
    pub raw: String,
    /// Which text says it.
    pub from: Origin,
    /// Where the words stand.
    pub span: Span,
}

/// Which text of a catalog states a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The list.
    Entry,
    /// The dataset's own page.
    Page,
}

impl Origin {
    /// The word in machine-readable output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Entry => "entry",
            Self::Page => "page",
        }
    }
}
