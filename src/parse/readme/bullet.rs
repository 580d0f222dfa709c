//! Items of lists as entries: `- [Name](https://…) - text, [paper](…) `CC BY 4.0``, with remarks
//! below them.
//!
//! In: the items of one list with their depths. Out: entries. An item is an entry when it starts
//! with a link, or with a name in bold or in brackets before links. Items below an entry are its
//! remarks; items below another item can be entries themselves.

use crate::parse::column::Column;
use crate::parse::outline::Item;
use crate::parse::readme::header::is_page_like;
use crate::parse::readme::label::{column_of, is_keywords, key_value, link_cell};
use crate::parse::readme::{Entry, EntryForm};
use crate::parse::{Cell, Link};

/// All entries of a list.
pub(super) fn bullet_entries(text: &str, items: &[Item], section: Option<usize>) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut entry_depth: Option<usize> = None;

    for item in items {
        let is_below = entry_depth.is_some_and(|depth| item.depth > depth);
        if let (true, Some(entry)) = (is_below, entries.last_mut()) {
            add_remark(entry, &item.cell);
            continue;
        }

        let entry = bullet_entry(text, &item.cell, section);
        entry_depth = entry.is_some().then_some(item.depth);
        entries.extend(entry);
    }
    entries
}

fn bullet_entry(text: &str, cell: &Cell, section: Option<usize>) -> Option<Entry> {
    let links: Vec<&Link> = cell
        .links
        .iter()
        .filter(|link| !link.label.is_empty())
        .collect();
    let first = *links.first()?;
    if first.target.starts_with('#') || first.target.starts_with("mailto:") {
        return None;
    }

    let before = without_images(without_marker(text.get(cell.span.start..first.span.start)?));
    let (name, is_linked) = match name_before(&before) {
        Some(name) => (name, false),
        None if before.chars().all(|c| !c.is_alphanumeric()) => (first.label.clone(), true),
        None => return None,
    };

    let mut entry = Entry {
        section,
        description: Cell {
            text: description(cell, &name),
            span: cell.span.clone(),
            ..Cell::default()
        },
        name,
        page: Some(first)
            .filter(|link| is_linked && is_page_like(&link.target))
            .cloned(),
        form: EntryForm::Line,
        columns: Vec::new(),
        body: None,
        span: cell.span.clone(),
    };

    for (at, link) in links.into_iter().enumerate() {
        if at > 0 || !is_linked {
            entry
                .columns
                .push((column_of(&link.label), unbracketed_link_cell(link)));
        } else if entry.page.is_none() {
            entry
                .columns
                .push((Column::Website, unbracketed_link_cell(link)));
        }
    }
    for code in trailing_codes(cell) {
        entry.columns.push(code_column(code, cell));
    }
    Some(entry)
}

/// A code at the end of an item: a licence or a keyword.
fn code_column(code: String, item: &Cell) -> (Column, Cell) {
    let column = if is_license(&code) {
        Column::License
    } else {
        Column::Keywords
    };

    let cell = Cell {
        text: code,
        span: item.span.clone(),
        ..Cell::default()
    };

    (column, cell)
}

/// A cell that holds only this link, without the brackets in the label of `[[pdf]](…)`.
fn unbracketed_link_cell(link: &Link) -> Cell {
    link_cell(&Link {
        label: link.label.trim_matches(['[', ']', ' ']).to_owned(),
        ..link.clone()
    })
}

/// The item without its marker, its number, and its checkbox.
fn without_marker(text: &str) -> &str {
    let text = text
        .trim_start()
        .trim_start_matches(['-', '*', '+'])
        .trim_start();

    let after_digits = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let text = if after_digits.len() < text.len() {
        after_digits.strip_prefix(['.', ')']).unwrap_or(text)
    } else {
        text
    };

    let text = text.trim_start();
    ["[x]", "[X]", "[ ]"]
        .iter()
        .find_map(|checkbox| text.strip_prefix(checkbox))
        .unwrap_or(text)
}

/// The text without badges: `![alt](target)`, also as the label of a link.
fn without_images(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;

    while let Some(at) = rest.find("![") {
        let after = &rest[at..];
        let Some(end) = after.find(')') else { break };
        let (before, mut next) = (&rest[..at], &after[end + 1..]);

        let link_end = next.strip_prefix("](").and_then(|link| link.find(')'));
        match (before.strip_suffix('['), link_end) {
            (Some(before), Some(end)) => {
                out.push_str(before);
                next = &next[end + 3..];
            }
            _ => out.push_str(before),
        }
        rest = next;
    }
    out + rest
}

/// A name before the first link: `[Name] [` or `**Name**: [`.
fn name_before(before: &str) -> Option<String> {
    let before = before.trim();
    let bracketed = between(before, "[", "]");
    let bold = between(before, "**", "**").or_else(|| between(before, "__", "__"));
    let (name, rest) = bracketed.or(bold)?;

    // Text after a bracket is a sentence; after a bold name, it is the description.
    let is_name = bold.is_some() || rest.chars().all(|c| !c.is_alphanumeric());
    let name = name.trim().trim_end_matches([':', '：']);
    (is_name && name.contains(char::is_alphanumeric)).then(|| name.to_owned())
}

/// Splits a text that starts with `open` into the part up to `close` and the rest.
fn between<'a>(text: &'a str, open: &str, close: &str) -> Option<(&'a str, &'a str)> {
    text.strip_prefix(open)?.split_once(close)
}

/// The text of the item after its name, without the codes and the links at its end.
fn description(cell: &Cell, name: &str) -> String {
    let text = cell
        .text
        .trim_start_matches(|c: char| !c.is_alphanumeric() && c != '(');
    let mut text = text.strip_prefix(name).unwrap_or(text);

    for code in trailing_codes(cell).iter().rev() {
        text = text.trim_end().strip_suffix(code.as_str()).unwrap_or(text);
    }

    // The labels of links at the end would only repeat the links.
    for link in cell
        .links
        .iter()
        .rev()
        .take_while(|link| !link.label.is_empty())
    {
        let bare = text.trim_end_matches([' ', ',', ';', '.', '|', ')', ']']);
        let Some(before) = bare.strip_suffix(link.label.trim_matches(['[', ']'])) else {
            break;
        };
        text = before.trim_end_matches([' ', ',', ';', '|', '(', '[']);
    }

    text.trim_start_matches([' ', ':', '：', '-', '–', '—', '>', ']', '|'])
        .trim()
        .to_owned()
}

/// The codes between backticks at the end of the item.
fn trailing_codes(cell: &Cell) -> Vec<String> {
    let mut rest = cell.text.as_str();
    let mut codes = Vec::new();

    for code in cell.codes.iter().rev() {
        let bare = rest.trim_end_matches([' ', ',', '.']);
        let Some(before) = bare.strip_suffix(code.as_str()) else {
            break;
        };
        rest = before;
        codes.insert(0, code.clone());
    }
    codes
}

/// How the names of licences begin, in lowercase.
#[rustfmt::skip]
const LICENSES: &[&str] = &[
    "cc ", "cc-", "cc0", "mit", "apache", "gpl", "lgpl", "agpl", "bsd", "odbl", "odc", "pddl",
    "mpl", "isc", "unlicense",
];

/// Whether a code is the name of a licence.
fn is_license(code: &str) -> bool {
    let folded = code.to_lowercase();
    LICENSES.iter().any(|start| folded.starts_with(start))
}

/// Adds an item below an entry: a fact with its key, links, or more text of the description.
fn add_remark(entry: &mut Entry, cell: &Cell) {
    if let Some(fact) = key_value(cell) {
        entry.columns.push(fact);
        return;
    }

    for link in cell.links.iter().filter(|link| !link.label.is_empty()) {
        entry
            .columns
            .push((column_of(&link.label), unbracketed_link_cell(link)));
    }

    if cell.links.is_empty() && !cell.text.is_empty() {
        let description = &mut entry.description.text;
        if !description.is_empty() {
            description.push_str("; ");
        }
        description.push_str(&cell.text);
    }
}

/// Reads the line `**Keywords**: CT, liver` as a column.
pub(super) fn keywords(line: &Cell) -> Option<(Column, Cell)> {
    let (key, _) = line.text.split_once([':', '：'])?;
    is_keywords(key).then(|| key_value(line)).flatten()
}
