//! `invisible-character`: see the rule. Joiners between letters of scripts that need them, and in
//! emoji, are not reported. Control characters are no longer in the texts.

use crate::catalog::Catalog;
use crate::config::Settings;
use crate::diagnostics::{Diagnostic, Rule, Severity};
use crate::source::{FileId, Span};

pub(crate) const INVISIBLE_CHARACTER: Rule = Rule {
    code: "invisible-character",
    severity: Severity::Note,
    summary: "an invisible character",
    reason: "the word that contains it cannot be found",
    example: "U+200B at the end of a name",
};

pub(super) fn check(catalog: &Catalog, _: &Settings) -> Vec<Diagnostic> {
    let texts = catalog.sources.numbered_texts();

    texts
        .flat_map(|(file, text)| check_text(&text.text, file))
        .collect()
}

/// A finding for each run of hidden characters.
fn check_text(text: &str, file: FileId) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let mut next = 0;
    while let Some(offset) = text[next..].find(is_hidden) {
        let start = next + offset;
        let length = text[start..].find(|c| !is_hidden(c));
        let end = length.map_or(text.len(), |length| start + length);

        let run = &text[start..end];
        let location = Span::new(file, start..end);
        if !is_joiner(&text[..start], run, &text[end..]) {
            diagnostics.push(invisible_character(run, location));
        }
        next = end;
    }
    diagnostics
}

fn invisible_character(run: &str, location: Span) -> Diagnostic {
    let message = format!("there is an invisible character ({})", code_points(run));
    INVISIBLE_CHARACTER
        .at(location.clone(), message)
        .help("Delete it")
        .fix(location, "")
}

/// `U+200B U+FEFF`
fn code_points(run: &str) -> String {
    let names: Vec<String> = run
        .chars()
        .map(|c| format!("U+{:04X}", u32::from(c)))
        .collect();
    names.join(" ")
}

fn is_hidden(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// Whether the run is one joiner between two characters that it can join: neither is ASCII.
fn is_joiner(before: &str, run: &str, after: &str) -> bool {
    let previous = before.chars().next_back();
    let next = after.chars().next();
    matches!(run, "\u{200c}" | "\u{200d}")
        && previous.is_some_and(|c| !c.is_ascii())
        && next.is_some_and(|c| !c.is_ascii())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_are_reported_unless_they_join() {
        for (text, expect) in [
            (
                "a\u{200b}\u{feff}b \u{ad}",
                &["invisible-character", "invisible-character"][..],
            ),
            ("👩\u{200d}🔬 می\u{200c}خواهم", &[]),
            ("a\u{200d}b", &["invisible-character"]),
            ("naïve 数据", &[]),
        ] {
            let diagnostics = check_text(text, FileId(0));
            let codes: Vec<&str> = diagnostics.iter().map(|d| d.code).collect();
            assert_eq!(codes, expect, "{text:?}");
        }
    }
}
