//! Where the links of a page start.

use crate::catalog::route::Route;

/// Where links start: at a page, or at the root of the host for the 404 page, which is served at
/// any depth.
#[derive(Clone, Debug)]
pub(in crate::render) enum LinkBase {
    /// Links are relative to this page.
    Page(Route),
    /// Links start with this path or URL.
    Root(String),
}

impl LinkBase {
    /// The URL of a route, as a link of this page has it.
    pub(in crate::render) fn url(&self, route: &Route) -> String {
        match self {
            Self::Page(page) => route.relative_to(page),
            Self::Root(root) => format!("{root}{}", route.url()),
        }
    }
}
