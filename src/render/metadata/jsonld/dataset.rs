//! `Dataset`: one dataset as JSON-LD, for its page and for its Croissant file.
//!
//! In: a dataset and the text of its lead. Out: JSON. It states only what the page shows: no
//! licence, no access and no file is guessed. `conformsTo` is stated only if no required field is
//! missing.

use serde_json::{Map, Value, json};

use crate::catalog::Catalog;
use crate::catalog::dataset::{Dataset, DatasetId};
use crate::catalog::route::Route;
use crate::catalog::web_link::WebLink;
use crate::config::Settings;
use crate::parse::authors::Author;
use crate::parse::page::Page;
use crate::render::context::{Context, full_url};
use crate::render::metadata::croissant;
use crate::render::metadata::jsonld::citation::{citations, cite_as};
use crate::render::metadata::jsonld::{breadcrumb_list, context, script_text};
use crate::render::view::Breadcrumb;
use crate::value::access::{AccessBasis, AccessLevel};
use crate::value::fact::Fact;

/// Characters of a description: dataset search rejects shorter ones and ignores the rest of longer
/// ones.
const DESCRIPTION: std::ops::RangeInclusive<usize> = 50..=5000;

/// The structured data of a dataset's page, if the site knows its own URL.
pub(in crate::render) fn dataset_block(
    context: Context<'_>,
    id: DatasetId,
    lead: &str,
    breadcrumbs: &[Breadcrumb],
) -> Option<String> {
    let settings = context.settings;
    settings.base_url.as_ref()?;

    let dataset = &context.catalog.datasets[id];
    let nodes = vec![
        Value::Object(fields(context.catalog, settings, dataset, lead)),
        breadcrumb_list(settings, &dataset.route, breadcrumbs),
    ];

    Some(script_text(settings, nodes))
}

/// The Croissant document of a dataset.
pub(in crate::render::metadata) fn document(
    context: Context<'_>,
    id: DatasetId,
    lead: &str,
) -> String {
    let settings = context.settings;
    let dataset = &context.catalog.datasets[id];

    let mut fields = fields(context.catalog, settings, dataset, lead);
    fields.insert(
        "@context".to_owned(),
        context::context(&settings.config.language),
    );

    format!("{:#}\n", Value::Object(fields))
}

fn fields(
    catalog: &Catalog,
    settings: &Settings,
    dataset: &Dataset,
    lead: &str,
) -> Map<String, Value> {
    let mut fields = Map::new();
    fields.insert("@type".to_owned(), "sc:Dataset".into());
    fields.insert("name".to_owned(), dataset.name.as_str().into());
    fields.insert("description".to_owned(), description(dataset, lead).into());
    fields.insert("url".to_owned(), full_url(settings, &dataset.route).into());

    let optional = [
        page_fields(catalog, dataset).to_vec(),
        fact_fields(dataset).to_vec(),
        site_fields(catalog, settings, dataset).to_vec(),
    ];
    for (key, value) in optional.into_iter().flatten() {
        if !is_empty(&value) {
            fields.insert(key.to_owned(), value);
        }
    }

    fields
}

fn is_empty(value: &Value) -> bool {
    value.is_null() || value.as_array().is_some_and(Vec::is_empty)
}

/// Fields that the page states in sections of their own.
fn page_fields(catalog: &Catalog, dataset: &Dataset) -> [(&'static str, Value); 4] {
    let page = catalog.page(dataset);

    [
        ("sameAs", urls(&dataset.websites)),
        ("creator", page.map_or(Value::Null, creators)),
        ("citation", page.map_or(Value::Null, citations)),
        ("citeAs", page.map_or(Value::Null, cite_as)),
    ]
}

/// Fields that follow from the facts of the dataset.
fn fact_fields(dataset: &Dataset) -> [(&'static str, Value); 6] {
    let facts = &dataset.facts;

    let license = facts
        .license
        .as_ref()
        .map(|fact| json!({ "@type": "sc:CreativeWork", "name": fact.value }));
    let is_open = facts
        .access
        .as_ref()
        .filter(|fact| fact.value.basis == AccessBasis::Stated)
        .map(|fact| fact.value.level == AccessLevel::Open);

    [
        ("keywords", keywords(dataset)),
        ("measurementTechnique", value_of(&facts.modalities)),
        ("variableMeasured", value_of(&facts.structures)),
        (
            "datePublished",
            facts
                .released
                .as_ref()
                .map(|fact| fact.value.to_string())
                .into(),
        ),
        ("license", license.into()),
        ("isAccessibleForFree", is_open.into()),
    ]
}

/// Fields that follow from the site and from the files of the dataset.
fn site_fields(
    catalog: &Catalog,
    settings: &Settings,
    dataset: &Dataset,
) -> [(&'static str, Value); 4] {
    let image = dataset
        .image
        .map(|image| full_url(settings, &catalog.images.list[image].route));
    let data_catalog = json!({
        "@type": "sc:DataCatalog",
        "name": catalog.title,
        "url": full_url(settings, &Route::home()),
    });
    let conforms_to = catalog
        .missing_croissant_fields(dataset)
        .is_empty()
        .then_some(croissant::CONFORMS_TO);

    [
        ("image", image.into()),
        ("includedInDataCatalog", data_catalog),
        (
            "distribution",
            croissant::distribution(catalog, dataset).into(),
        ),
        ("conformsTo", conforms_to.into()),
    ]
}

/// The description of the entry and the lead of the page. A short one continues with the facts.
fn description(dataset: &Dataset, lead: &str) -> String {
    let parts: Vec<&str> = [dataset.description.as_str(), lead]
        .into_iter()
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    let mut text = parts.join(". ");

    if text.chars().count() < *DESCRIPTION.start() {
        let start = if text.is_empty() {
            dataset.name.clone()
        } else {
            text
        };
        text = [vec![start], fact_sentences(dataset)].concat().join(" ");
    }

    text.chars().take(*DESCRIPTION.end()).collect()
}

fn fact_sentences(dataset: &Dataset) -> Vec<String> {
    let facts = &dataset.facts;

    let terms = [
        ("Modality", &facts.modalities),
        ("Task", &facts.tasks),
        ("Area", &facts.areas),
    ];
    let mut sentences: Vec<String> = terms
        .into_iter()
        .filter_map(|(label, fact)| Some(format!("{label}: {}.", fact.as_ref()?.value.join(", "))))
        .collect();

    if let Some(cases) = &facts.cases {
        sentences.push(format!("Cases: {}.", cases.value));
    }

    sentences
}

/// The value of a fact, or null.
fn value_of<T: Clone + Into<Value>>(fact: &Option<Fact<T>>) -> Value {
    fact.as_ref()
        .map_or(Value::Null, |fact| fact.value.clone().into())
}

fn urls(links: &[WebLink]) -> Value {
    links.iter().map(|link| link.url.as_str()).collect()
}

fn creators(page: &Page) -> Value {
    page.authors.iter().map(person).collect()
}

fn person(author: &Author) -> Value {
    match &author.affiliation {
        Some(affiliation) => json!({
            "@type": "sc:Person",
            "name": author.name,
            "affiliation": { "@type": "sc:Organization", "name": affiliation },
        }),
        None => json!({ "@type": "sc:Person", "name": author.name }),
    }
}

/// The terms of all kinds, each once.
fn keywords(dataset: &Dataset) -> Value {
    let facts = &dataset.facts;
    let lists = [
        &facts.modalities,
        &facts.tasks,
        &facts.areas,
        &facts.dimensions,
    ];

    let mut keywords: Vec<&String> = Vec::new();
    for value in lists.into_iter().flatten().flat_map(|fact| &fact.value) {
        if !keywords.contains(&value) {
            keywords.push(value);
        }
    }

    keywords.into_iter().map(String::as_str).collect()
}
