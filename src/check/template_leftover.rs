//! `template-leftover`: see `RULE`. The template is the page that contributors copy.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::catalog::Catalog;
use crate::catalog::dataset::Dataset;
use crate::config::Settings;
use crate::diagnostics::{Diagnostic, Rule, Severity};
use crate::parse::meta_table::{MetaKey, RawFact};
use crate::parse::page::Page;
use crate::source::{FileId, Span};
use crate::value::placeholder::LEAD_PLACEHOLDER;

pub(crate) const RULE: Rule = Rule {
    code: "template-leftover",
    severity: Severity::Warning,
    summary: "text of the template that contributors copy",
    reason: "readers take the example of the template for a fact",
    example: "the title `Dataset Name`",
};

/// What authors write for a fact that they want to add later.
const TO_DO: &[&str] = &["TBD", "TODO", "TBA"];

pub(super) fn check(catalog: &Catalog, settings: &Settings) -> Vec<Diagnostic> {
    let template = template(catalog, settings);
    let datasets = datasets_by_page(catalog);

    let mut diagnostics = Vec::new();
    for (file, page) in catalog.published_pages() {
        let text = catalog.sources.text(file);
        let dataset = datasets.get(&file).copied();

        diagnostics.extend(check_title(text, file, page, template));
        diagnostics.extend(check_numbers(file, page, template, dataset));
        diagnostics.extend(check_placeholder(text, file));
        diagnostics.extend(check_to_do(text, file));
    }
    diagnostics
}

/// The page that contributors copy, if the catalog has one.
fn template<'a>(catalog: &'a Catalog, settings: &Settings) -> Option<&'a Page> {
    let path = format!("{}{}", settings.pages_prefix(), settings.config.template);
    let mut pages = catalog.pages.iter();
    let (_, page) = pages.find(|(file, _)| catalog.sources.path(**file) == path)?;
    Some(page.as_ref())
}

/// The first dataset of each page.
fn datasets_by_page(catalog: &Catalog) -> BTreeMap<FileId, &Dataset> {
    let mut datasets = BTreeMap::new();
    for dataset in &catalog.datasets {
        if let Some(file) = dataset.page {
            datasets.entry(file).or_insert(dataset);
        }
    }

    datasets
}

/// Whether the title is that of the template.
fn check_title(
    text: &str,
    file: FileId,
    page: &Page,
    template: Option<&Page>,
) -> Option<Diagnostic> {
    let title = page.title.as_deref()?;
    let of_template = template.and_then(|template| template.title.as_deref());
    let is_copied = title.eq_ignore_ascii_case("dataset name")
        || of_template.is_some_and(|of_template| of_template.eq_ignore_ascii_case(title));
    if !is_copied {
        return None;
    }

    let start = text.find(title).unwrap_or_default();
    let message = format!("the title {title:?} is the one of the template");
    Some(
        RULE.at(Span::new(file, start..start + title.len()), message)
            .help("Write the name of the dataset"),
    )
}

/// Whether the numbers of classes and cases are those of the template, while the entry states
/// another number of cases.
fn check_numbers(
    file: FileId,
    page: &Page,
    template: Option<&Page>,
    dataset: Option<&Dataset>,
) -> Option<Diagnostic> {
    let (template, dataset) = (template?, dataset?);
    let cases_differ =
        dataset.facts.cases.as_ref()?.value != dataset.page_facts.cases.as_ref()?.value;
    let classes = page.meta.get(MetaKey::Classes)?;
    let volume = page.meta.get(MetaKey::Volume)?;
    if !cases_differ || !is_copied(template, MetaKey::Classes, classes) {
        return None;
    }
    if !is_copied(template, MetaKey::Volume, volume) {
        return None;
    }

    let message = format!(
        "the numbers up to {:?} are those of the example in the template",
        volume.value
    );
    Some(
        RULE.at(Span::new(file, volume.span.clone()), message)
            .help("Write the numbers of the dataset"),
    )
}

fn is_copied(template: &Page, key: MetaKey, fact: &RawFact) -> bool {
    let of_template = template.meta.get(key);
    of_template.is_some_and(|of_template| of_template.value == fact.value)
}

/// Whether the page still has the placeholder that `medatlas new` writes.
fn check_placeholder(text: &str, file: FileId) -> Option<Diagnostic> {
    let start = text.find(LEAD_PLACEHOLDER)?;
    let location = Span::new(file, start..start + LEAD_PLACEHOLDER.len());

    Some(
        RULE.at(location, "the page says nothing about the dataset yet")
            .as_note()
            .help("Write a paragraph about it"),
    )
}

/// Lines and cells that contain only `TBD` or the like.
fn check_to_do(text: &str, file: FileId) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for word in TO_DO {
        for (start, _) in text.match_indices(word) {
            let range = start..start + word.len();
            if is_whole_fact(text, &range) {
                let message = format!("{word} is written instead of a fact");
                diagnostics.push(
                    RULE.at(Span::new(file, range), message)
                        .as_note()
                        .help("Fill it in, or write - if the value is unknown"),
                );
            }
        }
    }

    diagnostics
}

/// Whether a word is alone on its line, in its cell or after a label.
fn is_whole_fact(text: &str, range: &Range<usize>) -> bool {
    let line_start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let before = text[line_start..range.start].trim_end_matches([' ', '*', '`', '_']);
    let starts_fact = before.is_empty() || before.ends_with(['|', ':', '：']);

    let after = text[range.end..].lines().next().unwrap_or_default();
    let ends_word = !after.starts_with(|c: char| c.is_alphanumeric() || c == '_' || c == '-');
    let ends_line = after.trim_matches([' ', '.', '*', '`', ',']).is_empty();
    let ends_cell = after.trim_start().starts_with('|');

    starts_fact && ends_word && (ends_line || ends_cell)
}
