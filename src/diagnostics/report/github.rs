//! Findings as annotations of GitHub Actions.
//!
//! In: findings. Out: one workflow command per finding:
//! <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>.

use std::fmt::Write as _;

use crate::diagnostics::Diagnostic;
use crate::diagnostics::report::{ReportedFinding, findings};
use crate::source::Sources;

/// One workflow command per line.
pub fn github(diagnostics: &[&Diagnostic], sources: &Sources, prefix: &str) -> String {
    let mut out = String::new();
    for finding in findings(diagnostics, sources, prefix) {
        let level = match finding.severity {
            "note" => "notice",
            severity => severity,
        };
        let _ = writeln!(
            out,
            "::{level} file={}{},title={}::{}",
            escape_property(&finding.file),
            position(&finding),
            escape_property(finding.code),
            escape_data(&finding.message_and_help())
        );
    }

    out
}

/// `,line=3,col=5,endColumn=9`; GitHub accepts an end column only on the same line.
fn position(finding: &ReportedFinding<'_>) -> String {
    let (Some(line), Some(column)) = (finding.line, finding.column) else {
        return String::new();
    };

    let mut out = format!(",line={line},col={column}");
    if finding.end_line == finding.line {
        let _ = write!(out, ",endColumn={}", finding.end_column.unwrap_or(column));
    }
    out
}

/// Text after `::`, where a line break would end the command.
fn escape_data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn escape_property(text: &str) -> String {
    escape_data(text).replace(':', "%3A").replace(',', "%2C")
}
