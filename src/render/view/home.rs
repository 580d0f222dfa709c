//! The view of the home page.

use serde::Serialize;

use crate::render::view::{CategoryNode, DatasetRow, Head, SiteView, TermLink, TextLink};

/// `index.html`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct HomePage {
    /// The site around the page.
    pub site: SiteView,
    /// Words for the `<head>`.
    pub head: Head,
    /// One sentence that says what this is, plain text.
    pub sentence: String,
    /// The README's introduction, safe HTML, where it says more than the sentence.
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
    /// Index of all categories; none where there is no such page.
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

/// One key figure: a number, what it counts, and where it leads.
#[derive(Clone, Debug, Default, Serialize)]
pub struct KeyFigure {
    /// The number or date as shown: `191`, `2024-03`.
    pub value: String,
    /// What it counts, in lower case: `datasets`.
    pub label: String,
    /// Where it leads.
    pub url: String,
}
