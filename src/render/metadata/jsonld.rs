//! Structured data of a page: one JSON-LD block by schema.org, with the context of Croissant 1.1.
//!
//! In: a dataset, or the steps to a page. Out: JSON that can stand in a `<script type="application/ld+json">`. Only what the
//! page shows is said: no licence, no access and no file is guessed. `conformsTo` stands only where nothing is missing, see
//! `croissant`.

use serde_json::{Map, Value, json};

use crate::catalog::Catalog;
use crate::catalog::dataset::{Dataset, DatasetId};
use crate::catalog::route::Route;
use crate::catalog::web_link::WebLink;
use crate::config::Settings;
use crate::parse::authors::Author;
use crate::parse::citation::Citation;
use crate::parse::page::Page;
use crate::render::full_url;
use crate::render::metadata::croissant;
use crate::render::view::Breadcrumb;
use crate::value::access::{AccessBasis, AccessLevel};

/// Characters of a description: fewer are refused by dataset search, more are not read.
const DESCRIPTION: std::ops::RangeInclusive<usize> = 50..=5000;

/// `Dataset` and the way to it.
pub(in crate::render) fn dataset(
    catalog: &Catalog,
    settings: &Settings,
    id: DatasetId,
    lead: &str,
    steps: &[Breadcrumb],
) -> Option<String> {
    settings.base_url.as_ref()?;
    let dataset = &catalog.datasets[id];
    let of = Value::Object(fields(catalog, settings, dataset, lead));
    Some(graph(
        settings,
        vec![of, way(settings, &dataset.route, steps)],
    ))
}

/// The whole document of a dataset that lacks nothing.
pub(in crate::render) fn document(
    catalog: &Catalog,
    settings: &Settings,
    id: DatasetId,
    lead: &str,
) -> String {
    let mut of = fields(catalog, settings, &catalog.datasets[id], lead);
    of.insert("@context".into(), context(&settings.language));
    format!("{:#}\n", Value::Object(of))
}

fn fields(
    catalog: &Catalog,
    settings: &Settings,
    dataset: &Dataset,
    lead: &str,
) -> Map<String, Value> {
    let page = catalog.page(dataset);
    let mut of = Map::new();
    of.insert("@type".into(), "sc:Dataset".into());
    of.insert("name".into(), dataset.name.clone().into());
    of.insert("description".into(), description(dataset, lead).into());
    of.insert("url".into(), full_url(settings, &dataset.route).into());
    let mut put = |key: &str, value: Value| {
        let empty = value.is_null() || value.as_array().is_some_and(Vec::is_empty);
        if !empty {
            of.insert(key.into(), value);
        }
    };
    put("sameAs", urls(&dataset.websites));
    put("creator", page.map_or(Value::Null, creators));
    put("citation", page.map_or(Value::Null, citations));
    put("citeAs", page.map_or(Value::Null, cite_as));
    put("keywords", keywords(dataset));
    put(
        "measurementTechnique",
        dataset
            .facts
            .modalities
            .as_ref()
            .map_or(Value::Null, |fact| fact.value.clone().into()),
    );
    put(
        "variableMeasured",
        dataset
            .facts
            .structures
            .as_ref()
            .map_or(Value::Null, |fact| fact.value.clone().into()),
    );
    put(
        "datePublished",
        dataset
            .facts
            .released
            .as_ref()
            .map_or(Value::Null, |fact| fact.value.to_string().into()),
    );
    put(
        "license",
        dataset.facts.license.as_ref().map_or(
            Value::Null,
            |fact| json!({ "@type": "sc:CreativeWork", "name": fact.value }),
        ),
    );
    let stated = dataset
        .facts
        .access
        .as_ref()
        .filter(|fact| fact.value.basis == AccessBasis::Stated);
    put(
        "isAccessibleForFree",
        stated.map_or(Value::Null, |fact| {
            (fact.value.level == AccessLevel::Open).into()
        }),
    );
    let image = dataset
        .image
        .map(|image| full_url(settings, &catalog.images.list[image].route));
    put("image", image.map_or(Value::Null, Value::from));
    put(
        "includedInDataCatalog",
        json!({
            "@type": "sc:DataCatalog",
            "name": catalog.title,
            "url": full_url(settings, &Route::home()),
        }),
    );
    put(
        "distribution",
        croissant::distribution(catalog, dataset).into(),
    );
    if croissant::missing(catalog, dataset).is_empty() {
        put("conformsTo", croissant::CONFORMS_TO.into());
    }
    of
}

/// `DataCatalog`, for the home page.
pub(in crate::render) fn catalog(
    catalog: &Catalog,
    settings: &Settings,
    sentence: &str,
) -> Option<String> {
    settings.base_url.as_ref()?;
    Some(graph(
        settings,
        vec![json!({
            "@type": "sc:DataCatalog",
            "name": catalog.title,
            "description": sentence,
            "url": full_url(settings, &Route::home()),
        })],
    ))
}

/// A page and the way to it: `CollectionPage` for lists, `WebPage` for others.
pub(in crate::render) fn page(
    settings: &Settings,
    kind: &str,
    route: &Route,
    name: &str,
    steps: &[Breadcrumb],
) -> Option<String> {
    settings.base_url.as_ref()?;
    let page = json!({ "@type": kind, "name": name, "url": full_url(settings, route) });
    let mut nodes = vec![page];
    if !steps.is_empty() {
        nodes.push(way(settings, route, steps));
    }
    Some(graph(settings, nodes))
}

fn graph(settings: &Settings, nodes: Vec<Value>) -> String {
    in_script(&json!({ "@context": context(&settings.language), "@graph": nodes }))
}

fn in_script(value: &Value) -> String {
    let text = value.to_string();
    // In HTML a script ends at its end tag wherever that stands: no bracket of the text may look like one.
    text.replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
}

/// The context of Croissant 1.1, whole: readers of the format look for each of its keys. A language that is not a tag of
/// BCP 47 never comes here, see `Settings`.
pub(super) fn context(language: &str) -> Value {
    json!({
        "@language": language,
        "@vocab": "https://schema.org/",
        "arrayShape": "cr:arrayShape",
        "citeAs": "cr:citeAs",
        "column": "cr:column",
        "conformsTo": "dct:conformsTo",
        "containedIn": "cr:containedIn",
        "cr": "http://mlcommons.org/croissant/",
        "rai": "http://mlcommons.org/croissant/RAI/",
        "data": { "@id": "cr:data", "@type": "@json" },
        "dataType": { "@id": "cr:dataType", "@type": "@vocab" },
        "dct": "http://purl.org/dc/terms/",
        "description": { "@container": "@language" },
        "equivalentProperty": "cr:equivalentProperty",
        "examples": { "@id": "cr:examples", "@type": "@json" },
        "extract": "cr:extract",
        "field": "cr:field",
        "fileProperty": "cr:fileProperty",
        "fileObject": "cr:fileObject",
        "fileSet": "cr:fileSet",
        "format": "cr:format",
        "includes": "cr:includes",
        "isArray": "cr:isArray",
        "isLiveDataset": "cr:isLiveDataset",
        "jsonPath": "cr:jsonPath",
        "key": "cr:key",
        "md5": "cr:md5",
        "name": { "@container": "@language" },
        "parentField": "cr:parentField",
        "path": "cr:path",
        "recordSet": "cr:recordSet",
        "references": "cr:references",
        "regex": "cr:regex",
        "repeated": "cr:repeated",
        "replace": "cr:replace",
        "samplingRate": "cr:samplingRate",
        "sc": "https://schema.org/",
        "separator": "cr:separator",
        "source": "cr:source",
        "subField": "cr:subField",
        "transform": "cr:transform",
    })
}

/// The entry's words and the lead; a short one goes on with the facts.
fn description(dataset: &Dataset, lead: &str) -> String {
    let parts = [dataset.description.as_str(), lead].map(str::trim);
    let mut text = parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(". ");
    if text.chars().count() < *DESCRIPTION.start() {
        let facts = &dataset.facts;
        let list = |name: &str, fact: &Option<crate::value::fact::Fact<Vec<String>>>| {
            fact.as_ref()
                .map(|fact| format!("{name}: {}.", fact.value.join(", ")))
        };
        let cases = facts
            .cases
            .as_ref()
            .map(|fact| format!("Cases: {}.", fact.value));
        let more = [
            list("Modality", &facts.modalities),
            list("Task", &facts.tasks),
            list("Area", &facts.areas),
            cases,
        ];
        let head = if text.is_empty() {
            dataset.name.clone()
        } else {
            text
        };
        text = std::iter::once(head)
            .chain(more.into_iter().flatten())
            .collect::<Vec<_>>()
            .join(" ");
    }
    text.chars().take(*DESCRIPTION.end()).collect()
}

fn urls(links: &[WebLink]) -> Value {
    links
        .iter()
        .map(|link| link.url.clone())
        .collect::<Vec<_>>()
        .into()
}

fn creators(page: &Page) -> Value {
    let of = |author: &Author| match &author.affiliation {
        Some(place) => json!({
            "@type": "sc:Person",
            "name": author.name,
            "affiliation": { "@type": "sc:Organization", "name": place },
        }),
        None => json!({ "@type": "sc:Person", "name": author.name }),
    };
    page.authors.iter().map(of).collect::<Vec<_>>().into()
}

/// Works in one line each, as text: that is what Croissant reads, and schema.org allows it.
fn citations(page: &Page) -> Value {
    let of = |citation: &Citation| {
        let title = citation.title.as_ref()?.trim_end_matches('.');
        let people = match citation.authors.as_slice() {
            [] => None,
            [one] => Some(one.clone()),
            [first, ..] => Some(format!("{first} et al")),
        };
        let year = citation.year.map(|year| year.to_string());
        let doi = citation
            .doi
            .as_ref()
            .map(|doi| format!("https://doi.org/{doi}"));
        let parts: Vec<String> = people
            .into_iter()
            .chain([title.to_owned()])
            .chain(year)
            .chain(doi)
            .collect();
        Some(parts.join(". "))
    };
    let mut works: Vec<Value> = page
        .citations
        .iter()
        .filter_map(of)
        .map(Value::from)
        .collect();
    // Readers of Croissant want one text, not a list of one.
    if works.len() == 1 {
        works.remove(0)
    } else {
        works.into()
    }
}

/// The first work as BibTeX, when it can be read.
fn cite_as(page: &Page) -> Value {
    let first = page
        .citations
        .iter()
        .find(|citation| citation.csl.is_some());
    first.map_or(Value::Null, |first| {
        first
            .repaired
            .as_ref()
            .unwrap_or(&first.bibtex)
            .clone()
            .into()
    })
}

fn keywords(dataset: &Dataset) -> Value {
    let facts = &dataset.facts;
    let lists = [
        &facts.modalities,
        &facts.tasks,
        &facts.areas,
        &facts.dimensions,
    ];
    let mut words: Vec<String> = Vec::new();
    for value in lists.into_iter().flatten().flat_map(|fact| &fact.value) {
        if !words.contains(value) {
            words.push(value.clone());
        }
    }
    words.into()
}

/// `BreadcrumbList`: steps with addresses, the page itself last.
fn way(settings: &Settings, route: &Route, steps: &[Breadcrumb]) -> Value {
    let own = full_url(settings, route);
    let items: Vec<Value> = steps
        .iter()
        .enumerate()
        .map(|(at, step)| {
            let url = step
                .url
                .as_ref()
                .map_or_else(|| own.clone(), |relative| joined(&own, relative));
            json!({ "@type": "ListItem", "position": at + 1, "name": step.name, "item": url })
        })
        .collect();
    json!({ "@type": "BreadcrumbList", "itemListElement": items })
}

/// A relative address of this site as seen from an absolute one: folders up, then down.
fn joined(own: &str, relative: &str) -> String {
    let mut base = own.rsplit_once('/').map_or(own, |(folder, _)| folder);
    let mut rest = relative.strip_prefix("./").unwrap_or(relative);
    while let Some(next) = rest.strip_prefix("../") {
        base = base.rsplit_once('/').map_or(base, |(folder, _)| folder);
        rest = next;
    }
    format!("{base}/{rest}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_steps_become_absolute() {
        for (relative, expect) in [
            ("../../", "https://e.org/r/"),
            ("../", "https://e.org/r/datasets/"),
            ("../b/", "https://e.org/r/datasets/b/"),
        ] {
            assert_eq!(
                joined("https://e.org/r/datasets/a/", relative),
                expect,
                "{relative}"
            );
        }
    }

    #[test]
    fn no_tag_ends_the_block() {
        let text = in_script(&json!({ "name": "</script><script>x" }));
        assert!(!text.contains('<') && !text.contains('>'), "{text}");
    }
}
