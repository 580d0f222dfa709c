//! The columns that the label of a link and the key before a colon stand for.

use crate::parse::column::{Column, column};
use crate::parse::{Cell, Link};

/// Parts of the labels of links to papers.
const PAPER: &[&str] = &["paper", "pdf", "arxiv", "article", "publication", "论文"];

/// Parts of the labels of links to downloads.
const DOWNLOAD: &[&str] = &["download", "data", "zenodo", "kaggle", "drive", "下载"];

/// Parts of the labels of links to websites.
#[rustfmt::skip]
const WEBSITE: &[&str] = &[
    "website", "homepage", "home page", "project", "official", "challenge", "官网", "主页",
];

/// The column that a link with this label belongs to.
pub(super) fn column_of(label: &str) -> Column {
    let folded = label.to_lowercase();

    if contains_any(&folded, PAPER) {
        Column::Paper
    } else if contains_any(&folded, DOWNLOAD) {
        Column::Download
    } else if contains_any(&folded, WEBSITE) {
        Column::Website
    } else {
        Column::Other(label.trim().to_owned())
    }
}

fn contains_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// A cell that holds only this link.
pub(super) fn link_cell(link: &Link) -> Cell {
    Cell {
        text: link.label.clone(),
        links: vec![link.clone()],
        span: link.span.clone(),
        ..Cell::default()
    }
}

/// Reads `Modality: CT` as a column and its cell when the key before the colon names a column.
pub(super) fn key_value(cell: &Cell) -> Option<(Column, Cell)> {
    let (key, value) = cell.text.split_once([':', '：'])?;
    let column = match column(key.trim()) {
        Column::Other(name) if is_keywords(&name) => Column::Keywords,
        Column::Other(_) | Column::Name | Column::Index => return None,
        known => known,
    };

    let value = Cell {
        text: value.trim().to_owned(),
        links: cell.links.clone(),
        // The checks search the value in this span, so the span of the whole line suffices.
        span: cell.span.clone(),
        ..Cell::default()
    };
    (!value.text.is_empty() || !value.links.is_empty()).then_some((column, value))
}

/// Whether a key introduces a list of keywords.
pub(super) fn is_keywords(key: &str) -> bool {
    matches!(
        key.trim().to_lowercase().as_str(),
        "keywords" | "keyword" | "tags" | "tag" | "关键词" | "标签"
    )
}
