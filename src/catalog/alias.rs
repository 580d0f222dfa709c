//! An old path of a page, which redirects to the page.

use crate::catalog::route::Route;

/// An address that leads to a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    /// The old address.
    pub from: Route,
    /// The page.
    pub to: Route,
    /// What the page is called.
    pub name: String,
    /// Whether the settings name it.
    pub stated: bool,
}
