//! Headings as entries: `### [Name](https://…)` with its text below, or a heading over a table of one row.
//!
//! In: the blocks of the list. Out: the entries by the block that heads them, and where each ends. The text below such a
//! heading is the dataset's page.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::parse::Cell;
use crate::parse::column::{Column, Forms, column, entry_columns, is_page_like};
use crate::parse::outline::{Block, BlockKind};
use crate::parse::readme::label::{column_of, key_value};
use crate::parse::readme::row::row_entry;
use crate::parse::readme::{Entry, EntryForm};

/// An entry that a heading names.
pub(super) struct HeadingEntry {
    /// Level of the heading.
    pub(super) level: u8,
    /// The first block behind it.
    pub(super) end: usize,
    entry: Entry,
}

impl HeadingEntry {
    /// The entry, in its section.
    pub(super) fn entry(&self, section: Option<usize>) -> Entry {
        Entry {
            section,
            ..self.entry.clone()
        }
    }
}

/// Headings that hold a link, while no heading below them does; and headings over a table of one row.
pub(super) fn entries(text: &str, blocks: &[Block]) -> BTreeMap<usize, HeadingEntry> {
    let mut found = rows(blocks);
    for (at, block) in blocks.iter().enumerate() {
        let BlockKind::Heading { level, title, .. } = &block.kind else {
            continue;
        };
        let end = end(blocks, at, *level);
        let has_link = |block: &Block| match &block.kind {
            BlockKind::Heading { title, .. } => link(title).is_some(),
            _ => false,
        };
        let Some(first) = link(title).filter(|_| !blocks[at + 1..end].iter().any(has_link)) else {
            continue;
        };
        let body = blocks[at].span.end..blocks.get(end).map_or(text.len(), |next| next.span.start);
        let mut entry = Entry {
            section: None,
            name: first.label.clone(),
            page: Some(first)
                .filter(|link| is_page_like(&link.target))
                .cloned(),
            form: EntryForm::Line,
            description: Cell::default(),
            columns: Vec::new(),
            body: Some(body.clone())
                .filter(|body| text[body.clone()].contains(char::is_alphanumeric)),
            span: block.span.start..body.end,
        };
        if entry.page.is_none() {
            entry
                .columns
                .push((Column::Website, of_links(title, first.span.clone())));
        }
        facts(&mut entry, &blocks[at + 1..end]);
        found.insert(
            at,
            HeadingEntry {
                level: *level,
                end,
                entry,
            },
        );
    }
    found
}

/// Headings directly over a table of datasets with one row, where they are the rule and not one small section.
pub(super) fn rows(blocks: &[Block]) -> BTreeMap<usize, HeadingEntry> {
    let mut found = BTreeMap::new();
    let mut larger = 0;
    for (at, pair) in blocks.windows(2).enumerate() {
        let (BlockKind::Heading { level, .. }, BlockKind::Table(table)) =
            (&pair[0].kind, &pair[1].kind)
        else {
            continue;
        };
        let Ok(columns) = entry_columns(table, None, Forms::Named) else {
            continue;
        };
        let end = end(blocks, at, *level);
        let alone = !blocks[at + 2..end]
            .iter()
            .any(|block| matches!(block.kind, BlockKind::Table(_)));
        let [row] = table.rows.as_slice() else {
            larger += 1;
            continue;
        };
        if let Some(mut entry) = row_entry(row, &columns, None).filter(|_| alone) {
            let body = table.span.end
                ..blocks
                    .get(end)
                    .map_or(table.span.end, |next| next.span.start);
            entry.body = Some(body.clone()).filter(|_| end > at + 2);
            facts(&mut entry, &blocks[at + 2..end]);
            found.insert(
                at,
                HeadingEntry {
                    level: *level,
                    end,
                    entry,
                },
            );
        }
    }
    if found.len() < 3 || larger * 4 > found.len() {
        BTreeMap::new()
    } else {
        found
    }
}

/// The first block behind the section that the heading at `at` opens.
fn end(blocks: &[Block], at: usize, level: u8) -> usize {
    let closes = |block: &Block| matches!(&block.kind, BlockKind::Heading { level: other, .. } if *other <= level);
    blocks[at + 1..]
        .iter()
        .position(closes)
        .map_or(blocks.len(), |more| at + 1 + more)
}

/// The first link of a heading that leads somewhere and has words.
fn link(title: &Cell) -> Option<&crate::parse::Link> {
    title.links.iter().find(|link| {
        let leads = link.target.contains("://") || is_page_like(&link.target);
        leads && !link.label.is_empty()
    })
}

fn of_links(title: &Cell, span: Range<usize>) -> Cell {
    Cell {
        text: title.text.clone(),
        links: title.links.clone(),
        span,
        ..Cell::default()
    }
}

/// What stands below the heading: facts by their names, links by their labels, the first words as description.
fn facts(entry: &mut Entry, blocks: &[Block]) {
    for block in blocks {
        match &block.kind {
            BlockKind::List(items) => items.iter().for_each(|item| fact(entry, &item.cell)),
            BlockKind::Paragraph(lines) => {
                let plain = lines
                    .iter()
                    .find(|line| key_value(line).is_none() && !line.text.is_empty());
                if let Some(line) = plain.filter(|_| entry.description.text.is_empty()) {
                    entry.description = Cell {
                        text: line.text.clone(),
                        span: line.span.clone(),
                        ..Cell::default()
                    };
                }
                lines.iter().for_each(|line| fact(entry, line));
            }
            BlockKind::Table(table) if table.rows.len() == 1 || table.header.len() == 2 => {
                let wide = table
                    .header
                    .iter()
                    .zip(table.rows.first().into_iter().flatten());
                let tall = std::iter::once(&table.header)
                    .chain(&table.rows)
                    .filter_map(|row| Some((row.first()?, row.get(1)?)));
                let pairs: Vec<(&Cell, &Cell)> = if table.rows.len() == 1 {
                    wide.collect()
                } else {
                    tall.collect()
                };
                for (header, cell) in pairs {
                    match column(&header.text) {
                        Column::Name | Column::Index | Column::Description => {}
                        column => entry.columns.push((column, cell.clone())),
                    }
                }
            }
            _ => {}
        }
    }
}

fn fact(entry: &mut Entry, cell: &Cell) {
    if let Some(fact) = key_value(cell) {
        entry.columns.push(fact);
        return;
    }
    for link in cell
        .links
        .iter()
        .filter(|link| !link.label.is_empty() && link.target.contains("://"))
    {
        let column = column_of(&link.label);
        if !matches!(column, Column::Other(_)) {
            let one = Cell {
                text: link.label.clone(),
                links: vec![link.clone()],
                span: link.span.clone(),
                ..Cell::default()
            };
            entry.columns.push((column, one));
        }
    }
}
