//! Assigns the cells of a row to columns when the row lacks a cell or has one too many.
//!
//! In: the keys of the headers, and the cells. Out: a cell or nothing per column. A cell is moved
//! only if that makes the row plausible: dimensions look like "3D", counts contain digits, and
//! formats look like file extensions.

use crate::parse::Cell;
use crate::parse::meta_table::{Column, MetaKey};
use crate::value::placeholder::is_stated;

/// The cells of a row, one per column.
pub(super) struct Aligned<'a> {
    /// The cells by column. Cells beyond the header follow.
    pub cells: Vec<Option<&'a Cell>>,
    /// Whether a cell was moved to another column.
    pub moved: bool,
}

/// Finds the most plausible column of each cell. Cells stay in their column unless another one is
/// better.
pub(super) fn aligned<'a>(columns: &[Option<Column>], row: &'a [Cell]) -> Aligned<'a> {
    let stay: Vec<Option<&Cell>> = row.iter().map(Some).collect();
    let mut best = (
        score(columns, &stay),
        Aligned {
            cells: stay.clone(),
            moved: false,
        },
    );

    let mut consider = |cells: Vec<Option<&'a Cell>>| {
        let found = score(columns, &cells);
        if found > best.0 {
            best = (found, Aligned { cells, moved: true });
        }
    };

    // A wider row is no table of facts, and the search is quadratic.
    if columns.len() > 24 || row.len() > 24 {
        return best.1;
    }
    let empty = |at: &usize| row.get(*at).is_none_or(|cell| !is_stated(&cell.text));
    let lacks = row.len() < columns.len();

    // A cell is missing: there is a hole before one of the cells, and the last ones are tried
    // first. Or an empty cell is where it should not be.
    for hole in (0..columns.len().min(row.len() + 1)).rev() {
        if lacks {
            consider(with_hole(&stay, hole));
        }
        for spare in (0..row.len()).filter(empty) {
            let mut cells = stay.clone();
            cells.remove(spare);
            if row.len() > columns.len() {
                consider(cells);
            } else {
                consider(with_hole(&cells, hole));
            }
        }
    }

    best.1
}

fn with_hole<'a>(cells: &[Option<&'a Cell>], hole: usize) -> Vec<Option<&'a Cell>> {
    let mut cells = cells.to_vec();
    cells.insert(hole.min(cells.len()), None);
    cells
}

/// The key of a value under a header. "Type" over "2D" means the dimensions, and "Dimension" over
/// "Endoscopy" the modality.
pub(super) fn key_by_value(of: Column, value: &str) -> MetaKey {
    match of {
        Column::Open if is_dimension(value) => MetaKey::Dimensions,
        Column::Open if is_task(value) => MetaKey::Task,
        Column::Open => MetaKey::Modality,
        Column::Is(MetaKey::Dimensions) if is_stated(value) && !is_dimension(value) => {
            MetaKey::Modality
        }
        Column::Is(key) => key,
    }
}

/// How well the cells fit their columns.
fn score(columns: &[Option<Column>], cells: &[Option<&Cell>]) -> i32 {
    let fit = |(at, cell): (usize, &Option<&Cell>)| {
        let text = cell.map_or("", |cell| cell.text.as_str());
        match columns.get(at).copied() {
            _ if !is_stated(text) => 0,
            // Text beyond the last column fits nowhere.
            None => -3,
            Some(Some(Column::Is(key))) => fit(key, text),
            Some(_) => 0,
        }
    };
    cells.iter().enumerate().map(fit).sum()
}

fn fit(key: MetaKey, text: &str) -> i32 {
    let signed = |good: bool, weight: i32| if good { weight } else { -weight };
    let digits = text.contains(|c: char| c.is_ascii_digit());

    match key {
        MetaKey::Dimensions => signed(is_dimension(text), 2),
        MetaKey::Classes => signed(digits && !is_format(text), 1),
        MetaKey::Volume | MetaKey::Train | MetaKey::Validation | MetaKey::Test => {
            signed(digits && !is_format(text), 1)
        }
        MetaKey::Formats => signed(is_format(text), 1),
        MetaKey::Size => signed(digits, 1),
        MetaKey::Task if is_task(text) => 1,
        // Neither a bare number nor dimensions are text.
        _ if is_dimension(text) || is_number(text) || is_format(text) => -2,
        _ => 0,
    }
}

fn is_dimension(text: &str) -> bool {
    let mut parts = text
        .split([',', '/', '&', '+', ' ', '，', '、'])
        .filter(|part| !part.is_empty())
        .peekable();
    let dimension =
        |part: &str| matches!(part.as_bytes(), [b'1'..=b'5', b'D' | b'd']) || part == "and";

    parts.peek().is_some() && parts.all(dimension)
}

fn is_number(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_ascii_digit() || matches!(c, ',' | '.'))
}

fn is_format(text: &str) -> bool {
    let endings = [
        "png", "jpg", "jpeg", "tif", "tiff", "dicom", "dcm", "nii", "nii.gz", "nrrd", "mha", "mp4",
        "csv", "json",
    ];

    let first = text
        .split([',', ' ', '/', '，', '、'])
        .next()
        .unwrap_or("")
        .to_lowercase();

    endings.contains(&first.as_str())
        || first
            .strip_prefix('.')
            .is_some_and(|end| end.starts_with(|c: char| c.is_ascii_alphabetic()))
}

fn is_task(text: &str) -> bool {
    let text = text.to_lowercase();
    let tasks = [
        "qa",
        "vqa",
        "caption",
        "segmentation",
        "classification",
        "detection",
        "registration",
        "recognition",
    ];

    tasks
        .iter()
        .any(|task| text == *task || (task.len() > 4 && text.contains(task)))
}
