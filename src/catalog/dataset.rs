//! A dataset: what the list and its page state about it, joined.

use std::ops::Range;

use crate::catalog::category::CategoryId;
use crate::catalog::image::ImageId;
use crate::catalog::route::Route;
use crate::catalog::web_link::WebLink;
use crate::source::{FileId, Span};
use crate::value::access::Access;
use crate::value::date::ReleaseDate;
use crate::value::fact::Fact;
use crate::value::term_kind::TermKind;

/// Index of a dataset in `Catalog::datasets`.
pub type DatasetId = usize;

/// One dataset.
#[derive(Clone, Debug)]
pub struct Dataset {
    /// Unique in the catalog, and stable: from the name of the page's file, else from the name.
    pub slug: String,
    /// The route of its page on the site.
    pub route: Route,
    /// The name in the list; the page's title if no entry lists the dataset.
    pub name: String,
    /// The description in the list, as plain text.
    pub description: String,
    /// Whether an entry of the list names it.
    pub is_listed: bool,
    /// The categories that list it, in the order of the list; empty if its entry is below no
    /// heading.
    pub categories: Vec<CategoryId>,
    /// The file of its page, if it has one.
    pub page: Option<FileId>,
    /// The text of the README that takes the place of a page, if the entry is a heading.
    pub body: Option<Range<usize>>,
    /// Index of its series in `Catalog::series`, if it belongs to one.
    pub series: Option<usize>,
    /// The facts that hold.
    pub facts: Facts,
    /// The facts that its page states, also where the entry states something else.
    pub page_facts: Facts,
    /// Official websites.
    pub websites: Vec<WebLink>,
    /// Where the data can be downloaded.
    pub downloads: Vec<WebLink>,
    /// Publications about it.
    pub papers: Vec<WebLink>,
    /// Links of other columns, each with the header of its column.
    pub other_links: Vec<(String, WebLink)>,
    /// The first image of its page.
    pub image: Option<ImageId>,
    /// Where it is stated: the entry, or the page if no entry lists it.
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

/// The facts of a dataset. What no text states is absent.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// `2D`, `3D`, …
    pub dimensions: Option<Fact<Vec<String>>>,
    /// Normalised modalities.
    pub modalities: Option<Fact<Vec<String>>>,
    /// Normalised tasks.
    pub tasks: Option<Fact<Vec<String>>>,
    /// Normalised anatomical areas.
    pub areas: Option<Fact<Vec<String>>>,
    /// Anatomical structures, as the page writes them.
    pub structures: Option<Fact<String>>,
    /// Number of cases.
    pub cases: Option<Fact<u64>>,
    /// Number of labelled classes.
    pub classes: Option<Fact<u64>>,
    /// Normalised file formats.
    pub formats: Option<Fact<Vec<String>>>,
    /// When it was released, as precisely as the text says.
    pub released: Option<Fact<ReleaseDate>>,
    /// The challenge that it was made for.
    pub challenge: Option<Fact<String>>,
    /// The licence, only if a text names it.
    pub license: Option<Fact<String>>,
    /// Who can obtain it. It is inferred unless a column states it.
    pub access: Option<Fact<Access>>,
    /// Other columns of the list and rows of the meta table, by their header.
    pub extra: Vec<(String, Fact<String>)>,
    /// What is stated but could not be read.
    pub unread: Vec<Unread>,
}

/// A text in the cell of a date or a number that could not be read as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// What the text should state.
    pub field: UnreadField,
    /// The text as written.
    pub raw: String,
    /// The location of the text.
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
