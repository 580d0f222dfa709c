//! Categories of entries: those of their sections, or those of a column where one section holds all
//! entries.
//!
//! In: the entries and the categories of the sections. Out: the categories of each entry; new
//! categories where the list is grouped by the values of a column.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use crate::assemble::sections::{SplitSections, new_category};
use crate::catalog::category::{Category, CategoryId};
use crate::catalog::slug::{UniqueSlugs, slugify};
use crate::config::Settings;
use crate::parse::column::{Column, column};
use crate::parse::readme::{Entry, Readme};
use crate::vocabulary::{TermField, Vocabulary};

/// A list with fewer entries needs no categories.
const FEWEST_ENTRIES: usize = 8;

/// How many distinct values a column has by which a list is grouped. Fewer or more values do not
/// help to find a dataset.
const DISTINCT_VALUES: RangeInclusive<usize> = 2..=40;

/// Headers of columns by which lists are often grouped.
const HEADERS: &[&str] = &[
    "category", "type", "group", "topic", "domain", "field", "类别", "领域", "分类",
];

/// The categories of each entry: that of its section, or those of the column by which the list is
/// grouped.
pub(super) fn assign_categories(
    list: &Readme,
    vocabulary: &Vocabulary,
    settings: &Settings,
    sections: &mut SplitSections,
) -> Vec<Vec<CategoryId>> {
    let by_section: Vec<Option<CategoryId>> = list
        .entries
        .iter()
        .map(|entry| sections.categories_of_sections[entry.section?])
        .collect();
    let Some(values) = values_of_grouping(list, vocabulary, settings, &by_section) else {
        return by_section.iter().map(|id| Vec::from_iter(*id)).collect();
    };

    let parent = by_section.first().copied().flatten();
    let ids = add_categories(&values, parent, &mut sections.categories);
    values
        .iter()
        .map(|values| {
            let own: Vec<CategoryId> = values
                .iter()
                .filter_map(|value| ids.get(value).copied())
                .collect();
            if own.is_empty() {
                Vec::from_iter(parent)
            } else {
                own
            }
        })
        .collect()
}

/// The values by which the entries are grouped; `None` if their sections are their categories.
fn values_of_grouping(
    list: &Readme,
    vocabulary: &Vocabulary,
    settings: &Settings,
    by_section: &[Option<CategoryId>],
) -> Option<Vec<Vec<String>>> {
    let are_in_one_section = by_section.windows(2).all(|pair| pair[0] == pair[1]);
    let header = settings.config.list.group_by.as_deref();
    if !are_in_one_section {
        return None;
    }

    match header {
        Some(header) => values_of_column(list, vocabulary, &column(header)),
        None if list.entries.len() < FEWEST_ENTRIES => None,
        None => values_of_best_column(list, vocabulary),
    }
}

/// The values that the entries state in a column; `None` if no entry states any.
fn values_of_column(
    list: &Readme,
    vocabulary: &Vocabulary,
    column: &Column,
) -> Option<Vec<Vec<String>>> {
    let values: Vec<Vec<String>> = list
        .entries
        .iter()
        .map(|entry| values(entry, vocabulary, column))
        .collect();

    let is_stated = values.iter().any(|values| !values.is_empty());
    is_stated.then_some(values)
}

/// The values of the first column that four of five entries state and that has a handful of
/// distinct values: a column for categories, the area, the modality, the task.
fn values_of_best_column(list: &Readme, vocabulary: &Vocabulary) -> Option<Vec<Vec<String>>> {
    let columns = list.entries.iter().flat_map(|entry| &entry.columns);
    let category = columns.map(|(column, _)| column).find(|column| {
        matches!(column, Column::Other(name) if HEADERS.contains(&name.to_lowercase().as_str()))
    });

    category
        .into_iter()
        .chain(&[Column::Area, Column::Modality, Column::Task])
        .filter_map(|column| values_of_column(list, vocabulary, column))
        .find(|values| {
            let stated = values.iter().filter(|values| !values.is_empty()).count();
            let mut distinct: Vec<&String> = values.iter().flatten().collect();
            distinct.sort_unstable();
            distinct.dedup();
            stated * 5 >= values.len() * 4 && DISTINCT_VALUES.contains(&distinct.len())
        })
}

/// The values that an entry states in a column, as terms where the vocabulary has them.
fn values(entry: &Entry, vocabulary: &Vocabulary, wanted: &Column) -> Vec<String> {
    let field = match wanted {
        Column::Area => Some(TermField::Area),
        Column::Modality => Some(TermField::Modality),
        Column::Task => Some(TermField::Task),
        _ => None,
    };
    let mut values: Vec<String> = Vec::new();

    for (_, cell) in entry.columns.iter().filter(|(column, _)| column == wanted) {
        let names = match field {
            Some(field) => vocabulary
                .terms_of_cell(field, &cell.text)
                .into_iter()
                .map(|term| term.name)
                .collect(),
            None => vec![cell.text.trim().to_owned()],
        };
        for name in names {
            if !name.is_empty() && !values.contains(&name) {
                values.push(name);
            }
        }
    }

    values
}

/// Adds a category for each distinct value, the most frequent first, and returns their ids by
/// value.
fn add_categories(
    values: &[Vec<String>],
    parent: Option<CategoryId>,
    categories: &mut Vec<Category>,
) -> BTreeMap<String, CategoryId> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for value in values.iter().flatten() {
        *counts.entry(value).or_default() += 1;
    }
    let mut names: Vec<(&str, usize)> = counts.into_iter().collect();
    names.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));

    let mut slugs = UniqueSlugs::default();
    let mut ids = BTreeMap::new();
    for (at, (name, _)) in names.into_iter().enumerate() {
        let (slug, _) = slugs.take(&slugify(name, "category"), at);
        let heading = parent.map_or(0..0, |id| categories[id].heading.clone());
        ids.insert(name.to_owned(), categories.len());
        categories.push(new_category(name, slug, parent, heading, categories));
    }

    ids
}
