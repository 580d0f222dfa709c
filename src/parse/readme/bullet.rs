//! Items of lists as entries: `- [Name](https://…) - words, [paper](…) `CC BY 4.0``, with remarks below them.
//!
//! In: the items of one list with their depths. Out: entries. An item is one when its first words are a link, or a name in
//! bold or in brackets before links; items below it are remarks, or entries of their own when it is none.

use crate::parse::column::{Column, is_page_like};
use crate::parse::outline::Item;
use crate::parse::readme::label::{column_of, is_keywords, key_value};
use crate::parse::readme::{Entry, EntryForm};
use crate::parse::{Cell, Link};

/// All entries of a list.
pub(super) fn entries(text: &str, items: &[Item], section: Option<usize>) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut entry_depth: Option<usize> = None;
    for item in items {
        let below = entry_depth.is_some_and(|depth| item.depth > depth);
        if let (true, Some(entry)) = (below, entries.last_mut()) {
            remark(entry, &item.cell);
            continue;
        }
        let found = entry(text, &item.cell, section);
        entry_depth = found.is_some().then_some(item.depth);
        entries.extend(found);
    }
    entries
}

fn entry(text: &str, cell: &Cell, section: Option<usize>) -> Option<Entry> {
    let first = cell.links.iter().find(|link| !link.label.is_empty())?;
    if first.target.starts_with('#') || first.target.starts_with("mailto:") {
        return None;
    }
    let before = without_images(without_marker(text.get(cell.span.start..first.span.start)?));
    let (name, links_from) = match name_before(&before) {
        Some(name) => (name, 0),
        None if before.chars().all(|c| !c.is_alphanumeric()) => (first.label.clone(), 1),
        None => return None,
    };
    let own = cell.links.iter().filter(|link| !link.label.is_empty());
    let page = Some(first)
        .filter(|link| links_from == 1 && is_page_like(&link.target))
        .cloned();
    let mut entry = Entry {
        section,
        description: Cell {
            text: words(cell, &name),
            span: cell.span.clone(),
            ..Cell::default()
        },
        name,
        form: EntryForm::Line,
        columns: Vec::new(),
        body: None,
        span: cell.span.clone(),
        page,
    };
    for (at, link) in own.enumerate() {
        let named = at < links_from;
        if named && entry.page.is_none() {
            entry.columns.push((Column::Website, of_link(link)));
        } else if !named {
            entry.columns.push((column_of(&link.label), of_link(link)));
        }
    }
    entry
        .columns
        .extend(trailing_codes(cell).into_iter().map(|code| {
            let column = if is_license(&code) {
                Column::License
            } else {
                Column::Keywords
            };
            (
                column,
                Cell {
                    text: code,
                    span: cell.span.clone(),
                    ..Cell::default()
                },
            )
        }));
    Some(entry)
}

/// A cell of one link; `[[pdf]](…)` is labelled without its brackets.
fn of_link(link: &Link) -> Cell {
    let label = link.label.trim_matches(['[', ']', ' ']).to_owned();
    let link = Link {
        label: label.clone(),
        ..link.clone()
    };
    Cell {
        text: label,
        span: link.span.clone(),
        links: vec![link],
        ..Cell::default()
    }
}

/// The item without its own marker, a number, a tick box.
fn without_marker(text: &str) -> &str {
    let text = text
        .trim_start()
        .trim_start_matches(['-', '*', '+'])
        .trim_start();
    let digits = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let text = if digits.len() < text.len() {
        digits.strip_prefix(['.', ')']).unwrap_or(text)
    } else {
        text
    };
    let text = text.trim_start();
    ["[x]", "[X]", "[ ]"]
        .iter()
        .find_map(|tick| text.strip_prefix(tick))
        .unwrap_or(text)
}

/// The text without badges: `![words](target)`, also as the label of a link.
fn without_images(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("![") {
        let after = &rest[at..];
        let Some(end) = after.find(')') else { break };
        let (before, mut next) = (&rest[..at], &after[end + 1..]);
        match (
            before.strip_suffix('['),
            next.strip_prefix("](").and_then(|link| link.find(')')),
        ) {
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

/// `[Name] [` or `**Name**: [`: a name that stands before the first link.
fn name_before(before: &str) -> Option<String> {
    let before = before.trim();
    let bracketed = before
        .strip_prefix('[')
        .and_then(|rest| rest.split_once(']'));
    let bold = before
        .strip_prefix("**")
        .and_then(|rest| rest.split_once("**"));
    let bold = bold.or_else(|| {
        before
            .strip_prefix("__")
            .and_then(|rest| rest.split_once("__"))
    });
    let (name, rest) = bracketed.or(bold)?;
    let name = name.trim().trim_end_matches([':', '：']);
    // Words behind a bracket are a sentence; behind a bold name they are its description.
    let fits = bold.is_some() || rest.chars().all(|c| !c.is_alphanumeric());
    (fits && name.contains(char::is_alphanumeric)).then(|| name.to_owned())
}

/// What the item says behind its name, without the codes at its end.
fn words(cell: &Cell, name: &str) -> String {
    let text = cell
        .text
        .trim_start_matches(|c: char| !c.is_alphanumeric() && c != '(');
    let mut words = text.strip_prefix(name).unwrap_or(text);
    for code in trailing_codes(cell).iter().rev() {
        words = words
            .trim_end()
            .strip_suffix(code.as_str())
            .unwrap_or(words);
    }
    // Labels of links at its end say nothing beside the links.
    for link in cell.links.iter().rev() {
        let bare = words.trim_end_matches([' ', ',', ';', '.', '|', ')', ']']);
        let Some(before) = bare
            .strip_suffix(link.label.trim_matches(['[', ']']))
            .filter(|_| !link.label.is_empty())
        else {
            break;
        };
        words = before.trim_end_matches([' ', ',', ';', '|', '(', '[']);
    }
    words
        .trim_start_matches([' ', ':', '：', '-', '–', '—', '>', ']', '|'])
        .trim()
        .to_owned()
}

/// Words between backticks at the end of the item.
fn trailing_codes(cell: &Cell) -> Vec<String> {
    let mut rest = cell.text.as_str();
    let mut codes = Vec::new();
    for code in cell.codes.iter().rev() {
        let Some(before) = rest
            .trim_end_matches([' ', ',', '.'])
            .strip_suffix(code.as_str())
        else {
            break;
        };
        rest = before;
        codes.insert(0, code.clone());
    }
    codes
}

/// Whether a code names a licence.
fn is_license(code: &str) -> bool {
    let folded = code.to_lowercase();
    [
        "cc ",
        "cc-",
        "cc0",
        "mit",
        "apache",
        "gpl",
        "lgpl",
        "agpl",
        "bsd",
        "odbl",
        "odc",
        "pddl",
        "mpl",
        "isc",
        "unlicense",
    ]
    .iter()
    .any(|start| folded.starts_with(start))
}

/// An item below an entry: a fact by its name, else words.
fn remark(entry: &mut Entry, cell: &Cell) {
    if let Some(fact) = key_value(cell) {
        entry.columns.push(fact);
        return;
    }
    for link in cell.links.iter().filter(|link| !link.label.is_empty()) {
        entry.columns.push((column_of(&link.label), of_link(link)));
    }
    if cell.links.is_empty() && !cell.text.is_empty() {
        let join = if entry.description.text.is_empty() {
            ""
        } else {
            "; "
        };
        entry.description.text = format!("{}{join}{}", entry.description.text, cell.text);
    }
}

/// `**Keywords**: CT, liver` as a column.
pub(super) fn keywords(line: &Cell) -> Option<(Column, Cell)> {
    let (key, _) = line.text.split_once([':', '：'])?;
    is_keywords(key).then(|| key_value(line)).flatten()
}
