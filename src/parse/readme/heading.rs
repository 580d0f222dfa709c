//! Headings as entries: `### [Name](https://…)` with its text below, or a heading over a table of
//! one row.
//!
//! In: the blocks of the list. Out: the entries by the index of the block that is their heading,
//! and the end of each. The text below such a heading is the page of the dataset.

use std::collections::BTreeMap;

use crate::parse::column::{Column, column};
use crate::parse::outline::{Block, BlockKind};
use crate::parse::readme::header::{Forms, entry_columns, is_page_like};
use crate::parse::readme::label::{column_of, key_value, link_cell};
use crate::parse::readme::row::row_entry;
use crate::parse::readme::{Entry, EntryForm};
use crate::parse::{Cell, Link, Table};

/// An entry that is written as a heading.
pub(super) struct HeadingEntry {
    /// The level of the heading.
    pub(super) level: u8,
    /// The first block after the entry.
    pub(super) end: usize,
    entry: Entry,
}

impl HeadingEntry {
    /// The entry, placed in a section.
    pub(super) fn entry(&self, section: Option<usize>) -> Entry {
        Entry {
            section,
            ..self.entry.clone()
        }
    }
}

/// Finds the headings that hold a link while no heading below them does, and the headings over a
/// table of one row.
pub(super) fn heading_entries(text: &str, blocks: &[Block]) -> BTreeMap<usize, HeadingEntry> {
    let mut headings = one_row_headings(blocks);

    for (at, block) in blocks.iter().enumerate() {
        let BlockKind::Heading { level, title, .. } = &block.kind else {
            continue;
        };
        let end = section_end(blocks, at, *level);
        let is_leaf = !blocks[at + 1..end].iter().any(is_linked_heading);
        let Some(link) = main_link(title).filter(|_| is_leaf) else {
            continue;
        };

        let body = block.span.end..blocks.get(end).map_or(text.len(), |next| next.span.start);
        let mut entry = linked_entry(title, link);
        entry.span = block.span.start..body.end;
        entry.body = Some(body).filter(|body| text[body.clone()].contains(char::is_alphanumeric));
        add_facts(&mut entry, &blocks[at + 1..end]);

        let level = *level;
        headings.insert(at, HeadingEntry { level, end, entry });
    }
    headings
}

/// The entry of a heading with a link, without its body and its span.
fn linked_entry(title: &Cell, link: &Link) -> Entry {
    let mut entry = Entry {
        section: None,
        name: link.label.clone(),
        page: Some(link)
            .filter(|link| is_page_like(&link.target))
            .cloned(),
        form: EntryForm::Line,
        description: Cell::default(),
        columns: Vec::new(),
        body: None,
        span: 0..0,
    };

    if entry.page.is_none() {
        let links = Cell {
            text: title.text.clone(),
            links: title.links.clone(),
            span: link.span.clone(),
            ..Cell::default()
        };
        entry.columns.push((Column::Website, links));
    }
    entry
}

/// Finds the headings directly over a table of datasets with one row, if most tables of the list
/// are of this form. A single small section does not count.
pub(super) fn one_row_headings(blocks: &[Block]) -> BTreeMap<usize, HeadingEntry> {
    let mut headings = BTreeMap::new();
    let mut larger = 0;

    for (at, pair) in blocks.windows(2).enumerate() {
        let [heading, next] = pair else { continue };
        let (BlockKind::Heading { level, .. }, BlockKind::Table(table)) =
            (&heading.kind, &next.kind)
        else {
            continue;
        };
        let Ok(columns) = entry_columns(table, None, Forms::Named) else {
            continue;
        };
        let [row] = table.rows.as_slice() else {
            larger += 1;
            continue;
        };

        let level = *level;
        let end = section_end(blocks, at, level);
        if blocks[at + 2..end].iter().any(is_table) {
            continue;
        }
        let Some(mut entry) = row_entry(row, &columns, None) else {
            continue;
        };

        let start = table.span.end;
        let body = start..blocks.get(end).map_or(start, |next| next.span.start);
        entry.body = Some(body).filter(|_| end > at + 2);
        add_facts(&mut entry, &blocks[at + 2..end]);
        headings.insert(at, HeadingEntry { level, end, entry });
    }

    if headings.len() < 3 || larger * 4 > headings.len() {
        headings.clear();
    }
    headings
}

/// The first block after the section that the heading at `at` opens.
fn section_end(blocks: &[Block], at: usize, level: u8) -> usize {
    blocks[at + 1..]
        .iter()
        .position(|block| {
            matches!(&block.kind, BlockKind::Heading { level: other, .. } if *other <= level)
        })
        .map_or(blocks.len(), |more| at + 1 + more)
}

fn is_table(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Table(_))
}

fn is_linked_heading(block: &Block) -> bool {
    match &block.kind {
        BlockKind::Heading { title, .. } => main_link(title).is_some(),
        _ => false,
    }
}

/// The first link of a heading that has a label and leads to a page or a website.
fn main_link(title: &Cell) -> Option<&Link> {
    title.links.iter().find(|link| {
        let leads_out = link.target.contains("://") || is_page_like(&link.target);
        leads_out && !link.label.is_empty()
    })
}

/// Adds what is below the heading: facts by their keys, links by their labels, and the first plain
/// line as the description.
fn add_facts(entry: &mut Entry, blocks: &[Block]) {
    for block in blocks {
        match &block.kind {
            BlockKind::List(items) => items.iter().for_each(|item| add_fact(entry, &item.cell)),
            BlockKind::Paragraph(lines) => {
                if entry.description.text.is_empty() {
                    add_description(entry, lines);
                }
                lines.iter().for_each(|line| add_fact(entry, line));
            }
            BlockKind::Table(table) => add_table(entry, table),
            _ => {}
        }
    }
}

/// Takes the first line that is not a fact as the description.
fn add_description(entry: &mut Entry, lines: &[Cell]) {
    let plain = lines
        .iter()
        .find(|line| key_value(line).is_none() && !line.text.is_empty());

    if let Some(line) = plain {
        entry.description = Cell {
            text: line.text.clone(),
            span: line.span.clone(),
            ..Cell::default()
        };
    }
}

/// Adds the facts of a table of one row below its header, or of keys beside their values.
fn add_table(entry: &mut Entry, table: &Table) {
    let pairs: Vec<(&Cell, &Cell)> = match table.rows.as_slice() {
        [row] => table.header.iter().zip(row).collect(),
        rows if table.header.len() == 2 => std::iter::once(&table.header)
            .chain(rows)
            .filter_map(|row| Some((row.first()?, row.get(1)?)))
            .collect(),
        _ => return,
    };

    for (header, cell) in pairs {
        match column(&header.text) {
            Column::Name | Column::Index | Column::Description => {}
            column => entry.columns.push((column, cell.clone())),
        }
    }
}

/// Adds a line: a key with its value, or links whose labels name a column.
fn add_fact(entry: &mut Entry, cell: &Cell) {
    if let Some(fact) = key_value(cell) {
        entry.columns.push(fact);
        return;
    }

    for link in &cell.links {
        if link.label.is_empty() || !link.target.contains("://") {
            continue;
        }
        let column = column_of(&link.label);
        if !matches!(column, Column::Other(_)) {
            entry.columns.push((column, link_cell(link)));
        }
    }
}
