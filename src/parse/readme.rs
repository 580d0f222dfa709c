//! The list: sections, entries, and the prose between them.
//!
//! In: the text of the catalog's README. Out: a `Readme`: the title, the introduction, the tree of
//! sections, and the entries in their order, each with its bytes. The table of contents is left out
//! because the site computes its own.
//!
//! The strict reading accepts rows of tables about datasets and lines that link to pages. The open
//! reading also accepts bullets that link to other sites, headings that are entries, and tables
//! without a column of names. The open reading is used when it finds at least three times as many
//! entries as the strict one, unless most strict entries have pages of their own. Thus a list in
//! the home format keeps its bullets of other links as prose, and a list of bullets is read as such
//! although it contains a table.

mod bullet;
mod header;
mod heading;
mod label;
mod reader;
mod row;
mod section;

use std::ops::Range;

use crate::parse::column::Column;
use crate::parse::outline::outline;
use crate::parse::{Cell, Link};
use reader::{ListReader, Reading};
pub(crate) use section::ReadmeSection;

/// The content of a catalog's README.
#[derive(Clone, Debug, Default)]
pub(crate) struct Readme {
    /// The first heading, when it is the heading of the whole text.
    pub title: Option<Cell>,
    /// The blocks between the title and the first section.
    pub intro: Vec<Range<usize>>,
    /// All sections, a parent before its children.
    pub sections: Vec<ReadmeSection>,
    /// All entries, in order.
    pub entries: Vec<Entry>,
    /// Link reference definitions.
    pub references: Vec<(String, String)>,
    /// Every image in the text.
    pub images: Vec<Link>,
    /// Every link in the text.
    pub links: Vec<Link>,
    /// The links from its table of contents to its own headings.
    pub contents: Vec<Link>,
    /// The tables and lists without entries, with the reasons. They are reported when the whole
    /// text has no entries.
    pub refused: Vec<(Range<usize>, String)>,
}

/// One row, line, bullet or heading of the list.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// The index of the section that contains it.
    pub section: Option<usize>,
    /// The dataset's name.
    pub name: String,
    /// The link to the page of the dataset, when the name is such a link.
    pub page: Option<Link>,
    /// A row of a table, or a line of text.
    pub form: EntryForm,
    /// The description of the dataset.
    pub description: Cell,
    /// All other cells with content, by their column; a column may occur several times.
    pub columns: Vec<(Column, Cell)>,
    /// The text below an entry that is a heading, which is the page of the dataset.
    pub body: Option<Range<usize>>,
    /// The whole entry.
    pub span: Range<usize>,
}

/// How an entry is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EntryForm {
    /// A row of a table.
    Row,
    /// A line with a link and text, an item of a list, or a heading.
    Line,
}

/// The settings for reading the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ListRules {
    /// The header of the column of names.
    pub name_column: Option<String>,
    /// The headings of the sections that hold entries; all sections do when this is empty.
    pub sections: Vec<String>,
}

/// The open reading must find at least this many entries.
const MIN_OPEN_ENTRIES: usize = 2;

/// A list in the home format has at least this many strict entries.
const MIN_HOME_ENTRIES: usize = 5;

/// Reads the README.
pub(crate) fn readme(text: &str, rules: &ListRules) -> Readme {
    let outline = outline(text);
    let strict = ListReader::new(text, rules, Reading::Strict).read(&outline.blocks);
    let open = ListReader::new(text, rules, Reading::Open).read(&outline.blocks);

    let mut readme = if prefers_open(&strict, &open) {
        open
    } else {
        strict
    };
    readme.contents = contents(&readme.sections, &outline.links);
    readme.links = outline.links;
    readme.references = outline.references;
    readme.images = outline.images;

    section::take_title(&mut readme);
    readme
}

/// Whether the open reading fits the list better than the strict one.
fn prefers_open(strict: &Readme, open: &Readme) -> bool {
    let strict_count = strict.entries.len();
    let open_count = open.entries.len();
    let with_pages = strict
        .entries
        .iter()
        .filter(|entry| entry.page.is_some())
        .count();

    let is_home = strict_count >= MIN_HOME_ENTRIES && with_pages * 2 > strict_count;
    !is_home && open_count >= MIN_OPEN_ENTRIES && open_count >= 3 * strict_count
}

/// The links to anchors inside a table of contents.
fn contents(sections: &[ReadmeSection], links: &[Link]) -> Vec<Link> {
    links
        .iter()
        .filter(|link| link.target.starts_with('#') && in_contents(sections, link.span.start))
        .cloned()
        .collect()
}

/// Whether the position `at` is in a table of contents.
fn in_contents(sections: &[ReadmeSection], at: usize) -> bool {
    let next = sections.partition_point(|section| section.heading.start <= at);
    next > 0 && sections[next - 1].is_contents
}

#[cfg(test)]
mod tests;
