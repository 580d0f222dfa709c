//! `datasets/`: the whole list, and the facets to narrow it by.
//!
//! In: the catalog and its facet columns. Out: the page. Without scripts it is one table, and the facets lead to the pages
//! of their values; with them the facets narrow the table in place.

use anyhow::Result;

use super::{Place, datasets as in_words, grouped, step};
use crate::model::dataset::DatasetId;
use crate::model::route::Route;
use crate::model::term::TermKind;
use crate::render::view::{DatasetRow, DatasetsPage, FacetValue, FacetView};
use crate::render::{Context, Made};
use crate::search::columns::{self, Values, WITHIN};

/// Facets that are unfolded at first: those that most readers start with.
const OPEN: &[&str] = &["modality", "task", "area"];

/// Fills the page.
pub(in crate::render) fn render(context: Context<'_>) -> Result<Made> {
    let route = Route::datasets();
    let place = Place::Page(route.clone());
    // Pages that no entry lists are here too: nothing else leads to them.
    let rows: Vec<_> = (0..context.catalog.datasets.len()).map(|id| row(context, &place, id)).collect();
    let words = format!("All {} of {}, in one table.", in_words(rows.len()), context.catalog.title);
    let facets = columns::values(context.catalog).into_iter().map(|values| facet(context, &place, values));
    let asset = |name: &str| context.theme.asset(name).map_or(String::new(), |route| place.to(route));
    let view = DatasetsPage {
        explorer_js_url: asset("datasets/explorer.js"),
        explorer_css_url: asset("datasets/explorer.css"),
        site: context.site(&place, "datasets"),
        head: context.head(&route, "Datasets", &words),
        breadcrumbs: vec![context.home_step(&place), step("Datasets", None)],
        rows,
        facets: facets.collect(),
    };
    context.page(&route, "datasets.html", &view, Default::default())
}

fn row(context: Context<'_>, place: &Place, id: DatasetId) -> DatasetRow {
    let image = context.catalog.datasets[id].image;
    let image_url = image.map(|id| place.to(&context.catalog.images.list[id].route));
    DatasetRow { image_url, ..context.row(place, id) }
}

fn facet(context: Context<'_>, place: &Place, Values { field, list }: Values) -> FacetView {
    let is_range = matches!(field, "year" | "cases" | "classes");
    let value = |(value, ids): (String, Vec<DatasetId>)| FacetValue {
        label: label(field, &value),
        count: ids.len(),
        url: page_of(context, field, &value)
            .map_or_else(|| narrowed(field, &value), |route| place.to(&route)),
        value,
    };
    FacetView {
        field: field.to_owned(),
        label: heading(field).to_owned(),
        has_pages: matches!(field, "modality" | "task" | "area" | "category"),
        is_range,
        open: OPEN.contains(&field),
        values: list.into_iter().filter(|(_, ids)| !ids.is_empty()).map(value).collect(),
    }
}

/// The address of the list narrowed by one value.
fn narrowed(field: &str, value: &str) -> String {
    let value = percent_encoding::utf8_percent_encode(value, percent_encoding::NON_ALPHANUMERIC);
    format!("?{field}={value}")
}

/// The page of a value, if it has one.
fn page_of(context: Context<'_>, field: &str, value: &str) -> Option<Route> {
    let kind = match field {
        "modality" => TermKind::Modality,
        "task" => TermKind::Task,
        "area" => TermKind::Area,
        "category" => {
            let all = context.catalog.categories.iter().enumerate();
            let mut paths =
                all.map(|(id, category)| (context.catalog.category_path(id).join(WITHIN), category));
            return paths.find(|(path, _)| path == value).map(|(_, category)| category.route.clone());
        }
        _ => return None,
    };
    context.catalog.terms(kind).get(value).map(|term| term.route.clone())
}

fn heading(field: &str) -> &str {
    match field {
        "modality" => "Modality",
        "task" => "Task",
        "area" => "Area",
        "category" => "Category",
        "dimension" => "Dimensions",
        "format" => "File format",
        "challenge" => "Challenge",
        "license" => "Licence",
        "year" => "Year of release",
        "cases" => "Cases",
        "classes" => "Classes",
        other => other,
    }
}

/// `10-99` as `10 to 99`; words as they are. A nested category by its own name and the one around it.
fn label(field: &str, value: &str) -> String {
    if field == "category" {
        return value.replace(WITHIN, " › ");
    }
    if !matches!(field, "cases" | "classes") {
        return value.to_owned();
    }
    let number = |text: &str| text.parse().map_or_else(|_| text.to_owned(), grouped);
    match value.split_once('-') {
        Some((least, "")) => format!("{} and more", number(least)),
        Some((least, most)) => format!("{} to {}", number(least), number(most)),
        None => number(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read_as_words() {
        for (value, expect) in
            [("1-9", "1 to 9"), ("1000-9999", "1,000 to 9,999"), ("100000-", "100,000 and more"), ("2", "2")]
        {
            assert_eq!(label("cases", value), expect);
        }
        assert_eq!(label("category", "A > B-C"), "A › B-C");
        assert_eq!(narrowed("format", "NIfTI & C++"), "?format=NIfTI%20%26%20C%2B%2B");
    }
}
