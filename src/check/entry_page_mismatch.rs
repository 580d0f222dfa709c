//! `entry-page-mismatch`: see `RULE`. Numbers that differ only by rounding, or that are the sum of
//! the numbers on the page, are not reported, nor is a list that is part of the other one.

use crate::catalog::Catalog;
use crate::catalog::dataset::Dataset;
use crate::config::Settings;
use crate::diagnostics::{Diagnostic, Rule, Severity};
use crate::source::Span;
use crate::value::count::Count;
use crate::value::date::ReleaseDate;
use crate::value::fact::{Fact, Origin};
use crate::value::url::host;

pub(crate) const RULE: Rule = Rule {
    code: "entry-page-mismatch",
    severity: Severity::Note,
    summary: "a fact that the entry and the page state differently",
    reason: "one of them is wrong; the site shows the fact of the entry",
    example: "`4500 Cases` for a page with Data Volume 2300",
};

pub(super) fn check(catalog: &Catalog, _: &Settings) -> Vec<Diagnostic> {
    catalog
        .datasets
        .iter()
        .flat_map(|dataset| check_dataset(catalog, dataset))
        .collect()
}

fn check_dataset(catalog: &Catalog, dataset: &Dataset) -> Vec<Diagnostic> {
    let (entry, page) = (&dataset.facts, &dataset.page_facts);
    let lists = [
        ("dimensions", &entry.dimensions, &page.dimensions),
        ("modality", &entry.modalities, &page.modalities),
        ("task", &entry.tasks, &page.tasks),
    ];
    let numbers = [
        ("number of cases", &entry.cases, &page.cases),
        ("number of classes", &entry.classes, &page.classes),
    ];
    let dates = (&entry.released, &page.released);

    let mut diagnostics = Vec::new();
    for (field, entry, page) in lists {
        let pair = differing(entry, page, lists_agree);
        diagnostics.extend(pair.map(|pair| mismatch(catalog, dataset, field, pair)));
    }
    for (field, entry, page) in numbers {
        let pair = differing(entry, page, counts_agree);
        diagnostics.extend(pair.map(|pair| mismatch(catalog, dataset, field, pair)));
    }
    let pair = differing(dates.0, dates.1, dates_agree);
    diagnostics.extend(pair.map(|pair| mismatch(catalog, dataset, "release date", pair)));
    diagnostics.extend(check_websites(catalog, dataset));
    diagnostics
}

/// The fact of the entry and that of the page, if both are stated and do not agree.
fn differing<'a, T>(
    entry: &'a Option<Fact<T>>,
    page: &'a Option<Fact<T>>,
    agree: fn(&Fact<T>, &Fact<T>) -> bool,
) -> Option<(&'a str, &'a str, &'a Span)> {
    let entry = entry.as_ref().filter(|fact| fact.from == Origin::Entry)?;
    let page = page.as_ref().filter(|page| !agree(entry, page))?;
    Some((&entry.raw, &page.raw, &page.span))
}

fn mismatch(
    catalog: &Catalog,
    dataset: &Dataset,
    field: &str,
    (in_list, here, span): (&str, &str, &Span),
) -> Diagnostic {
    let message = format!(
        "the {field} of {} is {in_list:?} in the list, but {here:?} here",
        dataset.name
    );
    RULE.at(span.clone(), message)
        .label(entry_label(catalog, dataset))
        .help("Correct the one that is wrong; the site shows the one of the list")
}

/// Websites on different hosts: one of them is often that of the paper, or out of date.
fn check_websites(catalog: &Catalog, dataset: &Dataset) -> Option<Diagnostic> {
    let on_page: Vec<_> = catalog
        .page(dataset)?
        .source
        .website
        .iter()
        .filter(|link| link.target.contains("://"))
        .collect();
    let in_list: Vec<_> = dataset
        .websites
        .iter()
        .filter(|link| link.span.file == dataset.source.file)
        .collect();
    let (first, entry) = (on_page.first()?, in_list.first()?);

    let share_host = on_page.iter().any(|link| {
        let host = host(&link.target);
        in_list
            .iter()
            .any(|entry| entry.host().eq_ignore_ascii_case(host))
    });
    if share_host {
        return None;
    }

    let message = format!(
        "the website of {} is at {} in the list, but at {} here",
        dataset.name,
        entry.host(),
        host(&first.target)
    );
    let location = Span::new(dataset.page?, first.span.clone());
    Some(
        RULE.at(location, message)
            .label(entry_label(catalog, dataset))
            .help("Correct the one that is wrong; the site shows both"),
    )
}

fn entry_label(catalog: &Catalog, dataset: &Dataset) -> String {
    let path = catalog.sources.path(dataset.source.file);
    let line = catalog.sources.line(&dataset.source);
    format!("the entry is at {path}:{line}")
}

/// Whether one list contains the other.
fn lists_agree(a: &Fact<Vec<String>>, b: &Fact<Vec<String>>) -> bool {
    let (a, b) = (&a.value, &b.value);
    a.iter().all(|value| b.contains(value)) || b.iter().all(|value| a.contains(value))
}

fn dates_agree(a: &Fact<ReleaseDate>, b: &Fact<ReleaseDate>) -> bool {
    a.value.agrees_with(b.value)
}

/// Whether two numbers agree after rounding, or the page states the parts of the entry's number.
fn counts_agree(entry: &Fact<u64>, page: &Fact<u64>) -> bool {
    let parts = whole_numbers(&page.raw);
    entry.value == page.value
        || count(entry).agrees_with(count(page))
        || parts.contains(&entry.value)
        || parts.iter().sum::<u64>() == entry.value
}

fn count(fact: &Fact<u64>) -> Count {
    Count::parse(&fact.raw).unwrap_or(Count {
        value: fact.value,
        rounded: false,
    })
}

/// All whole numbers of a text: `1,200 + 34`.
fn whole_numbers(text: &str) -> Vec<u64> {
    text.replace(',', "")
        .split(|c: char| !c.is_ascii_digit())
        .filter_map(|digits| digits.parse().ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    fn list(values: &[&str]) -> Fact<Vec<String>> {
        Fact {
            value: values.iter().map(|value| (*value).to_owned()).collect(),
            raw: values.join(", "),
            from: Origin::Entry,
            span: Span::new(FileId(0), 0..0),
        }
    }

    #[test]
    fn numbers_of_a_sum_are_read() {
        assert_eq!(whole_numbers("1,200 + 34 (7)"), [1200, 34, 7]);
    }

    #[test]
    fn a_list_agrees_with_a_part_of_it() {
        assert!(lists_agree(&list(&["CT"]), &list(&["MRI", "CT"])));
        assert!(!lists_agree(&list(&["CT", "PET"]), &list(&["MRI", "CT"])));
    }
}
