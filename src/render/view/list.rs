//! The views of pages that list datasets or terms: all datasets, one category or term, and the
//! indexes.

use serde::Serialize;

use crate::render::view::{
    Breadcrumb, CountView, DatasetRow, Head, NavLink, SiteView, TermLink, TextLink,
};

/// `datasets/index.html`: every dataset, in the catalog's order; of a very large catalog the first
/// ones, with the rest on pages of its own.
#[derive(Clone, Debug, Default, Serialize)]
pub struct DatasetsPage {
    /// The site around the page.
    pub site: SiteView,
    /// The content of `<head>`.
    pub head: Head,
    /// From the home page to here.
    pub breadcrumbs: Vec<Breadcrumb>,
    /// All rows of this page.
    pub rows: Vec<DatasetRow>,
    /// Number of datasets on all pages.
    pub count: usize,
    /// Number of this page.
    pub number: usize,
    /// All pages of the list; empty when there is one only.
    pub pages: Vec<NavLink>,
    /// The fields that the list can be filtered by.
    pub facets: Vec<FacetView>,
    /// `datasets/explorer.js`.
    pub explorer_js_url: String,
    /// `datasets/explorer.css`.
    pub explorer_css_url: String,
}

/// A field that the list of datasets can be filtered by.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FacetView {
    /// Its name in URLs, such as `modality`.
    pub field: String,
    /// Its heading, such as `Modality`.
    pub label: String,
    /// Its values, most datasets first; ranges in their order.
    pub values: Vec<FacetValue>,
    /// Whether its values are numbers, so that any range can be selected.
    pub is_range: bool,
    /// Whether its values have pages of their own. If not, the facet needs scripts.
    pub has_pages: bool,
    /// Whether it is unfolded at first.
    pub open: bool,
}

/// A value of a facet.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FacetValue {
    /// The value in URLs.
    pub value: String,
    /// The text to show: `10 to 99`.
    pub label: String,
    /// How many datasets have it.
    pub count: usize,
    /// The relative URL of its page, else of the list filtered by it.
    pub url: String,
}

/// One category, modality, task or area.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ListPage {
    /// The site around the page.
    pub site: SiteView,
    /// The content of `<head>`.
    pub head: Head,
    /// From the home page to here.
    pub breadcrumbs: Vec<Breadcrumb>,
    /// `category`, `modality`, `task` or `area`.
    pub kind: String,
    /// The name, for `<h1>`.
    pub name: String,
    /// The meaning of the name by the glossary, if it says more.
    pub meaning: Option<String>,
    /// Id in the sprite; empty for none.
    pub glyph: String,
    /// Step of the colour wheel, 0 for none.
    pub hue: u8,
    /// The text of the README about the category, or of the glossary about the term, safe HTML.
    pub lead_html: Option<String>,
    /// Number of datasets here and below.
    pub count: usize,
    /// The sum of the stated cases, if any are stated.
    pub cases: Option<CountView>,
    /// Releases per year, without gaps, the oldest first; empty with fewer than two years.
    pub years: Vec<YearCount>,
    /// The modalities, tasks and areas of the rows, as chips.
    pub strips: Vec<Strip>,
    /// Sub-categories, in the README's order.
    pub children: Vec<CategoryNode>,
    /// Datasets here and below, in the README's order.
    pub rows: Vec<DatasetRow>,
    /// Whether the table needs a column with the category (not on a category without children).
    pub show_category: bool,
    /// The page before this one among its siblings.
    pub previous: Option<TextLink>,
    /// The page after this one among its siblings.
    pub next: Option<TextLink>,
}

/// A line of chips with a label before it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Strip {
    /// `Modalities`, `Tasks`, `Areas`.
    pub label: String,
    /// Terms with the count within this list, most frequent first.
    pub terms: Vec<TermLink>,
}

/// How many datasets of a list were released in one year.
#[derive(Clone, Debug, Default, Serialize)]
pub struct YearCount {
    /// The year.
    pub year: i32,
    /// Number of datasets.
    pub count: usize,
    /// Share of the list's best year in percent, 0 to 100: the height of the bar.
    pub share: u8,
}

/// `categories/index.html`: the tree of all categories.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CategoriesPage {
    /// The site around the page.
    pub site: SiteView,
    /// The content of `<head>`.
    pub head: Head,
    /// From the home page to here.
    pub breadcrumbs: Vec<Breadcrumb>,
    /// Number of datasets in the catalog.
    pub count: usize,
    /// The outermost categories.
    pub tree: Vec<CategoryNode>,
}

/// One category in a tree or grid.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CategoryNode {
    /// Its name.
    pub name: String,
    /// Relative URL of its page.
    pub url: String,
    /// Number of datasets here and below.
    pub count: usize,
    /// Count in percent of the largest category without children on the same page, 0 to 100: the
    /// length of the bar. Not drawn for categories with children.
    pub share: u8,
    /// Names of its newest datasets, up to three; not shown for categories with children.
    pub newest: Vec<TextLink>,
    /// Categories below it.
    pub children: Vec<CategoryNode>,
}

/// The index of all modalities, tasks or areas.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TermsPage {
    /// The site around the page.
    pub site: SiteView,
    /// The content of `<head>`.
    pub head: Head,
    /// From the home page to here.
    pub breadcrumbs: Vec<Breadcrumb>,
    /// `modality`, `task` or `area`.
    pub kind: String,
    /// The heading: `Modalities`.
    pub name: String,
    /// Most frequent first.
    pub terms: Vec<TermNode>,
}

/// One term of an index.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TermNode {
    /// Name, link, count, glyph and hue.
    pub term: TermLink,
    /// Share of the most frequent term in percent, 0 to 100: the length of the bar.
    pub share: u8,
    /// Names of its newest datasets, up to three.
    pub newest: Vec<TextLink>,
}
