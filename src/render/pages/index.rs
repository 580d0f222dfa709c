//! Pages that list all categories, or all terms of a kind.

use anyhow::Result;

use crate::catalog::Catalog;
use crate::catalog::route::Route;
use crate::config::Settings;
use crate::render::context::{Context, RenderedFile};
use crate::render::job::{FileKind, PlannedFile};
use crate::render::number::share;
use crate::render::pages::link_base::LinkBase;
use crate::render::view::{CategoriesPage, TermNode, TermsPage};
use crate::value::term_kind::TermKind;

/// The number of levels of categories that are shown below the outermost ones.
const DEPTH: usize = 6;

/// The number of datasets that are named per term.
const NEWEST: usize = 3;

/// `categories/`: the tree of all categories.
pub(in crate::render) const CATEGORIES: FileKind = FileKind {
    plan: |_, _| vec![PlannedFile::page(Route::categories(), "Categories", ())],
    render: render_categories,
};

/// `modalities/`, `tasks/`, `areas/`: all terms of a kind.
pub(in crate::render) const TERMS: FileKind<TermKind> = FileKind {
    plan: plan_terms,
    render: render_terms,
};

fn render_categories(context: Context<'_>, route: &Route, (): ()) -> Result<RenderedFile> {
    let base = LinkBase::Page(route.clone());
    let count = context.catalog.listed_datasets().count();

    let texts = context.texts();
    let title = texts.get("categories.title");
    let description = texts.fill(
        "categories.description",
        &[
            ("catalog", &context.catalog.title),
            ("datasets", &texts.datasets(count)),
        ],
    );
    let breadcrumbs = context.breadcrumbs(&base, title);
    let view = CategoriesPage {
        site: context.site(&base, "categories"),
        head: context.structured_head("CollectionPage", route, title, &description, &breadcrumbs),
        breadcrumbs,
        count,
        tree: context.category_nodes(&base, &context.child_categories(None), DEPTH),
    };

    context.render_page("categories.html", &view, Default::default())
}

fn plan_terms(catalog: &Catalog, _: &Settings) -> Vec<PlannedFile<TermKind>> {
    TermKind::ALL
        .into_iter()
        .filter(|kind| !catalog.terms(*kind).list.is_empty())
        .map(|kind| PlannedFile::page(Route::terms(kind.folder()), kind.folder(), kind))
        .collect()
}

fn render_terms(context: Context<'_>, route: &Route, kind: TermKind) -> Result<RenderedFile> {
    let base = LinkBase::Page(route.clone());
    let name = context.plural(kind);
    let count = context.catalog.terms(kind).list.len();

    let description = context.texts().fill_count(
        "terms.description",
        count,
        &[
            ("kind", &name.to_lowercase()),
            ("catalog", &context.catalog.title),
        ],
    );
    let breadcrumbs = context.breadcrumbs(&base, name);
    let view = TermsPage {
        site: context.site(&base, kind.folder()),
        head: context.structured_head("CollectionPage", route, name, &description, &breadcrumbs),
        breadcrumbs,
        kind: context.singular(kind).to_owned(),
        name: name.to_owned(),
        terms: term_nodes(context, &base, kind),
    };

    context.render_page("terms.html", &view, Default::default())
}

fn term_nodes(context: Context<'_>, base: &LinkBase, kind: TermKind) -> Vec<TermNode> {
    let terms = &context.catalog.terms(kind).list;
    let most = terms.first().map_or(0, |term| term.datasets.len());

    terms
        .iter()
        .map(|term| TermNode {
            term: context.term_link(base, kind, &term.name),
            share: share(term.datasets.len(), most),
            newest: context.newest_links(base, &term.datasets, NEWEST),
        })
        .collect()
}
