//! `unparsable-date`, `unparsable-count`, `non-iso-date`: dates and numbers that programs cannot read, or not at once.
//!
//! Why: the dataset is missing from every view by year or size; dates in one shape sort and compare. Example: "Spring",
//! "many", "11.21.2019.".

use std::collections::BTreeSet;

use crate::catalog::Catalog;
use crate::catalog::dataset::UnreadField;
use crate::config::Settings;
use crate::diagnostics::{Diagnostic, Rule, Severity};
use crate::source::{FileId, Span};
use crate::value::date::ReleaseDate;
use crate::value::fact::Fact;

pub(crate) const NON_ISO_DATE: Rule = Rule {
    code: "non-iso-date",
    severity: Severity::Note,
    summary: "a date in another format than YYYY, YYYY-MM or YYYY-MM-DD",
    reason: "dates in one format sort and compare",
    example: "`11.21.2019.`",
};

pub(crate) const UNPARSABLE_COUNT: Rule = Rule {
    code: "unparsable-count",
    severity: Severity::Note,
    summary: "a number of cases or classes that cannot be parsed",
    reason: "the dataset is missing from views by size",
    example: "Data Volume `many`",
};

pub(crate) const UNPARSABLE_DATE: Rule = Rule {
    code: "unparsable-date",
    severity: Severity::Note,
    summary: "a release date that cannot be parsed",
    reason: "the dataset is missing from views by year",
    example: "`Spring`",
};

pub(super) fn check(catalog: &Catalog, _: &Settings) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    // A page that two entries share is said once.
    let mut seen: BTreeSet<(FileId, usize)> = BTreeSet::new();
    for dataset in &catalog.datasets {
        for unread in &dataset.facts.unread {
            if !seen.insert((unread.span.file, unread.span.range.start)) {
                continue;
            }
            let (rule, what, help) = match unread.field {
                UnreadField::Date => (
                    &UNPARSABLE_DATE,
                    "date",
                    "Write YYYY, YYYY-MM or YYYY-MM-DD",
                ),
                UnreadField::Count => (&UNPARSABLE_COUNT, "number", "Write one number"),
            };
            let message = format!("no {what} can be read from {:?}", unread.raw);
            found.push(rule.at(unread.span.clone(), message).help(help));
        }
        for fact in [&dataset.facts.released, &dataset.page_facts.released]
            .into_iter()
            .flatten()
        {
            if fact.raw.trim() != fact.value.to_string()
                && seen.insert((fact.span.file, fact.span.range.start))
            {
                found.push(shape(catalog, fact));
            }
        }
    }
    found
}

fn shape(catalog: &Catalog, fact: &Fact<ReleaseDate>) -> Diagnostic {
    let plain = fact.value.to_string();
    let message = format!("the date {:?} is read as {plain}", fact.raw);
    let found = NON_ISO_DATE
        .at(fact.span.clone(), message)
        .help(format!("Write {plain}"));
    // The span of a cell holds the blanks around it: only the words themselves are changed, and only when they stand
    // there as they were read.
    let text = catalog.sources.text(fact.span.file);
    let within = text
        .get(fact.span.range.clone())
        .and_then(|words| words.find(&fact.raw));
    match within.map(|at| fact.span.range.start + at) {
        Some(start) => found.fix(
            Span::new(fact.span.file, start..start + fact.raw.len()),
            plain,
        ),
        None => found,
    }
}
