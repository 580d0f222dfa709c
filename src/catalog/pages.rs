//! The public pages of the site: those that a search engine may show and an alias may lead to.
//!
//! In: a `Catalog`. Out: each page's route and title.

use std::collections::BTreeMap;

use crate::catalog::Catalog;
use crate::catalog::glossary::Glossary;
use crate::catalog::route::Route;
use crate::value::term_kind::TermKind;

/// Every page of the catalog with its name, but for further pages of its list.
pub fn public_pages(catalog: &Catalog) -> BTreeMap<Route, String> {
    let mut pages: BTreeMap<Route, String> = [
        (Route::home(), catalog.title.clone()),
        (Route::datasets(), "Datasets".to_owned()),
        (Route::categories(), "Categories".to_owned()),
        (Route::statistics(), "Statistics".to_owned()),
        (Route::compare(), "Compare".to_owned()),
    ]
    .into();
    pages.extend(
        catalog
            .datasets
            .iter()
            .map(|dataset| (dataset.route.clone(), dataset.name.clone())),
    );
    pages.extend(
        catalog
            .categories
            .iter()
            .map(|category| (category.route.clone(), category.name.clone())),
    );
    pages.extend(
        catalog
            .prose_sections
            .iter()
            .map(|more| (more.route.clone(), more.title.clone())),
    );
    if catalog.glossary.as_ref().is_some_and(Glossary::has_page) {
        pages.insert(Route::glossary(), "Glossary".to_owned());
    }
    for kind in TermKind::ALL {
        let terms = &catalog.terms(kind).list;
        pages.extend(
            terms
                .first()
                .map(|_| (Route::terms(kind.folder()), kind.folder().to_owned())),
        );
        pages.extend(
            terms
                .iter()
                .map(|term| (term.route.clone(), term.name.clone())),
        );
    }
    pages
}
