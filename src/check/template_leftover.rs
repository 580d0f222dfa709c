//! `template-leftover`: words of the form that contributors copy, left where the dataset's own should stand.
//!
//! Why: readers take the form's example for a fact. Example: the title "Dataset Name"; 104 categories and 1204 cases of the
//! form's example on the page of another dataset; `TBD`.

use std::collections::BTreeMap;

use crate::catalog::Catalog;
use crate::catalog::dataset::Dataset;
use crate::config::Settings;
use crate::diagnostics::{Diagnostic, Rule, Severity};
use crate::parse::meta_table::MetaKey;
use crate::parse::page::Page;
use crate::source::{FileId, Span};
use crate::value::placeholder::TO_WRITE;

pub(crate) const RULE: Rule = Rule {
    code: "template-leftover",
    severity: Severity::Warning,
    summary: "text of the template that contributors copy",
    reason: "readers take the example of the template for a fact",
    example: "the title `Dataset Name`",
};

pub(super) fn check(catalog: &Catalog, settings: &Settings) -> Vec<Diagnostic> {
    let form = format!("{}{}", settings.pages_prefix(), settings.template);
    let form = catalog
        .pages
        .iter()
        .find(|(file, _)| catalog.sources.path(**file) == form)
        .map(|(_, page)| page.as_ref());
    let of_page: BTreeMap<FileId, &Dataset> = catalog
        .datasets
        .iter()
        .rev()
        .filter_map(|dataset| Some((dataset.page?, dataset)))
        .collect();
    let mut found = Vec::new();
    for (file, page) in catalog.published_pages() {
        let place = |range: &std::ops::Range<usize>| Span::new(file, range.clone());
        if let Some(title) = page
            .title
            .as_deref()
            .filter(|title| is_form_title(title, form))
        {
            let start = catalog.sources.text(file).find(title).unwrap_or_default();
            let message = format!("the title {title:?} is that of the form");
            found.push(leftover(
                place(&(start..start + title.len())),
                message,
                "Write the dataset's name",
            ));
        }
        let dataset = of_page.get(&file).copied();
        if let Some(fact) = form
            .zip(dataset)
            .and_then(|(form, dataset)| copied(form, page, dataset))
        {
            let message = format!(
                "the numbers up to {:?} are those of the form's example",
                fact.value
            );
            found.push(leftover(
                place(&fact.span),
                message,
                "Write the dataset's own numbers",
            ));
        }
        if let Some(at) = catalog.sources.text(file).find(TO_WRITE) {
            let message = "the page says nothing about the dataset yet".to_owned();
            found.push(
                RULE.at(place(&(at..at + TO_WRITE.len())), message)
                    .as_note()
                    .help("Write a paragraph about it"),
            );
        }
        found.extend(to_be_done(catalog, file));
    }
    found
}

fn leftover(place: Span, message: String, help: &str) -> Diagnostic {
    RULE.at(place, message).help(help)
}

fn is_form_title(title: &str, form: Option<&Page>) -> bool {
    title.eq_ignore_ascii_case("dataset name")
        || form
            .and_then(|form| form.title.as_deref())
            .is_some_and(|of_form| of_form.eq_ignore_ascii_case(title))
}

/// The number of cases, when it and the number of classes are the form's while the entry states other ones.
fn copied<'a>(
    form: &Page,
    page: &'a Page,
    dataset: &Dataset,
) -> Option<&'a crate::parse::meta_table::RawFact> {
    let same = |key: MetaKey| Some(form.meta.get(key)?.value == page.meta.get(key)?.value);
    let entry_differs =
        dataset.facts.cases.as_ref()?.value != dataset.page_facts.cases.as_ref()?.value;
    (same(MetaKey::Classes)? && same(MetaKey::Volume)? && entry_differs)
        .then(|| page.meta.get(MetaKey::Volume))?
}

/// Lines and cells that only say "to be done".
fn to_be_done(catalog: &Catalog, file: FileId) -> Vec<Diagnostic> {
    let text = catalog.sources.text(file);
    let mut found = Vec::new();
    for word in ["TBD", "TODO", "TBA"] {
        for (at, _) in text.match_indices(word) {
            let alone = |c: char| !c.is_alphanumeric() && c != '_' && c != '-';
            let line = text[..at].rfind('\n').map_or(0, |at| at + 1);
            // Alone on its line, in its cell, or behind a label.
            let before = text[line..at].trim_end_matches([' ', '*', '`', '_']);
            let after = text[at + word.len()..].chars().next();
            let opens = before.is_empty() || before.ends_with(['|', ':', '：']);
            let rest = text[at + word.len()..].lines().next().unwrap_or_default();
            let closes = after.is_none_or(alone)
                && (rest.trim_matches([' ', '.', '*', '`', ',']).is_empty()
                    || rest.trim_start().starts_with('|'));
            if opens && closes {
                let message = format!("{word} stands where a fact should");
                found.push(
                    RULE.at(Span::new(file, at..at + word.len()), message)
                        .as_note()
                        .help("Fill it in, or write - when nothing is known"),
                );
            }
        }
    }
    found
}
