//! `categories/…/`: one category with all datasets in it and below it.

use anyhow::Result;

use crate::catalog::Catalog;
use crate::catalog::category::{Category, CategoryId};
use crate::catalog::route::Route;
use crate::config::Settings;
use crate::render::context::{Context, RenderedFile};
use crate::render::job::{FileKind, PlannedFile};
use crate::render::metadata::feed;
use crate::render::pages::breadcrumbs::ending_here;
use crate::render::pages::link_base::LinkBase;
use crate::render::pages::list::shared_view;

use crate::render::view::{Alternate, Breadcrumb, Head, ListPage, TextLink};
use crate::source::Sources;

/// `categories/…/`.
pub(in crate::render) const CATEGORY: FileKind<CategoryId> = FileKind { plan, render };

fn plan(catalog: &Catalog, _: &Settings) -> Vec<PlannedFile<CategoryId>> {
    catalog
        .categories
        .iter()
        .enumerate()
        .map(|(id, category)| PlannedFile::page(category.route.clone(), &category.name, id))
        .collect()
}

fn render(context: Context<'_>, route: &Route, id: CategoryId) -> Result<RenderedFile> {
    let category = &context.catalog.categories[id];
    let base = LinkBase::Page(route.clone());
    let mut prose = context.prose(&base, Sources::README, &category.name);
    let lead = prose.html(&category.prose);

    let (previous, next) = siblings(context, &base, id);
    let children = context.child_categories(Some(id));
    let breadcrumbs = ending_here(context.category_steps(&base, id));

    let view = ListPage {
        site: context.site(&base, "categories"),
        head: head(context, &base, id, &breadcrumbs),
        breadcrumbs,
        kind: "category".to_owned(),
        name: category.name.clone(),
        lead_html: Some(lead).filter(|html| !html.is_empty()),
        previous,
        next,
        show_category: !children.is_empty(),
        children: context.category_nodes(&base, &children, 1),
        ..shared_view(context, &prose, &base, &category.all, None)
    };

    context.render_page("list.html", &view, prose.into_images())
}

fn head(context: Context<'_>, base: &LinkBase, id: CategoryId, breadcrumbs: &[Breadcrumb]) -> Head {
    let Context {
        catalog, settings, ..
    } = context;
    let category = &catalog.categories[id];
    let texts = context.texts();
    let description = texts.fill(
        "categories.description_of_one",
        &[
            ("datasets", &texts.datasets(category.entries)),
            ("name", &category.name),
            ("catalog", &catalog.title),
        ],
    );

    let mut head = context.structured_head(
        "CollectionPage",
        &category.route,
        &category.name,
        &description,
        breadcrumbs,
    );
    if feed::has_feed(catalog, settings, id) {
        let feed = Alternate {
            kind: "application/atom+xml".to_owned(),
            title: format!("{}: {}", catalog.title, category.name),
            url: base.url(&Route::feed(&category.route)),
        };
        head.alternates.insert(0, feed);
    }

    head
}

/// Links to the categories before and after this one, with the same parent.
fn siblings(
    context: Context<'_>,
    base: &LinkBase,
    id: CategoryId,
) -> (Option<TextLink>, Option<TextLink>) {
    let siblings = context.child_categories(context.catalog.categories[id].parent);
    let Some(at) = siblings.iter().position(|&sibling| sibling == id) else {
        return (None, None);
    };

    let (before, after) = (&siblings[..at], &siblings[at + 1..]);
    let categories = &context.catalog.categories;

    (
        before
            .last()
            .map(|&id| category_link(base, &categories[id])),
        after
            .first()
            .map(|&id| category_link(base, &categories[id])),
    )
}

fn category_link(base: &LinkBase, category: &Category) -> TextLink {
    TextLink {
        label: category.name.clone(),
        url: base.url(&category.route),
    }
}
