//! The view of one dataset's page.

use serde::Serialize;

use crate::render::view::{
    Breadcrumb, DatasetRow, FactView, Head, LinkView, SiteView, TextLink, TocItem,
};

/// Fragments that the template itself uses: a heading of a body must not take one of them as its
/// id.
pub const RESERVED_IDS: &[&str] = &[
    "main", "search", "facts", "links", "picture", "authors", "citation", "editions", "related",
    "entry", "toc", "live",
];

/// `datasets/SLUG/index.html`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct DatasetPage {
    /// The site around the page.
    pub site: SiteView,
    /// The content of `<head>`.
    pub head: Head,
    /// From the home page over the category to here.
    pub breadcrumbs: Vec<Breadcrumb>,
    /// Its slug, for scripts.
    pub slug: String,
    /// The dataset's name, for `<h1>`.
    pub name: String,
    /// The page's own title, where it differs from the name.
    pub other_name: Option<String>,
    /// The description of the entry, plain text; may be empty.
    pub description: String,
    /// The same as safe HTML, if it holds an abbreviation that the glossary explains.
    pub description_html: Option<String>,
    /// Whether an entry lists the dataset. If not, the template says so.
    pub listed: bool,
    /// Whether the dataset has a page or text in the list. If not, the template says so.
    pub has_page: bool,
    /// The fact table: standard facts first, then the further columns of the page's meta table.
    pub facts: Vec<FactView>,
    /// Links by kind: website, download, paper.
    pub links: Vec<LinkGroup>,
    /// The lead image.
    pub image: Option<ImageView>,
    /// Glyph and hue of the first modality, and the drawing in place of a missing image.
    pub cover: CoverView,
    /// Headings of the body and of the parts that the template adds, in the order of the page.
    pub toc: Vec<TocItem>,
    /// The body, without the parts that have fields of their own here.
    pub sections: Vec<SectionView>,
    /// Authors and institutions; heading id `authors`.
    pub authors: Vec<AuthorView>,
    /// Works to cite; heading id `citation`.
    pub citations: Vec<CitationView>,
    /// Every category path that lists the dataset, outer to inner.
    pub categories: Vec<Vec<Breadcrumb>>,
    /// The dataset before this one in its category.
    pub previous: Option<TextLink>,
    /// The dataset after this one in its category.
    pub next: Option<TextLink>,
    /// Other editions and parts of the same series; heading id `editions`.
    pub editions: Vec<DatasetRow>,
    /// Related datasets, up to six; heading id `related`.
    pub related: Vec<DatasetRow>,
    /// The location of the entry or page in the catalog's sources.
    pub source: Option<SourceView>,
    /// Opens the page in the repository's editor, when a repository is configured.
    pub edit_url: Option<String>,
}

/// Links of one kind.
#[derive(Clone, Debug, Default, Serialize)]
pub struct LinkGroup {
    /// `website`, `download`, `paper` or `other`.
    pub kind: String,
    /// Id in the sprite: the kind, or `link` for `other`.
    pub glyph: String,
    /// The name of the kind: `Website`.
    pub label: String,
    /// The links, in the order of the sources.
    pub links: Vec<LinkView>,
}

/// A picture of known size.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ImageView {
    /// Relative URL.
    pub src: String,
    /// Width in pixels, if the file states it.
    pub width: Option<u32>,
    /// Height in pixels.
    pub height: Option<u32>,
    /// Alternative text, never empty.
    pub alt: String,
    /// Caption, safe HTML.
    pub caption_html: Option<String>,
}

/// Glyph, hue and drawing of a dataset.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CoverView {
    /// The content of an `<svg>` element of 640 x 360 units in `currentColor`, safe HTML; empty if
    /// the dataset has an image.
    pub drawing: String,
    /// The alternative text of the drawing.
    pub label: String,
    /// Id in the sprite of its first modality, or `other`.
    pub glyph: String,
    /// Step of the colour wheel, 0 for none.
    pub hue: u8,
}

/// One section of the body, without its heading.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SectionView {
    /// Fragment of the heading, unique on the page and none of [`RESERVED_IDS`].
    pub id: String,
    /// The text of the heading, without markup; empty for text before the first heading.
    pub title: String,
    /// Level of the heading on the page: 2 to 6.
    pub level: u8,
    /// What stands under the heading, safe HTML. Headings inside start below `level`; each table
    /// stands in a `<div class="scroll-frame">`, which scrolls sideways where the table is too
    /// wide; images know their size.
    pub html: String,
}

/// One author.
#[derive(Clone, Debug, Default, Serialize)]
pub struct AuthorView {
    /// Name as the page gives it.
    pub name: String,
    /// Institution, if one is given.
    pub affiliation: Option<String>,
}

/// One work to cite.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CitationView {
    /// BibTeX key.
    pub key: String,
    /// Title without braces; empty if the entry has none.
    pub title: String,
    /// The entry as text.
    pub bibtex: String,
    /// The bare DOI.
    pub doi: Option<String>,
    /// Its URL at doi.org.
    pub doi_url: Option<String>,
    /// First authors and year in one line, such as `Nan et al., 2023`; empty where unknown.
    pub byline: String,
}

/// A location in the sources.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SourceView {
    /// Path relative to the catalog folder, and line: `README.md:48`.
    pub place: String,
    /// The same location in the repository, if one is configured.
    pub url: Option<String>,
}
