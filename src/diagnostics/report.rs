//! Prints diagnostics for programs: JSON, SARIF 2.1.0, Markdown, and the annotations of GitHub Actions.
//!
//! In: diagnostics and the texts that they point into. Out: text for standard output. Paths have a prefix, so that they
//! are those of the repository and not of the catalog.

mod known;
mod markdown;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Serialize;
use serde_json::json;

pub use self::known::Known;
pub use self::markdown::markdown;
use crate::diagnostics::{Diagnostic, Place, Rule, Severity};
use crate::source::Sources;

/// A finding with its place in lines and columns, both from 1; columns count characters.
#[derive(Debug, Serialize)]
struct Finding<'a> {
    code: &'a str,
    severity: &'static str,
    message: &'a str,
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

impl<'a> Finding<'a> {
    fn new(diagnostic: &'a Diagnostic, sources: &Sources, prefix: &str) -> Self {
        let (file, place) = match &diagnostic.place {
            Place::Span(span) => {
                let start = sources.line_column(span);
                let end = crate::source::Span::new(
                    span.file,
                    span.range.end.max(span.range.start)..span.range.end,
                );
                (
                    sources.path(span.file),
                    Some((start, sources.line_column(&end))),
                )
            }
            Place::File(path) => (path.as_str(), None),
        };
        Self {
            code: diagnostic.code,
            severity: diagnostic.severity.word(),
            message: &diagnostic.message,
            file: format!("{prefix}{file}"),
            line: place.map(|((line, _), _)| line),
            column: place.map(|((_, column), _)| column),
            end_line: place.map(|(_, (line, _))| line),
            end_column: place.map(|(_, (_, column))| column),
            label: &diagnostic.label,
            help: &diagnostic.help,
        }
    }

    /// What is wrong and what to do, in one text.
    fn words(&self) -> String {
        if self.help.is_empty() {
            self.message.to_owned()
        } else {
            format!("{}. {}", self.message, self.help)
        }
    }
}

fn findings<'a>(found: &'a [&Diagnostic], sources: &Sources, prefix: &str) -> Vec<Finding<'a>> {
    found
        .iter()
        .map(|diagnostic| Finding::new(diagnostic, sources, prefix))
        .collect()
}

/// All findings and how many there are of each code.
pub fn json(found: &[&Diagnostic], sources: &Sources, prefix: &str) -> String {
    let mut summary: BTreeMap<&str, usize> = BTreeMap::new();
    for diagnostic in found {
        *summary.entry(diagnostic.code).or_default() += 1;
    }
    let report = json!({ "findings": findings(found, sources, prefix), "summary": summary });
    format!("{report:#}")
}

/// Workflow commands: <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>.
pub fn github(found: &[&Diagnostic], sources: &Sources, prefix: &str) -> String {
    let mut out = String::new();
    for finding in findings(found, sources, prefix) {
        let level = if finding.severity == "note" {
            "notice"
        } else {
            finding.severity
        };
        let _ = write!(out, "::{level} file={}", property(&finding.file));
        if let (Some(line), Some(column)) = (finding.line, finding.column) {
            let _ = write!(out, ",line={line},col={column}");
            if finding.end_line == finding.line {
                let _ = write!(out, ",endColumn={}", finding.end_column.unwrap_or(column));
            }
        }
        let _ = writeln!(
            out,
            ",title={}::{}",
            property(finding.code),
            data(&finding.words())
        );
    }
    out
}

/// Text after `::`: line ends would end the command.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// SARIF 2.1.0 (OASIS), as code scanning reads it; `rules` are all rules that a finding may be of.
pub(crate) fn sarif(
    found: &[&Diagnostic],
    sources: &Sources,
    prefix: &str,
    rules: &[&Rule],
) -> String {
    let descriptors: Vec<_> = rules
        .iter()
        .map(|rule| {
            json!({
                "id": rule.code,
                "shortDescription": { "text": sentence(rule.summary) },
                "fullDescription": { "text": format!("{} {}", sentence(rule.summary), sentence(rule.reason)) },
                "defaultConfiguration": { "level": rule.severity.word() },
            })
        })
        .collect();
    let results: Vec<_> = findings(found, sources, prefix)
        .iter()
        .map(|finding| result(finding, rules))
        .collect();
    let report = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "medatlas",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": descriptors,
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{report:#}")
}

fn result(finding: &Finding<'_>, rules: &[&Rule]) -> serde_json::Value {
    let uri = percent_encoding::utf8_percent_encode(&finding.file, PATH).to_string();
    let mut place = json!({ "artifactLocation": { "uri": uri } });
    if let (Some(line), Some(column)) = (finding.line, finding.column) {
        place["region"] = json!({
            "startLine": line,
            "startColumn": column,
            "endLine": finding.end_line,
            "endColumn": finding.end_column,
        });
    }
    let at = rules.iter().position(|rule| rule.code == finding.code);
    let mut result = json!({
        "ruleId": finding.code,
        "level": finding.severity,
        "message": { "text": finding.words() },
        "locations": [{ "physicalLocation": place }],
    });
    if let Some(at) = at {
        result["ruleIndex"] = at.into();
    }
    result
}

/// What a path in a SARIF address must not hold.
const PATH: &percent_encoding::AsciiSet = &percent_encoding::CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'{')
    .add(b'}');

/// With a capital and a full stop.
fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters
        .next()
        .map(|c| c.to_uppercase().collect::<String>())
        .unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}

/// Whether a finding counts as a failure; `strict` when warnings do too.
pub fn fails(found: &[&Diagnostic], strict: bool) -> bool {
    let limit = if strict {
        Severity::Warning
    } else {
        Severity::Error
    };
    found.iter().any(|diagnostic| diagnostic.severity <= limit)
}
