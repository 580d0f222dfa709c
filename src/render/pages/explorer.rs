//! `datasets/`: the whole list, and the facets to narrow it by; of a very large catalog also `list/2/` and so on.
//!
//! In: the catalog and its facet columns. Out: the page. Without scripts it is one table, and the facets lead to the pages
//! of their values; with them the facets narrow the table in place.

use anyhow::Result;

use crate::catalog::dataset::DatasetId;
use crate::catalog::route::Route;
use crate::render::pages::{Place, datasets as in_words, end_here, grouped, step};
use crate::render::view::{DatasetRow, DatasetsPage, FacetValue, FacetView, NavLink};
use crate::render::{Context, Made};
use crate::search::columns::{self, Values, WITHIN};
use crate::source::Sources;
use crate::value::term_kind::TermKind;

/// Facets that are unfolded at first: those that most readers start with.
const OPEN: &[&str] = &["modality", "task", "area"];

/// Datasets up to which one page holds them all.
const WHOLE: usize = 1000;
/// Datasets on each page of a longer list: a table that phones still draw at once.
const PAGE: usize = 500;

/// How many pages a list takes.
pub(in crate::render) fn pages(datasets: usize) -> usize {
    if datasets <= WHOLE {
        1
    } else {
        datasets.div_ceil(PAGE)
    }
}

/// Fills one page of the list, from 1. The first is the explorer.
pub(in crate::render) fn render(context: Context<'_>, number: usize) -> Result<Made> {
    let route = Route::datasets_page(number);
    let place = Place::Page(route.clone());
    // Pages that no entry lists are here too: nothing else leads to them.
    let count = context.catalog.datasets.len();
    let pages = pages(count);
    let ids = if pages == 1 {
        0..count
    } else {
        (number - 1) * PAGE..(number * PAGE).min(count)
    };
    let prose = context.prose(&place, Sources::README, "");
    let rows = prose.explain(ids.map(|id| row(context, &place, id)).collect());
    let (title, words) = if number == 1 {
        (
            "Datasets".to_owned(),
            format!(
                "All {} of {}, to search, filter and compare.",
                in_words(count),
                context.catalog.title
            ),
        )
    } else {
        (
            format!("Datasets, page {number}"),
            format!(
                "Page {number} of the list of {} of {}.",
                in_words(count),
                context.catalog.title
            ),
        )
    };
    let mut steps = vec![
        context.home_step(&place),
        step("Datasets", Some(place.to(&Route::datasets()))),
    ];
    if number > 1 {
        steps.push(step(&format!("Page {number}"), None));
    }
    let steps = end_here(steps);
    let asset = |name: &str| {
        context
            .theme
            .asset(name)
            .map_or(String::new(), |route| place.to(route))
    };
    let link = |nth: usize| NavLink {
        label: nth.to_string(),
        url: place.to(&Route::datasets_page(nth)),
        current: nth == number,
    };
    let view = DatasetsPage {
        site: context.site(&place, "datasets"),
        head: context.head_of("CollectionPage", &route, &title, &words, &steps),
        breadcrumbs: steps,
        rows,
        count,
        number,
        pages: if pages > 1 {
            (1..=pages).map(link).collect()
        } else {
            Vec::new()
        },
        facets: if number == 1 {
            facets(context, &place)
        } else {
            Vec::new()
        },
        explorer_js_url: asset("datasets/explorer.js"),
        explorer_css_url: asset("datasets/explorer.css"),
    };
    context.page(
        &route,
        if number == 1 {
            "datasets.html"
        } else {
            "datasets_page.html"
        },
        &view,
        Default::default(),
    )
}

fn facets(context: Context<'_>, place: &Place) -> Vec<FacetView> {
    columns::values(context.catalog)
        .into_iter()
        .map(|values| facet(context, place, values))
        .collect()
}

fn row(context: Context<'_>, place: &Place, id: DatasetId) -> DatasetRow {
    let dataset = &context.catalog.datasets[id];
    let drawn = Route::cover(&dataset.slug);
    let image = dataset
        .image
        .map_or(&drawn, |id| &context.catalog.images.list[id].route);
    DatasetRow {
        image_url: Some(place.to(image)),
        ..context.row(place, id)
    }
}

fn facet(context: Context<'_>, place: &Place, Values { field, list }: Values) -> FacetView {
    let is_range = matches!(field, "year" | "cases" | "classes");
    let value = |(value, ids): (String, Vec<DatasetId>)| FacetValue {
        label: label(field, &value),
        count: ids.len(),
        url: page_of(context, field, &value).map_or_else(
            || Route::datasets_with(&[(field, &value)]).relative_to(&Route::datasets()),
            |route| place.to(&route),
        ),
        value,
    };
    FacetView {
        field: field.to_owned(),
        label: heading(field).to_owned(),
        has_pages: matches!(field, "modality" | "task" | "area" | "category"),
        is_range,
        open: OPEN.contains(&field),
        values: list
            .into_iter()
            .filter(|(_, ids)| !ids.is_empty())
            .map(value)
            .collect(),
    }
}

/// The page of a value, if it has one.
fn page_of(context: Context<'_>, field: &str, value: &str) -> Option<Route> {
    let kind = match field {
        "modality" => TermKind::Modality,
        "task" => TermKind::Task,
        "area" => TermKind::Area,
        "category" => {
            let all = context.catalog.categories.iter().enumerate();
            let mut paths = all
                .map(|(id, category)| (context.catalog.category_path(id).join(WITHIN), category));
            return paths
                .find(|(path, _)| path == value)
                .map(|(_, category)| category.route.clone());
        }
        _ => return None,
    };
    context
        .catalog
        .terms(kind)
        .get(value)
        .map(|term| term.route.clone())
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
        "access" => "Access",
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
        for (value, expect) in [
            ("1-9", "1 to 9"),
            ("1000-9999", "1,000 to 9,999"),
            ("100000-", "100,000 and more"),
            ("2", "2"),
        ] {
            assert_eq!(label("cases", value), expect);
        }
        assert_eq!(label("category", "A > B-C"), "A › B-C");
    }
}
