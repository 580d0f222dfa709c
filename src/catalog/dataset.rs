//! A dataset: the join of what the list says of it and what its page says.

use std::ops::Range;

use crate::catalog::category::CategoryId;
use crate::catalog::image::ImageId;
use crate::catalog::web_link::WebLink;
use crate::catalog::route::Route;
use crate::source::{FileId, Span};
use crate::value::access::Access;
use crate::value::access::Access;
use crate::value::date::ReleaseDate;
use crate::value::fact::Fact;
use crate::value::term_kind::TermKind;

/// Index of a dataset in `Catalog::datasets`.
pub type DatasetId = usize;

/// One dataset.
#[derive(Clone, Debug)]
pub struct Dataset {
    /// Unique in the catalog, stable: from the page's file name, else from the name.
    pub slug: String,
    /// Where its page stands.
    pub route: Route,
    /// The entry's name; the page's title when no entry lists it.
    pub name: String,
    /// The entry's own words, plain.
    pub description: String,
    /// Whether an entry of the list names it.
    pub listed: bool,
    /// Categories that list it, the first listed first; empty when no entry stands below a heading.
    pub categories: Vec<CategoryId>,
    /// Its page, if it has one.
    pub page: Option<FileId>,
    /// Text of the list that stands for its page, when the entry is a heading.
    pub body: Option<Range<usize>>,
    /// Index of its family in `Catalog::families`, when it has relatives.
    pub series: Option<usize>,
    /// What is known of it.
    pub facts: Facts,
    /// What its page states, also where the entry states something else.
    pub page_facts: Facts,
    /// Official websites.
    pub websites: Vec<WebLink>,
    /// Where to get it.
    pub downloads: Vec<WebLink>,
    /// What was written about it.
    pub papers: Vec<WebLink>,
    /// Links of further columns, with the column's name.
    pub other_links: Vec<(String, WebLink)>,
    /// The first image of its page.
    pub image: Option<ImageId>,
    /// Where it is stated: the entry, or the page when no entry lists it.
    pub source: Span,
}

impl Dataset {
    /// The names of its terms of one kind.
    pub fn terms(&self, kind: TermKind) -> &[String] {
        let fact = match kind {
            TermKind::Modality => &self.facts.modalities,
            TermKind::Task => &self.facts.tasks,
            TermKind::Area => &self.facts.areas,
        };

        fact.as_ref().map_or(&[], |fact| &fact.value)
    }
}

/// The facts of a dataset; what no text says is absent.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// "2D", "3D", …
    pub dimensions: Option<Fact<Vec<String>>>,
    /// Normalised modalities.
    pub modalities: Option<Fact<Vec<String>>>,
    /// Normalised tasks.
    pub tasks: Option<Fact<Vec<String>>>,
    /// Normalised anatomical areas.
    pub areas: Option<Fact<Vec<String>>>,
    /// Anatomical structures, in the page's words.
    pub structures: Option<Fact<String>>,
    /// Number of cases.
    pub cases: Option<Fact<u64>>,
    /// Number of labelled categories.
    pub classes: Option<Fact<u64>>,
    /// Normalised file formats.
    pub formats: Option<Fact<Vec<String>>>,
    /// When it came out, as precisely as the text says.
    pub released: Option<Fact<ReleaseDate>>,
    /// The challenge it was made for.
    pub challenge: Option<Fact<String>>,
    /// The licence, only when stated.
    pub license: Option<Fact<String>>,
    /// Who gets it; inferred unless a column states it.
    pub access: Option<Fact<Access>>,
    /// Further columns of the list and the meta table, by their header.
    pub extra: Vec<(String, Fact<String>)>,
    /// What is stated but could not be read.
    pub unread: Vec<Unread>,
}

/// Words in the place of a fact that say nothing that could be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// What they should state.
    pub field: UnreadField,
    /// As written.
    pub raw: String,
    /// Where they stand.
    pub span: Span,
}

/// Fields that are read as numbers or dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnreadField {
    /// A release date.
    Date,
    /// A number of cases or classes.
    Count,
}
