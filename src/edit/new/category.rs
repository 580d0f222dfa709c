//! Finds the category that a contributor names.

use anyhow::{Result, bail};
use strsim::jaro_winkler;

use crate::catalog::Catalog;
use crate::catalog::category::CategoryId;

/// The category with this name or path, such as `Medical images > Chest`, in any letter case.
///
/// # Errors
/// No category or several have this name.
pub(super) fn find(catalog: &Catalog, wanted: &str) -> Result<CategoryId> {
    let folded = wanted.to_lowercase();
    let matches: Vec<CategoryId> = ids(catalog)
        .filter(|&id| name(catalog, id) == folded || path(catalog, id).to_lowercase() == folded)
        .collect();

    match matches.as_slice() {
        [id] => Ok(*id),
        [] => bail!(
            "the list has no category {wanted:?}{}\nThe categories are: {}",
            suggestion(catalog, &folded),
            paths(catalog, ids(catalog)),
        ),
        several => bail!(
            "several categories are named {wanted:?}; use one of: {}",
            paths(catalog, several.iter().copied()),
        ),
    }
}

/// Advice that names the most similar category; empty without categories.
fn suggestion(catalog: &Catalog, wanted: &str) -> String {
    ids(catalog)
        .max_by(|&a, &b| {
            let [a, b] = [a, b].map(|id| jaro_winkler(&name(catalog, id), wanted));
            a.total_cmp(&b)
        })
        .map_or(String::new(), |id| {
            format!("; did you mean {:?}?", path(catalog, id))
        })
}

fn ids(catalog: &Catalog) -> impl Iterator<Item = CategoryId> + use<> {
    0..catalog.categories.len()
}

/// The lowercase name of a category.
fn name(catalog: &Catalog, id: CategoryId) -> String {
    catalog.categories[id].name.to_lowercase()
}

fn path(catalog: &Catalog, id: CategoryId) -> String {
    catalog.category_path(id).join(" > ")
}

fn paths(catalog: &Catalog, ids: impl Iterator<Item = CategoryId>) -> String {
    let paths: Vec<String> = ids.map(|id| path(catalog, id)).collect();
    paths.join(", ")
}
