//! Files that let programs find the site and its datasets: structured data, sitemap, feeds,
//! citations, and Markdown for language models.
//!
//! In: a `Catalog` and the `Settings`. Out: text. Files that need absolute URLs are made only if
//! the site knows its own URL.

pub(super) mod bibliography;
pub(super) mod cff;
pub(super) mod croissant;
pub(super) mod dataset_markdown;
pub(super) mod feed;
pub(super) mod jsonld;
pub(super) mod llms;
mod markdown_text;
pub(super) mod opensearch;
pub(super) mod sitemap;
mod xml;

use crate::catalog::Catalog;
use crate::catalog::route::Route;
use crate::config::Settings;
use crate::render::job::PlannedFile;

/// Plans one file if the site knows its own URL.
fn plan_with_base_url(settings: &Settings, route: Route) -> Vec<PlannedFile> {
    settings
        .base_url
        .iter()
        .map(|_| PlannedFile::file(route.clone(), ()))
        .collect()
}

/// The description of the catalog, or its title if it has none.
fn description_or_title(catalog: &Catalog) -> &str {
    if catalog.description.is_empty() {
        &catalog.title
    } else {
        &catalog.description
    }
}
