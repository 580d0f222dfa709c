//! One page about a dataset: its title, its lead, its sections, and the facts in them.
//!
//! In: the text of a file in the pages folder. Out: a `Page`. Parts that the site shows elsewhere
//! (the meta table, source links, citations) are removed from the prose of the sections, so that
//! nothing is shown twice.

use std::ops::Range;

use crate::diagnostics::{Diagnostic, Rule, Severity};
use crate::parse::authors::{Author, authors};
use crate::parse::citation::{Citation, citations};
use crate::parse::file_table::{DataFile, files};
use crate::parse::html::HeadingForm;
use crate::parse::meta_table::{MetaTable, is_meta_table, meta_table};
use crate::parse::outline::{Block, BlockKind, Outline, outline};
use crate::parse::source_info::{SourceInfo, source_info};
use crate::parse::{Cell, Link, Section, Table};
use crate::source::{FileId, Span};

pub(crate) const HEADING_IN_HTML_BLOCK: Rule = Rule {
    code: "heading-in-html-block",
    severity: Severity::Warning,
    summary: "a heading inside a block of HTML",
    reason: "it is shown as text, and its section becomes part of the one before",
    example: "`## Citation` on the line after `</div>`",
};

/// The content of a page.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// The text of the heading that is the title.
    pub title: Option<String>,
    /// The text between the title and the first section.
    pub lead: Range<usize>,
    /// The sections after the lead.
    pub sections: Vec<PageSection>,
    /// The table of meta information.
    pub meta: MetaTable,
    /// The links and dates of the source section.
    pub source: SourceInfo,
    /// The works to cite.
    pub citations: Vec<Citation>,
    /// The authors.
    pub authors: Vec<Author>,
    /// The files that can be downloaded directly, with their checksums.
    pub files: Vec<DataFile>,
    /// Link reference definitions.
    pub references: Vec<(String, String)>,
    /// Every link in the text.
    pub links: Vec<Link>,
    /// Every image in the text.
    pub images: Vec<Link>,
}

/// A section and the prose that remains of it.
#[derive(Clone, Debug)]
pub struct PageSection {
    /// The topic of the section.
    pub kind: SectionKind,
    /// The heading and the bytes.
    pub section: Section,
    /// The bytes to show as prose.
    pub prose: Vec<Range<usize>>,
}

/// The sections that the home format defines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SectionKind {
    /// "Dataset Information": the lead.
    Information,
    /// "Dataset Meta Information".
    Meta,
    /// "File Structure".
    Files,
    /// "Authors and Institutions".
    Authors,
    /// "Source Information".
    Source,
    /// "Citation".
    Citation,
    /// Any other.
    Other,
}

/// Reads one page.
pub(crate) fn page(text: &str, file: FileId) -> (Page, Vec<Diagnostic>) {
    let Outline {
        blocks,
        references,
        links,
        images,
    } = outline(text);

    let mut reader = PageReader {
        text,
        file,
        blocks: &blocks,
        page: Page {
            references,
            links,
            images,
            ..Page::default()
        },
        diagnostics: Vec::new(),
    };
    reader.read();
    (reader.page, reader.diagnostics)
}

/// The state of reading one page.
struct PageReader<'a> {
    text: &'a str,
    file: FileId,
    blocks: &'a [Block],
    page: Page,
    diagnostics: Vec<Diagnostic>,
}

impl PageReader<'_> {
    fn read(&mut self) {
        let mut headings: Vec<usize> = (0..self.blocks.len())
            .filter(|&at| heading_title(&self.blocks[at]).is_some())
            .collect();

        if let Some(at) = headings
            .first()
            .copied()
            .filter(|&at| is_title(&self.blocks[at]))
        {
            headings.remove(0);
            self.read_title(at);
        }
        let first = headings.first().copied().unwrap_or(self.blocks.len());
        self.page.lead.end = self.block_start(first).max(self.page.lead.start);

        self.read_sections(&headings);
        self.page.files = self
            .blocks
            .iter()
            .filter_map(as_table)
            .flat_map(files)
            .collect();
        if self.page.meta.is_empty() {
            self.read_meta_outside_its_section();
        }
    }

    fn read_title(&mut self, at: usize) {
        self.page.title = heading_title(&self.blocks[at])
            .map(|title| title.text.clone())
            .filter(|title| !title.is_empty());
        self.page.lead.start = self.blocks[at].span.end;
    }

    /// Where the block at `at` starts, or the end of the text after the last block.
    fn block_start(&self, at: usize) -> usize {
        self.blocks
            .get(at)
            .map_or(self.text.len(), |block| block.span.start)
    }

    fn read_sections(&mut self, headings: &[usize]) {
        let mut kind = SectionKind::Other;
        for (n, &at) in headings.iter().enumerate() {
            let heading = &self.blocks[at];
            let BlockKind::Heading { form, level, title } = &heading.kind else {
                continue;
            };
            if *form == HeadingForm::Swallowed {
                self.report_swallowed_heading(heading);
            }

            // Deeper headings below "Citation" still belong to it; those of other sections do not.
            let named = section_kind(&title.text);
            let continues_citation =
                named == SectionKind::Other && *level > 2 && kind == SectionKind::Citation;
            if !continues_citation {
                kind = named;
            }

            let end = headings.get(n + 1).copied().unwrap_or(self.blocks.len());
            let section = Section {
                level: *level,
                title: title.text.clone(),
                heading: heading.span.clone(),
                body: heading.span.end..self.block_start(end).max(heading.span.end),
            };
            self.read_section(kind, section, at + 1..end);
        }
    }

    fn report_swallowed_heading(&mut self, heading: &Block) {
        let location = Span::new(self.file, heading.span.clone());
        self.diagnostics.push(
            HEADING_IN_HTML_BLOCK
                .at(location, "the heading is inside an HTML block")
                .help("put an empty line above it; other programs show it as text"),
        );
    }

    /// Reads the facts of a section whose blocks are `blocks`, and keeps the rest as prose.
    fn read_section(&mut self, kind: SectionKind, section: Section, blocks: Range<usize>) {
        let blocks = &self.blocks[blocks];
        let body = section.body.clone();
        let consumed = match kind {
            SectionKind::Meta => self.read_meta(blocks),
            SectionKind::Source => self.read_source(body),
            SectionKind::Authors => self.read_authors(body),
            SectionKind::Citation => self.read_citations(blocks),
            SectionKind::Information | SectionKind::Files | SectionKind::Other => Vec::new(),
        };

        let prose = subtract(&section.body, consumed);
        self.page.sections.push(PageSection {
            kind,
            section,
            prose,
        });
    }

    /// Reads the meta table of its section and returns the bytes that need not be shown again.
    fn read_meta(&mut self, blocks: &[Block]) -> Vec<Range<usize>> {
        if !self.page.meta.facts.is_empty() {
            return Vec::new();
        }
        let mut tables = blocks.iter().filter_map(as_table);
        let Some(table) = tables.find(|table| is_meta_table(table)) else {
            return Vec::new();
        };

        self.take_meta(table);

        // A table of several rows has several values per column, so it stays visible.
        if is_single_record(table) {
            vec![table.span.clone()]
        } else {
            Vec::new()
        }
    }

    /// Looks for a meta table in the whole page. Outside its own section it must be unambiguous:
    /// one row, or names beside values.
    fn read_meta_outside_its_section(&mut self) {
        let mut tables = self.blocks.iter().filter_map(as_table);
        if let Some(table) = tables.find(|table| is_meta_table(table) && is_single_record(table)) {
            self.take_meta(table);
        }
    }

    fn take_meta(&mut self, table: &Table) {
        self.page.meta = meta_table(table, self.file);
        self.diagnostics.append(&mut self.page.meta.diagnostics);
    }

    fn read_source(&mut self, body: Range<usize>) -> Vec<Range<usize>> {
        let mut source = source_info(&self.text[body.clone()], body.start, self.file);
        self.diagnostics.append(&mut source.diagnostics);

        let consumed = source.consumed.clone();
        self.page.source = source;
        consumed
    }

    fn read_authors(&mut self, body: Range<usize>) -> Vec<Range<usize>> {
        let read = authors(&self.text[body.clone()], body.start);
        self.page.authors.extend(read.people);
        read.consumed
    }

    fn read_citations(&mut self, blocks: &[Block]) -> Vec<Range<usize>> {
        let mut consumed = Vec::new();
        for block in blocks {
            if let BlockKind::Code { text: code } = &block.kind {
                let works = citations(&self.text[code.clone()], code.start, self.file);
                self.diagnostics.extend(works.diagnostics);
                self.page.citations.extend(works.items);
                consumed.push(block.span.clone());
            }
        }

        consumed
    }
}

fn heading_title(block: &Block) -> Option<&Cell> {
    match &block.kind {
        BlockKind::Heading { title, .. } => Some(title),
        _ => None,
    }
}

/// Whether the first heading is the title. One below the first level is not when it is the heading
/// of a known section.
fn is_title(block: &Block) -> bool {
    match &block.kind {
        BlockKind::Heading { level: 1, .. } => true,
        BlockKind::Heading { title, .. } => section_kind(&title.text) == SectionKind::Other,
        _ => false,
    }
}

fn as_table(block: &Block) -> Option<&Table> {
    match &block.kind {
        BlockKind::Table(table) => Some(table),
        _ => None,
    }
}

/// Whether a table describes one thing: one row, or names beside values.
fn is_single_record(table: &Table) -> bool {
    table.rows.len() == 1 || table.header.len() == 2
}

/// The non-empty ranges of `body` that remain without the ranges `consumed`.
fn subtract(body: &Range<usize>, mut consumed: Vec<Range<usize>>) -> Vec<Range<usize>> {
    consumed.sort_by_key(|range| range.start);

    let mut rest = Vec::new();
    let mut at = body.start;
    for range in consumed {
        if range.start > at {
            rest.push(at..range.start);
        }
        at = at.max(range.end);
    }

    if at < body.end {
        rest.push(at..body.end);
    }
    rest
}

fn section_kind(title: &str) -> SectionKind {
    let folded = title.trim().trim_end_matches(':').to_lowercase();
    match folded.as_str() {
        "dataset information" | "introduction" | "overview" | "information" => {
            SectionKind::Information
        }
        "dataset meta information" | "meta information" | "metadata" => SectionKind::Meta,
        "file structure" | "folder structure" | "directory structure" => SectionKind::Files,
        "authors and institutions" | "author and institution" | "authors" => SectionKind::Authors,
        "source information" | "sources" | "links" => SectionKind::Source,
        "citation" | "citations" | "bibtex" => SectionKind::Citation,
        _ => SectionKind::Other,
    }
}
