//! `translator-remark`: see `RULE`.

use crate::catalog::Catalog;
use crate::check::in_code::is_in_code;
use crate::config::Settings;
use crate::diagnostics::{Diagnostic, Rule, Severity};
use crate::source::{FileId, Span};

pub(crate) const RULE: Rule = Rule {
    code: "translator-remark",
    severity: Severity::Note,
    summary: "a remark of the translator",
    reason: "it is not about the dataset",
    example: "`Here is the translation:`",
};

/// What translators and programs write about their own work, in lowercase.
const REMARKS: &[&str] = &[
    "here is the translation",
    "here's the translation",
    "the translation of the text",
    "translation of the given text",
    "translation is as follows",
    "translated by google",
    "translator's note",
    "translators' note",
    "as an ai language model",
    "译者注",
    "译注",
];

pub(super) fn check(catalog: &Catalog, _: &Settings) -> Vec<Diagnostic> {
    let texts = catalog.sources.numbered_texts();

    texts
        .flat_map(|(file, text)| check_text(&text.text, file))
        .collect()
}

/// One finding per line with a remark.
fn check_text(text: &str, file: FileId) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let mut line_end = 0;
    for (at, length) in remarks(text) {
        if at < line_end {
            continue;
        }
        line_end = text[at..].find('\n').map_or(text.len(), |end| at + end);

        let location = Span::new(file, at..at + length);
        diagnostics.push(
            RULE.at(location, "the text contains a remark about its translation")
                .help("Delete it"),
        );
    }
    diagnostics
}

/// Offsets and lengths of all remarks outside code, in the order of the text.
fn remarks(text: &str) -> Vec<(usize, usize)> {
    // Only ASCII changes, so every offset stays.
    let folded = text.to_ascii_lowercase();

    let mut remarks: Vec<(usize, usize)> = REMARKS
        .iter()
        .flat_map(|remark| folded.match_indices(remark))
        .map(|(at, remark)| (at, remark.len()))
        .filter(|(at, _)| !is_in_code(text, *at))
        .collect();
    remarks.sort_unstable();
    remarks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remarks_are_reported_once_per_line() {
        for (text, expect) in [
            ("Here is the translation of the text:", 1),
            (
                "Here is the translation of the given text (translator's note)",
                1,
            ),
            ("译者注\n译注", 2),
            ("`Here is the translation`", 0),
            ("Models for translation.", 0),
        ] {
            assert_eq!(check_text(text, FileId(0)).len(), expect, "{text}");
        }
    }
}
