//! The views: what templates see. One struct per kind of page, and the small parts that pages
//! share.
//!
//! In: values that `render/pages` fills from the catalog. Out: the context of the templates;
//! nothing else reaches a template. Three rules hold for every field:
//!
//! - **URLs come ready**: relative to the page that shows them (`../../datasets/acdc/`), or
//!   absolute for links to other hosts. Templates never join paths. The 404 page is served at any
//!   depth, so its URLs start at the base path.
//! - **Text is text**: templates escape it. The only fields that hold HTML end in `html`; their
//!   HTML must be safe.
//! - **Numbers come twice** where people read and sort them: as text with grouped digits, and as
//!   the value for scripts.

use serde::Serialize;

mod dataset;
mod home;
mod list;
mod marks;
mod other;
mod statistics;

pub use dataset::{
    AuthorView, CitationView, CoverView, DatasetPage, ImageView, LinkGroup, RESERVED_IDS,
    SectionView, SourceView,
};
pub use home::{HomePage, KeyFigure};
pub use list::{
    CategoriesPage, CategoryNode, DatasetsPage, FacetValue, FacetView, ListPage, Strip, TermNode,
    TermsPage, YearCount,
};
pub use marks::{Mark, Marks};
pub use other::{
    ComparePage, GlossaryEntryView, GlossaryPage, MorePage, NotFoundPage, RedirectPage,
};
pub use statistics::{
    BarRow, BarsView, Caption, ColumnNumber, ColumnsView, LayerView, Marker, MatrixCell, MatrixRow,
    MatrixView, PlotView, ReleasesRow, ReleasesView, Shape, Spot, StatisticsPage, Tick,
};

/// What every page needs of the site around it, already resolved for that page.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SiteView {
    /// Name of the catalog.
    pub title: String,
    /// One sentence about the catalog, plain text.
    pub description: String,
    /// BCP 47 tag for `<html lang>`.
    pub language: String,
    /// The same as OpenGraph writes it: `zh_CN`.
    pub locale: String,
    /// What the page may load, for `<meta http-equiv="Content-Security-Policy">`.
    pub content_security_policy: String,
    /// Name and version of the program, for the footer and `<meta name="generator">`.
    pub generator: String,
    /// URL of the home page.
    pub home_url: String,
    /// Where the search form of the header goes: the page of all datasets.
    pub search_url: String,
    /// `style.css`.
    pub css_url: String,
    /// `theme.js`: a classic script in the head that applies the stored light or dark choice before
    /// first paint.
    pub theme_js_url: String,
    /// `site.js`: the module that adds sorting, filter and copy buttons.
    pub site_js_url: String,
    /// `glyphs.svg`, without fragment: templates append `#` and the id of a glyph.
    pub sprite_url: String,
    /// `favicon.svg`.
    pub icon_url: String,
    /// `catalog.json`, linked in the footer.
    pub catalog_json_url: String,
    /// `catalog.csv`, linked in the footer.
    pub catalog_csv_url: String,
    /// The glossary, linked in the footer, where the catalog has one.
    pub glossary_url: Option<String>,
    /// Links of the header, in order.
    pub nav: Vec<NavLink>,
    /// The catalog's repository, when it is configured.
    pub repository_url: Option<String>,
}

/// One link of the header.
#[derive(Clone, Debug, Default, Serialize)]
pub struct NavLink {
    /// The text of the link.
    pub label: String,
    /// Relative URL.
    pub url: String,
    /// Whether this page is the target or lies below it.
    pub current: bool,
}

/// What goes into the `<head>` of one page.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Head {
    /// The title without the site's name, which the layout appends. Empty on the home page.
    pub title: String,
    /// Plain text of up to about 160 characters for search engines and previews.
    pub description: String,
    /// Absolute URL of the page, when a base URL is configured.
    pub canonical_url: Option<String>,
    /// A picture for previews, when a base URL is configured.
    pub image: Option<PreviewImage>,
    /// The same page in other forms, and feeds of what it lists; absolute or relative URLs.
    pub alternates: Vec<Alternate>,
    /// Structured data by schema.org, ready for a script element, when a base URL is configured.
    pub structured: Option<String>,
}

/// The image that other sites show beside a link to the page.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PreviewImage {
    /// Absolute URL.
    pub url: String,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Its alternative text.
    pub alt: String,
    /// Whether it is an image of this page, and not of the site. Then it may be shown large.
    pub own: bool,
}

/// A `<link rel="alternate">`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Alternate {
    /// Media type.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// URL.
    pub url: String,
}

/// A link to a page of this site.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TextLink {
    /// The text of the link.
    pub label: String,
    /// Relative URL.
    pub url: String,
}

/// One step from the home page to this page. The last one is the page itself and has no URL.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Breadcrumb {
    /// Name of the step.
    pub name: String,
    /// Relative URL; `None` for the page itself.
    pub url: Option<String>,
}

/// A number that people read and scripts sort by.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CountView {
    /// The number, for `data-value`.
    pub value: u64,
    /// The same with grouped digits: `1,204`.
    pub text: String,
}

/// A modality, task, area or other term that may have a page of its own.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TermLink {
    /// The normalised name.
    pub name: String,
    /// Its meaning by the glossary, if it says more than the name.
    pub title: Option<String>,
    /// Relative URL of its page, none where the term has no page.
    pub url: Option<String>,
    /// How many datasets have it.
    pub count: usize,
    /// Id in the sprite, such as `ct`; see [`Marks`].
    pub glyph: String,
    /// Step of the colour wheel, 1 to 12, 0 for no hue; see [`Marks`].
    pub hue: u8,
}

/// A link that leaves the site.
#[derive(Clone, Debug, Default, Serialize)]
pub struct LinkView {
    /// The text of the link, such as `Kaggle`.
    pub label: String,
    /// Absolute URL, checked to be `http`, `https`, `ftp` or `mailto`.
    pub url: String,
    /// The host to show beside the text, without `www.`; empty if there is none.
    pub host: String,
    /// `website`, `download`, `paper` or `other`.
    pub kind: String,
    /// The result of the last test; `None` if it was never tested.
    pub health: Option<LinkHealth>,
}

/// The result of the last test of a link.
#[derive(Clone, Debug, Default, Serialize)]
pub struct LinkHealth {
    /// `ok`, `moved`, `refused`, `suspect` or `dead`.
    pub state: String,
    /// Day of the last test: `2026-11-20`.
    pub date: String,
    /// The text to show beside the link; empty if the link works.
    pub note: String,
}

/// One row of a dataset table.
#[derive(Clone, Debug, Default, Serialize)]
pub struct DatasetRow {
    /// The dataset's name.
    pub name: String,
    /// Relative URL of its page on this site.
    pub url: String,
    /// The description of the entry, one line of plain text; may be empty.
    pub description: String,
    /// The same as safe HTML, if the page explains an abbreviation in it.
    pub description_html: Option<String>,
    /// `2D`, `3D`, `Video` and so on.
    pub dimensions: Vec<String>,
    /// Its modalities.
    pub modalities: Vec<TermLink>,
    /// Its tasks.
    pub tasks: Vec<TermLink>,
    /// Its anatomical areas: not shown, but found by the filter on the page of all datasets.
    pub areas: Vec<TermLink>,
    /// Its innermost category, first listed; shown where rows of several categories meet.
    pub category: Option<TextLink>,
    /// Number of cases.
    pub cases: Option<CountView>,
    /// Number of labelled classes.
    pub classes: Option<CountView>,
    /// `2022`, `2022-07` or `2022-07-12`.
    pub released: Option<String>,
    /// Its first image, for the cards of the page of all datasets, which load it on demand.
    pub image_url: Option<String>,
    /// Whether the dataset has a page in the catalog. If not, the row is marked "no detail page
    /// yet".
    pub has_page: bool,
}

/// One fact of a dataset.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FactView {
    /// The name of the field, such as `Cases`.
    pub label: String,
    /// The value to show; ignored where `terms` is not empty.
    pub value: String,
    /// Unit or noun after the value, such as `cases`.
    pub unit: Option<String>,
    /// The text as written, if it says more than the value: shown as a second line.
    pub raw: Option<String>,
    /// `entry` or `page`: where the text is.
    pub source: String,
    /// Whether the catalog states the fact. If not, the template shows "Not stated".
    pub stated: bool,
    /// The value as terms with pages.
    pub terms: Vec<TermLink>,
    /// Links that carry the fact, such as a challenge's page.
    pub links: Vec<LinkView>,
}

/// One line of a page's table of contents.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TocItem {
    /// Fragment without `#`.
    pub id: String,
    /// The text of the heading, without markup.
    pub title: String,
    /// Level of the heading on the page: 2 to 6.
    pub level: u8,
}
