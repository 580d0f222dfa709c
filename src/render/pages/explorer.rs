//! `datasets/`: the list of all datasets with facets to filter it. A long list continues on
//! `list/2/` and so on.
//!
//! In: the catalog and its facet columns. Out: the page. Without scripts it is a table, and the
//! facets lead to the pages of their values. With scripts the facets filter the table in place.

mod facets;

use std::ops::Range;

use anyhow::Result;

use crate::catalog::Catalog;
use crate::catalog::dataset::DatasetId;
use crate::catalog::route::Route;
use crate::config::Settings;
use crate::render::context::{Context, RenderedFile};
use crate::render::job::{FileKind, PlannedFile};
use crate::render::pages::breadcrumbs::{ending_here, last_step};
use crate::render::pages::explorer::facets::facets;
use crate::render::pages::link_base::LinkBase;

use crate::render::view::{Breadcrumb, DatasetRow, DatasetsPage, NavLink};
use crate::source::Sources;

/// The number of datasets up to which one page lists them all.
const MAX_SINGLE_PAGE: usize = 1000;

/// The number of datasets per page of a longer list: a table that phones can draw without delay.
const PAGE_SIZE: usize = 500;

/// The pages of the list, by their number, from 1. The first is the explorer.
pub(in crate::render) const DATASETS: FileKind<usize> = FileKind { plan, render };

fn plan(catalog: &Catalog, _: &Settings) -> Vec<PlannedFile<usize>> {
    (1..=page_count(catalog.datasets.len()))
        .map(|number| {
            let route = Route::datasets_page(number);
            match number {
                1 => PlannedFile::page(route, title(number), number),
                _ => PlannedFile::continuation(route, title(number), number),
            }
        })
        .collect()
}

fn page_count(datasets: usize) -> usize {
    if datasets <= MAX_SINGLE_PAGE {
        1
    } else {
        datasets.div_ceil(PAGE_SIZE)
    }
}

/// The title of a page of the list in messages to maintainers.
fn title(number: usize) -> String {
    match number {
        1 => "Datasets".to_owned(),
        _ => format!("Datasets, page {number}"),
    }
}

fn render(context: Context<'_>, route: &Route, number: usize) -> Result<RenderedFile> {
    let base = LinkBase::Page(route.clone());
    // The list includes the pages that no entry lists: no other page leads to them.
    let count = context.catalog.datasets.len();

    let prose = context.prose(&base, Sources::README, "");
    let rows = dataset_ids(count, number)
        .map(|id| row(context, &base, id))
        .collect();

    let breadcrumbs = breadcrumbs(context, &base, number);
    let view = DatasetsPage {
        site: context.site(&base, "datasets"),
        head: context.structured_head(
            "CollectionPage",
            route,
            &shown_title(context, number),
            &description(context, number),
            &breadcrumbs,
        ),
        breadcrumbs,
        rows: prose.explain_rows(rows),
        count,
        number,
        pages: page_links(&base, page_count(count), number),
        facets: match number {
            1 => facets(context, &base),
            _ => Vec::new(),
        },
        explorer_js_url: context.asset_url(&base, "datasets/explorer.js"),
        explorer_css_url: context.asset_url(&base, "datasets/explorer.css"),
    };

    let template = match number {
        1 => "datasets.html",
        _ => "datasets_page.html",
    };
    context.render_page(template, &view, Default::default())
}

/// The title of a page of the list, in the language of the theme.
fn shown_title(context: Context<'_>, number: usize) -> String {
    let texts = context.texts();

    match number {
        1 => texts.get("datasets.title").to_owned(),
        _ => texts.fill("datasets.title_of_page", &[("number", &number.to_string())]),
    }
}

/// The datasets on one page of the list.
fn dataset_ids(count: usize, number: usize) -> Range<DatasetId> {
    if page_count(count) == 1 {
        0..count
    } else {
        (number - 1) * PAGE_SIZE..(number * PAGE_SIZE).min(count)
    }
}

fn description(context: Context<'_>, number: usize) -> String {
    let texts = context.texts();
    let key = match number {
        1 => "datasets.description",
        _ => "datasets.description_of_page",
    };

    texts.fill(
        key,
        &[
            ("datasets", &texts.datasets(context.catalog.datasets.len())),
            ("catalog", &context.catalog.title),
            ("number", &number.to_string()),
        ],
    )
}

fn breadcrumbs(context: Context<'_>, base: &LinkBase, number: usize) -> Vec<Breadcrumb> {
    let mut steps = vec![context.home_step(base), context.datasets_step(base)];
    if number > 1 {
        let number = number.to_string();
        let name = context
            .texts()
            .fill("datasets.page", &[("number", &number)]);
        steps.push(last_step(&name));
    }

    ending_here(steps)
}

/// Links to all pages of the list; none if there is only one page.
fn page_links(base: &LinkBase, count: usize, current: usize) -> Vec<NavLink> {
    if count == 1 {
        return Vec::new();
    }

    (1..=count)
        .map(|number| NavLink {
            label: number.to_string(),
            url: base.url(&Route::datasets_page(number)),
            current: number == current,
        })
        .collect()
}

/// A row with the image for the cards: the first image of the dataset, else its drawing.
fn row(context: Context<'_>, base: &LinkBase, id: DatasetId) -> DatasetRow {
    let dataset = &context.catalog.datasets[id];
    let image = match dataset.image {
        Some(image) => base.url(&context.catalog.images.list[image].route),
        None => base.url(&Route::cover(&dataset.slug)),
    };

    DatasetRow {
        image_url: Some(image),
        ..context.row(base, id)
    }
}
