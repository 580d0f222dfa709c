//! Croissant 1.1: which datasets hold all that the format asks for, and what the others lack.
//!
//! In: a dataset. Out: the names of missing fields, its files as `cr:FileObject`s, the whole document. A dataset is said to
//! conform only when nothing is missing: a licence, people, a date and a file with its checksum must be stated.

use serde_json::{Value, json};

use crate::catalog::Catalog;
use crate::catalog::dataset::Dataset;
use crate::parse::file_table::DataFile;

/// What `conformsTo` says of a complete dataset.
pub(super) const CONFORMS_TO: &str = "http://mlcommons.org/croissant/1.1";

/// Fields that the format requires and a catalog may lack, by the names that the format gives them.
pub const FIELDS: [&str; 5] = [
    "description",
    "license",
    "creator",
    "datePublished",
    "distribution",
];

/// Those of [`FIELDS`] that no text of the catalog states.
pub fn missing(catalog: &Catalog, dataset: &Dataset) -> Vec<&'static str> {
    let page = catalog.page(dataset);
    let has = |field: &str| match field {
        "description" => !dataset.description.is_empty() || page.is_some(),
        "license" => dataset.facts.license.is_some(),
        "creator" => page.is_some_and(|page| !page.authors.is_empty()),
        "datePublished" => dataset.facts.released.is_some(),
        _ => page.is_some_and(|page| !page.files.is_empty()),
    };
    FIELDS.into_iter().filter(|field| !has(field)).collect()
}

/// The files of a dataset; empty when none is known by its checksum.
pub(super) fn distribution(catalog: &Catalog, dataset: &Dataset) -> Vec<Value> {
    catalog.page(dataset).map_or(Vec::new(), |page| {
        page.files.iter().map(file_object).collect()
    })
}

fn file_object(file: &DataFile) -> Value {
    let mut of = json!({
        "@type": "cr:FileObject",
        "@id": file.name,
        "name": file.name,
        "contentUrl": file.url,
        "encodingFormat": media_type(&file.name),
    });
    let fields = [
        ("contentSize", &file.size),
        ("sha256", &file.sha256),
        ("md5", &file.md5),
    ];
    for (key, value) in fields
        .into_iter()
        .filter_map(|(key, value)| Some((key, value.as_ref()?)))
    {
        of[key] = value.as_str().into();
    }
    of
}

/// By the ending of a name, for the kinds of files that datasets come in.
fn media_type(name: &str) -> &'static str {
    let ending = name
        .rsplit('.')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    match ending.as_str() {
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
