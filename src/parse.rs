//! From texts to plain structs with byte spans. It never fails: it returns a value and diagnostics.
//!
//! In: one text of `load::Sources`. Out: `readme::Readme` for the list, `page::Page` for a dataset's page,
//! `glossary::Glossary` for the glossary. This file
//! holds what both share: Markdown options, tables, cells and links.

pub mod authors;
pub mod autolink;
pub mod citation;
pub mod column;
pub mod description;
pub mod file_table;
pub mod glossary;
pub mod html;
pub mod meta_table;
pub mod outline;
pub mod page;
pub mod readme;
pub mod source_info;

use std::ops::Range;

/// A table of a text: the header's cells, then the rows. Rows may have fewer or more cells than the header.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Cells of the header row.
    pub header: Vec<Cell>,
    /// Cells of every further row.
    pub rows: Vec<Vec<Cell>>,
    /// The whole table in its text.
    pub span: Range<usize>,
}

/// One cell of a table, or one line entry: its plain text and its links.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// The text as a reader sees it, trimmed: markup stripped, labels of links included, runs of blanks joined.
    pub text: String,
    /// Its links, in order.
    pub links: Vec<Link>,
    /// Words between backticks, in order; they stand in the text too.
    pub codes: Vec<String>,
    /// The cell in its text, without the pipes.
    pub span: Range<usize>,
}

/// A Markdown or HTML link, or a bare URL.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// What a reader sees of it.
    pub label: String,
    /// Where it leads, as written (Markdown escapes resolved).
    pub target: String,
    /// The whole link in its text.
    pub span: Range<usize>,
}

/// A heading of a page with the text up to the next heading of any level.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// 1 to 6; 0 for text before the first heading.
    pub level: u8,
    /// The heading's plain text.
    pub title: String,
    /// The heading in its text.
    pub heading: Range<usize>,
    /// The text below it.
    pub body: Range<usize>,
}
