//! The home page.

use anyhow::Result;

use crate::catalog::dataset::DatasetId;
use crate::catalog::route::Route;
use crate::render::metadata::jsonld;
use crate::render::pages::{Place, datasets, grouped};
use crate::render::view::{Figure, HomePage, TermLink, TextLink};
use crate::render::{Context, Made};
use crate::value::term_kind::TermKind;

/// Fills and renders `index.html`.
pub(in crate::render) fn render(context: Context<'_>) -> Result<Made> {
    let Context { catalog, .. } = context;
    let route = Route::home();
    let place = Place::Page(route.clone());
    let listed: Vec<DatasetId> = catalog.listed_datasets().map(|(id, _)| id).collect();
    let mut prose = context.prose(&place, crate::source::Sources::README, &catalog.title);
    let newest = context
        .newest_ids(&listed, 10)
        .into_iter()
        .map(|id| context.line(&place, id))
        .collect();
    let newest = prose.explain(newest);
    let intro = prose.html(&catalog.intro);
    let sentence = if catalog.description.is_empty() {
        sentence(context, listed.len())
    } else {
        catalog.description.clone()
    };
    let terms = |kind: TermKind| -> Vec<TermLink> {
        catalog
            .terms(kind)
            .list
            .iter()
            .map(|term| context.term(&place, kind, &term.name))
            .collect()
    };
    let index = |kind: TermKind| {
        (!catalog.terms(kind).list.is_empty()).then(|| place.to(&Route::terms(kind.folder())))
    };
    let mut head = context.head(&route, "", &sentence);
    head.structured = jsonld::catalog(catalog, context.settings, &sentence);
    let view = HomePage {
        site: context.site(&place, ""),
        head,
        sentence,
        intro_html: Some(intro).filter(|html| !html.is_empty()),
        examples: examples(context, &place),
        figures: figures(context, &place, &listed),
        categories: context.nodes(&place, &context.top_categories(), 0),
        modalities: terms(TermKind::Modality),
        tasks: terms(TermKind::Task),
        areas: terms(TermKind::Area),
        categories_url: Some(place.to(&Route::categories())),
        modalities_url: index(TermKind::Modality),
        tasks_url: index(TermKind::Task),
        areas_url: index(TermKind::Area),
        newest,
        more: catalog
            .prose_sections
            .iter()
            .map(|more| TextLink {
                label: more.title.clone(),
                url: place.to(&more.route),
            })
            .collect(),
    };
    context.page(&route, "home.html", &view, prose.into_images())
}

fn sentence(context: Context<'_>, listed: usize) -> String {
    let names: Vec<&str> = context
        .catalog
        .terms(TermKind::Modality)
        .list
        .iter()
        .take(3)
        .map(|term| term.name.as_str())
        .collect();
    match names.as_slice() {
        [] => format!(
            "{} in {} categories.",
            datasets(listed),
            context.catalog.categories.len()
        ),
        names => {
            format!(
                "{}: {} and more, by modality, task and anatomy.",
                datasets(listed),
                names.join(", ")
            )
        }
    }
}

/// Searches that surely find something: the most frequent pairs of a modality and a task.
fn examples(context: Context<'_>, place: &Place) -> Vec<TextLink> {
    let mut found: Vec<TextLink> = Vec::new();
    for term in context
        .catalog
        .terms(TermKind::Modality)
        .list
        .iter()
        .take(4)
    {
        let task = context
            .catalog
            .terms(TermKind::Task)
            .list
            .iter()
            .find(|task| {
                let words = format!("{} {}", term.name, task.name).to_lowercase();
                task.datasets.iter().any(|id| term.datasets.contains(id))
                    && !found.iter().any(|link| link.label == words)
            });
        let label = task.map_or(term.name.to_lowercase(), |task| {
            format!("{} {}", term.name, task.name).to_lowercase()
        });
        let query: String =
            percent_encoding::utf8_percent_encode(&label, percent_encoding::NON_ALPHANUMERIC)
                .collect();
        found.push(TextLink {
            url: format!("{}?q={query}", place.to(&Route::datasets())),
            label,
        });
    }
    found
}

fn figures(context: Context<'_>, place: &Place, listed: &[DatasetId]) -> Vec<Figure> {
    let catalog = context.catalog;
    let cases: u64 = listed
        .iter()
        .filter_map(|&id| catalog.datasets[id].facts.cases.as_ref())
        .map(|fact| fact.value)
        .sum();
    let figure = |value: String, label: &str, url: String| Figure {
        value,
        label: label.to_owned(),
        url,
    };
    let mut figures = vec![figure(
        grouped(listed.len() as u64),
        "datasets",
        place.to(&Route::datasets()),
    )];
    if cases > 0 {
        figures.push(figure(
            grouped(cases),
            "cases",
            place.to(&Route::datasets()),
        ));
    }
    let modalities = catalog.terms(TermKind::Modality).list.len();
    if modalities > 0 {
        figures.push(figure(
            grouped(modalities as u64),
            "modalities",
            place.to(&Route::terms("modalities")),
        ));
    }
    let newest = context.newest_ids(listed, 1).first().and_then(|&id| {
        let dataset = &catalog.datasets[id];
        dataset.facts.released.as_ref().map(|fact| {
            figure(
                fact.value.to_string(),
                "newest release",
                place.to(&dataset.route),
            )
        })
    });
    figures.extend(newest);
    figures
}
