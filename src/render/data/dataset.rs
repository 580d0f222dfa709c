//! One dataset in `catalog.json`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::catalog::Catalog;
use crate::catalog::dataset::DatasetId;
use crate::config::Settings;
use crate::parse::citation::Citation;
use crate::render::context::full_url;
use crate::render::data::fact::{FactJson, facts_json};
use crate::render::data::parts::{
    CitationJson, LinksJson, SourceJson, author_text, links_json, source_json,
};
use crate::value::fact::Fact;

/// One dataset.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "Dataset{C}")]
pub(super) struct DatasetJson<C = CitationJson> {
    /// Unique and stable: from the name of the page's file.
    pub(super) slug: String,
    /// URL of its page: absolute when the site knows its own URL, else relative to the site's root.
    pub(super) url: String,
    /// Its name.
    pub(super) name: String,
    /// Category names of the first listing, from outer to inner; empty when it is not listed.
    pub(super) category: Vec<String>,
    /// All categories that list it.
    pub(super) categories: Vec<Vec<String>>,
    /// Its description in the list.
    pub(super) description: String,
    /// "2D", "3D", …
    pub(super) dimensions: Vec<String>,
    /// Normalised modalities.
    pub(super) modalities: Vec<String>,
    /// Normalised tasks.
    pub(super) tasks: Vec<String>,
    /// Normalised anatomical areas.
    pub(super) areas: Vec<String>,
    /// Normalised file formats.
    pub(super) formats: Vec<String>,
    /// Number of cases.
    pub(super) cases: Option<u64>,
    /// Number of labelled categories.
    pub(super) classes: Option<u64>,
    /// Release date as precisely as it is stated: YYYY, YYYY-MM or YYYY-MM-DD.
    #[schemars(regex(pattern = r"^\d{4}(-\d{2}(-\d{2})?)?$"))]
    pub(super) released: Option<String>,
    /// The challenge that it was made for.
    pub(super) challenge: Option<String>,
    /// Links by kind.
    pub(super) links: LinksJson,
    /// Works to cite.
    pub(super) citation: Vec<C>,
    /// People who made it, with institutions in brackets where stated.
    pub(super) authors: Vec<String>,
    /// Licence, only when stated.
    pub(super) license: Option<String>,
    /// Who can obtain it: `open`, `registration`, `application` or `unknown`.
    pub(super) access: &'static str,
    /// Slugs of other editions and parts of the same undertaking.
    pub(super) relatives: Vec<String>,
    /// Path of its page below the catalog folder.
    pub(super) page: Option<String>,
    /// URL of its first image, in the form of `url`.
    pub(super) image: Option<String>,
    /// The location where it is stated.
    pub(super) source: SourceJson,
    /// Each known fact with the text that it was read from.
    pub(super) facts: BTreeMap<String, FactJson>,
}

/// A dataset. `cite` makes the form of its citations.
pub(super) fn dataset_json<C>(
    catalog: &Catalog,
    settings: &Settings,
    id: DatasetId,
    cite: impl Fn(&Citation) -> C,
) -> DatasetJson<C> {
    let dataset = &catalog.datasets[id];
    let facts = &dataset.facts;
    let page = catalog.page(dataset);
    let categories = category_paths(catalog, id);

    DatasetJson {
        slug: dataset.slug.clone(),
        url: full_url(settings, &dataset.route),
        name: dataset.name.clone(),
        category: categories.first().cloned().unwrap_or_default(),
        categories,
        description: dataset.description.clone(),
        dimensions: list(&facts.dimensions),
        modalities: list(&facts.modalities),
        tasks: list(&facts.tasks),
        areas: list(&facts.areas),
        formats: list(&facts.formats),
        cases: facts.cases.as_ref().map(|fact| fact.value),
        classes: facts.classes.as_ref().map(|fact| fact.value),
        released: facts.released.as_ref().map(|fact| fact.value.to_string()),
        challenge: facts.challenge.as_ref().map(|fact| fact.value.clone()),
        links: links_json(catalog, dataset),
        citation: page.map_or(Vec::new(), |page| page.citations.iter().map(cite).collect()),
        authors: page.map_or(Vec::new(), |page| {
            page.authors.iter().map(author_text).collect()
        }),
        license: facts.license.as_ref().map(|fact| fact.value.clone()),
        access: facts
            .access
            .as_ref()
            .map_or("unknown", |fact| fact.value.level.as_str()),
        relatives: relatives(catalog, id),
        page: dataset
            .page
            .map(|file| catalog.sources.path(file).to_owned()),
        image: dataset
            .image
            .map(|id| full_url(settings, &catalog.images.list[id].route)),
        source: source_json(catalog, &dataset.source),
        facts: facts_json(catalog, dataset),
    }
}

fn category_paths(catalog: &Catalog, id: DatasetId) -> Vec<Vec<String>> {
    catalog.datasets[id]
        .categories
        .iter()
        .map(|&category| {
            let path = catalog.category_path(category);
            path.into_iter().map(str::to_owned).collect()
        })
        .collect()
}

fn list(fact: &Option<Fact<Vec<String>>>) -> Vec<String> {
    fact.as_ref().map_or(Vec::new(), |fact| fact.value.clone())
}

fn relatives(catalog: &Catalog, id: DatasetId) -> Vec<String> {
    catalog
        .others_in_series(id)
        .map(|other| catalog.datasets[other].slug.clone())
        .collect()
}
