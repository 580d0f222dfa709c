//! `catalog.csv`: the catalog as a table.
//!
//! In: a `Catalog`. Out: CSV (RFC 4180) with one row per dataset. The items of a list are joined by
//! `; `.

use anyhow::Result;

use crate::catalog::route::Route;
use crate::render::context::{Context, RenderedFile};
use crate::render::data::dataset::{DatasetJson, dataset_json};
use crate::render::data::parts::{LinkJson, citation_json};
use crate::render::job::{FileKind, PlannedFile};

const COLUMNS: [&str; 20] = [
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
];

/// `catalog.csv`.
pub(in crate::render) const CATALOG_CSV: FileKind = FileKind {
    plan: |_, _| vec![PlannedFile::file(Route::catalog_csv(), ())],
    render,
};

fn render(context: Context<'_>, _: &Route, (): ()) -> Result<RenderedFile> {
    let mut writer = csv::Writer::from_writer(Vec::new());

    writer.write_record(COLUMNS)?;
    for id in 0..context.catalog.datasets.len() {
        let dataset = dataset_json(context.catalog, context.settings, id, citation_json);
        writer.write_record(row(dataset))?;
    }

    Ok(RenderedFile::new(writer.into_inner()?))
}

/// The cells of a row. A spreadsheet runs none of them as a formula.
fn row(dataset: DatasetJson) -> [String; COLUMNS.len()] {
    [
        dataset.slug,
        dataset.name,
        dataset.category.join(" > "),
        dataset.description,
        dataset.dimensions.join("; "),
        dataset.modalities.join("; "),
        dataset.tasks.join("; "),
        dataset.areas.join("; "),
        dataset.formats.join("; "),
        number(dataset.cases),
        number(dataset.classes),
        dataset.released.unwrap_or_default(),
        dataset.challenge.unwrap_or_default(),
        urls(&dataset.links.website),
        urls(&dataset.links.download),
        urls(&dataset.links.paper),
        dataset.license.unwrap_or_default(),
        dataset.access.to_owned(),
        dataset.page.unwrap_or_default(),
        dataset.url,
    ]
    .map(cell)
}

/// Text that no spreadsheet runs as a formula. A leading apostrophe keeps it text.
fn cell(text: String) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text
    }
}

fn number(number: Option<u64>) -> String {
    number.map_or(String::new(), |number| number.to_string())
}

fn urls(links: &[LinkJson]) -> String {
    let urls: Vec<&str> = links.iter().map(|link| link.url.as_str()).collect();

    urls.join("; ")
}
