//! Pages that list categories or terms.

use anyhow::Result;

use crate::catalog::route::Route;
use crate::render::pages::{Place, datasets, plural, share, step};
use crate::render::view::{CategoriesPage, TermNode, TermsPage};
use crate::render::{Context, Made};
use crate::value::term_kind::TermKind;

/// `categories/`: the tree of all categories.
pub(in crate::render) fn categories(context: Context<'_>) -> Result<Made> {
    let route = Route::categories();
    let place = Place::Page(route.clone());
    let listed = context.catalog.listed_datasets().count();
    let words = format!(
        "The categories of {}: {}.",
        context.catalog.title,
        datasets(listed)
    );
    let steps = vec![context.home_step(&place), step("Categories", None)];
    let view = CategoriesPage {
        site: context.site(&place, "categories"),
        head: context.head_of("CollectionPage", &route, "Categories", &words, &steps),
        breadcrumbs: steps,
        count: listed,
        tree: context.nodes(&place, &context.children(None), 6),
    };
    context.page(&route, "categories.html", &view, Default::default())
}

/// `modalities/`, `tasks/`, `areas/`: all terms of a kind.
pub(in crate::render) fn terms(context: Context<'_>, kind: TermKind) -> Result<Made> {
    let route = Route::terms(kind.folder());
    let place = Place::Page(route.clone());
    let terms = &context.catalog.terms(kind).list;
    let most = terms.first().map_or(0, |term| term.datasets.len());
    let words = format!(
        "{} {} of {}.",
        terms.len(),
        plural(kind).to_lowercase(),
        context.catalog.title
    );
    let steps = vec![context.home_step(&place), step(plural(kind), None)];
    let view = TermsPage {
        site: context.site(&place, kind.folder()),
        head: context.head_of("CollectionPage", &route, plural(kind), &words, &steps),
        breadcrumbs: steps,
        kind: crate::render::pages::list::singular(kind).to_owned(),
        name: plural(kind).to_owned(),
        terms: terms
            .iter()
            .map(|term| TermNode {
                term: context.term(&place, kind, &term.name),
                share: share(term.datasets.len(), most),
                newest: context.newest(&place, &term.datasets, 3),
            })
            .collect(),
    };
    context.page(&route, "terms.html", &view, Default::default())
}
