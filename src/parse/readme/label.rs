//! What a link's label says that the link leads to, and what the word before a colon says that follows.

use std::ops::Range;

use crate::parse::Cell;
use crate::parse::column::{Column, column};

/// The column that a link with this label would stand in.
pub(super) fn column_of(label: &str) -> Column {
    let folded = label.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| folded.contains(word));
    if has(&["paper", "pdf", "arxiv", "article", "publication", "论文"]) {
        Column::Paper
    } else if has(&["download", "data", "zenodo", "kaggle", "drive", "下载"]) {
        Column::Download
    } else if has(&[
        "website",
        "homepage",
        "home page",
        "project",
        "official",
        "challenge",
        "官网",
        "主页",
    ]) {
        Column::Website
    } else {
        Column::Other(label.trim().to_owned())
    }
}

/// `Modality: CT` as a column and its cell, when the word before the colon names one.
pub(super) fn key_value(cell: &Cell) -> Option<(Column, Cell)> {
    let (key, value) = cell.text.split_once([':', '：'])?;
    let key = key.trim();
    let column = match column(key) {
        Column::Other(name) if is_keywords(&name) => Column::Keywords,
        Column::Other(_) | Column::Name | Column::Index => return None,
        known => known,
    };
    let value = Cell {
        text: value.trim().to_owned(),
        links: cell.links.clone(),
        span: after_colon(cell),
        ..Cell::default()
    };
    (!value.text.is_empty() || !value.links.is_empty()).then_some((column, value))
}

/// Whether a word heads a list of keywords.
pub(super) fn is_keywords(word: &str) -> bool {
    matches!(
        word.trim().to_lowercase().as_str(),
        "keywords" | "keyword" | "tags" | "tag" | "关键词" | "标签"
    )
}

fn after_colon(cell: &Cell) -> Range<usize> {
    // The words are found again by the checks; the whole line stands for them.
    cell.span.clone()
}
