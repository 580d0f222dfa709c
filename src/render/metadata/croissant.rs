//! Croissant 1.1 (<http://mlcommons.org/croissant/1.1>): the files of a dataset, and
//! `datasets/SLUG/croissant.json` for each dataset that states all required fields.
//!
//! In: a dataset. Out: its files as `cr:FileObject`s, and the whole document.

use anyhow::Result;
use serde_json::{Value, json};

use crate::catalog::Catalog;
use crate::catalog::dataset::{Dataset, DatasetId};
use crate::catalog::route::Route;
use crate::config::Settings;
use crate::parse::file_table::DataFile;
use crate::render::context::{Context, RenderedFile};
use crate::render::job::{FileKind, PlannedFile};
use crate::render::metadata::jsonld;
use crate::render::pages::dataset::body;

/// The value of `conformsTo` for a complete dataset.
pub(super) const CONFORMS_TO: &str = "http://mlcommons.org/croissant/1.1";

/// `datasets/SLUG/croissant.json`.
pub(in crate::render) const CROISSANT: FileKind<DatasetId> = FileKind { plan, render };

/// Whether a dataset has a Croissant file: the site knows its own URL, and no field is missing.
pub(in crate::render) fn has_file(
    catalog: &Catalog,
    settings: &Settings,
    dataset: &Dataset,
) -> bool {
    settings.base_url.is_some() && catalog.missing_croissant_fields(dataset).is_empty()
}

fn plan(catalog: &Catalog, settings: &Settings) -> Vec<PlannedFile<DatasetId>> {
    catalog
        .datasets
        .iter()
        .enumerate()
        .filter(|(_, dataset)| has_file(catalog, settings, dataset))
        .map(|(id, dataset)| PlannedFile::file(Route::croissant(&dataset.slug), id))
        .collect()
}

fn render(context: Context<'_>, _: &Route, id: DatasetId) -> Result<RenderedFile> {
    let lead = body::lead_text(context, &context.catalog.datasets[id]);
    let document = jsonld::dataset::document(context, id, &lead);

    Ok(RenderedFile::new(document))
}

/// The files of a dataset. Empty if no file with a checksum is stated.
pub(super) fn distribution(catalog: &Catalog, dataset: &Dataset) -> Vec<Value> {
    catalog.page(dataset).map_or(Vec::new(), |page| {
        page.files.iter().map(file_object).collect()
    })
}

fn file_object(file: &DataFile) -> Value {
    let mut object = json!({
        "@type": "cr:FileObject",
        "@id": file.name,
        "name": file.name,
        "contentUrl": file.url,
        "encodingFormat": media_type(&file.name),
    });

    for (key, value) in [
        ("contentSize", &file.size),
        ("sha256", &file.sha256),
        ("md5", &file.md5),
    ] {
        if let Some(value) = value {
            object[key] = value.as_str().into();
        }
    }

    object
}

/// The media type by the extension of a name, for the kinds of files that datasets consist of.
fn media_type(name: &str) -> &'static str {
    let extension = name
        .rsplit('.')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();

    match extension.as_str() {
        "zip" => "application/zip",
        "gz" | "tgz" => "application/gzip",
        "tar" => "application/x-tar",
        "7z" => "application/x-7z-compressed",
        "rar" => "application/vnd.rar",
        "csv" => "text/csv",
        "tsv" => "text/tab-separated-values",
        "json" => "application/json",
        "jsonl" => "application/jsonlines",
        "parquet" => "application/vnd.apache.parquet",
        "h5" | "hdf5" => "application/x-hdf5",
        "dcm" => "application/dicom",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "tif" | "tiff" => "image/tiff",
        "txt" => "text/plain",
        _ => "application/octet-stream",
    }
}
