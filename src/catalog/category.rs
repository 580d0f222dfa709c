//! Categories: the sections of the README that hold datasets, as a tree.

use std::ops::Range;

use crate::catalog::dataset::DatasetId;
use crate::catalog::route::Route;

/// Index of a category in `Catalog::categories`.
pub type CategoryId = usize;

/// One category.
#[derive(Clone, Debug)]
pub struct Category {
    /// The heading as written.
    pub name: String,
    /// Where its page stands.
    pub route: Route,
    /// Slugs from outer to inner.
    pub slugs: Vec<String>,
    /// The category around it.
    pub parent: Option<CategoryId>,
    /// Its own datasets, in the order of the list.
    pub own: Vec<DatasetId>,
    /// Its own datasets and those of all categories inside, in the order of the list.
    pub all: Vec<DatasetId>,
    /// Number of entries in it and inside.
    pub entries: usize,
    /// Blocks of the README below its heading that are no entries.
    pub prose: Vec<Range<usize>>,
    /// The heading.
    pub heading: Range<usize>,
}

/// A section of the README that holds no datasets, with all sections inside.
#[derive(Clone, Debug)]
pub struct ProseSection {
    /// The heading as written.
    pub title: String,
    /// Where its page stands.
    pub route: Route,
    /// Its parts: level (of the heading, 1 for the first), title, blocks.
    pub parts: Vec<(u8, String, Vec<Range<usize>>)>,
    /// The heading.
    pub heading: Range<usize>,
}
