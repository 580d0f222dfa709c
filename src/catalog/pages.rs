//! The public pages of the site: those that a search engine may show and an alias may lead to.
//!
//! In: a `Catalog`. Out: the route and the title of each page.

use std::collections::BTreeMap;

use crate::catalog::Catalog;
use crate::catalog::glossary::Glossary;
use crate::catalog::route::Route;
use crate::value::term_kind::TermKind;

/// All pages of the site with their titles, except for the further pages of a long list.
pub fn public_pages(catalog: &Catalog) -> BTreeMap<Route, String> {
    let mut pages = BTreeMap::from([
        (Route::home(), catalog.title.clone()),
        (Route::datasets(), "Datasets".to_owned()),
        (Route::categories(), "Categories".to_owned()),
        (Route::statistics(), "Statistics".to_owned()),
        (Route::compare(), "Compare".to_owned()),
    ]);

    for dataset in &catalog.datasets {
        pages.insert(dataset.route.clone(), dataset.name.clone());
    }
    for category in &catalog.categories {
        pages.insert(category.route.clone(), category.name.clone());
    }
    for section in &catalog.prose_sections {
        pages.insert(section.route.clone(), section.title.clone());
    }
    if catalog.glossary.as_ref().is_some_and(Glossary::has_page) {
        pages.insert(Route::glossary(), "Glossary".to_owned());
    }
    for kind in TermKind::ALL {
        let terms = &catalog.terms(kind).list;
        if !terms.is_empty() {
            pages.insert(Route::terms(kind.folder()), kind.folder().to_owned());
        }
        for term in terms {
            pages.insert(term.route.clone(), term.name.clone());
        }
    }

    pages
}
