//! A link of the table of contents that a list writes by hand.

use std::ops::Range;

use crate::catalog::category::CategoryId;
use crate::parse::Link;

/// One link of the table of contents.
#[derive(Clone, Debug)]
pub struct ContentsLink {
    /// The link as written.
    pub link: Link,
    /// Whether a heading has this anchor.
    pub resolves: bool,
    /// The category that it leads to.
    pub category: Option<CategoryId>,
    /// The number in parentheses in its label or right after it, and its location in the README.
    pub count: Option<(usize, Range<usize>)>,
}
