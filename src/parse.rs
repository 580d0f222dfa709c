//! From texts to plain structs with byte spans. Parsing never fails: it returns a value and
//! diagnostics.
//!
//! In: one text of `load::Sources`. Out: `readme::Readme` for the list, `page::Page` for the page
//! of a dataset, `glossary::ParsedGlossary` for the glossary. This file holds what they share:
//! tables, cells, links, and sections.

pub(crate) mod authors;
pub(crate) mod autolink;
pub(crate) mod citation;
pub(crate) mod column;
pub(crate) mod description;
pub(crate) mod events;
pub(crate) mod file_table;
pub(crate) mod glossary;
pub(crate) mod html;
pub(crate) mod meta_table;
pub(crate) mod outline;
pub(crate) mod page;
pub(crate) mod protected;
pub(crate) mod readme;
pub(crate) mod source_info;

use std::ops::Range;

/// A table of a text. Rows may have fewer or more cells than the header.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Table {
    /// The cells of the header.
    pub header: Vec<Cell>,
    /// The cells of the rows below the header.
    pub rows: Vec<Vec<Cell>>,
    /// The bytes of the whole table in its text.
    pub span: Range<usize>,
}

/// One cell of a table, one item of a list, or one line: its plain text and its links.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Cell {
    /// The trimmed text as a reader sees it: without markup, with the labels of links, and with
    /// runs of whitespace collapsed.
    pub text: String,
    /// Its links, in order.
    pub links: Vec<Link>,
    /// The texts between backticks, in order; they are part of `text`, too.
    pub codes: Vec<String>,
    /// The bytes of the cell in its text, without the pipes.
    pub span: Range<usize>,
}

/// A Markdown or HTML link, or a bare URL.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// The text that a reader sees.
    pub label: String,
    /// The target as written, with Markdown escapes resolved.
    pub target: String,
    /// The bytes of the whole link in its text.
    pub span: Range<usize>,
}

/// A heading of a page with the text up to the next heading of any level.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// 1 to 6; 0 for text before the first heading.
    pub level: u8,
    /// The plain text of the heading.
    pub title: String,
    /// The bytes of the heading in its text.
    pub heading: Range<usize>,
    /// The bytes of the text below it.
    pub body: Range<usize>,
}
