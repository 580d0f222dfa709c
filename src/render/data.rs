//! `catalog.json` and its JSON Schema: the public interface of the model.
//!
//! In: a `Catalog`. Out: bytes. Field names are a promise; words are those of schema.org where it has them. A fact that no
//! text states is null.

mod table;

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use schemars::JsonSchema;
use serde::Serialize;

pub use self::table::csv;
use crate::catalog::Catalog;
use crate::catalog::dataset::{Dataset, DatasetId};
use crate::catalog::pages::public_pages;
use crate::catalog::route::Route;
use crate::catalog::web_link::WebLink;
use crate::config::Settings;
use crate::parse::citation::Citation;
use crate::render::full_url;
use crate::value::access::AccessBasis;
use crate::value::fact::Fact;

/// Version of the format of `catalog.json`; a field that changes its meaning raises the first number.
const SCHEMA_VERSION: &str = "1.1";

/// A catalog of medical datasets, as medatlas publishes it.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "medatlas catalog", deny_unknown_fields)]
pub(super) struct CatalogJson {
    /// Version of this format.
    schema_version: &'static str,
    /// Title of the catalog.
    title: String,
    /// One sentence about the catalog; may be empty.
    description: String,
    /// Program and version that made this file.
    generator: String,
    /// Addresses of the pages that are no dataset's, relative to the site's root.
    pages: Vec<String>,
    /// Addresses that lead elsewhere, and where, relative to the site's root: those that the settings name.
    aliases: BTreeMap<String, String>,
    /// All datasets: those of the list in its order, then pages that the list does not name (they have no category).
    datasets: Vec<DatasetJson>,
}

/// One dataset.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "Dataset{C}")]
pub(super) struct DatasetJson<C = CitationJson> {
    /// Unique and stable: from the name of the page's file.
    slug: String,
    /// Address of its page: absolute when the catalog knows its own address, else below the site's root.
    url: String,
    /// Its name.
    name: String,
    /// Category names from outer to inner, of the first listing; empty when the list does not name it.
    category: Vec<String>,
    /// All categories that list it.
    categories: Vec<Vec<String>>,
    /// The list's own words about it.
    description: String,
    /// "2D", "3D", …
    dimensions: Vec<String>,
    /// Normalised modalities.
    modalities: Vec<String>,
    /// Normalised tasks.
    tasks: Vec<String>,
    /// Normalised anatomical areas.
    areas: Vec<String>,
    /// Normalised file formats.
    formats: Vec<String>,
    /// Number of cases.
    cases: Option<u64>,
    /// Number of labelled categories.
    classes: Option<u64>,
    /// Release date as precisely as it is stated: YYYY, YYYY-MM or YYYY-MM-DD.
    #[schemars(regex(pattern = r"^\d{4}(-\d{2}(-\d{2})?)?$"))]
    released: Option<String>,
    /// The challenge that it was made for.
    challenge: Option<String>,
    /// Links by kind.
    links: LinksJson,
    /// Works to cite.
    citation: Vec<C>,
    /// People who made it, with institutions in brackets where stated.
    authors: Vec<String>,
    /// Licence, only when stated.
    license: Option<String>,
    /// Who gets it: `open`, `registration`, `application` or `unknown`; see `facts.access` for what it was read from.
    access: &'static str,
    /// Slugs of other editions and parts of the same undertaking.
    relatives: Vec<String>,
    /// Path of its page below the catalog folder.
    page: Option<String>,
    /// Address of its first image, as `url`.
    image: Option<String>,
    /// Where it is stated.
    source: SourceJson,
    /// Each known fact with the words it was read from.
    facts: BTreeMap<String, FactJson>,
}

/// Links by kind.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct LinksJson {
    /// Official websites.
    website: Vec<LinkJson>,
    /// Where to get it.
    download: Vec<LinkJson>,
    /// Papers.
    paper: Vec<LinkJson>,
}

/// A link.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct LinkJson {
    /// Its label in the text, else its host.
    label: String,
    /// http or https.
    url: String,
    /// What the last test found, when there was one: `ok`, `moved`, `refused`, `suspect` or `dead`.
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<&'static str>,
    /// Day of that test.
    #[serde(skip_serializing_if = "Option::is_none")]
    checked: Option<String>,
}

/// A work to cite.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct CitationJson {
    /// BibTeX key; empty when the citation is no BibTeX.
    key: String,
    /// BibTeX type, such as `article`; empty when the citation is no BibTeX.
    r#type: String,
    /// Title, when it could be read.
    title: Option<String>,
    /// Year, when it could be read.
    year: Option<u16>,
    /// DOI, when stated.
    doi: Option<String>,
    /// The citation as written.
    bibtex: String,
}

/// A place in the catalog's texts.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct SourceJson {
    /// Path below the catalog folder.
    file: String,
    /// Line, from 1.
    line: usize,
}

/// A fact with its provenance.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct FactJson {
    /// What it says, normalised.
    value: serde_json::Value,
    /// The words as written.
    raw: String,
    /// `entry` (the list) or `page`.
    from: &'static str,
    /// Line of the words, from 1.
    line: usize,
    /// What the fact was inferred from, when no text states it as such: `words` of the page, or `host` of the download.
    #[serde(skip_serializing_if = "Option::is_none")]
    inferred: Option<&'static str>,
}

/// `catalog.json`.
///
/// # Errors
/// Never in practice: the values have string keys only.
pub fn json(catalog: &Catalog, settings: &Settings) -> Result<Vec<u8>> {
    let of = |id| dataset_json(catalog, settings, id, citation_json);
    let datasets = (0..catalog.datasets.len()).map(of).collect();
    let value = CatalogJson {
        schema_version: SCHEMA_VERSION,
        title: catalog.title.clone(),
        description: catalog.description.clone(),
        generator: crate::render::generator(),
        pages: other_pages(catalog),
        aliases: catalog
            .aliases
            .iter()
            .filter(|alias| alias.from_settings)
            .map(|alias| (alias.from.url(), alias.to.url()))
            .collect(),
        datasets,
    };
    Ok(serde_json::to_vec(&value)?)
}

fn other_pages(catalog: &Catalog) -> Vec<String> {
    let of_datasets: BTreeSet<&Route> = catalog
        .datasets
        .iter()
        .map(|dataset| &dataset.route)
        .collect();
    public_pages(catalog)
        .keys()
        .filter(|route| !of_datasets.contains(route))
        .map(Route::url)
        .collect()
}

/// The JSON Schema of `catalog.json`, made from the same structs.
///
/// # Errors
/// Never in practice.
pub fn schema() -> Result<Vec<u8>> {
    Ok(serde_json::to_vec_pretty(&schemars::schema_for!(
        CatalogJson
    ))?)
}

/// A dataset; `cite` makes the form of its citations.
pub(super) fn dataset_json<C>(
    catalog: &Catalog,
    settings: &Settings,
    id: DatasetId,
    cite: impl Fn(&Citation) -> C,
) -> DatasetJson<C> {
    let dataset = &catalog.datasets[id];
    let paths: Vec<Vec<String>> = dataset
        .categories
        .iter()
        .map(|&id| {
            catalog
                .category_path(id)
                .into_iter()
                .map(str::to_owned)
                .collect()
        })
        .collect();
    let facts = &dataset.facts;
    let page = catalog.page(dataset);
    DatasetJson {
        slug: dataset.slug.clone(),
        url: full_url(settings, &dataset.route),
        name: dataset.name.clone(),
        category: paths.first().cloned().unwrap_or_default(),
        categories: paths,
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
        links: LinksJson {
            website: links(catalog, &dataset.websites),
            download: links(catalog, &dataset.downloads),
            paper: links(catalog, &dataset.papers),
        },
        citation: page.map_or(Vec::new(), |page| page.citations.iter().map(cite).collect()),
        authors: page.map_or(Vec::new(), |page| page.authors.iter().map(author).collect()),
        license: facts.license.as_ref().map(|fact| fact.value.clone()),
        access: facts
            .access
            .as_ref()
            .map_or("unknown", |fact| fact.value.level.as_str()),
        relatives: catalog
            .others_in_series(id)
            .map(|other| catalog.datasets[other].slug.clone())
            .collect(),
        page: dataset
            .page
            .map(|file| catalog.sources.path(file).to_owned()),
        image: dataset
            .image
            .map(|id| full_url(settings, &catalog.images.list[id].route)),
        source: SourceJson {
            file: catalog.sources.path(dataset.source.file).to_owned(),
            line: catalog.sources.line(&dataset.source),
        },
        facts: facts_json(catalog, dataset),
    }
}

fn list(fact: &Option<Fact<Vec<String>>>) -> Vec<String> {
    fact.as_ref().map_or(Vec::new(), |fact| fact.value.clone())
}

fn links(catalog: &Catalog, links: &[WebLink]) -> Vec<LinkJson> {
    let json = |link: &WebLink| {
        let record = catalog.link_records.get(&link.url);
        LinkJson {
            label: link.label.clone(),
            url: link.url.clone(),
            state: record.map(|record| record.state.as_str()),
            checked: record.map(|record| record.checked.to_string()),
        }
    };
    links.iter().map(json).collect()
}

/// A citation as `catalog.json` holds it.
pub(super) fn citation_json(citation: &Citation) -> CitationJson {
    CitationJson {
        key: citation.key.clone(),
        r#type: citation.kind.clone(),
        title: citation.title.clone(),
        year: citation.year,
        doi: citation.doi.clone(),
        bibtex: citation.bibtex.clone(),
    }
}

fn author(author: &crate::parse::authors::Author) -> String {
    match &author.affiliation {
        Some(affiliation) => format!("{} ({affiliation})", author.name),
        None => author.name.clone(),
    }
}

fn facts_json(catalog: &Catalog, dataset: &Dataset) -> BTreeMap<String, FactJson> {
    let facts = &dataset.facts;
    let mut found = BTreeMap::new();
    let mut put = |name: &str, value: Option<(serde_json::Value, &str, &'static str, usize)>| {
        if let Some((value, raw, from, line)) = value {
            found.insert(
                name.to_owned(),
                FactJson {
                    value,
                    raw: raw.to_owned(),
                    from,
                    line,
                    inferred: None,
                },
            );
        }
    };
    put(
        "dimensions",
        known(catalog, &facts.dimensions, |v| v.clone().into()),
    );
    put(
        "modalities",
        known(catalog, &facts.modalities, |v| v.clone().into()),
    );
    put("tasks", known(catalog, &facts.tasks, |v| v.clone().into()));
    put("areas", known(catalog, &facts.areas, |v| v.clone().into()));
    put(
        "structures",
        known(catalog, &facts.structures, |v| v.clone().into()),
    );
    put(
        "formats",
        known(catalog, &facts.formats, |v| v.clone().into()),
    );
    put("cases", known(catalog, &facts.cases, |v| (*v).into()));
    put("classes", known(catalog, &facts.classes, |v| (*v).into()));
    put(
        "released",
        known(catalog, &facts.released, |v| v.to_string().into()),
    );
    put(
        "challenge",
        known(catalog, &facts.challenge, |v| v.clone().into()),
    );
    put(
        "license",
        known(catalog, &facts.license, |v| v.clone().into()),
    );
    for (label, fact) in &facts.extra {
        let line = catalog.sources.line(&fact.span);
        put(
            &label.to_lowercase(),
            Some((
                fact.value.clone().into(),
                &fact.raw,
                fact.from.as_str(),
                line,
            )),
        );
    }
    if let Some(fact) = &facts.access {
        put(
            "access",
            known(catalog, &facts.access, |value| value.level.as_str().into()),
        );
        let basis = Some(fact.value.basis).filter(|basis| *basis != AccessBasis::Stated);
        found
            .entry("access".to_owned())
            .and_modify(|fact| fact.inferred = basis.map(AccessBasis::as_str));
    }
    found
}

fn known<'a, T>(
    catalog: &Catalog,
    fact: &'a Option<Fact<T>>,
    value: impl Fn(&T) -> serde_json::Value,
) -> Option<(serde_json::Value, &'a str, &'static str, usize)> {
    let fact = fact.as_ref()?;
    Some((
        value(&fact.value),
        &fact.raw,
        fact.from.as_str(),
        catalog.sources.line(&fact.span),
    ))
}
