//! `invisible-character`, `bidi-control`: characters that nobody sees and that change what a text is.
//!
//! Why: a name with a zero-width space is not found by its name, and a bidirectional control can show a text in another
//! order than it is written. Joiners between letters of scripts that need them, and in emoji, are left alone. Example:
//! U+200B at the end of a name.

use crate::catalog::Catalog;
use crate::config::Settings;
use crate::diagnostics::{Diagnostic, Rule, Severity};
use crate::source::{FileId, Span};

pub(crate) const BIDI_CONTROL: Rule = Rule {
    code: "bidi-control",
    severity: Severity::Warning,
    summary: "a control character that changes the direction of text",
    reason: "it can show a text in another order than it is written",
    example: "U+202E in a name",
};

pub(crate) const INVISIBLE_CHARACTER: Rule = Rule {
    code: "invisible-character",
    severity: Severity::Note,
    summary: "an invisible character",
    reason: "the word that contains it cannot be found",
    example: "U+200B at the end of a name",
};

pub(super) fn check(catalog: &Catalog, _: &Settings) -> Vec<Diagnostic> {
    let texts = catalog.sources.texts.iter().enumerate();
    texts
        .flat_map(|(at, text)| runs(&text.text, FileId(at as u32)))
        .collect()
}

fn runs(text: &str, file: FileId) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut next = 0;
    while let Some(start) = text[next..].find(is_candidate).map(|at| next + at) {
        let rest = &text[start..];
        let length = rest.find(|c| !is_candidate(c)).unwrap_or(rest.len());
        next = start + length;
        let run = &text[start..next];
        let place = Span::new(file, start..next);
        let names = run
            .chars()
            .map(|c| format!("U+{:04X}", u32::from(c)))
            .collect::<Vec<_>>()
            .join(" ");
        if run.contains(is_bidi) {
            let message =
                format!("a bidirectional control ({names}) can show the text in another order");
            found.push(BIDI_CONTROL.at(place, message).help("Delete it"));
        } else if !joins(&text[..start], run, &text[next..]) {
            let message = format!("an invisible character ({names}) stands here");
            found.push(
                INVISIBLE_CHARACTER
                    .at(place.clone(), message)
                    .help("Delete it")
                    .fix(place, ""),
            );
        }
    }
    found
}

fn is_bidi(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn is_candidate(c: char) -> bool {
    is_bidi(c)
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// Whether the run is one joiner between characters that it can join: neither ASCII nor a border of the text.
fn joins(before: &str, run: &str, after: &str) -> bool {
    let other = |c: Option<char>| c.is_some_and(|c| !c.is_ascii());
    matches!(run, "\u{200c}" | "\u{200d}")
        && other(before.chars().next_back())
        && other(after.chars().next())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[&str]) {
        let found = runs(text, FileId(0));
        assert_eq!(
            found.iter().map(|d| d.code).collect::<Vec<_>>(),
            expect,
            "{text:?}"
        );
    }

    #[test]
    fn hidden() {
        check(
            "a\u{200b}\u{feff}b \u{ad}",
            &["invisible-character", "invisible-character"],
        );
        check("a\u{202e}b", &["bidi-control"]);
        check("👩\u{200d}🔬 می\u{200c}خواهم", &[]);
        check("a\u{200d}b", &["invisible-character"]);
        check("naïve 数据", &[]);
    }
}
