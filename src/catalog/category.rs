//! The sections of the README: those that hold datasets, as a tree of categories, and the others.

use std::ops::Range;

use crate::catalog::dataset::DatasetId;
use crate::catalog::route::Route;

/// Index of a category in `Catalog::categories`.
pub type CategoryId = usize;

/// A section of the README that holds datasets, or a value of the column by which a list is
/// grouped.
#[derive(Clone, Debug)]
pub struct Category {
    /// The heading as written.
    pub name: String,
    /// The route of its page.
    pub route: Route,
    /// The slugs of its path, the outermost first.
    pub slugs: Vec<String>,
    /// The category around it.
    pub parent: Option<CategoryId>,
    /// Its own datasets, in the order of the list.
    pub own: Vec<DatasetId>,
    /// Its own datasets and those of all categories inside it, in the order of the list.
    pub all: Vec<DatasetId>,
    /// How many entries it and the categories inside it have.
    pub entries: usize,
    /// Blocks of the README below its heading that are no entries.
    pub prose: Vec<Range<usize>>,
    /// The heading in the README.
    pub heading: Range<usize>,
}

/// A section of the README that holds no datasets, with all sections inside it.
#[derive(Clone, Debug)]
pub struct ProseSection {
    /// The heading as written.
    pub title: String,
    /// The route of its page.
    pub route: Route,
    /// The section itself, then the sections inside it.
    pub parts: Vec<ProsePart>,
    /// The heading in the README.
    pub heading: Range<usize>,
}

/// One heading of a prose section, with the text up to the next heading.
#[derive(Clone, Debug)]
pub struct ProsePart {
    /// Level of the heading; 1 for that of the section itself.
    pub level: u8,
    /// The heading as written.
    pub title: String,
    /// Blocks of the README.
    pub prose: Vec<Range<usize>>,
}
