//! Categories from a column, where one section holds all entries.
//!
//! In: the entries and what the sections gave. Out: for each entry its categories; new categories where the list is
//! grouped by the values of a column.

use std::collections::BTreeMap;

use crate::catalog::category::{Category, CategoryId};
use crate::catalog::route::Route;
use crate::catalog::slug::{UniqueSlugs, slugify};
use crate::parse::column::{Column, column};
use crate::parse::readme::{Entry, Readme};
use crate::vocabulary::{TermField, Vocabulary};

/// Fewer entries than this need no categories.
const ENTRIES: usize = 8;
/// Shorter and longer lists of values are no help to who looks for a dataset.
const VALUES: std::ops::RangeInclusive<usize> = 2..=40;

/// The categories of each entry: those of its section, or those of the column that the list is grouped by.
pub(super) fn of_entries(
    readme: &Readme,
    vocabulary: &Vocabulary,
    group_by: Option<&str>,
    categories: &mut Vec<Category>,
    of_section: &[Option<CategoryId>],
) -> Vec<Vec<CategoryId>> {
    let own = |entry: &Entry| entry.section.and_then(|section| of_section[section]);
    let plain = || {
        readme
            .entries
            .iter()
            .map(|entry| own(entry).into_iter().collect())
            .collect()
    };
    let sections: Vec<Option<CategoryId>> = readme.entries.iter().map(own).collect();
    let scattered = sections.windows(2).any(|pair| pair[0] != pair[1]);
    if scattered || (group_by.is_none() && readme.entries.len() < ENTRIES) {
        return plain();
    }
    let Some(values) = grouping(readme, vocabulary, group_by) else {
        return plain();
    };
    let parent = sections.first().copied().flatten();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    values
        .iter()
        .flatten()
        .for_each(|value| *counts.entry(value).or_default() += 1);
    let mut names: Vec<(&str, usize)> = counts.into_iter().collect();
    names.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let mut slugs = UniqueSlugs::default();
    let mut ids: BTreeMap<String, CategoryId> = BTreeMap::new();
    for (at, (name, _)) in names.into_iter().enumerate() {
        ids.insert(name.to_owned(), categories.len());
        let (own, _) = slugs.take(&slugify(name, "category"), at);
        let made = category(name, own, parent, categories);
        categories.push(made);
    }
    let of_entry = |values: &Vec<String>| -> Vec<CategoryId> {
        let found: Vec<CategoryId> = values
            .iter()
            .filter_map(|value| ids.get(value).copied())
            .collect();
        if found.is_empty() {
            parent.into_iter().collect()
        } else {
            found
        }
    };
    values.iter().map(of_entry).collect()
}

fn category(
    name: &str,
    own: String,
    parent: Option<CategoryId>,
    categories: &[Category],
) -> Category {
    let mut path = parent.map_or(Vec::new(), |id| categories[id].slugs.clone());
    path.push(own);
    Category {
        name: name.to_owned(),
        route: Route::category(&path),
        slugs: path,
        parent,
        own: Vec::new(),
        all: Vec::new(),
        entries: 0,
        prose: Vec::new(),
        heading: parent.map_or(0..0, |id| categories[id].heading.clone()),
    }
}

/// The values of the column that the list is grouped by, an entry each: the named one, else the first of category, area,
/// modality and task that four of five entries state with a handful of values.
fn grouping(
    readme: &Readme,
    vocabulary: &Vocabulary,
    group_by: Option<&str>,
) -> Option<Vec<Vec<String>>> {
    let of = |wanted: &Column| -> Vec<Vec<String>> {
        readme
            .entries
            .iter()
            .map(|entry| values(entry, vocabulary, wanted))
            .collect()
    };
    if let Some(header) = group_by {
        return Some(of(&column(header)))
            .filter(|values| values.iter().any(|values| !values.is_empty()));
    }
    let other = readme
        .entries
        .iter()
        .flat_map(|entry| &entry.columns)
        .find_map(|(column, _)| match column {
            Column::Other(name) => {
                let folded = name.to_lowercase();
                let words = [
                    "category", "type", "group", "topic", "domain", "field", "类别", "领域", "分类",
                ];
                words.contains(&folded.as_str()).then(|| column.clone())
            }
            _ => None,
        });
    let columns = other
        .into_iter()
        .chain([Column::Area, Column::Modality, Column::Task]);
    columns.map(|column| of(&column)).find(|values| {
        let stated = values.iter().filter(|values| !values.is_empty()).count();
        let mut distinct: Vec<&String> = values.iter().flatten().collect();
        distinct.sort_unstable();
        distinct.dedup();
        stated * 5 >= values.len() * 4 && VALUES.contains(&distinct.len())
    })
}

/// What an entry's cells of one column say, as terms where the vocabulary has them.
fn values(entry: &Entry, vocabulary: &Vocabulary, wanted: &Column) -> Vec<String> {
    let cells = entry
        .columns
        .iter()
        .filter(|(column, _)| column == wanted)
        .map(|(_, cell)| cell.text.as_str());
    let mut found: Vec<String> = Vec::new();
    for text in cells {
        let field = match wanted {
            Column::Area => Some(TermField::Area),
            Column::Modality => Some(TermField::Modality),
            Column::Task => Some(TermField::Task),
            _ => None,
        };
        let names = match field {
            Some(field) => vocabulary
                .terms(field, text)
                .into_iter()
                .map(|term| term.name)
                .collect(),
            None => vec![text.trim().to_owned()],
        };
        for name in names {
            if !name.is_empty() && !found.contains(&name) {
                found.push(name);
            }
        }
    }
    found
}
