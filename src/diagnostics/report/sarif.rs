//! Findings as SARIF 2.1.0 (OASIS), as code scanning reads it.
//!
//! In: findings and all rules. Out: JSON.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde_json::{Value, json};

use crate::diagnostics::report::{ReportedFinding, findings};
use crate::diagnostics::{Diagnostic, Rule};
use crate::source::Sources;

/// What a path in a URI must encode.
const PATH: &AsciiSet = &CONTROLS
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

/// A run with all rules and the findings.
pub(crate) fn sarif(
    diagnostics: &[&Diagnostic],
    sources: &Sources,
    prefix: &str,
    rules: &[&Rule],
) -> String {
    let descriptors: Vec<Value> = rules.iter().map(|rule| descriptor(rule)).collect();
    let results: Vec<Value> = findings(diagnostics, sources, prefix)
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

fn descriptor(rule: &Rule) -> Value {
    let summary = sentence(rule.summary);
    let reason = sentence(rule.reason);

    json!({
        "id": rule.code,
        "shortDescription": { "text": summary },
        "fullDescription": { "text": format!("{summary} {reason}") },
        "defaultConfiguration": { "level": rule.severity.word() },
    })
}

fn result(finding: &ReportedFinding<'_>, rules: &[&Rule]) -> Value {
    let mut result = json!({
        "ruleId": finding.code,
        "level": finding.severity,
        "message": { "text": finding.message_and_help() },
        "locations": [{ "physicalLocation": location(finding) }],
    });

    let index = rules.iter().position(|rule| rule.code == finding.code);
    if let Some(index) = index {
        result["ruleIndex"] = index.into();
    }
    result
}

fn location(finding: &ReportedFinding<'_>) -> Value {
    let uri = utf8_percent_encode(&finding.file, PATH).to_string();
    let mut location = json!({ "artifactLocation": { "uri": uri } });

    if let (Some(line), Some(column)) = (finding.line, finding.column) {
        location["region"] = json!({
            "startLine": line,
            "startColumn": column,
            "endLine": finding.end_line,
            "endColumn": finding.end_column,
        });
    }
    location
}

/// A clause with a capital letter and a full stop.
fn sentence(clause: &str) -> String {
    let mut rest = clause.chars();
    match rest.next() {
        Some(first) => format!("{}{}.", first.to_uppercase(), rest.as_str()),
        None => String::new(),
    }
}
