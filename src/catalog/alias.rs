//! An old path of a page, which redirects to the page.

use crate::catalog::route::Route;

/// A path that redirects to a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    /// The old path.
    pub from: Route,
    /// The page.
    pub to: Route,
    /// The name of the page.
    pub name: String,
    /// Whether the settings name it. If not, the file of a page implies it.
    pub from_settings: bool,
}
