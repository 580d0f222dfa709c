//! A row of a table as an entry.

use crate::parse::Cell;
use crate::parse::column::{Column, is_page_like};
use crate::parse::readme::label::column_of;
use crate::parse::readme::{Entry, EntryForm};
use crate::value::placeholder::is_stated;

/// The entry of a row; nothing when the cell of the name is empty.
pub(super) fn row_entry(row: &[Cell], columns: &[Column], section: Option<usize>) -> Option<Entry> {
    let at = columns.iter().position(|c| *c == Column::Name)?;
    let name_cell = row.get(at)?;
    // A badge is a link without words.
    let link = name_cell.links.iter().find(|link| !link.label.is_empty());
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
    // A name cell that links to the dataset's own site, not to a page, names its website; further links keep their labels.
    for (n, link) in name_cell
        .links
        .iter()
        .filter(|link| !link.label.is_empty())
        .enumerate()
    {
        if link.target.contains("://") && (n > 0 || entry.page.is_none()) {
            let column = if n == 0 {
                Column::Website
            } else {
                column_of(&link.label)
            };
            let cell = Cell {
                text: link.label.clone(),
                links: vec![link.clone()],
                span: link.span.clone(),
                ..Cell::default()
            };
            entry.columns.push((column, cell));
        }
    }
    for (column, cell) in columns.iter().zip(row) {
        match column {
            Column::Name | Column::Index => {}
            Column::Description if entry.description.text.is_empty() => {
                entry.description = cell.clone()
            }
            _ if cell.links.is_empty() && !is_stated(&cell.text) => {}
            _ => entry.columns.push((column.clone(), cell.clone())),
        }
    }
    Some(entry)
}
