//! One page about a dataset: its title, lead, sections, and the facts that stand in them.
//!
//! In: the text of a file in the pages folder. Out: a `Page`. Parts that the site shows in a place of their own (the
//! meta table, source links, citations) are taken out of the sections' prose, so that nothing stands there twice.

use std::ops::Range;

use crate::diagnostics::{Diagnostic, Rule, Severity};
use crate::parse::authors::{Author, authors};
use crate::parse::citation::{Citation, citations};
use crate::parse::file_table::{DataFile, files};
use crate::parse::html::HeadingForm;
use crate::parse::meta_table::{MetaTable, is_meta_table, meta_table};
use crate::parse::outline::{Block, BlockKind, Outline, outline};
use crate::parse::source_info::{SourceInfo, source_info};
use crate::parse::{Link, Section, Table};
use crate::source::{FileId, Span};

pub(crate) const HEADING_IN_HTML_BLOCK: Rule = Rule {
    code: "heading-in-html-block",
    severity: Severity::Warning,
    summary: "a heading inside a block of HTML",
    reason: "it is shown as text, and its section becomes part of the one before",
    example: "`## Citation` on the line after `</div>`",
};

/// What a page says.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// The first heading of the first level.
    pub title: Option<String>,
    /// The text between the title and the first section.
    pub lead: Range<usize>,
    /// The sections after it.
    pub sections: Vec<PageSection>,
    /// The table of meta information.
    pub meta: MetaTable,
    /// Links and dates of the source section.
    pub source: SourceInfo,
    /// Works to cite.
    pub citations: Vec<Citation>,
    /// People.
    pub authors: Vec<Author>,
    /// Files that can be fetched as they are, with checksums.
    pub files: Vec<DataFile>,
    /// Link reference definitions.
    pub references: Vec<(String, String)>,
    /// Every link of the text.
    pub links: Vec<Link>,
    /// Every image of the text.
    pub images: Vec<Link>,
}

/// A section and what is left of it to show.
#[derive(Clone, Debug)]
pub struct PageSection {
    /// What it is about.
    pub kind: SectionKind,
    /// Heading and bytes.
    pub section: Section,
    /// The bytes to show as prose.
    pub prose: Vec<Range<usize>>,
}

/// The sections that the home format names.
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
pub fn page(text: &str, file: FileId) -> (Page, Vec<Diagnostic>) {
    let Outline {
        blocks,
        references,
        links,
        images,
    } = outline(text);
    let mut page = Page {
        references,
        links,
        images,
        ..Page::default()
    };
    let mut found = Vec::new();
    let headings: Vec<usize> = (0..blocks.len())
        .filter(|&at| matches!(blocks[at].kind, BlockKind::Heading { .. }))
        .collect();
    let first = headings.first().copied();
    let titled = first.filter(|&at| match &blocks[at].kind {
        BlockKind::Heading { level: 1, .. } => true,
        // Any other first heading is the title unless it heads a part that pages have.
        BlockKind::Heading { title, .. } => section_kind(&title.text) == SectionKind::Other,
        _ => false,
    });
    if let Some((at, BlockKind::Heading { title, .. })) = titled.map(|at| (at, &blocks[at].kind)) {
        page.title = Some(title.text.clone()).filter(|title| !title.is_empty());
        page.lead.start = blocks[at].span.end;
    }
    let sections: Vec<usize> = headings
        .into_iter()
        .filter(|&at| Some(at) != titled)
        .collect();
    page.lead.end = sections
        .first()
        .map_or(text.len(), |&at| blocks[at].span.start)
        .max(page.lead.start);
    let mut kind = SectionKind::Other;
    for (n, &at) in sections.iter().enumerate() {
        let end = sections.get(n + 1).copied().unwrap_or(blocks.len());
        let stop = blocks.get(end).map_or(text.len(), |block| block.span.start);
        let BlockKind::Heading { form, level, title } = &blocks[at].kind else {
            continue;
        };
        if *form == HeadingForm::Swallowed {
            let place = Span::new(file, blocks[at].span.clone());
            found.push(
                HEADING_IN_HTML_BLOCK
                    .at(place, "the heading stands inside an HTML block")
                    .help("put an empty line above it; other programs show it as text"),
            );
        }
        let named = section_kind(&title.text);
        // Deeper headings below "Citation" still belong to it; those of other sections stand for themselves.
        kind = if named == SectionKind::Other && *level > 2 && kind == SectionKind::Citation {
            kind
        } else {
            named
        };
        let section = Section {
            level: *level,
            title: title.text.clone(),
            heading: blocks[at].span.clone(),
            body: blocks[at].span.end..stop.max(blocks[at].span.end),
        };
        let taken = take(
            &mut page,
            kind,
            &section,
            &blocks[at + 1..end],
            text,
            file,
            &mut found,
        );
        let prose = without(&section.body, taken);
        page.sections.push(PageSection {
            kind,
            section,
            prose,
        });
    }
    page.files = blocks.iter().filter_map(as_table).flat_map(files).collect();
    if page.meta.is_empty() {
        // Outside its own section a table of facts must leave no doubt: one row, or names and values.
        let clear = |table: &&Table| {
            is_meta_table(table) && (table.rows.len() == 1 || table.header.len() == 2)
        };
        if let Some(table) = blocks.iter().filter_map(as_table).find(clear) {
            page.meta = meta_table(table, file);
            found.append(&mut page.meta.diagnostics);
        }
    }
    (page, found)
}

/// Takes the facts out of one section; gives the bytes that they were read from.
fn take(
    page: &mut Page,
    kind: SectionKind,
    section: &Section,
    blocks: &[Block],
    text: &str,
    file: FileId,
    found: &mut Vec<Diagnostic>,
) -> Vec<Range<usize>> {
    match kind {
        SectionKind::Meta => {
            if !page.meta.facts.is_empty() {
                return Vec::new();
            }
            let tables = blocks.iter().filter_map(as_table);
            let Some(table) = tables.into_iter().find(|table| is_meta_table(table)) else {
                return Vec::new();
            };
            let mut meta = meta_table(table, file);
            found.append(&mut meta.diagnostics);
            page.meta = meta;
            // A table of several rows says more than one fact a column: it stays visible.
            if table.rows.len() == 1 || table.header.len() == 2 {
                vec![table.span.clone()]
            } else {
                Vec::new()
            }
        }
        SectionKind::Source => {
            let mut source = source_info(&text[section.body.clone()], section.body.start, file);
            found.append(&mut source.diagnostics);
            let consumed = source.consumed.clone();
            page.source = source;
            consumed
        }
        SectionKind::Authors => {
            let read = authors(&text[section.body.clone()], section.body.start);
            page.authors.extend(read.people);
            read.consumed
        }
        SectionKind::Citation => {
            let mut taken = Vec::new();
            for block in blocks {
                if let BlockKind::Code { text: code, .. } = &block.kind {
                    let works = citations(&text[code.clone()], code.start, file);
                    found.extend(works.diagnostics);
                    page.citations.extend(works.items);
                    taken.push(block.span.clone());
                }
            }
            taken
        }
        _ => Vec::new(),
    }
}

fn as_table(block: &Block) -> Option<&Table> {
    match &block.kind {
        BlockKind::Table(table) => Some(table),
        _ => None,
    }
}

/// What is left of `body` without the ranges `taken`, as ranges that hold more than blanks.
fn without(body: &Range<usize>, mut taken: Vec<Range<usize>>) -> Vec<Range<usize>> {
    taken.sort_by_key(|range| range.start);
    let (mut left, mut at) = (Vec::new(), body.start);
    for range in taken {
        if range.start > at {
            left.push(at..range.start);
        }
        at = at.max(range.end);
    }
    if at < body.end {
        left.push(at..body.end);
    }
    left
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
