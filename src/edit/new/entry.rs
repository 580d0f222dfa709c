//! The entry of a new dataset: a row of a table, or a line in the form of its neighbors.
//!
//! In: the catalog, the category, the new dataset. Out: one insertion into the list.

use std::ops::Range;

use crate::catalog::Catalog;
use crate::catalog::category::CategoryId;
use crate::catalog::dataset::Dataset;
use crate::diagnostics::Edit;
use crate::edit::new::position::EntryPosition;
use crate::edit::new::{NewDataset, cells};
use crate::parse::Table;
use crate::parse::outline::{BlockKind, outline};
use crate::source::{Sources, Span};
use crate::value::date::ReleaseDate;

/// The insertion of the entry.
pub(super) fn insertion(
    catalog: &Catalog,
    category: CategoryId,
    dataset: &NewDataset,
    page_path: &str,
) -> Edit {
    let text = catalog.sources.text(Sources::README);
    let entries: Vec<&Dataset> = catalog.categories[category]
        .own
        .iter()
        .map(|&id| &catalog.datasets[id])
        .filter(|dataset| dataset.source.file == Sources::README)
        .collect();

    let released = dataset.facts.released.as_deref();
    let position = EntryPosition::choose(&entries, released.and_then(ReleaseDate::parse));

    let (at, inserted) = match position {
        Some(EntryPosition::After(neighbor)) => {
            let line = line_around(text, &neighbor.source.range);
            let entry = entry_like(text, neighbor, dataset, page_path);
            (line.end, format!("{}{entry}", separator(text, &entries)))
        }
        Some(EntryPosition::Before(neighbor)) => {
            let line = line_around(text, &neighbor.source.range);
            let entry = entry_like(text, neighbor, dataset, page_path);
            (line.start, format!("{entry}{}", separator(text, &entries)))
        }
        None => {
            let heading = line_around(text, &catalog.categories[category].heading);
            let table = cells::new_table(dataset, page_path);
            (heading.end, format!("\n\n{table}"))
        }
    };

    Edit {
        span: Span::new(Sources::README, at..at),
        text: inserted,
    }
}

/// The whole line in which a range starts.
fn line_around(text: &str, range: &Range<usize>) -> Range<usize> {
    let start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[range.start..]
        .find('\n')
        .map_or(text.len(), |at| range.start + at);
    start..end
}

/// What separates two entries: a line break, or an empty line where the entries have one.
fn separator(text: &str, entries: &[&Dataset]) -> &'static str {
    let has_empty_line = entries.windows(2).any(|pair| {
        let end = line_around(text, &pair[0].source.range).end;
        text.get(end..pair[1].source.range.start)
            .is_some_and(|between| between.starts_with("\n\n") && !between.contains(['|', '#']))
    });

    if has_empty_line { "\n\n" } else { "\n" }
}

/// An entry in the form of its neighbor.
fn entry_like(text: &str, neighbor: &Dataset, dataset: &NewDataset, page_path: &str) -> String {
    let range = &neighbor.source.range;
    if let Some(table) = table_around(text, range.start) {
        return cells::row(&table, dataset, page_path);
    }

    let line = &text[line_around(text, range)];
    let marker = &line[..line.find('[').unwrap_or_default()];
    let marker = if marker.contains(char::is_alphabetic) {
        ""
    } else {
        marker
    };
    format!(
        "{marker}{} ({})",
        cells::page_link(dataset, page_path),
        cells::description(dataset)
    )
}

fn table_around(text: &str, position: usize) -> Option<Table> {
    for block in outline(text).blocks {
        if let BlockKind::Table(table) = block.kind
            && table.span.contains(&position)
        {
            return Some(table);
        }
    }
    None
}
