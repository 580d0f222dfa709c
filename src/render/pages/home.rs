//! `index.html`: the home page.

use anyhow::Result;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::catalog::dataset::DatasetId;
use crate::catalog::route::Route;
use crate::catalog::term::Term;
use crate::render::context::{Context, RenderedFile};
use crate::render::job::{FileKind, PlannedFile};
use crate::render::metadata::jsonld;
use crate::render::number::grouped;
use crate::render::pages::link_base::LinkBase;
use crate::render::view::{HomePage, KeyFigure, TermLink, TextLink};
use crate::source::Sources;
use crate::value::term_kind::TermKind;

/// The number of datasets in the list of the newest.
const NEWEST: usize = 10;

/// The number of example searches.
const EXAMPLES: usize = 4;

/// `index.html`.
pub(in crate::render) const HOME: FileKind = FileKind {
    plan: |catalog, _| vec![PlannedFile::page(Route::home(), &catalog.title, ())],
    render,
};

fn render(context: Context<'_>, route: &Route, (): ()) -> Result<RenderedFile> {
    let Context {
        catalog, settings, ..
    } = context;
    let base = LinkBase::Page(route.clone());
    let listed: Vec<DatasetId> = catalog.listed_datasets().map(|(id, _)| id).collect();

    let mut prose = context.prose(&base, Sources::README, &catalog.title);
    let newest = context
        .newest_first(&listed, NEWEST)
        .into_iter()
        .map(|id| context.short_row(&base, id))
        .collect();
    let newest = prose.explain_rows(newest);
    let intro = prose.html(&catalog.intro);

    let sentence = sentence(context, listed.len());
    let mut head = context.head(route, "", &sentence);
    head.structured = jsonld::catalog_block(catalog, settings, &sentence);

    let view = HomePage {
        site: context.site(&base, ""),
        head,
        sentence,
        intro_html: Some(intro).filter(|html| !html.is_empty()),
        examples: examples(context, &base),
        figures: key_figures(context, &base, &listed),
        categories: context.category_nodes(&base, &context.top_categories(), 0),
        modalities: term_links(context, &base, TermKind::Modality),
        tasks: term_links(context, &base, TermKind::Task),
        areas: term_links(context, &base, TermKind::Area),
        categories_url: Some(base.url(&Route::categories())),
        modalities_url: index_url(context, &base, TermKind::Modality),
        tasks_url: index_url(context, &base, TermKind::Task),
        areas_url: index_url(context, &base, TermKind::Area),
        newest,
        more: prose_section_links(context, &base),
    };

    context.render_page("home.html", &view, prose.into_images())
}

/// The description of the catalog, or a sentence about its datasets.
fn sentence(context: Context<'_>, listed: usize) -> String {
    let catalog = context.catalog;
    if !catalog.description.is_empty() {
        return catalog.description.clone();
    }

    let texts = context.texts();
    let count = texts.datasets(listed);
    let modalities: Vec<&str> = catalog
        .terms(TermKind::Modality)
        .list
        .iter()
        .take(3)
        .map(|term| term.name.as_str())
        .collect();

    if modalities.is_empty() {
        return texts.fill_count(
            "home.sentence_without_modalities",
            catalog.categories.len(),
            &[("datasets", &count)],
        );
    }

    texts.fill(
        "home.sentence",
        &[("datasets", &count), ("modalities", &modalities.join(", "))],
    )
}

/// Searches that find something: the most frequent modalities, each with a frequent task.
fn examples(context: Context<'_>, base: &LinkBase) -> Vec<TextLink> {
    let catalog = context.catalog;
    let tasks = &catalog.terms(TermKind::Task).list;
    let mut examples: Vec<TextLink> = Vec::new();

    for modality in catalog.terms(TermKind::Modality).list.iter().take(EXAMPLES) {
        let pair = tasks
            .iter()
            .filter(|task| share_a_dataset(modality, task))
            .map(|task| format!("{} {}", modality.name, task.name).to_lowercase())
            .find(|label| !examples.iter().any(|example| example.label == *label));
        let label = pair.unwrap_or_else(|| modality.name.to_lowercase());

        examples.push(TextLink {
            url: format!(
                "{}?q={}",
                base.url(&Route::datasets()),
                utf8_percent_encode(&label, NON_ALPHANUMERIC)
            ),
            label,
        });
    }

    examples
}

fn share_a_dataset(a: &Term, b: &Term) -> bool {
    b.datasets.iter().any(|id| a.datasets.contains(id))
}

/// The numbers of datasets, cases and modalities, and the date of the newest release.
fn key_figures(context: Context<'_>, base: &LinkBase, listed: &[DatasetId]) -> Vec<KeyFigure> {
    let Context { catalog, .. } = context;
    let texts = context.texts();
    let cases: u64 = listed
        .iter()
        .filter_map(|&id| catalog.datasets[id].facts.cases.as_ref())
        .map(|fact| fact.value)
        .sum();
    let modalities = catalog.terms(TermKind::Modality).list.len() as u64;

    let all = base.url(&Route::datasets());
    let mut figures = vec![key_figure(
        grouped(listed.len() as u64),
        texts.get("home.figure_datasets"),
        all.clone(),
    )];
    if cases > 0 {
        let label = texts.get("home.figure_cases");
        figures.push(key_figure(grouped(cases), label, all));
    }
    if modalities > 0 {
        let index = base.url(&Route::terms(TermKind::Modality.folder()));
        let label = texts.get("home.figure_modalities");
        figures.push(key_figure(grouped(modalities), label, index));
    }
    figures.extend(newest_release(context, base, listed));

    figures
}

fn newest_release(
    context: Context<'_>,
    base: &LinkBase,
    listed: &[DatasetId],
) -> Option<KeyFigure> {
    let id = *context.newest_first(listed, 1).first()?;
    let date = context.release_date(id)?;
    let url = base.url(&context.catalog.datasets[id].route);

    let label = context.texts().get("home.figure_newest");

    Some(key_figure(date.to_string(), label, url))
}

fn key_figure(value: String, label: &str, url: String) -> KeyFigure {
    KeyFigure {
        value,
        label: label.to_owned(),
        url,
    }
}

/// All terms of a kind, the most frequent first.
fn term_links(context: Context<'_>, base: &LinkBase, kind: TermKind) -> Vec<TermLink> {
    context
        .catalog
        .terms(kind)
        .list
        .iter()
        .map(|term| context.term_link(base, kind, &term.name))
        .collect()
}

/// The page with all terms of a kind, if there are any.
fn index_url(context: Context<'_>, base: &LinkBase, kind: TermKind) -> Option<String> {
    let terms = &context.catalog.terms(kind).list;

    (!terms.is_empty()).then(|| base.url(&Route::terms(kind.folder())))
}

fn prose_section_links(context: Context<'_>, base: &LinkBase) -> Vec<TextLink> {
    context
        .catalog
        .prose_sections
        .iter()
        .map(|section| TextLink {
            label: section.title.clone(),
            url: base.url(&section.route),
        })
        .collect()
}
