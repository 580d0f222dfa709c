//! `catalog.csv`: the catalog as a table.
//!
//! In: a `Catalog`. Out: bytes, one row a dataset.

use anyhow::Result;

use crate::catalog::Catalog;
use crate::config::Settings;
use crate::render::data::{LinkJson, citation_json, dataset_json};

/// `catalog.csv`: one row a dataset; lists are joined by `; `.
///
/// # Errors
/// Never in practice: it writes to memory.
pub fn csv(catalog: &Catalog, settings: &Settings) -> Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record([
        "slug",
        "name",
        "category",
        "description",
        "dimensions",
        "modalities",
        "tasks",
        "areas",
        "formats",
        "cases",
        "classes",
        "released",
        "challenge",
        "website",
        "download",
        "paper",
        "license",
        "access",
        "page",
        "url",
    ])?;
    for id in 0..catalog.datasets.len() {
        let row = dataset_json(catalog, settings, id, citation_json);
        let urls = |links: &[LinkJson]| {
            links
                .iter()
                .map(|link| link.url.as_str())
                .collect::<Vec<_>>()
                .join("; ")
        };
        let number = |n: Option<u64>| n.map_or(String::new(), |n| n.to_string());
        writer.write_record([
            row.slug,
            cell(row.name),
            cell(row.category.join(" > ")),
            cell(row.description),
            row.dimensions.join("; "),
            cell(row.modalities.join("; ")),
            cell(row.tasks.join("; ")),
            cell(row.areas.join("; ")),
            cell(row.formats.join("; ")),
            number(row.cases),
            number(row.classes),
            row.released.unwrap_or_default(),
            cell(row.challenge.unwrap_or_default()),
            urls(&row.links.website),
            urls(&row.links.download),
            urls(&row.links.paper),
            cell(row.license.unwrap_or_default()),
            row.access.to_owned(),
            row.page.unwrap_or_default(),
            row.url,
        ])?;
    }
    Ok(writer.into_inner()?)
}

/// Spreadsheets run cells that start like a formula; a leading apostrophe keeps such text from a contributor text.
fn cell(text: String) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text
    }
}
