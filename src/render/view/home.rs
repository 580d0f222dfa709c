//! The view of the home page.

use serde::Serialize;

use crate::render::view::{CategoryNode, DatasetRow, Head, SiteView, TermLink, TextLink};

/// `index.html`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct HomePage {
    /// The site around the page.
    pub site: SiteView,
    /// The content of `<head>`.
    pub head: Head,
    /// One sentence that describes the catalog, plain text.
    pub sentence: String,
    /// The introduction of the README, safe HTML, if there is one.
    pub intro_html: Option<String>,
    /// Up to four example searches.
    pub examples: Vec<TextLink>,
    /// Up to four key figures.
    pub figures: Vec<KeyFigure>,
    /// The outermost categories that hold datasets, in the README's order, with their newest names.
    pub categories: Vec<CategoryNode>,
    /// All modalities, most frequent first.
    pub modalities: Vec<TermLink>,
    /// All tasks, most frequent first.
    pub tasks: Vec<TermLink>,
    /// All areas, most frequent first.
    pub areas: Vec<TermLink>,
    /// The URL of the index of all categories; `None` if there is no such page.
    pub categories_url: Option<String>,
    /// See `categories_url`.
    pub modalities_url: Option<String>,
    /// See `categories_url`.
    pub tasks_url: Option<String>,
    /// See `categories_url`.
    pub areas_url: Option<String>,
    /// The ten datasets released last, newest first.
    pub newest: Vec<DatasetRow>,
    /// Sections of the README that hold no datasets.
    pub more: Vec<TextLink>,
}

/// One key figure: a number, what it counts, and a link.
#[derive(Clone, Debug, Default, Serialize)]
pub struct KeyFigure {
    /// The number or date as shown: `191`, `2024-03`.
    pub value: String,
    /// What it counts, in lowercase: `datasets`.
    pub label: String,
    /// The URL of the page that it leads to.
    pub url: String,
}
