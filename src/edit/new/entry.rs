//! The entry of a new dataset: a row or a line, where the order of dates wants it.
//!
//! In: the catalog, the category, the answers. Out: one insertion into the list.

use std::ops::Range;

use crate::catalog::Catalog;
use crate::catalog::category::CategoryId;
use crate::catalog::dataset::Dataset;
use crate::diagnostics::Edit;
use crate::edit::new::Answers;
use crate::parse::Table;
use crate::parse::column::{Column, column};
use crate::parse::outline::{BlockKind, outline};
use crate::source::Sources;
use crate::source::Span;
use crate::value::date::ReleaseDate;
use crate::value::hosting_service::HostingService;
use crate::value::text::collapse_whitespace;
use crate::value::url::host;

/// The entry, as an insertion.
pub(super) fn entry(
    catalog: &Catalog,
    category: CategoryId,
    answers: &Answers,
    path: &str,
) -> Edit {
    let text = catalog.sources.text(Sources::README);
    let entries: Vec<&Dataset> = catalog.categories[category]
        .own
        .iter()
        .map(|&id| &catalog.datasets[id])
        .filter(|dataset| dataset.source.file == Sources::README)
        .collect();
    let (at, words) = match place(&entries, answers) {
        Some(Place::After(dataset)) => {
            let line = line(text, &dataset.source.range);
            (
                line.end,
                format!(
                    "{}{}",
                    gap(text, &entries),
                    like(text, &line, dataset, answers, path)
                ),
            )
        }
        Some(Place::Before(dataset)) => {
            let line = line(text, &dataset.source.range);
            (
                line.start,
                format!(
                    "{}{}",
                    like(text, &line, dataset, answers, path),
                    gap(text, &entries)
                ),
            )
        }
        None => {
            let at = line(text, &catalog.categories[category].heading).end;
            (at, format!("\n\n{}", new_table(answers, path)))
        }
    };
    Edit {
        span: Span::new(Sources::README, at..at),
        text: words,
    }
}

enum Place<'a> {
    After(&'a Dataset),
    Before(&'a Dataset),
}

/// Where the fewest dates stand on the wrong side of it, as late as may be; at the end when the entry or the list has no
/// dates.
fn place<'a>(entries: &[&'a Dataset], answers: &Answers) -> Option<Place<'a>> {
    let last = Place::After(entries.last()?);
    let dates: Vec<(usize, ReleaseDate)> = entries
        .iter()
        .enumerate()
        .filter_map(|(at, dataset)| Some((at, dataset.facts.released.as_ref()?.value)))
        .collect();
    let Some(own) = answers.released.as_deref().and_then(ReleaseDate::parse) else {
        return Some(last);
    };
    let pairs = || dates.windows(2);
    let falling = pairs().filter(|pair| pair[0].1 > pair[1].1).count();
    let rising = pairs().filter(|pair| pair[0].1 < pair[1].1).count();
    let is_after = |date: ReleaseDate| {
        if falling > rising {
            date < own
        } else {
            date > own
        }
    };
    let is_before = |date: ReleaseDate| {
        if falling > rising {
            date > own
        } else {
            date < own
        }
    };
    let wrong = |at: usize| {
        dates[..at]
            .iter()
            .filter(|(_, date)| is_after(*date))
            .count()
            + dates[at..]
                .iter()
                .filter(|(_, date)| is_before(*date))
                .count()
    };
    match (0..=dates.len()).rev().min_by_key(|&at| wrong(at)) {
        Some(0) if !dates.is_empty() => Some(Place::Before(entries[dates[0].0])),
        Some(at) if at > 0 => Some(Place::After(entries[dates[at - 1].0])),
        _ => Some(last),
    }
}

/// The whole line around a range.
fn line(text: &str, range: &Range<usize>) -> Range<usize> {
    let start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[range.start..]
        .find('\n')
        .map_or(text.len(), |at| range.start + at);
    start..end
}

/// One line end, or an empty line where the entries have them between each other.
fn gap(text: &str, entries: &[&Dataset]) -> &'static str {
    let spaced = entries.windows(2).any(|pair| {
        text.get(line(text, &pair[0].source.range).end..pair[1].source.range.start)
            .is_some_and(|between| between.starts_with("\n\n") && !between.contains(['|', '#']))
    });
    if spaced { "\n\n" } else { "\n" }
}

/// An entry in the form of the one on `line`.
fn like(
    text: &str,
    line: &Range<usize>,
    dataset: &Dataset,
    answers: &Answers,
    path: &str,
) -> String {
    let table = outline(text)
        .blocks
        .into_iter()
        .find_map(|block| match block.kind {
            BlockKind::Table(table) if table.span.contains(&dataset.source.range.start) => {
                Some(table)
            }
            _ => None,
        });
    match table {
        Some(table) => row(&table, answers, path),
        None => {
            let words = &text[line.clone()];
            let marker = &words[..words.find('[').unwrap_or_default()];
            let marker = if marker.contains(char::is_alphabetic) {
                ""
            } else {
                marker
            };
            format!("{marker}{} ({})", link(answers, path), description(answers))
        }
    }
}

fn row(table: &Table, answers: &Answers, path: &str) -> String {
    let cells: Vec<String> = table
        .header
        .iter()
        .map(|header| cell(&column(&header.text), answers, path))
        .collect();
    format!("| {} |", cells.join(" | "))
}

/// A table of its own, for a category that has none.
fn new_table(answers: &Answers, path: &str) -> String {
    let columns = [
        ("Dataset", Column::Name),
        ("Description", Column::Description),
        ("Official Website", Column::Website),
        ("Download Link", Column::Download),
        ("Paper", Column::Paper),
        ("Release Date", Column::Released),
        ("Challenge", Column::Challenge),
    ];
    let names: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
    let cells: Vec<String> = columns
        .iter()
        .map(|(_, column)| cell(column, answers, path))
        .collect();
    format!(
        "| {} |\n|{}\n| {} |\n",
        names.join(" | "),
        ":--|".repeat(names.len()),
        cells.join(" | ")
    )
}

fn cell(column: &Column, answers: &Answers, path: &str) -> String {
    let words = |words: &Option<String>| words.as_deref().map(plain);
    let number = |number: Option<u64>| number.map(|number| number.to_string());
    let url = |url: &Option<String>| url.as_deref().map(|url| format!("[{}]({url})", label(url)));
    match column {
        Column::Name => Some(link(answers, path)),
        Column::Description => Some(description(answers)),
        Column::Website => url(&answers.website),
        Column::Download => url(&answers.download),
        Column::Paper => url(&answers.paper),
        Column::Released => words(&answers.released),
        Column::Challenge => words(&answers.challenge),
        Column::Dimensions => words(&answers.dimensions),
        Column::Modality => words(&answers.modality),
        Column::Task => words(&answers.task),
        Column::Area => words(&answers.area),
        Column::Cases => number(answers.cases),
        Column::Classes => number(answers.classes),
        Column::Format => words(&answers.format),
        Column::License => words(&answers.license),
        Column::Access | Column::Keywords | Column::Index | Column::Other(_) => None,
    }
    .filter(|text| !text.is_empty())
    .unwrap_or_else(|| "-".to_owned())
}

fn link(answers: &Answers, path: &str) -> String {
    format!(
        "[{}](./{path})",
        plain(&answers.name).replace('[', "\\[").replace(']', "\\]")
    )
}

/// "3D CT, 140 Cases, 6 Categories of Organ Segmentation", as far as it is known.
fn description(answers: &Answers) -> String {
    let kind = [&answers.dimensions, &answers.modality]
        .into_iter()
        .flatten()
        .map(|words| plain(words));
    let kind = kind.collect::<Vec<_>>().join(" ");
    let count = |number: u64, one: &str, many: &str| {
        format!("{number} {}", if number == 1 { one } else { many })
    };
    let cases = answers.cases.map(|cases| count(cases, "Case", "Cases"));
    let task = answers.task.as_deref().map(plain);
    let classes = answers
        .classes
        .map(|classes| count(classes, "Category", "Categories"));
    let what = match (classes, task) {
        (Some(classes), Some(task)) => Some(format!("{classes} of {task}")),
        (classes, task) => classes.or(task),
    };
    let parts = [Some(kind).filter(|kind| !kind.is_empty()), cases, what];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The label of a link: the name of the service that hosts the URL, or the host itself.
fn label(url: &str) -> String {
    let host = host(url);
    match HostingService::at(host) {
        Some(service) => service.name.to_owned(),
        None => plain(host),
    }
}

/// Words for a cell: one line, no pipe that would end it.
pub(super) fn plain(words: &str) -> String {
    collapse_whitespace(words).replace('|', "\\|")
}
