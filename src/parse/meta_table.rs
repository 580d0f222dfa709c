//! The Dataset Meta Information table: facts by the names of their columns.
//!
//! In: a table of a page. Out: raw cells by `MetaKey`, unknown columns as further facts, and a
//! diagnostic when cells are in the wrong column. Wide tables (one row of facts) and tables of two
//! columns (name and value) are both supported.

mod align;

use std::ops::Range;

use crate::diagnostics::{Diagnostic, Rule, Severity};
use crate::parse::{Cell, Table};
use crate::source::{FileId, Span};
use crate::value::placeholder::is_stated;

pub(crate) const RULE: Rule = Rule {
    code: "shifted-meta-table",
    severity: Severity::Warning,
    summary: "a meta table whose cells are not under their headers",
    reason: "facts are read from the wrong cell",
    example: "`CT` under `Task Type`",
};

/// What a column of the table states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MetaKey {
    /// 2D, 3D.
    Dimensions,
    /// How the data was acquired.
    Modality,
    /// The intended task.
    Task,
    /// The labeled organs and structures.
    Structures,
    /// The anatomical area.
    Area,
    /// The number of classes.
    Classes,
    /// The number of cases, or the number per split.
    Volume,
    /// The file formats.
    Formats,
    /// The language of a text dataset.
    Language,
    /// The size of the training split.
    Train,
    /// The size of the validation split.
    Validation,
    /// The size of the test split.
    Test,
    /// The size on disk.
    Size,
    /// Whether there are annotations.
    Annotated,
    /// The terms of use.
    License,
    /// Who can obtain the data.
    Access,
}

/// The facts of one table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MetaTable {
    /// Stated facts in the order of the columns. With several rows a key may occur several times.
    pub facts: Vec<(MetaKey, RawFact)>,
    /// Stated facts of unknown columns, with their headers.
    pub extra: Vec<(String, RawFact)>,
    /// The headers over empty cells, with the positions of these cells.
    pub empty: Vec<(String, Range<usize>)>,
    /// The problems of the table.
    pub diagnostics: Vec<Diagnostic>,
}

/// A fact as written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RawFact {
    /// The plain text of the cell.
    pub value: String,
    /// The position of the cell.
    pub span: Range<usize>,
}

impl MetaTable {
    /// Whether the cell states nothing.
    pub fn is_empty(&self) -> bool {
        self.facts.is_empty() && self.extra.is_empty()
    }

    /// The first fact of a key.
    pub fn get(&self, key: MetaKey) -> Option<&RawFact> {
        self.all(key).next()
    }

    /// Every fact of a key.
    pub fn all(&self, key: MetaKey) -> impl Iterator<Item = &RawFact> {
        self.facts
            .iter()
            .filter(move |(of, _)| *of == key)
            .map(|(_, fact)| fact)
    }

    fn push(&mut self, key: MetaKey, cell: &Cell) {
        if is_stated(&cell.text) && !self.all(key).any(|fact| fact.value == cell.text) {
            self.facts.push((key, raw_fact(cell)));
        }
    }

    fn push_extra(&mut self, header: &str, cell: &Cell) {
        let known = |(of, fact): &(String, RawFact)| of == header && fact.value == cell.text;
        if is_stated(&cell.text) && !self.extra.iter().any(known) {
            self.extra.push((header.to_owned(), raw_fact(cell)));
        }
    }
}

/// Parses a table. `file` is the text that its spans refer to.
pub(crate) fn meta_table(table: &Table, file: FileId) -> MetaTable {
    if is_key_value(table) {
        read_key_value(table)
    } else {
        read_wide(table, file)
    }
}

/// Whether a table looks like one of facts: at least two of its headers, or of its first cells, are
/// known.
pub(crate) fn is_meta_table(table: &Table) -> bool {
    let columns = table
        .header
        .iter()
        .filter(|cell| column(&cell.text).is_some())
        .count();
    columns >= 2 || is_key_value(table)
}

fn read_wide(table: &Table, file: FileId) -> MetaTable {
    let mut read = MetaTable::default();
    let columns: Vec<Option<Column>> = table.header.iter().map(|cell| column(&cell.text)).collect();

    for row in &table.rows {
        let aligned = align::aligned(&columns, row);
        let mut moved = aligned.moved;
        for (at, cell) in aligned
            .cells
            .iter()
            .enumerate()
            .filter_map(|(at, cell)| Some((at, (*cell)?)))
        {
            if let Some(header) = table
                .header
                .get(at)
                .filter(|_| cell.text.is_empty() && !moved)
            {
                read.empty.push((header.text.clone(), cell.span.clone()));
            }
            match columns.get(at).copied().flatten() {
                Some(of) => {
                    let key = align::key_by_value(of, &cell.text);
                    moved |= Column::Is(key) != of && of != Column::Open;
                    read.push(key, cell);
                }
                None => {
                    read.push_extra(table.header.get(at).map_or("", |header| &header.text), cell)
                }
            }
        }
        if let Some(place) = row_span(row).filter(|_| moved) {
            read.diagnostics.push(shifted(Span::new(file, place)));
        }
    }

    read
}

fn shifted(place: Span) -> Diagnostic {
    RULE.at(place, "the cells of this row are not under their headers")
        .label("assigned to columns by their content")
        .help("Give the row one cell per column, in the order of the header")
}

fn read_key_value(table: &Table) -> MetaTable {
    let mut read = MetaTable::default();
    let header = Some(&table.header).filter(|header| {
        header
            .first()
            .is_some_and(|cell| column(&cell.text).is_some())
    });

    for row in header.into_iter().chain(&table.rows) {
        let [name, values @ ..] = row.as_slice() else {
            continue;
        };
        for value in values {
            match column(&name.text) {
                Some(of) => read.push(align::key_by_value(of, &value.text), value),
                None => read.push_extra(&name.text, value),
            }
        }
    }

    read
}

/// Whether the table has two columns, and most first cells are the name of a fact.
fn is_key_value(table: &Table) -> bool {
    let known = table
        .rows
        .iter()
        .filter(|row| row.first().is_some_and(|cell| column(&cell.text).is_some()))
        .count();
    table.header.len() == 2 && known * 2 > table.rows.len()
}

/// The key of a header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Is(MetaKey),
    /// "Type" and "Dataset" are used for dimensions, modalities and tasks, so that the value
    /// decides.
    Open,
}

fn column(header: &str) -> Option<Column> {
    let folded: String = header
        .to_lowercase()
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    let words: Vec<&str> = folded.split_whitespace().collect();

    Some(Column::Is(match words.join(" ").as_str() {
        "type" | "dataset" | "data type" => return Some(Column::Open),
        "dimension" | "dimensions" | "dim" | "dims" => MetaKey::Dimensions,
        "modality" | "modalities" | "imaging modality" | "image modality" => MetaKey::Modality,
        "task" | "tasks" | "task type" | "task types" => MetaKey::Task,
        "anatomical structures"
        | "anatomical structure"
        | "structure"
        | "structures"
        | "organ"
        | "organs" => MetaKey::Structures,
        "anatomical area" | "anatomical areas" | "area" | "body part" | "anatomy" | "region" => {
            MetaKey::Area
        }
        "number of categories"
        | "number of classes"
        | "categories"
        | "category"
        | "classes"
        | "num classes" => MetaKey::Classes,
        "data volume" | "total images" | "total frames" | "number of images"
        | "number of cases" | "cases" | "images" | "volume" | "samples" | "data size" => {
            MetaKey::Volume
        }
        "file format" | "file formats" | "format" | "formats" | "data format" => MetaKey::Formats,
        "language" | "languages" => MetaKey::Language,
        "train" | "training" | "train set" | "training set" => MetaKey::Train,
        "val" | "valid" | "validation" | "validation set" => MetaKey::Validation,
        "test" | "testing" | "test set" => MetaKey::Test,
        "size" | "file size" | "storage" => MetaKey::Size,
        "annotated" | "annotation" | "annotations" => MetaKey::Annotated,
        "license" | "licence" => MetaKey::License,
        "access" | "availability" => MetaKey::Access,
        _ => return None,
    }))
}

fn raw_fact(cell: &Cell) -> RawFact {
    RawFact {
        value: cell.text.clone(),
        span: cell.span.clone(),
    }
}

fn row_span(row: &[Cell]) -> Option<Range<usize>> {
    Some(row.first()?.span.start..row.last()?.span.end)
}

#[cfg(test)]
mod tests;
