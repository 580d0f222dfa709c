//! Decides which tables of the list are tables of datasets.
//!
//! In: a table. Out: the meaning of its columns, or the reason why it does not list datasets.

use crate::parse::column::{Column, column, fold_header};
use crate::parse::{Cell, Table};
use crate::value::path::file_name;
use crate::value::url::without_query;

/// Which tables count as lists of datasets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Forms {
    /// Tables whose header mentions datasets, and tables without a column of names whose links are
    /// accompanied by facts.
    Named,
    /// In addition, tables whose rows are distinguished only by their links.
    Linked,
}

/// Headers of columns whose links do not lead to datasets.
#[rustfmt::skip]
const FOREIGN_HEADERS: &[&str] = &[
    "algorithm", "author", "authors", "backbone", "benchmark", "code", "implementation", "journal",
    "library", "link", "links", "method", "model", "models", "network", "package", "project",
    "repo", "repository", "software", "team", "tool", "venue",
];

/// Reads the header of a table as the header of a list of datasets, or returns the reason why it is
/// not one. `name` is the header of the column of names according to the settings.
///
/// "Name" and "Title" are headers of many kinds of tables. They count only beside a column that is
/// specific to datasets, or where the cells of the column link to pages.
pub(super) fn entry_columns(
    table: &Table,
    name: Option<&str>,
    forms: Forms,
) -> Result<Vec<Column>, String> {
    let mut columns: Vec<Column> = table.header.iter().map(|cell| column(&cell.text)).collect();

    if let Some(at) = name.and_then(|name| header_position(table, name)) {
        for other in columns.iter_mut().filter(|column| **column == Column::Name) {
            *other = Column::Index;
        }
        columns[at] = Column::Name;
        return Ok(columns);
    }

    let facts = columns.iter().filter(|column| is_fact(column)).count();

    let Some(name) = columns.iter().position(|c| *c == Column::Name) else {
        let linked = link_column(table, &columns).filter(|_| facts > 1 || forms == Forms::Linked);
        let Some(at) = linked else {
            return Err("no column is headed Dataset or Name".to_owned());
        };
        columns[at] = Column::Name;
        return Ok(columns);
    };

    let header = &table.header[name].text;
    let mentions_datasets = fold_header(header).contains("dataset") || header.contains("数据集");
    let has_links = mostly_links(table, name, |target| {
        is_page_like(target) || (forms == Forms::Linked && target.contains("://"))
    });

    if mentions_datasets || facts > 0 || has_links {
        Ok(columns)
    } else {
        Err(format!(
            "no column beside {header:?} is specific to datasets"
        ))
    }
}

/// The position of the column with this header.
fn header_position(table: &Table, name: &str) -> Option<usize> {
    let folded = fold_header(name);
    table
        .header
        .iter()
        .position(|cell| fold_header(&cell.text) == folded)
}

/// Whether a column holds a fact that only datasets have.
fn is_fact(column: &Column) -> bool {
    !matches!(
        column,
        Column::Name
            | Column::Index
            | Column::Other(_)
            | Column::Released
            | Column::Paper
            | Column::Keywords
    )
}

/// The first column of unknown meaning whose cells mostly hold a link, unless its header names
/// something other than datasets.
fn link_column(table: &Table, columns: &[Column]) -> Option<usize> {
    (0..columns.len()).find(|&at| {
        matches!(&columns[at], Column::Other(_))
            && mostly_links(table, at, |_| true)
            && !FOREIGN_HEADERS.contains(&fold_header(&table.header[at].text).as_str())
    })
}

/// Whether most cells of a column hold a link that has a label and a matching target.
fn mostly_links(table: &Table, at: usize, matches: impl Fn(&str) -> bool) -> bool {
    let linked = table
        .rows
        .iter()
        .filter_map(|row| row.get(at))
        .filter(|cell| has_link(cell, &matches))
        .count();

    linked * 2 > table.rows.len()
}

fn has_link(cell: &Cell, matches: impl Fn(&str) -> bool) -> bool {
    cell.links
        .iter()
        .any(|link| !link.label.is_empty() && matches(&link.target))
}

/// Whether the target of a link can be the page of a dataset: a path inside the catalog that is
/// neither an anchor nor a file of another kind, or a Markdown file of the repository on the web.
pub(super) fn is_page_like(target: &str) -> bool {
    let target = target.trim();
    let path = without_query(target);
    let is_outside =
        target.contains("://") || target.starts_with("mailto:") || target.starts_with("//");

    let name = file_name(path).to_ascii_lowercase();
    if name.ends_with(".md") {
        return !is_outside || target.contains("/blob/");
    }

    // "resources/A" lacks its extension. A dot in the name may belong to a version: "ATLASv2.0".
    let is_other_file = name.rsplit_once('.').is_some_and(|(_, extension)| {
        extension.len() > 2 && extension.chars().all(char::is_alphabetic)
    });
    !is_outside && path.contains('/') && !name.is_empty() && !is_other_file
}
