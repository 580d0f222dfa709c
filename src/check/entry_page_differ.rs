//! `entry-page-mismatch`: a fact that the entry and the page of a dataset state differently.
//!
//! Why: one of the two is wrong; the site shows the entry's. Numbers that only differ by rounding, or that are the sum of the
//! page's numbers, do not count, nor does a list that is part of the other. Example: "3D CT, 4500 Cases" over a page with
//! Data Volume 2300.

use crate::catalog::Catalog;
use crate::catalog::dataset::Dataset;
use crate::catalog::out_link::host;
use crate::config::Settings;
use crate::diagnostics::{Diagnostic, Rule, Severity};
use crate::source::Span;
use crate::value::count::Count;
use crate::value::fact::{Fact, Origin};

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
        .flat_map(|dataset| differences(catalog, dataset))
        .collect()
}

fn differences(catalog: &Catalog, dataset: &Dataset) -> Vec<Diagnostic> {
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
    let mut found = Vec::new();
    for (field, entry, page) in lists {
        found.extend(differ(catalog, dataset, field, entry, page, |a, b| {
            lists_agree(&a.value, &b.value)
        }));
    }
    for (field, entry, page) in numbers {
        found.extend(differ(catalog, dataset, field, entry, page, counts_agree));
    }
    let dates = |a: &Fact<_>, b: &Fact<_>| dates_agree(a.value, b.value);
    found.extend(differ(
        catalog,
        dataset,
        "release date",
        &entry.released,
        &page.released,
        dates,
    ));
    found.extend(websites_differ(catalog, dataset));
    found
}

/// Websites on other hosts: one of them is the paper's, or out of date.
fn websites_differ(catalog: &Catalog, dataset: &Dataset) -> Option<Diagnostic> {
    let stated = &catalog.page(dataset)?.source.website;
    let stated: Vec<_> = stated
        .iter()
        .filter(|link| link.target.contains("://"))
        .collect();
    let listed: Vec<_> = dataset
        .websites
        .iter()
        .filter(|link| link.span.file == dataset.source.file)
        .collect();
    let (first, entry) = (stated.first()?, listed.first()?);
    let same = |url: &str, other: &str| host(url).eq_ignore_ascii_case(host(other));
    if stated
        .iter()
        .any(|link| listed.iter().any(|entry| same(&link.target, &entry.url)))
    {
        return None;
    }
    let (line, _) = catalog.sources.line_column(&dataset.source);
    let list = catalog.sources.path(dataset.source.file);
    let (name, here) = (&dataset.name, &first.target);
    let message = format!(
        "the website of {name} is at {} in the list, but at {} here",
        entry.host(),
        host(here)
    );
    Some(
        RULE.at(Span::new(dataset.page?, first.span.clone()), message)
            .label(format!("the entry stands at {list}:{line}"))
            .help("Correct the one that is wrong; the site shows both"),
    )
}

fn dates_agree(a: crate::value::date::ReleaseDate, b: crate::value::date::ReleaseDate) -> bool {
    a.agrees_with(b)
}

fn differ<T>(
    catalog: &Catalog,
    dataset: &Dataset,
    field: &str,
    entry: &Option<Fact<T>>,
    page: &Option<Fact<T>>,
    agree: impl Fn(&Fact<T>, &Fact<T>) -> bool,
) -> Option<Diagnostic> {
    let entry = entry.as_ref().filter(|fact| fact.from == Origin::Entry)?;
    let page = page.as_ref().filter(|page| !agree(entry, page))?;
    let (line, _) = catalog.sources.line_column(&dataset.source);
    let list = catalog.sources.path(dataset.source.file);
    let message = format!(
        "the {field} of {} is {:?} in the list, but {:?} here",
        dataset.name, entry.raw, page.raw
    );
    Some(
        RULE.at(page.span.clone(), message)
            .label(format!("the entry stands at {list}:{line}"))
            .help("Correct the one that is wrong; the site shows that of the list"),
    )
}

/// Whether one list holds the other.
fn lists_agree(a: &[String], b: &[String]) -> bool {
    a.iter().all(|value| b.contains(value)) || b.iter().all(|value| a.contains(value))
}

fn counts_agree(entry: &Fact<u64>, page: &Fact<u64>) -> bool {
    let plain = |fact: &Fact<u64>| {
        Count::parse(&fact.raw).unwrap_or(Count {
            value: fact.value,
            rounded: false,
        })
    };
    let parts = numbers(&page.raw);
    plain(entry).agrees_with(plain(page))
        || entry.value == page.value
        || parts.contains(&entry.value)
        || parts.iter().sum::<u64>() == entry.value
}

/// All whole numbers of a text: `1,200 + 34`.
fn numbers(text: &str) -> Vec<u64> {
    let plain: String = text.chars().filter(|c| *c != ',').collect();
    plain
        .split(|c: char| !c.is_ascii_digit())
        .filter_map(|digits| digits.parse().ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_and_parts_agree() {
        assert_eq!(numbers("1,200 + 34 (7)"), [1200, 34, 7]);
        let list = |values: &[&str]| {
            values
                .iter()
                .map(|value| (*value).to_owned())
                .collect::<Vec<_>>()
        };
        assert!(lists_agree(&list(&["CT"]), &list(&["MRI", "CT"])));
        assert!(!lists_agree(&list(&["CT", "PET"]), &list(&["MRI", "CT"])));
    }
}
