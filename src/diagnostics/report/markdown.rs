//! Findings as a table for a comment on a pull request.
//!
//! In: findings. Out: Markdown as GitHub reads it. Texts of the catalog are in it, and whoever opens a pull request writes
//! them: nothing in them is markup, calls a person or points at an issue.

use std::fmt::Write as _;

use crate::diagnostics::Diagnostic;
use crate::diagnostics::report::findings;
use crate::source::Sources;

/// Rows of the table: a comment holds 65,536 characters.
const ROWS: usize = 60;

/// Longest text of a cell, in characters.
const CELL: usize = 400;

/// A heading with the number of findings, and the findings; `known` ones were left out.
pub fn markdown(found: &[&Diagnostic], sources: &Sources, prefix: &str, known: usize) -> String {
    let new = if known > 0 { "new " } else { "" };
    let mut out = match found.len() {
        0 => format!("### medatlas: no {new}findings\n"),
        1 => format!("### medatlas: 1 {new}finding\n"),
        count => format!("### medatlas: {count} {new}findings\n"),
    };
    if !found.is_empty() {
        out.push_str("\n| | Where | What |\n|:--|:--|:--|\n");
    }
    for finding in findings(&found[..found.len().min(ROWS)], sources, prefix) {
        let line = finding
            .line
            .map_or(String::new(), |line| format!(":{line}"));
        let place = escaped(&format!("{}{line}", finding.file));
        let _ = writeln!(
            out,
            "| {} | {place} | {} ({}) |",
            finding.severity,
            escaped(&finding.words()),
            finding.code
        );
    }
    if found.len() > ROWS {
        let _ = write!(
            out,
            "\nand {} more: `medatlas check` shows them all.\n",
            found.len() - ROWS
        );
    }
    if known > 0 {
        let _ = write!(out, "\nKnown before and left out: {known}.\n");
    }
    out
}

/// Words for one cell. CommonMark lets a backslash stand before any sign of ASCII; GitHub finds persons, issues and bare
/// addresses even so, unless an invisible sign parts them.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().take(CELL) {
        match c {
            '@' | '#' | ':' => {
                out.push('\\');
                out.push(c);
                out.push('\u{2060}');
            }
            c if c.is_ascii_punctuation() => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    if text.chars().nth(CELL).is_some() {
        out.push('…');
    }
    out.replace("www\\.", "www\\.\u{2060}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_markup() {
        for (text, expect) in [
            ("a | b", r"a \| b"),
            (
                "<img src=x>\n`@ada`",
                "\\<img src\\=x\\> \\`\\@\u{2060}ada\\`",
            ),
            ("https://a.org", "https\\:\u{2060}\\/\\/a\\.org"),
            ("www.a.org", "www\\.\u{2060}a\\.org"),
            ("o/r#1", "o\\/r\\#\u{2060}1"),
        ] {
            assert_eq!(escaped(text), expect);
        }
        assert_eq!(escaped(&"x".repeat(CELL + 1)).chars().count(), CELL + 1);
    }
}
