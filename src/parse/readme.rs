//! The list: sections, entries, and the prose between them.
//!
//! In: the text of the catalog's README. Out: a `Readme`: the title, the introduction, the tree of sections and the
//! entries in their order, each with its bytes. The table of contents is left out: it is computed anew.

use std::ops::Range;

use super::column::{Column, entry_columns, is_page_like};
use super::html::HeadingForm;
use super::outline::{Block, BlockKind, outline, tidy};
use super::{Cell, Link, Table};
use crate::model::stated::is_stated;

/// What a catalog's README says.
#[derive(Clone, Debug, Default)]
pub struct Readme {
    /// The first heading, when it heads the whole text.
    pub title: Option<Cell>,
    /// Blocks between the title and the first section.
    pub intro: Vec<Range<usize>>,
    /// All sections, a parent before its children.
    pub sections: Vec<ReadmeSection>,
    /// All entries, in order.
    pub entries: Vec<Entry>,
    /// Link reference definitions.
    pub references: Vec<(String, String)>,
    /// Every image of the text.
    pub images: Vec<Link>,
    /// Links of its table of contents to its own headings.
    pub contents: Vec<Link>,
    /// Tables and lists that hold no entries, and why: said when there are no entries at all.
    pub refused: Vec<(Range<usize>, String)>,
}

/// A heading of the README and what stands below it.
#[derive(Clone, Debug)]
pub struct ReadmeSection {
    /// The heading's text.
    pub title: String,
    /// Where the heading stands.
    pub heading: Range<usize>,
    /// The section around it.
    pub parent: Option<usize>,
    /// Blocks that are not entries.
    pub prose: Vec<Range<usize>>,
    /// A table of contents: neither category nor page.
    pub is_contents: bool,
    level: u8,
    /// Number of `<details>` around it, for sections that a `<summary>` opened.
    details: Option<usize>,
}

/// One row or line of the list.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The section it stands in.
    pub section: Option<usize>,
    /// The dataset's name.
    pub name: String,
    /// The link to the dataset's page, when the name is one.
    pub page: Option<Link>,
    /// A row of a table, or a line of text.
    pub form: EntryForm,
    /// The entry's own words about the dataset.
    pub description: Cell,
    /// All other cells that say something, by their column; columns may repeat.
    pub columns: Vec<(Column, Cell)>,
    /// The whole entry.
    pub span: Range<usize>,
}

/// How an entry is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryForm {
    /// A row of a table.
    Row,
    /// A line with a link and words.
    Line,
}

/// Reads the README.
pub fn readme(text: &str) -> Readme {
    let found = outline(text);
    let mut reader = Reader { text, details: 0, open: Vec::new(), readme: Readme::default() };
    for block in &found.blocks {
        reader.block(block);
    }
    let mut readme = reader.readme;
    readme.contents = contents(&readme.sections, found.links);
    readme.references = found.references;
    readme.images = found.images;
    take_title(&mut readme);
    readme
}

/// The links to anchors that stand in a section of contents.
fn contents(sections: &[ReadmeSection], links: Vec<Link>) -> Vec<Link> {
    let is_in = |at: usize| {
        let next = sections.partition_point(|section| section.heading.start <= at);
        next > 0 && sections[next - 1].is_contents
    };
    links.into_iter().filter(|link| link.target.starts_with('#') && is_in(link.span.start)).collect()
}

struct Reader<'a> {
    text: &'a str,
    /// Depth of `<details>` so far.
    details: usize,
    /// Sections that are open, outer first.
    open: Vec<usize>,
    readme: Readme,
}

impl Reader<'_> {
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

    fn heading(&mut self, level: u8, title: &Cell, span: &Range<usize>, details: Option<usize>) {
        while self.open.last().is_some_and(|&last| self.readme.sections[last].level >= level) {
            self.open.pop();
        }
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
        let generic = ["", "click", "expand", "show", "details", "more", "open", "list", "table"];
        let same =
            self.open.last().is_some_and(|&last| self.readme.sections[last].title.to_lowercase() == folded);
        if generic.contains(&folded.split_whitespace().next().unwrap_or_default()) || same {
            return;
        }
        let level = self.open.last().map_or(2, |&last| (self.readme.sections[last].level + 1).min(7));
        let title = Cell { text: title.to_owned(), ..Cell::default() };
        self.heading(level, &title, span, Some(self.details));
    }

    fn close_details(&mut self) {
        while self.open.last().is_some_and(|&last| self.readme.sections[last].details == Some(self.details)) {
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
        self.open.iter().any(|&at| self.readme.sections[at].is_contents)
    }

    fn table(&mut self, table: &Table) {
        match entry_columns(table) {
            Ok(_) if self.in_contents() => self.prose(table.span.clone()),
            Ok(columns) => {
                let entries: Vec<_> = table
                    .rows
                    .iter()
                    .filter_map(|row| row_entry(row, &columns, self.open.last().copied()))
                    .collect();
                if entries.is_empty() {
                    self.readme.refused.push((table.span.clone(), "it has no row with a name".to_owned()));
                }
                self.readme.entries.extend(entries);
            }
            Err(why) => {
                self.readme.refused.push((table.span.clone(), why));
                self.prose(table.span.clone());
            }
        }
    }

    /// Lines of a paragraph: those that start with a link to a page are entries, the rest stays prose.
    fn lines(&mut self, lines: &[Cell], span: &Range<usize>) {
        let entries: Vec<Option<Entry>> = lines.iter().map(|line| self.line_entry(line)).collect();
        if entries.iter().all(Option::is_none) {
            return self.prose(span.clone());
        }
        self.take(entries, lines);
    }

    fn take(&mut self, entries: Vec<Option<Entry>>, lines: &[Cell]) {
        for (entry, line) in entries.into_iter().zip(lines) {
            match entry {
                Some(entry) => self.readme.entries.push(entry),
                None => self.prose(line.span.clone()),
            }
        }
    }

    fn list(&mut self, items: &[Cell], span: &Range<usize>) {
        let is_contents = !items.is_empty()
            && items.iter().all(|item| item.links.first().is_some_and(|link| link.target.starts_with('#')));
        if is_contents {
            return;
        }
        let entries: Vec<Option<Entry>> = items.iter().map(|item| self.line_entry(item)).collect();
        if entries.iter().all(Option::is_none) {
            self.readme.refused.push((span.clone(), "no item starts with a link to a page".to_owned()));
            return self.prose(span.clone());
        }
        self.take(entries, items);
    }

    fn line_entry(&self, line: &Cell) -> Option<Entry> {
        let first = line.links.first()?;
        let before = &self.text[line.span.start..first.span.start.max(line.span.start)];
        let starts_with_link = before.chars().all(|c| !c.is_alphanumeric());
        if !starts_with_link || !is_page_like(&first.target) || first.label.is_empty() || self.in_contents() {
            return None;
        }
        let rest = first.span.end.min(line.span.end)..line.span.end;
        let description = line.text.strip_prefix(first.label.as_str()).unwrap_or(&line.text);
        let description = description.trim_start_matches([' ', ':', '-', '–', '—']).to_owned();
        Some(Entry {
            section: self.open.last().copied(),
            name: first.label.clone(),
            page: Some(first.clone()),
            form: EntryForm::Line,
            description: Cell { text: description, links: line.links[1..].to_vec(), span: rest },
            columns: Vec::new(),
            span: line.span.clone(),
        })
    }
}

fn row_entry(row: &[Cell], columns: &[Column], section: Option<usize>) -> Option<Entry> {
    let at = columns.iter().position(|c| *c == Column::Name)?;
    let name_cell = row.get(at)?;
    let link = name_cell.links.first();
    let name = match link {
        Some(link) if !link.label.is_empty() => link.label.clone(),
        _ => name_cell.text.clone(),
    };
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
        span: row.first()?.span.start..row.last()?.span.end.max(name_cell.span.end),
    };
    // A name cell that links to the dataset's own site, not to a page, names its website.
    if let Some(link) = link.filter(|link| entry.page.is_none() && link.target.contains("://")) {
        let cell = Cell { text: link.label.clone(), links: vec![link.clone()], span: link.span.clone() };
        entry.columns.push((Column::Website, cell));
    }
    for (column, cell) in columns.iter().zip(row) {
        match column {
            Column::Name | Column::Index => {}
            Column::Description if entry.description.text.is_empty() => entry.description = cell.clone(),
            _ if cell.links.is_empty() && !is_stated(&cell.text) => {}
            _ => entry.columns.push((column.clone(), cell.clone())),
        }
    }
    Some(entry)
}

/// Whether a heading stands over a table of contents.
fn is_contents(title: &str) -> bool {
    let kept: String = title.chars().filter(|c| c.is_alphanumeric() || c.is_whitespace()).collect();
    let folded = tidy(&kept).to_lowercase();
    matches!(
        folded.as_str(),
        "contents"
            | "content"
            | "table of content"
            | "table of contents"
            | "toc"
            | "index"
            | "目录"
            | "catalogue"
    )
}

/// The first heading is the title when it is of the first level, unless it heads entries beside others of its level.
fn take_title(readme: &mut Readme) {
    let Some(first) = readme.sections.first() else { return };
    let holds_entries = readme.entries.iter().any(|entry| entry.section == Some(0));
    let others = readme.sections[1..].iter().any(|section| section.level <= first.level);
    if first.parent.is_some()
        || (first.level > 1 && others)
        || (holds_entries && (others || readme.sections.len() == 1))
    {
        return;
    }
    let first = readme.sections.remove(0);
    readme.intro.extend(first.prose);
    readme.title = Some(Cell { text: first.title, span: first.heading, ..Cell::default() });
    let shift = |at: &mut Option<usize>| *at = at.and_then(|at| at.checked_sub(1));
    for section in &mut readme.sections {
        shift(&mut section.parent);
    }
    for entry in &mut readme.entries {
        shift(&mut entry.section);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(readme: &Readme, mut at: Option<usize>) -> String {
        let mut names = Vec::new();
        while let Some(section) = at {
            names.insert(0, readme.sections[section].title.as_str());
            at = readme.sections[section].parent;
        }
        names.join(" > ")
    }

    fn check(text: &str, expect: &[&str]) {
        let readme = readme(text);
        let found: Vec<String> = readme
            .entries
            .iter()
            .map(|e| format!("{}: {} | {}", path(&readme, e.section), e.name, e.description.text))
            .collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn rows_by_header_name() {
        check(
            "# T\n\n## A\n\n### B\n\n| No. | Paper | Dataset | Description |\n|-|-|-|-|\n| 1 | [p](q) | [N](r/N.md) | 3D CT |\n| 2 | - | M | x |\n",
            &["A > B: N | 3D CT", "A > B: M | x"],
        );
    }

    #[test]
    fn lines_with_words_after_the_link() {
        check(
            "# T\n## A\n[N](./r/N.md) v2.0 (QA, 3 Cases)\n[M](r/M.md)\n\ntext\n",
            &["A: N | v2.0 (QA, 3 Cases)", "A: M | "],
        );
    }

    #[test]
    fn contents_and_foreign_tables_are_no_entries() {
        check("# T\n## Contents\n- [A](#a)\n## A\n| Model | Paper |\n|-|-|\n| x | y |\n", &[]);
    }

    #[test]
    fn summaries_head_their_details() {
        let text = "# T\n## A\n<details>\n<summary>Eye</summary>\n\n| Dataset |\n|-|\n| N |\n\n</details>\n\n| Dataset |\n|-|\n| M |\n";
        check(text, &["A > Eye: N | ", "A: M | "]);
        check(
            "# T\n## A\n<details><summary></summary>\n\n| Dataset |\n|-|\n| N |\n\n</details>\n",
            &["A: N | "],
        );
    }

    #[test]
    fn titles() {
        assert_eq!(readme("# T [![b](c)](d)\n## A\n").title.unwrap().text, "T");
        assert!(readme("# A\n| Dataset |\n|-|\n| N |\n# B\n| Dataset |\n|-|\n| M |\n").title.is_none());
        let one = readme("# T\n[N](N.md) x\n## A\n[M](M.md) y\n");
        assert_eq!(one.title.unwrap().text, "T");
        assert_eq!(one.entries[0].section, None);
    }
}
