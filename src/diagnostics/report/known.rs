//! Findings that an earlier `check --format json` reported.
//!
//! In: the earlier report and the findings of today. Out: those that are new. A finding is known by
//! its rule, its file and its message, because lines move.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::diagnostics::Diagnostic;
use crate::diagnostics::report::{ReportedFinding, findings};
use crate::source::Sources;

/// Code, file and message.
type Key = (String, String, String);

/// How many findings of each key an earlier report has.
#[derive(Clone, Debug, Default)]
pub struct KnownFindings(BTreeMap<Key, usize>);

#[derive(Deserialize)]
struct EarlierReport {
    findings: Vec<EarlierFinding>,
}

#[derive(Deserialize)]
struct EarlierFinding {
    code: String,
    file: String,
    message: String,
}

impl KnownFindings {
    /// Reads a report; `current` returns the code of today for a code that may be a former one.
    ///
    /// # Errors
    /// The text is not a report of `check --format json`.
    pub fn read(report: &str, current: impl Fn(&str) -> &str) -> serde_json::Result<Self> {
        let report: EarlierReport = serde_json::from_str(report)?;

        let mut counts = BTreeMap::new();
        for finding in report.findings {
            let code = current(&finding.code).to_owned();
            let key = (code, finding.file, finding.message);
            *counts.entry(key).or_default() += 1;
        }
        Ok(Self(counts))
    }

    /// The findings that the report does not have. If the report has N findings of a key, the first
    /// N of today are known.
    pub fn new_of<'a>(
        &self,
        diagnostics: Vec<&'a Diagnostic>,
        sources: &Sources,
        prefix: &str,
    ) -> Vec<&'a Diagnostic> {
        let mut remaining = self.0.clone();
        let mut new = Vec::new();
        let findings = findings(&diagnostics, sources, prefix);

        for (diagnostic, finding) in diagnostics.iter().zip(&findings) {
            match remaining.get_mut(&key(finding)) {
                Some(count) if *count > 0 => *count -= 1,
                _ => new.push(*diagnostic),
            }
        }

        new
    }
}

fn key(finding: &ReportedFinding<'_>) -> Key {
    (
        finding.code.to_owned(),
        finding.file.clone(),
        finding.message.to_owned(),
    )
}
