//! The list: sections, entries, and the prose between them.
//!
//! In: the text of the catalog's README. Out: a `Readme`: the title, the introduction, the tree of sections and the
//! entries in their order, each with its bytes. The table of contents is left out: it is computed anew.
//!
//! A list is read strictly first: rows of tables about datasets, and lines that link to pages. Lists of other people also
//! hold bullets that link to other sites, headings that are entries, tables without a column of names. These are read when
//! they hold three times as many entries as the strict reading finds, unless most of those have pages of their own: a home
//! list keeps its bullets of other links as prose, and a list of bullets is read though one table stands in it.

mod bullet;
mod heading;
mod label;
mod reader;
mod row;
mod section;

use std::ops::Range;

use crate::parse::column::Column;
use crate::parse::outline::outline;
use crate::parse::{Cell, Link};
use reader::{Reader, Reading};
pub use section::ReadmeSection;

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
    /// Every link of the text.
    pub links: Vec<Link>,
    /// Links of its table of contents to its own headings.
    pub contents: Vec<Link>,
    /// Tables and lists that hold no entries, and why: said when there are no entries at all.
    pub refused: Vec<(Range<usize>, String)>,
}

/// One row, line, bullet or heading of the list.
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
    /// What stands below an entry that is a heading: the text of the dataset's page.
    pub body: Option<Range<usize>>,
    /// The whole entry.
    pub span: Range<usize>,
}

/// How an entry is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryForm {
    /// A row of a table.
    Row,
    /// A line with a link and words, an item of a list, or a heading.
    Line,
}

/// What a catalog says of how its list is to be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListRules {
    /// Header of the column of names.
    pub name_column: Option<String>,
    /// Headings of the sections that hold entries; any when empty.
    pub sections: Vec<String>,
}

/// Fewer bullets and headings than this are no list of datasets, when nothing else is.
const FEWEST: usize = 2;

/// As many entries with pages of their own make a list whose other links are prose.
const HOME: usize = 5;

/// Reads the README.
pub fn readme(text: &str, rules: &ListRules) -> Readme {
    let found = outline(text);
    let read = |reading: Reading| Reader::new(text, rules, reading).read(&found.blocks);
    let strict = read(Reading::Strict);
    let open = read(Reading::Open);
    let (rows, all) = (strict.entries.len(), open.entries.len());
    let of_pages = strict
        .entries
        .iter()
        .filter(|entry| entry.page.is_some())
        .count();
    let is_home = rows >= HOME && of_pages * 2 > rows;
    let wide = !is_home && all >= FEWEST && all >= 3 * rows;
    let mut readme = if wide { open } else { strict };
    readme.contents = contents(&readme.sections, &found.links);
    readme.links = found.links;
    readme.references = found.references;
    readme.images = found.images;
    section::take_title(&mut readme);
    readme
}

/// The links to anchors that stand in a section of contents.
fn contents(sections: &[ReadmeSection], links: &[Link]) -> Vec<Link> {
    let is_in = |at: usize| {
        let next = sections.partition_point(|section| section.heading.start <= at);
        next > 0 && sections[next - 1].is_contents
    };
    links
        .iter()
        .filter(|link| link.target.starts_with('#') && is_in(link.span.start))
        .cloned()
        .collect()
}

#[cfg(test)]
mod tests;
