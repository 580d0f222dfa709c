//! Walks over the blocks of the list, keeps the sections that are open, and hands each block to who reads its form.
//!
//! In: the blocks of the outline. Out: a `Readme` without the parts that come from the whole text.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::parse::column::{Forms, entry_columns, is_page_like};
use crate::parse::html::HeadingForm;
use crate::parse::outline::{Block, BlockKind, Item};
use crate::parse::readme::heading::{self, HeadingEntry};
use crate::parse::readme::row::row_entry;
use crate::parse::readme::section::{ReadmeSection, can_hold_links, is_contents, same_heading};
use crate::parse::readme::{Entry, EntryForm, ListRules, Readme, bullet};
use crate::parse::{Cell, Table};

/// Which forms count as entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// Rows of tables about datasets, lines that link to pages.
    Strict,
    /// Also bullets that link to other sites, headings, and tables of links.
    Open,
}

pub(super) struct Reader<'a> {
    text: &'a str,
    rules: &'a ListRules,
    reading: Reading,
    /// Depth of `<details>` so far.
    details: usize,
    /// Sections that are open, outer first.
    open: Vec<usize>,
    readme: Readme,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str, rules: &'a ListRules, reading: Reading) -> Self {
        Self {
            text,
            rules,
            reading,
            details: 0,
            open: Vec::new(),
            readme: Readme::default(),
        }
    }

    pub(super) fn read(mut self, blocks: &[Block]) -> Readme {
        let headed: BTreeMap<usize, HeadingEntry> = match self.reading {
            Reading::Open => heading::entries(self.text, blocks),
            Reading::Strict => heading::rows(blocks),
        };
        let mut at = 0;
        while let Some(block) = blocks.get(at) {
            at += 1;
            let Some(entry) = headed.get(&(at - 1)) else {
                self.block(block);
                continue;
            };
            self.close_sections(entry.level);
            if self.is_open_to_links() && self.counts() {
                self.readme
                    .entries
                    .push(entry.entry(self.open.last().copied()));
                at = entry.end;
            } else {
                self.block(block);
            }
        }
        self.readme
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Heading { form, level, title } => {
                let details = (*form == HeadingForm::Summary).then_some(self.details);
                self.heading(*level, title, &block.span, details);
            }
            BlockKind::Open => self.details += 1,
            BlockKind::Close => self.close_details(),
            BlockKind::Summary(title) => self.summary(title, &block.span),
            BlockKind::Table(table) => self.table(table),
            BlockKind::Paragraph(lines) => self.lines(lines, &block.span),
            BlockKind::List(items) => self.list(items, &block.span),
            _ => self.prose(block.span.clone()),
        }
    }

    /// Closes sections until one of a higher level is the last.
    fn close_sections(&mut self, level: u8) {
        while self
            .open
            .last()
            .is_some_and(|&last| self.readme.sections[last].level >= level)
        {
            self.open.pop();
        }
    }

    fn heading(&mut self, level: u8, title: &Cell, span: &Range<usize>, details: Option<usize>) {
        self.close_sections(level);
        self.readme.sections.push(ReadmeSection {
            title: title.text.clone(),
            heading: span.clone(),
            parent: self.open.last().copied(),
            prose: Vec::new(),
            is_contents: is_contents(&title.text),
            level,
            details,
        });
        self.open.push(self.readme.sections.len() - 1);
    }

    /// A `<summary>` that names something heads its `<details>`; "Click to expand" does not.
    fn summary(&mut self, title: &str, span: &Range<usize>) {
        let folded = title.to_lowercase();
        let generic = [
            "", "click", "expand", "show", "details", "more", "open", "list", "table",
        ];
        let same = self
            .open
            .last()
            .is_some_and(|&last| self.readme.sections[last].title.to_lowercase() == folded);
        if generic.contains(&folded.split_whitespace().next().unwrap_or_default()) || same {
            return;
        }
        let level = self
            .open
            .last()
            .map_or(2, |&last| (self.readme.sections[last].level + 1).min(7));
        let title = Cell {
            text: title.to_owned(),
            ..Cell::default()
        };
        self.heading(level, &title, span, Some(self.details));
    }

    fn close_details(&mut self) {
        while self
            .open
            .last()
            .is_some_and(|&last| self.readme.sections[last].details == Some(self.details))
        {
            self.open.pop();
        }
        self.details = self.details.saturating_sub(1);
    }

    fn prose(&mut self, span: Range<usize>) {
        match self.open.last() {
            Some(&last) => self.readme.sections[last].prose.push(span),
            None => self.readme.intro.push(span),
        }
    }

    fn in_contents(&self) -> bool {
        self.open
            .iter()
            .any(|&at| self.readme.sections[at].is_contents)
    }

    /// Whether none of the headings around says that what stands here are other links.
    fn is_open_to_links(&self) -> bool {
        !self.rules.sections.is_empty()
            || self.open.iter().all(|&at| {
                // The title of the whole text says nothing about its parts.
                at == 0 || can_hold_links(&self.readme.sections[at].title)
            })
    }

    /// Whether the settings let entries stand here.
    fn counts(&self) -> bool {
        let named = |&at: &usize| {
            self.rules
                .sections
                .iter()
                .any(|name| same_heading(name, &self.readme.sections[at].title))
        };
        self.rules.sections.is_empty() || self.open.iter().any(named)
    }

    fn table(&mut self, table: &Table) {
        let forms = match self.reading {
            Reading::Strict => Forms::Named,
            Reading::Open => Forms::Linked,
        };
        match entry_columns(table, self.rules.name_column.as_deref(), forms) {
            Ok(_) if self.in_contents() || !self.counts() => self.prose(table.span.clone()),
            Ok(columns) => {
                let entries: Vec<_> = table
                    .rows
                    .iter()
                    .filter_map(|row| row_entry(row, &columns, self.open.last().copied()))
                    .collect();
                if entries.is_empty() {
                    self.readme
                        .refused
                        .push((table.span.clone(), "it has no row with a name".to_owned()));
                }
                self.readme.entries.extend(entries);
            }
            Err(why) => {
                self.readme.refused.push((table.span.clone(), why));
                self.prose(table.span.clone());
            }
        }
    }

    /// Lines of a paragraph: those that start with a link to a page are entries, the rest stays prose. A line of keywords
    /// belongs to the entry before it.
    fn lines(&mut self, lines: &[Cell], span: &Range<usize>) {
        let keywords = lines.iter().all(|line| bullet::keywords(line).is_some());
        if let (true, Some(last)) = (keywords, self.readme.entries.last_mut())
            && last.section == self.open.last().copied()
        {
            last.columns
                .extend(lines.iter().filter_map(bullet::keywords));
            return;
        }
        let entries: Vec<Option<Entry>> = lines.iter().map(|line| self.line_entry(line)).collect();
        if entries.iter().all(Option::is_none) {
            return self.prose(span.clone());
        }
        for (entry, line) in entries.into_iter().zip(lines) {
            self.take(entry, line);
        }
    }

    fn take(&mut self, entry: Option<Entry>, line: &Cell) {
        match entry {
            Some(entry) => self.readme.entries.push(entry),
            None => self.prose(line.span.clone()),
        }
    }

    fn list(&mut self, items: &[Item], span: &Range<usize>) {
        let leads_to_anchor = |item: &Item| {
            item.cell
                .links
                .first()
                .is_some_and(|link| link.target.starts_with('#'))
        };
        if !items.is_empty() && items.iter().all(leads_to_anchor) {
            return;
        }
        let before = self.readme.entries.len();
        if self.reading == Reading::Open && self.is_open_to_links() && self.counts() {
            let entries = bullet::entries(self.text, items, self.open.last().copied());
            self.readme.entries.extend(entries);
        }
        if self.readme.entries.len() > before {
            return;
        }
        let entries: Vec<Option<Entry>> = items
            .iter()
            .map(|item| self.line_entry(&item.cell))
            .collect();
        if entries.iter().all(Option::is_none) {
            self.readme.refused.push((
                span.clone(),
                "no item starts with a link to a page".to_owned(),
            ));
            return self.prose(span.clone());
        }
        for (entry, item) in entries.into_iter().zip(items) {
            self.take(entry, &item.cell);
        }
    }

    fn line_entry(&self, line: &Cell) -> Option<Entry> {
        let first = line.links.first()?;
        let before = &self.text[line.span.start..first.span.start.max(line.span.start)];
        let starts_with_link = before.chars().all(|c| !c.is_alphanumeric());
        if !starts_with_link || !is_page_like(&first.target) || first.label.is_empty() {
            return None;
        }
        if self.in_contents() || !self.counts() {
            return None;
        }
        let rest = first.span.end.min(line.span.end)..line.span.end;
        let description = line
            .text
            .strip_prefix(first.label.as_str())
            .unwrap_or(&line.text);
        let description = description
            .trim_start_matches([' ', ':', '-', '–', '—'])
            .to_owned();
        Some(Entry {
            section: self.open.last().copied(),
            name: first.label.clone(),
            page: Some(first.clone()),
            form: EntryForm::Line,
            description: Cell {
                text: description,
                links: line.links[1..].to_vec(),
                span: rest,
                ..Cell::default()
            },
            columns: Vec::new(),
            body: None,
            span: line.span.clone(),
        })
    }
}
