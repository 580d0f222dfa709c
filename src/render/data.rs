//! The catalog as data: `catalog.json` with its JSON Schema, `catalog.csv`, and one file per
//! dataset.
//!
//! In: a `Catalog`. Out: bytes. The field names of the JSON files are a promise to their users;
//! they are those of schema.org where it has them. A fact that no text states is null.

pub(super) mod csv;
mod dataset;
pub(super) mod dataset_file;
mod fact;
mod parts;

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use schemars::JsonSchema;
use serde::Serialize;

use crate::catalog::Catalog;
use crate::catalog::route::Route;
use crate::config::Settings;
use crate::render::context::{Context, RenderedFile, generator};
use crate::render::data::dataset::{DatasetJson, dataset_json};
use crate::render::data::parts::citation_json;
use crate::render::job::{FileKind, PlannedFile};

/// The version of the format of `catalog.json`. A field that changes its meaning raises the first
/// number.
const SCHEMA_VERSION: &str = "1.1";

/// `catalog.json`.
pub(super) const CATALOG_JSON: FileKind = FileKind {
    plan: |_, _| vec![PlannedFile::file(Route::catalog_json(), ())],
    render: render_catalog,
};

/// `catalog.schema.json`: the JSON Schema of `catalog.json`, made from the same structs.
pub(super) const CATALOG_SCHEMA: FileKind = FileKind {
    plan: |_, _| vec![PlannedFile::file(Route::file("catalog.schema.json"), ())],
    render: |_, _, ()| schema_file::<CatalogJson>(),
};

/// A catalog of medical datasets, as medatlas publishes it.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "medatlas catalog", deny_unknown_fields)]
struct CatalogJson {
    /// Version of this format.
    schema_version: &'static str,
    /// Title of the catalog.
    title: String,
    /// One sentence about the catalog; may be empty.
    description: String,
    /// Program and version that made this file.
    generator: String,
    /// URLs of the pages that are not about one dataset, relative to the site's root.
    pages: Vec<String>,
    /// The old URLs that the settings name, each with its new URL, relative to the site's root.
    aliases: BTreeMap<String, String>,
    /// All datasets: those of the list in its order, then pages that it does not name.
    datasets: Vec<DatasetJson>,
}

fn render_catalog(context: Context<'_>, _: &Route, (): ()) -> Result<RenderedFile> {
    let json = catalog_json(context.catalog, context.settings);

    Ok(RenderedFile::new(serde_json::to_vec(&json)?))
}

/// A file with the JSON Schema of a type.
fn schema_file<T: JsonSchema>() -> Result<RenderedFile> {
    let schema = schemars::schema_for!(T);

    Ok(RenderedFile::new(serde_json::to_vec_pretty(&schema)?))
}

fn catalog_json(catalog: &Catalog, settings: &Settings) -> CatalogJson {
    let aliases = catalog
        .aliases
        .iter()
        .filter(|alias| alias.from_settings)
        .map(|alias| (alias.from.url(), alias.to.url()))
        .collect();
    let datasets = (0..catalog.datasets.len())
        .map(|id| dataset_json(catalog, settings, id, citation_json))
        .collect();

    CatalogJson {
        schema_version: SCHEMA_VERSION,
        title: catalog.title.clone(),
        description: catalog.description.clone(),
        generator: generator(),
        pages: other_pages(catalog),
        aliases,
        datasets,
    }
}

/// The URLs of the pages that are not about one dataset.
fn other_pages(catalog: &Catalog) -> Vec<String> {
    let dataset_pages: BTreeSet<&Route> = catalog
        .datasets
        .iter()
        .map(|dataset| &dataset.route)
        .collect();

    catalog
        .alias_targets()
        .map(|page| &page.route)
        .filter(|route| !dataset_pages.contains(route))
        .map(Route::url)
        .collect()
}
