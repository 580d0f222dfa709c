//! The views of pages without datasets: further sections of the README, the page that compares, and
//! the 404 page.

use serde::Serialize;

use crate::render::view::{Breadcrumb, Head, NavLink, SiteView, TermLink, TextLink, TocItem};

/// `more/SLUG/index.html`: a section of the README that holds no datasets.
#[derive(Clone, Debug, Default, Serialize)]
pub struct MorePage {
    /// The site around the page.
    pub site: SiteView,
    /// The content of `<head>`.
    pub head: Head,
    /// From the home page to here.
    pub breadcrumbs: Vec<Breadcrumb>,
    /// The heading.
    pub name: String,
    /// Headings inside, levels 2 and deeper.
    pub toc: Vec<TocItem>,
    /// The section without its heading, safe HTML. Headings inside start at level 2.
    pub html: String,
    /// The other pages of this kind, and this one.
    pub siblings: Vec<NavLink>,
    /// Where the section can be edited, when a repository is configured.
    pub edit_url: Option<String>,
}

/// `glossary/index.html`: the meanings of terms.
#[derive(Clone, Debug, Default, Serialize)]
pub struct GlossaryPage {
    /// The site around the page.
    pub site: SiteView,
    /// The content of `<head>`.
    pub head: Head,
    /// From the home page to here.
    pub breadcrumbs: Vec<Breadcrumb>,
    /// The text before the entries, safe HTML.
    pub lead_html: Option<String>,
    /// The first letters of the entries with links to them; empty if there are few entries.
    pub letters: Vec<TextLink>,
    /// The entries in alphabetical order.
    pub entries: Vec<GlossaryEntryView>,
    /// Where the glossary can be edited, when a repository is configured.
    pub edit_url: Option<String>,
}

/// One entry of the glossary.
#[derive(Clone, Debug, Default, Serialize)]
pub struct GlossaryEntryView {
    /// Fragment of its heading.
    pub id: String,
    /// The name before the brackets.
    pub name: String,
    /// The names in the brackets, joined by commas; may be empty.
    pub others: String,
    /// Its text, safe HTML; may be empty.
    pub html: String,
    /// `modality`, `task` or `area`; empty for an entry without a term's page.
    pub kind: String,
    /// The term that it is about, when datasets have it.
    pub term: Option<TermLink>,
}

/// `404.html`. It is served for addresses of any depth, so that all its URLs start at the base
/// path.
#[derive(Clone, Debug, Default, Serialize)]
pub struct NotFoundPage {
    /// The site around the page.
    pub site: SiteView,
    /// The content of `<head>`.
    pub head: Head,
    /// Links to the datasets, the categories and the most frequent modalities.
    pub ways: Vec<TextLink>,
}

/// A page at an old URL. It has no header and footer.
#[derive(Clone, Debug, Default, Serialize)]
pub struct RedirectPage {
    /// BCP 47 tag for `<html lang>`.
    pub language: String,
    /// The title of the page at the new URL.
    pub name: String,
    /// Its relative URL.
    pub url: String,
    /// Its absolute URL, when a base URL is configured.
    pub canonical_url: Option<String>,
    /// `style.css`.
    pub css_url: String,
}

/// `compare/index.html`: what it shows without scripts, and what its script needs.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ComparePage {
    /// The site around the page.
    pub site: SiteView,
    /// The content of `<head>`.
    pub head: Head,
    /// From the home page to here.
    pub breadcrumbs: Vec<Breadcrumb>,
    /// `choose/choose.css`.
    pub css_url: String,
    /// `choose/compare.js`.
    pub script_url: String,
    /// The page of all datasets, where datasets are selected.
    pub datasets_url: String,
}
