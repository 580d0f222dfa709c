//! Prints diagnostics for programs: JSON, SARIF 2.1.0, Markdown, and the annotations of GitHub
//! Actions.
//!
//! In: diagnostics and the texts that they point into. Out: text for standard output. Paths have a
//! prefix, so that they start at the root of the repository instead of the catalog.

mod github;
mod known;
mod markdown;
mod sarif;

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::json;

pub use self::github::github;
pub use self::known::KnownFindings;
pub use self::markdown::markdown;
pub(crate) use self::sarif::sarif;
use crate::diagnostics::{Diagnostic, Location};
use crate::source::{Sources, Span};

/// A diagnostic with its position in lines and columns, both from 1; columns count characters.
#[derive(Debug, Serialize)]
struct ReportedFinding<'a> {
    code: &'a str,
    severity: &'static str,
    message: &'a str,
    /// The path with the prefix.
    file: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_column: Option<usize>,
    label: &'a str,
    help: &'a str,
}

impl<'a> ReportedFinding<'a> {
    fn new(diagnostic: &'a Diagnostic, sources: &Sources, prefix: &str) -> Self {
        let (path, start, end) = match &diagnostic.location {
            Location::Span(span) => (
                sources.path(span.file),
                Some(sources.line_column(span)),
                Some(sources.line_column(&end_of(span))),
            ),
            Location::File(path) => (path.as_str(), None, None),
        };

        Self {
            code: diagnostic.code,
            severity: diagnostic.severity.word(),
            message: &diagnostic.message,
            file: format!("{prefix}{path}"),
            line: start.map(|(line, _)| line),
            column: start.map(|(_, column)| column),
            end_line: end.map(|(line, _)| line),
            end_column: end.map(|(_, column)| column),
            label: &diagnostic.label,
            help: &diagnostic.help,
        }
    }

    /// What is wrong and what to do, in one text.
    fn message_and_help(&self) -> String {
        if self.help.is_empty() {
            self.message.to_owned()
        } else {
            format!("{}. {}", self.message, self.help)
        }
    }
}

/// The empty span at the end of a span.
fn end_of(span: &Span) -> Span {
    let end = span.range.end.max(span.range.start);
    Span::new(span.file, end..end)
}

fn findings<'a>(
    diagnostics: &'a [&Diagnostic],
    sources: &Sources,
    prefix: &str,
) -> Vec<ReportedFinding<'a>> {
    diagnostics
        .iter()
        .map(|diagnostic| ReportedFinding::new(diagnostic, sources, prefix))
        .collect()
}

/// All findings, and the number of findings of each code.
pub fn json(diagnostics: &[&Diagnostic], sources: &Sources, prefix: &str) -> String {
    let mut summary: BTreeMap<&str, usize> = BTreeMap::new();
    for diagnostic in diagnostics {
        *summary.entry(diagnostic.code).or_default() += 1;
    }

    let findings = findings(diagnostics, sources, prefix);
    let report = json!({ "findings": findings, "summary": summary });
    format!("{report:#}")
}
