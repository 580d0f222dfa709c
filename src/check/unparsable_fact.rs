//! `unparsable-date`, `unparsable-count` and `non-iso-date`: see the rules. They look at dates and
//! numbers that programs cannot read, or not at once.

use std::collections::BTreeSet;

use crate::catalog::Catalog;
use crate::catalog::dataset::{Dataset, Unread, UnreadField};
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

/// Positions that were reported: two entries may share a page.
type Seen = BTreeSet<(FileId, usize)>;

pub(super) fn check(catalog: &Catalog, _: &Settings) -> Vec<Diagnostic> {
    let mut seen = Seen::new();
    let mut diagnostics = Vec::new();

    for dataset in &catalog.datasets {
        check_unread(dataset, &mut seen, &mut diagnostics);
        check_dates(catalog, dataset, &mut seen, &mut diagnostics);
    }

    diagnostics
}

/// Facts that could not be parsed.
fn check_unread(dataset: &Dataset, seen: &mut Seen, diagnostics: &mut Vec<Diagnostic>) {
    for unread in &dataset.facts.unread {
        if seen.insert(position(&unread.span)) {
            diagnostics.push(unparsable(unread));
        }
    }
}

fn unparsable(unread: &Unread) -> Diagnostic {
    let (rule, what, help) = match unread.field {
        UnreadField::Date => (UNPARSABLE_DATE, "date", "Write YYYY, YYYY-MM or YYYY-MM-DD"),
        UnreadField::Count => (UNPARSABLE_COUNT, "number", "Write one number"),
    };
    let message = format!("{:?} cannot be parsed as a {what}", unread.raw);
    rule.at(unread.span.clone(), message).help(help)
}

/// Dates that were parsed, but are not written in the format of ISO 8601.
fn check_dates(
    catalog: &Catalog,
    dataset: &Dataset,
    seen: &mut Seen,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let dates = [&dataset.facts.released, &dataset.page_facts.released];
    for fact in dates.into_iter().flatten() {
        let is_iso = fact.raw.trim() == fact.value.to_string();
        if !is_iso && seen.insert(position(&fact.span)) {
            diagnostics.push(non_iso(catalog, fact));
        }
    }
}

fn non_iso(catalog: &Catalog, fact: &Fact<ReleaseDate>) -> Diagnostic {
    let iso = fact.value.to_string();
    let message = format!("the date {:?} is read as {iso}", fact.raw);
    let diagnostic = NON_ISO_DATE
        .at(fact.span.clone(), message)
        .help(format!("Write {iso}"));

    // The span of a cell includes the spaces around the date. Replace only the date itself, and
    // only if the text still contains it as it was parsed.
    let file = fact.span.file;
    let cell = catalog.sources.text(file).get(fact.span.range.clone());
    match cell.and_then(|cell| cell.find(&fact.raw)) {
        Some(offset) => {
            let start = fact.span.range.start + offset;
            diagnostic.fix(Span::new(file, start..start + fact.raw.len()), iso)
        }
        None => diagnostic,
    }
}

fn position(span: &Span) -> (FileId, usize) {
    (span.file, span.range.start)
}
