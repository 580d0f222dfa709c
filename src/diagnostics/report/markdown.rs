//! Findings as a table for a comment on a pull request.
//!
//! In: findings. Out: Markdown as GitHub reads it. It contains texts of the catalog, and whoever
//! opens a pull request writes them: nothing in them becomes markup, mentions a person or refers to
//! an issue.

use std::fmt::Write as _;

use crate::diagnostics::Diagnostic;
use crate::diagnostics::report::findings;
use crate::source::Sources;

/// The most rows of the table: a comment holds 65,536 characters.
const MAX_ROWS: usize = 60;

/// The longest text of a cell, in characters.
const MAX_CELL: usize = 400;

/// Separates words for GitHub, but not for readers.
const WORD_JOINER: char = '\u{2060}';

/// A heading with the number of findings, and a table of them; `known` more were left out.
pub fn markdown(
    diagnostics: &[&Diagnostic],
    sources: &Sources,
    prefix: &str,
    known: usize,
) -> String {
    let mut out = heading(diagnostics.len(), known);

    if !diagnostics.is_empty() {
        out.push_str("\n| | Where | What |\n|:--|:--|:--|\n");
    }
    let shown = &diagnostics[..diagnostics.len().min(MAX_ROWS)];
    for finding in findings(shown, sources, prefix) {
        let line = finding.line.map(|line| format!(":{line}"));
        let location = format!("{}{}", finding.file, line.unwrap_or_default());
        let _ = writeln!(
            out,
            "| {} | {} | {} ({}) |",
            finding.severity,
            escaped(&location),
            escaped(&finding.message_and_help()),
            finding.code
        );
    }

    let hidden = diagnostics.len() - shown.len();
    if hidden > 0 {
        let _ = write!(
            out,
            "\nand {hidden} more: `medatlas check` shows them all.\n"
        );
    }
    if known > 0 {
        let _ = write!(out, "\nKnown before and left out: {known}.\n");
    }
    out
}

fn heading(count: usize, known: usize) -> String {
    let new = if known > 0 { "new " } else { "" };
    match count {
        0 => format!("### medatlas: no {new}findings\n"),
        1 => format!("### medatlas: 1 {new}finding\n"),
        _ => format!("### medatlas: {count} {new}findings\n"),
    }
}

/// Text for one cell. CommonMark allows a backslash before any ASCII punctuation. GitHub still
/// finds mentions, issues and bare URLs after it, unless an invisible character follows.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().take(MAX_CELL) {
        match c {
            '@' | '#' | ':' => {
                out.push('\\');
                out.push(c);
                out.push(WORD_JOINER);
            }
            c if c.is_ascii_punctuation() => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }

    if text.chars().nth(MAX_CELL).is_some() {
        out.push('…');
    }
    out.replace("www\\.", "www\\.\u{2060}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_becomes_markup() {
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
        assert_eq!(
            escaped(&"x".repeat(MAX_CELL + 1)).chars().count(),
            MAX_CELL + 1
        );
    }
}
