//! `unknown-glossary-term`, `duplicate-glossary-entry`, `empty-glossary-entry`: entries of the glossary that explain nothing.
//!
//! Why: an entry about no term stands on no term's page, of two about one only the first does, and one without text says
//! nothing. Example: `### Untrasound` in the section of modalities.

use crate::catalog::Catalog;
use crate::catalog::glossary::{Entry, Glossary};
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
    let text = catalog.sources.text(glossary.file);
    let mut found: Vec<Diagnostic> = glossary
        .unnamed
        .iter()
        .map(|heading| {
            empty(
                Span::new(glossary.file, heading.clone()),
                "the heading names no term".to_owned(),
            )
        })
        .collect();
    if glossary.entries.is_empty() && found.is_empty() {
        let message = "the glossary has no entries".to_owned();
        found.push(empty(Span::new(glossary.file, 0..0), message).help(
            "An entry is a heading such as `### CT (computed tomography)`, with its text below",
        ));
    }
    for entry in &glossary.entries {
        found.extend(unknown(glossary, entry));
        found.extend(
            entry
                .repeats
                .map(|first| duplicate(catalog, glossary, entry, &glossary.entries[first])),
        );
        if !text[entry.body.clone()].contains(char::is_alphanumeric) {
            let message = format!("the entry {:?} has no text", entry.title);
            found.push(empty(
                Span::new(glossary.file, entry.heading.clone()),
                message,
            ));
        }
    }
    found
}

fn empty(place: Span, message: String) -> Diagnostic {
    EMPTY_ENTRY.at(place, message)
}

fn unknown(glossary: &Glossary, entry: &Entry) -> Option<Diagnostic> {
    let kind = match entry.section.filter(|_| entry.term.is_none())? {
        TermKind::Modality => "modality",
        TermKind::Task => "task",
        TermKind::Area => "area",
    };
    let message = format!(
        "no dataset has the {kind} {:?}, and the vocabulary does not know it",
        entry.title
    );
    Some(
        UNKNOWN_TERM.at(Span::new(glossary.file, entry.heading.clone()), message)
            .help("Write a name of the term as its page has it, or put the entry into a section of its own, such as Abbreviations"),
    )
}

fn duplicate(catalog: &Catalog, glossary: &Glossary, entry: &Entry, first: &Entry) -> Diagnostic {
    let line = catalog
        .sources
        .line(&Span::new(glossary.file, first.heading.clone()));
    let message = format!(
        "the entry {:?} is about the same as {:?} in line {line}",
        entry.title, first.title
    );
    DUPLICATE_ENTRY
        .at(Span::new(glossary.file, entry.heading.clone()), message)
        .help("Only the first is shown on pages of the term: make one of the two")
}
