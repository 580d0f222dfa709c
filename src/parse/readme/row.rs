//! A row of a table as an entry.

use crate::parse::column::Column;
use crate::parse::readme::header::is_page_like;
use crate::parse::readme::label::{column_of, link_cell};
use crate::parse::readme::{Entry, EntryForm};
use crate::parse::{Cell, Link};
use crate::value::placeholder::is_stated;

/// The entry of a row; `None` when the cell of the name is empty.
pub(super) fn row_entry(row: &[Cell], columns: &[Column], section: Option<usize>) -> Option<Entry> {
    let at = columns.iter().position(|c| *c == Column::Name)?;
    let name_cell = row.get(at)?;

    // A link without a label is a badge.
    let links: Vec<&Link> = name_cell
        .links
        .iter()
        .filter(|link| !link.label.is_empty())
        .collect();
    let link = links.first().copied();
    let name = link.map_or_else(|| name_cell.text.clone(), |link| link.label.clone());
    if name.is_empty() {
        return None;
    }

    let mut entry = Entry {
        section,
        name,
        page: link.filter(|link| is_page_like(&link.target)).cloned(),
        form: EntryForm::Row,
        description: Cell::default(),
        columns: Vec::new(),
        body: None,
        span: row.first()?.span.start..row.last()?.span.end.max(name_cell.span.end),
    };

    add_name_links(&mut entry, &links);
    for (column, cell) in columns.iter().zip(row) {
        add_cell(&mut entry, column, cell);
    }
    Some(entry)
}

/// The first link of the name is the website of the dataset unless it leads to the page; the labels
/// of the other links determine their columns.
fn add_name_links(entry: &mut Entry, links: &[&Link]) {
    for (n, link) in links.iter().enumerate() {
        if !link.target.contains("://") || (n == 0 && entry.page.is_some()) {
            continue;
        }

        let column = if n == 0 {
            Column::Website
        } else {
            column_of(&link.label)
        };
        entry.columns.push((column, link_cell(link)));
    }
}

fn add_cell(entry: &mut Entry, column: &Column, cell: &Cell) {
    match column {
        Column::Name | Column::Index => {}
        Column::Description if entry.description.text.is_empty() => {
            entry.description = cell.clone();
        }
        _ if cell.links.is_empty() && !is_stated(&cell.text) => {}
        _ => entry.columns.push((column.clone(), cell.clone())),
    }
}
