//! Removes control characters and bidirectional controls from a text.
//!
//! In: a text with line feeds. Out: the text that all later stages read, and what was removed from
//! it. Tabs and line feeds stay, and so do joiners and letters of any script.

use std::ops::Range;

use crate::config::FILE_NAME;
use crate::diagnostics::{Diagnostic, Location, Rule, Severity};
use crate::source::hidden::{is_bidi_control, is_control, is_removed};
use crate::source::{FileId, Span};

pub(crate) const BIDI_CONTROL: Rule = Rule {
    code: "bidi-control",
    severity: Severity::Warning,
    summary: "a control character that changes the direction of text",
    reason: "it would show a text in another order than it is written; the site leaves it out",
    example: "U+202E in a name",
};

pub(crate) const CONTROL_CHARACTER: Rule = Rule {
    code: "control-character",
    severity: Severity::Warning,
    summary: "a control character other than a tab and the end of a line",
    reason: "feed readers refuse it, and it can control a terminal; the site leaves it out",
    example: "U+0000 in a description",
};

/// What was removed from a text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Removals {
    /// The removed runs in the text before, in order.
    runs: Vec<Run>,
}

/// Removed characters that follow each other.
#[derive(Clone, Debug)]
struct Run {
    /// The bytes in the text before.
    range: Range<usize>,
    /// The position in the remaining text.
    at: usize,
    characters: String,
}

/// The remaining text, and what was removed.
pub(crate) fn remove(text: String) -> (String, Removals) {
    let mut removals = Removals::default();
    if !text.contains(is_removed) {
        return (text, removals);
    }

    let mut out = String::with_capacity(text.len());
    let mut rest = 0;
    while let Some(start) = text[rest..].find(is_removed).map(|at| rest + at) {
        let length = text[start..].find(|c| !is_removed(c));
        let end = length.map_or(text.len(), |length| start + length);

        out.push_str(&text[rest..start]);
        removals.runs.push(Run {
            range: start..end,
            at: out.len(),
            characters: text[start..end].to_owned(),
        });
        rest = end;
    }
    out.push_str(&text[rest..]);

    (out, removals)
}

impl Removals {
    /// The ranges of the text before, in order.
    pub(crate) fn ranges(&self) -> impl Iterator<Item = Range<usize>> {
        self.runs.iter().map(|run| run.range.clone())
    }

    /// A range of the text before in the remaining text.
    pub(super) fn shifted(&self, range: Range<usize>) -> Range<usize> {
        self.position(range.start)..self.position(range.end)
    }

    /// A position of the text before in the remaining text.
    fn position(&self, at: usize) -> usize {
        let next = self.runs.partition_point(|run| run.range.end <= at);
        if let Some(run) = self.runs.get(next)
            && run.range.start <= at
        {
            return run.at;
        }

        let last = next.checked_sub(1).map(|last| &self.runs[last]);
        last.map_or(at, |run| run.at + (at - run.range.end))
    }

    /// A finding for each kind of characters in each line. Its fix removes them from the file.
    pub(super) fn diagnostics(&self, text: &str, file: FileId) -> Vec<Diagnostic> {
        let mut diagnostics = Vec::new();
        for line in self.lines(text) {
            for (rule, is_of_rule) in [
                (&CONTROL_CHARACTER, is_control as fn(char) -> bool),
                (&BIDI_CONTROL, is_bidi_control),
            ] {
                diagnostics.extend(finding(rule, is_of_rule, line, file));
            }
        }
        diagnostics
    }

    /// The runs of each line that has any.
    fn lines(&self, text: &str) -> Vec<&[Run]> {
        let mut lines = Vec::new();
        let mut start = 0;
        for next in 1..=self.runs.len() {
            let ends_line = self
                .runs
                .get(next)
                .is_none_or(|run| text[self.runs[next - 1].at..run.at].contains('\n'));
            if ends_line {
                lines.push(&self.runs[start..next]);
                start = next;
            }
        }
        lines
    }
}

/// A finding for each key of the settings whose value contains control characters.
pub(crate) fn of_settings(keys: &[String]) -> impl Iterator<Item = Diagnostic> {
    keys.iter().map(|key| {
        let message = format!("control characters in the value of `{key}` are left out");
        CONTROL_CHARACTER
            .at(Location::File(FILE_NAME.to_owned()), message)
            .help("Delete them in the file")
    })
}

/// The finding about the characters of one rule in a line.
fn finding(
    rule: &Rule,
    is_of_rule: fn(char) -> bool,
    line: &[Run],
    file: FileId,
) -> Option<Diagnostic> {
    let mut runs = line
        .iter()
        .filter(|run| run.characters.contains(is_of_rule))
        .peekable();
    let first = Span::new(file, runs.peek()?.at..runs.peek()?.at);

    let characters: String = line
        .iter()
        .flat_map(|run| run.characters.chars())
        .filter(|c| is_of_rule(*c))
        .collect();
    let message = format!(
        "{} left out here: {}",
        count(&characters),
        names(&characters)
    );
    let diagnostic = rule.at(first, message).help("Delete it in the file");

    Some(runs.fold(diagnostic, |diagnostic, run| {
        diagnostic.fix(Span::new(file, run.at..run.at), "")
    }))
}

fn count(characters: &str) -> String {
    match characters.chars().count() {
        1 => "a control character is".to_owned(),
        count => format!("{count} control characters are"),
    }
}

/// `U+0000, U+001B`: each once, and not more than a few.
fn names(characters: &str) -> String {
    const SHOWN: usize = 5;
    let mut points: Vec<u32> = characters.chars().map(u32::from).collect();
    points.sort_unstable();
    points.dedup();

    let names = points
        .iter()
        .take(SHOWN)
        .map(|point| format!("U+{point:04X}"));
    let names: Vec<String> = names.collect();
    let rest = if points.len() > SHOWN { ", …" } else { "" };
    format!("{}{rest}", names.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &str, messages: &[&str]) {
        let (remaining, removals) = remove(text.to_owned());
        assert_eq!(remaining, expect);

        let found = removals.diagnostics(&remaining, FileId(0));
        let found: Vec<String> = found.into_iter().map(|d| d.message).collect();
        assert_eq!(found, messages, "{text:?}");
    }

    #[test]
    fn controls_are_removed_with_one_finding_for_each_kind_and_line() {
        check(
            "a\u{0}b\u{1b}\u{202e}c\n\u{7}\n",
            "abc\n\n",
            &[
                "2 control characters are left out here: U+0000, U+001B",
                "a control character is left out here: U+202E",
                "a control character is left out here: U+0007",
            ],
        );
    }

    #[test]
    fn letters_joiners_tabs_and_line_ends_stay() {
        for text in ["می\u{200c}خواهم", "👩\u{200d}🔬", "שלום", "a\tb\n"] {
            check(text, text, &[]);
        }
    }

    #[test]
    fn positions_move_with_the_text() {
        let (text, removals) = remove("a\u{0}bc\u{0}d".to_owned());
        for (before, after) in [
            (0..1, "a"),
            (2..4, "bc"),
            (1..3, "b"),
            (3..6, "cd"),
            (1..2, ""),
        ] {
            assert_eq!(&text[removals.shifted(before.clone())], after, "{before:?}");
        }
    }
}
