//! The texts of a new entry: the cells of its row, and its description.
//!
//! In: the new dataset, the columns of the table. Out: Markdown.

use crate::edit::new::NewDataset;
use crate::parse::Table;
use crate::parse::column::{Column, column};
use crate::value::hosting_service::HostingService;
use crate::value::text::collapse_whitespace;
use crate::value::url::host;

/// The columns of a new table.
const NEW_TABLE: [(&str, Column); 7] = [
    ("Dataset", Column::Name),
    ("Description", Column::Description),
    ("Official Website", Column::Website),
    ("Download Link", Column::Download),
    ("Paper", Column::Paper),
    ("Release Date", Column::Released),
    ("Challenge", Column::Challenge),
];

/// A row for an existing table.
pub(super) fn row(table: &Table, dataset: &NewDataset, page_path: &str) -> String {
    let columns = table.header.iter().map(|header| column(&header.text));
    let cells: Vec<String> = columns
        .map(|column| cell(&column, dataset, page_path))
        .collect();

    format!("| {} |", cells.join(" | "))
}

/// A table with one row, for a category that has none.
pub(super) fn new_table(dataset: &NewDataset, page_path: &str) -> String {
    let (headers, cells): (Vec<&str>, Vec<String>) = NEW_TABLE
        .iter()
        .map(|(header, column)| (*header, cell(column, dataset, page_path)))
        .unzip();

    format!(
        "| {} |\n|{}\n| {} |\n",
        headers.join(" | "),
        ":--|".repeat(headers.len()),
        cells.join(" | ")
    )
}

/// The text of a cell; a dash if it is unknown.
fn cell(column: &Column, dataset: &NewDataset, page_path: &str) -> String {
    let facts = &dataset.facts;
    let text = match column {
        Column::Name => Some(page_link(dataset, page_path)),
        Column::Description => Some(description(dataset)),
        Column::Website => facts.website.as_deref().map(link),
        Column::Download => facts.download.as_deref().map(link),
        Column::Paper => facts.paper.as_deref().map(link),
        Column::Released => facts.released.as_deref().map(cell_text),
        Column::Challenge => facts.challenge.as_deref().map(cell_text),
        Column::Dimensions => facts.dimensions.as_deref().map(cell_text),
        Column::Modality => facts.modality.as_deref().map(cell_text),
        Column::Task => facts.task.as_deref().map(cell_text),
        Column::Area => facts.area.as_deref().map(cell_text),
        Column::Cases => facts.cases.map(|cases| cases.to_string()),
        Column::Classes => facts.classes.map(|classes| classes.to_string()),
        Column::Format => facts.format.as_deref().map(cell_text),
        Column::License => facts.license.as_deref().map(cell_text),
        Column::Access | Column::Keywords | Column::Index | Column::Other(_) => None,
    };

    text.filter(|text| !text.is_empty())
        .unwrap_or_else(|| "-".to_owned())
}

/// The name of the dataset as a link to its page.
pub(super) fn page_link(dataset: &NewDataset, page_path: &str) -> String {
    let name = cell_text(&dataset.name)
        .replace('[', "\\[")
        .replace(']', "\\]");
    format!("[{name}](./{page_path})")
}

/// A link to a URL, labeled with the name of the service that hosts it, or with its host.
fn link(url: &str) -> String {
    let host = host(url);
    let label = match HostingService::at(host) {
        Some(service) => service.name.to_owned(),
        None => cell_text(host),
    };
    format!("[{label}]({url})")
}

/// What is known, as in "3D CT, 140 Cases, 6 Categories of Organ Segmentation".
pub(super) fn description(dataset: &NewDataset) -> String {
    let facts = &dataset.facts;

    let kind: Vec<String> = [&facts.dimensions, &facts.modality]
        .into_iter()
        .flatten()
        .map(|text| cell_text(text))
        .collect();
    let kind = Some(kind.join(" ")).filter(|kind| !kind.is_empty());

    let cases = facts.cases.map(|number| count(number, "Case", "Cases"));

    let classes = facts
        .classes
        .map(|number| count(number, "Category", "Categories"));
    let task = facts.task.as_deref().map(cell_text);
    let labels = match (classes, task) {
        (Some(classes), Some(task)) => Some(format!("{classes} of {task}")),
        (classes, task) => classes.or(task),
    };

    let parts: Vec<String> = [kind, cases, labels].into_iter().flatten().collect();
    parts.join(", ")
}

fn count(number: u64, singular: &str, plural: &str) -> String {
    let noun = if number == 1 { singular } else { plural };
    format!("{number} {noun}")
}

/// A text for a cell: on one line, with pipes escaped.
pub(super) fn cell_text(text: &str) -> String {
    collapse_whitespace(text).replace('|', "\\|")
}
