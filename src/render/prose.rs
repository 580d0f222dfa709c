//! The text of contributors for one page: fragments of one file, rendered with the links and images
//! of that file.
//!
//! In: byte ranges of one text. Out: safe HTML, headings with ids that are unique on the page, and
//! the images that are shown.

mod figure;
mod links;

use std::collections::BTreeSet;
use std::ops::Range;

use crate::catalog::Catalog;
use crate::catalog::anchor::heading_anchor;
use crate::catalog::glossary::GlossaryEntry;
use crate::catalog::image::ImageId;
use crate::render::abbreviations::PageAbbreviations;
use crate::render::context::Context;
use crate::render::markdown::{self, FragmentOptions, escape};
use crate::render::pages::link_base::LinkBase;
use crate::render::pages::text::shorten;
use crate::render::prose::links::ProseLinks;
use crate::render::view::{DatasetRow, RESERVED_IDS, TocItem};
use crate::source::{FileId, Sources};
use crate::value::text::collapse_whitespace;

/// The number of bytes of plain text that are kept.
const MAX_TEXT: usize = 2000;

/// A renderer of fragments of one file for one page.
pub(super) struct Prose<'a> {
    links: ProseLinks<'a>,
    source: &'a str,
    alt: &'a str,
    references: &'a [(String, String)],
    ids: BTreeSet<String>,
    tables: usize,
    /// The start of the text that was rendered, without markup.
    text: String,
}

/// A heading of a page.
pub(super) struct Heading {
    pub(super) id: String,
    pub(super) text: String,
    pub(super) html: String,
    pub(super) toc: TocItem,
}

impl<'a> Context<'a> {
    /// Starts the prose of a page: the text of `file`. Images without alternative text get `alt`.
    pub(super) fn prose(&self, base: &LinkBase, file: FileId, alt: &'a str) -> Prose<'a> {
        let catalog: &'a Catalog = self.catalog;

        Prose {
            links: ProseLinks::new(catalog, base.clone(), file),
            source: catalog.sources.text(file),
            alt,
            references: references(catalog, file),
            ids: RESERVED_IDS.iter().map(|id| (*id).to_owned()).collect(),
            tables: 0,
            text: String::new(),
        }
    }
}

/// The link reference definitions of a file.
fn references(catalog: &Catalog, file: FileId) -> &[(String, String)] {
    if file != Sources::README
        && let Some(page) = catalog.pages.get(&file)
    {
        return &page.references;
    }

    match &catalog.glossary {
        Some(glossary) if glossary.file == file => &glossary.references,
        _ => &catalog.references,
    }
}

impl Prose<'_> {
    /// The same prose without explained abbreviations, for the page of the glossary.
    pub(super) fn without_abbreviations(mut self) -> Self {
        self.links.abbreviations = PageAbbreviations::default();
        self
    }

    /// Leaves the abbreviations of a glossary entry unexplained, because its text is on the page.
    pub(super) fn skip_abbreviations_of(&self, entry: &GlossaryEntry) {
        self.links.abbreviations.skip(entry);
    }

    /// Plain text as HTML with its abbreviations explained. `None` if it holds none that the page
    /// has not explained before.
    pub(super) fn explain(&self, text: &str) -> Option<String> {
        self.links.abbreviations.html(text)
    }

    /// Rows with the abbreviations in their descriptions explained.
    pub(super) fn explain_rows(&self, mut rows: Vec<DatasetRow>) -> Vec<DatasetRow> {
        for row in &mut rows {
            row.description_html = self.explain(&row.description);
        }

        rows
    }

    /// Blocks of the file as HTML.
    pub(super) fn html(&mut self, blocks: &[Range<usize>]) -> String {
        let source = self.source;

        match blocks {
            [] => String::new(),
            [only] => self.render(&source[only.clone()]),
            // Blocks that had entries between them are separate blocks, and must stay separate.
            several => {
                let parts: Vec<&str> = several.iter().map(|range| &source[range.clone()]).collect();
                self.render(&parts.join("\n\n"))
            }
        }
    }

    /// A part of the file as Markdown, with its links as this page needs them.
    pub(super) fn markdown(&self, part: &Range<usize>) -> String {
        let text = &self.source[part.clone()];

        markdown::source::relinked(text, &self.links, self.references)
    }

    fn render(&mut self, text: &str) -> String {
        let options = FragmentOptions {
            resolver: &self.links,
            alt: self.alt,
            references: self.references,
            tables: self.tables,
        };
        let rendered = markdown::to_html(text, &options);

        self.tables += rendered.tables;
        if self.text.len() < MAX_TEXT {
            self.text.push_str(&rendered.words);
            self.text.push(' ');
        }

        rendered.html
    }

    /// A heading with an id that is unique on the page.
    pub(super) fn heading(&mut self, title: &str, level: u8) -> Heading {
        let id = self.unique_id(title);
        let html = format!(
            "<h{level} id=\"{}\">{}</h{level}>",
            escape_text(&id),
            escape_text(title)
        );

        Heading {
            toc: TocItem {
                id: id.clone(),
                title: title.to_owned(),
                level,
            },
            id,
            text: title.to_owned(),
            html,
        }
    }

    /// An id for a title. A section without a title has no heading that a link could lead to, so
    /// that its id need not be unique.
    fn unique_id(&mut self, title: &str) -> String {
        let mut wanted = heading_anchor(title);
        if wanted.is_empty() {
            wanted = "section".to_owned();
        }

        let mut id = wanted.clone();
        let mut number = 1;
        while !title.is_empty() && !self.ids.insert(id.clone()) {
            number += 1;
            id = format!("{wanted}-{number}");
        }

        id
    }

    /// The start of all text that was rendered so far, without markup.
    pub(super) fn text(&self, limit: usize) -> String {
        self.text_since(0, limit)
    }

    /// The position at which the text that is rendered next will start.
    pub(super) fn position(&self) -> usize {
        self.text.len()
    }

    /// The start of the text that was rendered since a position.
    pub(super) fn text_since(&self, position: usize, limit: usize) -> String {
        shorten(&collapse_whitespace(&self.text[position..]), limit)
    }

    /// The images that were shown.
    pub(super) fn into_images(self) -> BTreeSet<ImageId> {
        self.links.into_images()
    }
}

/// Plain text as HTML.
fn escape_text(text: &str) -> String {
    let mut out = String::new();
    escape::push_text(&mut out, text);
    out
}
