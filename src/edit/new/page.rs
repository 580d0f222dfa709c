//! The page of a new dataset, with every section of the format.
//!
//! In: the new dataset. Out: Markdown. What is unknown is a dash. `medatlas check` reports the
//! placeholder for the introduction until it is replaced.

use crate::edit::new::NewDataset;
use crate::edit::new::cells::cell_text;
use crate::value::placeholder::LEAD_PLACEHOLDER;

/// The text of the page.
pub(super) fn page(dataset: &NewDataset) -> String {
    let about = dataset
        .facts
        .about
        .as_deref()
        .map_or(LEAD_PLACEHOLDER, str::trim);

    format!(
        "\
# {name}

## Dataset Information

{about}

## Dataset Meta Information

{meta}

## File Structure

-

## Authors and Institutions

-

## Source Information

{source}

## Citation

{citation}
",
        name = cell_text(&dataset.name),
        meta = meta_table(dataset),
        source = source_lines(dataset),
        citation = citation(dataset),
    )
}

/// The table of meta information.
fn meta_table(dataset: &NewDataset) -> String {
    let facts = &dataset.facts;
    let mut columns = vec![
        ("Dimensions", facts.dimensions.clone()),
        ("Modality", facts.modality.clone()),
        ("Task Type", facts.task.clone()),
        ("Anatomical Structures", facts.structures.clone()),
        ("Anatomical Area", facts.area.clone()),
        ("Number of Categories", facts.classes.map(|n| n.to_string())),
        ("Data Volume", facts.cases.map(|n| n.to_string())),
        ("File Format", facts.format.clone()),
    ];
    if facts.license.is_some() {
        columns.push(("License", facts.license.clone()));
    }

    let (headers, cells): (Vec<&str>, Vec<String>) = columns
        .into_iter()
        .map(|(header, text)| (header, text.as_deref().map_or("-".to_owned(), cell_text)))
        .unzip();

    format!(
        "| {} |\n|{}\n| {} |",
        headers.join(" | "),
        ":--|".repeat(headers.len()),
        cells.join(" | ")
    )
}

/// The lines of source information, separated by empty lines.
fn source_lines(dataset: &NewDataset) -> String {
    let facts = &dataset.facts;

    [
        ("Official Website", &facts.website),
        ("Download Link", &facts.download),
        ("Article Address", &facts.paper),
        ("Publication Date", &facts.released),
    ]
    .map(|(label, value)| format!("{label}: {}", value.as_deref().unwrap_or("-")))
    .join("\n\n")
}

/// The citation as a fenced block.
fn citation(dataset: &NewDataset) -> String {
    let Some(bibtex) = &dataset.bibtex else {
        return "-".to_owned();
    };

    let fence = if bibtex.contains("```") {
        "~~~~"
    } else {
        "```"
    };
    format!("{fence}bibtex\n{}\n{fence}", bibtex.trim())
}
