//! `empty-glossary-entry`, `duplicate-glossary-entry` and `unknown-glossary-term`: see the rules.
//! They look at the entries of the glossary.

use crate::catalog::Catalog;
use crate::catalog::glossary::{Glossary, GlossaryEntry};
use crate::config::Settings;
use crate::diagnostics::{Diagnostic, Rule, Severity};
use crate::source::Span;
use crate::value::term_kind::TermKind;

pub(crate) const DUPLICATE_ENTRY: Rule = Rule {
    code: "duplicate-glossary-entry",
    severity: Severity::Warning,
    summary: "an entry of the glossary about the same term as an earlier one",
    reason: "only the first one is shown with the term",
    example: "`### CT` and `### Computed tomography (CT)`",
};

pub(crate) const EMPTY_ENTRY: Rule = Rule {
    code: "empty-glossary-entry",
    severity: Severity::Warning,
    summary: "a heading of the glossary without a name or a text, or a glossary without entries",
    reason: "it explains nothing",
    example: "`### CT` with nothing below",
};

pub(crate) const UNKNOWN_TERM: Rule = Rule {
    code: "unknown-glossary-term",
    severity: Severity::Warning,
    summary: "an entry of the glossary about a modality, task or area that neither a dataset nor \
        the vocabulary has",
    reason: "it is shown on no page of a term",
    example: "`### Untrasound` below `## Modalities`",
};

pub(super) fn check(catalog: &Catalog, _: &Settings) -> Vec<Diagnostic> {
    let Some(glossary) = &catalog.glossary else {
        return Vec::new();
    };

    let mut diagnostics = check_headings(glossary);
    for entry in &glossary.entries {
        diagnostics.extend(check_term(glossary, entry));
        diagnostics.extend(check_duplicate(catalog, glossary, entry));
        diagnostics.extend(check_body(catalog, glossary, entry));
    }
    diagnostics
}

/// Headings without a name, or a glossary without any entry.
fn check_headings(glossary: &Glossary) -> Vec<Diagnostic> {
    if glossary.entries.is_empty() && glossary.unnamed.is_empty() {
        let start = Span::new(glossary.file, 0..0);
        let help =
            "An entry is a heading such as `### CT (computed tomography)`, with its text below";
        return vec![
            EMPTY_ENTRY
                .at(start, "the glossary has no entries")
                .help(help),
        ];
    }

    let headings = glossary.unnamed.iter();
    headings
        .map(|heading| {
            let location = Span::new(glossary.file, heading.clone());
            EMPTY_ENTRY.at(location, "the heading names no term")
        })
        .collect()
}

fn check_term(glossary: &Glossary, entry: &GlossaryEntry) -> Option<Diagnostic> {
    if entry.term.is_some() {
        return None;
    }

    let kind = match entry.section? {
        TermKind::Modality => "modality",
        TermKind::Task => "task",
        TermKind::Area => "area",
    };
    let message = format!(
        "no dataset has the {kind} {:?}, and the vocabulary does not contain it",
        entry.title
    );
    Some(UNKNOWN_TERM.at(heading(glossary, entry), message).help(
        "Write the name of the term as its page shows it, or put the entry into a section of \
         its own, such as Abbreviations",
    ))
}

fn check_duplicate(
    catalog: &Catalog,
    glossary: &Glossary,
    entry: &GlossaryEntry,
) -> Option<Diagnostic> {
    let first = &glossary.entries[entry.repeats?];
    let line = catalog.sources.line(&heading(glossary, first));

    let message = format!(
        "the entry {:?} is about the same term as {:?} in line {line}",
        entry.title, first.title
    );
    Some(
        DUPLICATE_ENTRY
            .at(heading(glossary, entry), message)
            .help("Merge the two: pages of the term show only the first one"),
    )
}

fn check_body(catalog: &Catalog, glossary: &Glossary, entry: &GlossaryEntry) -> Option<Diagnostic> {
    let body = &catalog.sources.text(glossary.file)[entry.body.clone()];
    if body.contains(char::is_alphanumeric) {
        return None;
    }

    let message = format!("the entry {:?} has no text", entry.title);
    Some(EMPTY_ENTRY.at(heading(glossary, entry), message))
}

fn heading(glossary: &Glossary, entry: &GlossaryEntry) -> Span {
    Span::new(glossary.file, entry.heading.clone())
}
