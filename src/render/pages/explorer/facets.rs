//! The facets of the list of datasets: fields with their values, to filter the list by.
//!
//! In: the facet columns of the search index. Out: one `FacetView` per field.

use crate::catalog::dataset::DatasetId;
use crate::catalog::route::Route;
use crate::render::context::Context;
use crate::render::number::grouped;
use crate::render::pages::link_base::LinkBase;
use crate::render::theme::Texts;
use crate::render::view::{FacetValue, FacetView};
use crate::search::columns::{self, Values, WITHIN};
use crate::value::term_kind::TermKind;

/// Fields that are unfolded at first: those that most readers start with.
const OPEN_FIELDS: [&str; 3] = ["modality", "task", "area"];

/// Fields whose values have pages of their own.
const FIELDS_WITH_PAGES: [&str; 4] = ["modality", "task", "area", "category"];

/// Fields whose values are numbers.
const RANGE_FIELDS: [&str; 3] = ["year", "cases", "classes"];

/// All facets, in the order of the columns.
pub(super) fn facets(context: Context<'_>, base: &LinkBase) -> Vec<FacetView> {
    columns::values(context.catalog)
        .into_iter()
        .map(|values| facet(context, base, values))
        .collect()
}

fn facet(context: Context<'_>, base: &LinkBase, Values { field, list }: Values) -> FacetView {
    FacetView {
        field: field.to_owned(),
        label: heading(context.texts(), field).to_owned(),
        has_pages: FIELDS_WITH_PAGES.contains(&field),
        is_range: RANGE_FIELDS.contains(&field),
        open: OPEN_FIELDS.contains(&field),
        values: list
            .into_iter()
            .filter(|(_, ids)| !ids.is_empty())
            .map(|(value, ids)| facet_value(context, base, field, value, &ids))
            .collect(),
    }
}

/// A value with the URL of its page, or of the list filtered by it.
fn facet_value(
    context: Context<'_>,
    base: &LinkBase,
    field: &str,
    value: String,
    ids: &[DatasetId],
) -> FacetValue {
    let url = match page_of(context, field, &value) {
        Some(route) => base.url(&route),
        None => Route::datasets_with(&[(field, &value)]).relative_to(&Route::datasets()),
    };

    FacetValue {
        label: label(context.texts(), field, &value),
        count: ids.len(),
        url,
        value,
    }
}

/// The page of a value, if it has one.
fn page_of(context: Context<'_>, field: &str, value: &str) -> Option<Route> {
    let catalog = context.catalog;

    let kind = match field {
        "modality" => TermKind::Modality,
        "task" => TermKind::Task,
        "area" => TermKind::Area,
        "category" => {
            return catalog
                .categories
                .iter()
                .enumerate()
                .find(|(id, _)| catalog.category_path(*id).join(WITHIN) == value)
                .map(|(_, category)| category.route.clone());
        }
        _ => return None,
    };

    let term = catalog.terms(kind).get(value)?;
    Some(term.route.clone())
}

fn heading<'a>(texts: &'a Texts, field: &'a str) -> &'a str {
    let key = match field {
        "modality" => "facets.modality",
        "task" => "facets.task",
        "area" => "facets.area",
        "category" => "facets.category",
        "dimension" => "facets.dimension",
        "format" => "facets.format",
        "challenge" => "facets.challenge",
        "access" => "facets.access",
        "license" => "facets.license",
        "year" => "facets.year",
        "cases" => "facets.cases",
        "classes" => "facets.classes",
        other => return other,
    };

    texts.get(key)
}

/// The text of a value: `10 to 99` for `10-99`; a nested category after the categories around it.
fn label(texts: &Texts, field: &str, value: &str) -> String {
    if field == "category" {
        return value.replace(WITHIN, " › ");
    }
    if !matches!(field, "cases" | "classes") {
        return value.to_owned();
    }

    match value.split_once('-') {
        Some((least, "")) => texts.fill("datasets.open_range", &[("least", &grouped_text(least))]),
        Some((least, most)) => texts.fill(
            "datasets.number_range",
            &[
                ("least", &grouped_text(least)),
                ("most", &grouped_text(most)),
            ],
        ),
        None => grouped_text(value),
    }
}

/// A number that is given as text, with its digits in groups.
fn grouped_text(text: &str) -> String {
    text.parse().map_or_else(|_| text.to_owned(), grouped)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::render::theme::Theme;

    #[test]
    fn ranges_are_written_as_text() {
        let theme = Theme::load(BTreeMap::new()).unwrap();
        for (value, expected) in [
            ("1-9", "1 to 9"),
            ("1000-9999", "1,000 to 9,999"),
            ("100000-", "100,000 and more"),
            ("2", "2"),
        ] {
            assert_eq!(label(theme.texts(), "cases", value), expected);
        }
    }

    #[test]
    fn a_category_is_shown_after_those_around_it() {
        assert_eq!(label(&Texts::default(), "category", "A > B-C"), "A › B-C");
    }
}
