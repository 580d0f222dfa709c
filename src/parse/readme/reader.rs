//! Walks over the blocks of the list, keeps track of the open sections, and passes each block to
//! the function that reads its form.
//!
//! In: the blocks of the outline. Out: a `Readme` without the parts that come from the whole text.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::parse::column::Column;
use crate::parse::html::HeadingForm;
use crate::parse::outline::{Block, BlockKind, Item};
use crate::parse::readme::header::{Forms, entry_columns, is_page_like};
use crate::parse::readme::heading::{HeadingEntry, heading_entries, one_row_headings};
use crate::parse::readme::row::row_entry;
use crate::parse::readme::section::{ReadmeSection, can_hold_links, is_contents, same_heading};
use crate::parse::readme::{Entry, EntryForm, ListRules, Readme, bullet};
use crate::parse::{Cell, Table};

/// Which forms count as entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// Rows of tables about datasets, and lines that link to pages.
    Strict,
    /// In addition, bullets that link to other sites, headings, and tables of links.
    Open,
}

/// First words of summaries that say nothing about the content of their `<details>`.
const GENERIC_SUMMARIES: &[&str] = &[
    "", "click", "expand", "show", "details", "more", "open", "list", "table",
];

/// The state of reading one list.
pub(super) struct ListReader<'a> {
    text: &'a str,
    rules: &'a ListRules,
    reading: Reading,
    /// The number of `<details>` that are open.
    details: usize,
    /// The sections that are open, the outermost first.
    open: Vec<usize>,
    readme: Readme,
}

impl<'a> ListReader<'a> {
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
            Reading::Open => heading_entries(self.text, blocks),
            Reading::Strict => one_row_headings(blocks),
        };

        let mut at = 0;
        while let Some(block) = blocks.get(at) {
            at += 1;
            let Some(entry) = headed.get(&(at - 1)) else {
                self.block(block);
                continue;
            };

            self.close_sections(entry.level);
            if self.is_open_to_links() && self.allows_entries() {
                self.readme.entries.push(entry.entry(self.section()));
                at = entry.end;
            } else {
                self.block(block);
            }
        }
        self.readme
    }

    /// The innermost open section.
    fn section(&self) -> Option<usize> {
        self.open.last().copied()
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

    /// Closes the innermost sections as long as `is_closed` holds.
    fn close_while(&mut self, is_closed: impl Fn(&ReadmeSection) -> bool) {
        while self
            .section()
            .is_some_and(|last| is_closed(&self.readme.sections[last]))
        {
            self.open.pop();
        }
    }

    /// Closes the sections that a heading of this level ends.
    fn close_sections(&mut self, level: u8) {
        self.close_while(|section| section.level >= level);
    }

    fn heading(&mut self, level: u8, title: &Cell, span: &Range<usize>, details: Option<usize>) {
        self.close_sections(level);
        self.readme.sections.push(ReadmeSection {
            title: title.text.clone(),
            heading: span.clone(),
            parent: self.section(),
            prose: Vec::new(),
            is_contents: is_contents(&title.text),
            level,
            details,
        });

        self.open.push(self.readme.sections.len() - 1);
    }

    /// A `<summary>` with a specific title is the heading of its `<details>`; "Click to expand" is
    /// not.
    fn summary(&mut self, title: &str, span: &Range<usize>) {
        let folded = title.to_lowercase();
        let first_word = folded.split_whitespace().next().unwrap_or_default();
        if GENERIC_SUMMARIES.contains(&first_word) {
            return;
        }

        let parent = self.section().map(|last| &self.readme.sections[last]);
        if parent.is_some_and(|parent| parent.title.to_lowercase() == folded) {
            return;
        }

        let level = parent.map_or(2, |parent| (parent.level + 1).min(7));
        let title = Cell {
            text: title.to_owned(),
            ..Cell::default()
        };
        self.heading(level, &title, span, Some(self.details));
    }

    fn close_details(&mut self) {
        let details = Some(self.details);
        self.close_while(|section| section.details == details);
        self.details = self.details.saturating_sub(1);
    }

    fn prose(&mut self, span: Range<usize>) {
        match self.section() {
            Some(last) => self.readme.sections[last].prose.push(span),
            None => self.readme.intro.push(span),
        }
    }

    fn in_contents(&self) -> bool {
        self.open
            .iter()
            .any(|&at| self.readme.sections[at].is_contents)
    }

    /// Whether no heading around says that the links below it are not datasets.
    fn is_open_to_links(&self) -> bool {
        !self.rules.sections.is_empty()
            || self.open.iter().all(|&at| {
                // The title of the whole text says nothing about its parts.
                at == 0 || can_hold_links(&self.readme.sections[at].title)
            })
    }

    /// Whether the settings allow entries in the open sections.
    fn allows_entries(&self) -> bool {
        self.rules.sections.is_empty() || self.open.iter().any(|&at| self.is_listed(at))
    }

    /// Whether the settings list this section.
    fn is_listed(&self, at: usize) -> bool {
        let title = &self.readme.sections[at].title;
        self.rules
            .sections
            .iter()
            .any(|name| same_heading(name, title))
    }

    fn table(&mut self, table: &Table) {
        let forms = match self.reading {
            Reading::Strict => Forms::Named,
            Reading::Open => Forms::Linked,
        };

        match entry_columns(table, self.rules.name_column.as_deref(), forms) {
            Ok(_) if self.in_contents() || !self.allows_entries() => self.prose(table.span.clone()),
            Ok(columns) => self.rows(table, &columns),
            Err(reason) => {
                self.readme.refused.push((table.span.clone(), reason));
                self.prose(table.span.clone());
            }
        }
    }

    /// Takes the rows of a table as entries.
    fn rows(&mut self, table: &Table, columns: &[Column]) {
        let section = self.section();
        let before = self.readme.entries.len();
        let rows = table.rows.iter();
        self.readme
            .entries
            .extend(rows.filter_map(|row| row_entry(row, columns, section)));

        if self.readme.entries.len() == before {
            let reason = "it has no row with a name".to_owned();
            self.readme.refused.push((table.span.clone(), reason));
        }
    }

    /// Lines of a paragraph: those that start with a link to a page are entries; the rest stays
    /// prose. A line of keywords belongs to the entry before it.
    fn lines(&mut self, lines: &[Cell], span: &Range<usize>) {
        let section = self.section();
        let are_keywords = lines.iter().all(|line| bullet::keywords(line).is_some());
        if let (true, Some(last)) = (are_keywords, self.readme.entries.last_mut())
            && last.section == section
        {
            last.columns
                .extend(lines.iter().filter_map(bullet::keywords));
            return;
        }

        if !self.take_entries(lines.iter()) {
            self.prose(span.clone());
        }
    }

    fn list(&mut self, items: &[Item], span: &Range<usize>) {
        if !items.is_empty() && items.iter().all(leads_to_anchor) {
            return;
        }

        if self.reading == Reading::Open && self.is_open_to_links() && self.allows_entries() {
            let entries = bullet::bullet_entries(self.text, items, self.section());
            if !entries.is_empty() {
                self.readme.entries.extend(entries);
                return;
            }
        }

        if !self.take_entries(items.iter().map(|item| &item.cell)) {
            let reason = "no item starts with a link to a page".to_owned();
            self.readme.refused.push((span.clone(), reason));
            self.prose(span.clone());
        }
    }

    /// Takes lines as entries or as prose; does nothing and returns false when none is an entry.
    fn take_entries<'c>(&mut self, lines: impl Iterator<Item = &'c Cell>) -> bool {
        let lines: Vec<_> = lines.map(|line| (line, self.line_entry(line))).collect();
        if lines.iter().all(|(_, entry)| entry.is_none()) {
            return false;
        }

        for (line, entry) in lines {
            match entry {
                Some(entry) => self.readme.entries.push(entry),
                None => self.prose(line.span.clone()),
            }
        }
        true
    }

    /// The entry of a line that starts with a link to a page.
    fn line_entry(&self, line: &Cell) -> Option<Entry> {
        let first = line.links.first()?;
        let before = &self.text[line.span.start..first.span.start.max(line.span.start)];
        let starts_with_link = before.chars().all(|c| !c.is_alphanumeric());
        if !starts_with_link || !is_page_like(&first.target) || first.label.is_empty() {
            return None;
        }
        if self.in_contents() || !self.allows_entries() {
            return None;
        }

        let description = line
            .text
            .strip_prefix(first.label.as_str())
            .unwrap_or(&line.text);
        let description = Cell {
            text: description
                .trim_start_matches([' ', ':', '-', '–', '—'])
                .to_owned(),
            links: line.links[1..].to_vec(),
            span: first.span.end.min(line.span.end)..line.span.end,
            ..Cell::default()
        };

        Some(Entry {
            section: self.section(),
            name: first.label.clone(),
            page: Some(first.clone()),
            form: EntryForm::Line,
            description,
            columns: Vec::new(),
            body: None,
            span: line.span.clone(),
        })
    }
}

fn leads_to_anchor(item: &Item) -> bool {
    item.cell
        .links
        .first()
        .is_some_and(|link| link.target.starts_with('#'))
}
