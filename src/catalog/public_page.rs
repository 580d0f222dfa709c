//! A page of the site that search engines may show.
//!
//! `render::job::public_pages` lists them: which pages there are follows from its table of files.

use crate::catalog::route::Route;

/// A page that search engines may show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicPage {
    /// Where the page is.
    pub route: Route,
    /// Its title.
    pub title: String,
    /// Whether it only continues the list of another page. Then no alias leads to it.
    pub is_continuation: bool,
}
