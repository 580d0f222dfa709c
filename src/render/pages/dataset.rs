//! `datasets/SLUG/`: the page of one dataset.

pub(in crate::render) mod body;
mod citations;
pub(in crate::render) mod facts;
mod links;
mod neighbours;
mod related;

use anyhow::Result;

use crate::catalog::Catalog;
use crate::catalog::dataset::{Dataset, DatasetId};
use crate::catalog::route::Route;
use crate::config::Settings;
use crate::parse::page::Page;
use crate::render::context::{Context, RenderedFile};
use crate::render::job::{FileKind, PlannedFile};
use crate::render::metadata::{croissant, jsonld};
use crate::render::pages::breadcrumbs::last_step;
use crate::render::pages::cover;
use crate::render::pages::dataset::body::PageBody;
use crate::render::pages::link_base::LinkBase;
use crate::render::prose::Prose;
use crate::render::view::{
    Alternate, AuthorView, Breadcrumb, DatasetPage, DatasetRow, Head, SourceView, TocItem,
};
use crate::source::{FileId, Span};

/// The number of relatives that are shown: a name such as "Image 1" may have thousands.
const MAX_EDITIONS: usize = 30;

/// `datasets/SLUG/`.
pub(in crate::render) const DATASET: FileKind<DatasetId> = FileKind { plan, render };

fn plan(catalog: &Catalog, _: &Settings) -> Vec<PlannedFile<DatasetId>> {
    catalog
        .datasets
        .iter()
        .enumerate()
        .map(|(id, dataset)| PlannedFile::page(dataset.route.clone(), &dataset.name, id))
        .collect()
}

fn render(context: Context<'_>, route: &Route, id: DatasetId) -> Result<RenderedFile> {
    let catalog = context.catalog;
    let dataset = &catalog.datasets[id];
    let page = catalog.page(dataset);
    let base = LinkBase::Page(route.clone());

    // The order matters: an abbreviation is explained where the page first has it.
    let mut prose = context.prose(&base, file_of(dataset), &dataset.name);
    let description_html = prose.explain(&dataset.description);
    let body = PageBody::of_dataset(context, dataset, &mut prose);
    let editions = catalog.others_in_series(id).take(MAX_EDITIONS).collect();
    let editions = short_rows(context, &base, &prose, editions);
    let related = short_rows(context, &base, &prose, related::related(context, id));

    let (previous, next) = neighbours::neighbours(context, &base, id);
    let breadcrumbs = breadcrumbs(context, &base, dataset);
    let mut toc = body.toc.clone();
    toc.extend(toc_of_appendix(context, page, &editions, &related));

    let view = DatasetPage {
        site: context.site(&base, "datasets"),
        head: head(context, &base, id, &body, &breadcrumbs),
        breadcrumbs,
        slug: dataset.slug.clone(),
        name: dataset.name.clone(),
        other_name: other_name(dataset, page),
        description: dataset.description.clone(),
        description_html,
        listed: dataset.is_listed,
        has_page: page.is_some() || dataset.body.is_some(),
        facts: facts::facts(context, &base, dataset),
        links: links::link_groups(context, dataset),
        image: body
            .image
            .or_else(|| cover::first_image(context, &base, dataset)),
        cover: cover::cover_view(context, dataset),
        toc,
        sections: body.sections,
        authors: page.map_or(Vec::new(), authors),
        citations: page.map_or(Vec::new(), citations::citations),
        categories: dataset
            .categories
            .iter()
            .map(|&id| context.category_path_steps(&base, id))
            .collect(),
        previous,
        next,
        editions,
        related,
        source: Some(source(context, dataset)),
        edit_url: edit_url(context, dataset),
    };

    let mut images = prose.into_images();
    images.extend(dataset.image);
    context.render_page("dataset.html", &view, images)
}

/// The file that holds the text of a dataset: its page, else the list.
pub(in crate::render) fn file_of(dataset: &Dataset) -> FileId {
    dataset.page.unwrap_or(dataset.source.file)
}

fn short_rows(
    context: Context<'_>,
    base: &LinkBase,
    prose: &Prose<'_>,
    ids: Vec<DatasetId>,
) -> Vec<DatasetRow> {
    let rows = ids
        .into_iter()
        .map(|id| context.short_row(base, id))
        .collect();

    prose.explain_rows(rows)
}

fn head(
    context: Context<'_>,
    base: &LinkBase,
    id: DatasetId,
    body: &PageBody,
    breadcrumbs: &[Breadcrumb],
) -> Head {
    let Context {
        catalog, settings, ..
    } = context;
    let dataset = &catalog.datasets[id];

    let description = description(context, dataset, &body.start);
    let mut head = context.head(&dataset.route, &dataset.name, &description);
    head.structured = jsonld::dataset_block(context, id, &body.lead, breadcrumbs);
    head.image = context.preview_image(dataset.image, &dataset.name);

    let texts = context.texts();
    let named = [("name", dataset.name.as_str())];
    let markdown = Alternate {
        kind: "text/markdown".to_owned(),
        title: texts.fill("dataset.as_markdown", &named),
        url: base.url(&Route::dataset_markdown(&dataset.slug)),
    };
    head.alternates.insert(0, markdown);

    if croissant::has_file(catalog, settings, dataset) {
        head.alternates.push(Alternate {
            kind: "application/ld+json".to_owned(),
            title: texts.fill("dataset.in_croissant", &named),
            url: base.url(&Route::croissant(&dataset.slug)),
        });
    }

    head
}

/// The description of the entry and the start of the page, else the title of the catalog.
fn description(context: Context<'_>, dataset: &Dataset, start: &str) -> String {
    let parts: Vec<&str> = [dataset.description.as_str(), start]
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect();

    if parts.is_empty() {
        context.texts().fill(
            "dataset.description",
            &[("name", &dataset.name), ("catalog", &context.catalog.title)],
        )
    } else {
        format!("{}: {}", dataset.name, parts.join(" "))
    }
}

/// The title of the page, if it differs from the name in the list.
fn other_name(dataset: &Dataset, page: Option<&Page>) -> Option<String> {
    let title = page?.title.as_ref()?;
    // The title of the template for new pages.
    let is_template = title == "Dataset Name";

    (dataset.is_listed && !is_template && !title.eq_ignore_ascii_case(&dataset.name))
        .then(|| title.clone())
}

fn breadcrumbs(context: Context<'_>, base: &LinkBase, dataset: &Dataset) -> Vec<Breadcrumb> {
    let mut steps = match dataset.categories.first() {
        Some(&id) => context.category_steps(base, id),
        None => vec![context.home_step(base), context.datasets_step(base)],
    };

    steps.push(last_step(&dataset.name));
    steps
}

/// The lines of the table of contents for the parts that the template adds below the text.
fn toc_of_appendix(
    context: Context<'_>,
    page: Option<&Page>,
    editions: &[DatasetRow],
    related: &[DatasetRow],
) -> Vec<TocItem> {
    let has_authors = page.is_some_and(|page| !page.authors.is_empty());
    let has_citations = page.is_some_and(|page| !page.citations.is_empty());

    [
        (has_authors, "authors", "dataset.authors"),
        (has_citations, "citation", "dataset.citation"),
        (!editions.is_empty(), "editions", "dataset.editions"),
        (!related.is_empty(), "related", "dataset.related"),
    ]
    .into_iter()
    .filter(|(is_shown, ..)| *is_shown)
    .map(|(_, id, key)| TocItem {
        id: id.to_owned(),
        title: context.texts().get(key).to_owned(),
        level: 2,
    })
    .collect()
}

fn authors(page: &Page) -> Vec<AuthorView> {
    page.authors
        .iter()
        .map(|author| AuthorView {
            name: author.name.clone(),
            affiliation: author.affiliation.clone(),
        })
        .collect()
}

/// Where the dataset is stated: `README.md:48`.
fn source(context: Context<'_>, dataset: &Dataset) -> SourceView {
    let sources = &context.catalog.sources;
    let path = sources.path(dataset.source.file);
    let line = sources.line(&dataset.source);

    SourceView {
        place: format!("{path}:{line}"),
        url: context.source_url(&dataset.source),
    }
}

/// Where the repository edits the page of the dataset, or creates it.
fn edit_url(context: Context<'_>, dataset: &Dataset) -> Option<String> {
    match dataset.page {
        Some(file) => context.edit_url(&Span::new(file, 0..0)),
        None => context.new_page_url(&dataset.name),
    }
}
