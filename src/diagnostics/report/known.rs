//! Findings that were there before: what an earlier `check --format json` reported.
//!
//! In: that report and today's findings. Out: those that are new. A finding is known by rule, file and message; lines move.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::diagnostics::Diagnostic;
use crate::diagnostics::report::findings;
use crate::source::Sources;

/// Rule, file, message.
type Name = (String, String, String);

/// How many findings of each name there were.
#[derive(Clone, Debug, Default)]
pub struct Known(BTreeMap<Name, usize>);

#[derive(Deserialize)]
struct Report {
    findings: Vec<Earlier>,
}

#[derive(Deserialize)]
struct Earlier {
    code: String,
    file: String,
    message: String,
}

impl Known {
    /// Reads a report; `current` returns the code of today for a code that may be a former one.
    ///
    /// # Errors
    /// The text is not a report of `check --format json`.
    pub fn read(report: &str, current: impl Fn(&str) -> &str) -> serde_json::Result<Self> {
        let report: Report = serde_json::from_str(report)?;
        let mut known = BTreeMap::new();
        for Earlier {
            code,
            file,
            message,
        } in report.findings
        {
            let name = (current(&code).to_owned(), file, message);
            *known.entry(name).or_default() += 1;
        }
        Ok(Self(known))
    }

    /// The findings that the report has not; of as many of a name as it has, the first ones are known.
    pub fn new_of<'a>(
        &self,
        found: Vec<&'a Diagnostic>,
        sources: &Sources,
        prefix: &str,
    ) -> Vec<&'a Diagnostic> {
        let mut left = self.0.clone();
        let mut is_known = |name: Name| match left.get_mut(&name) {
            Some(count) if *count > 0 => {
                *count -= 1;
                true
            }
            _ => false,
        };
        let named = findings(&found, sources, prefix);
        let old: Vec<bool> = named
            .iter()
            .map(|one| {
                is_known((
                    one.code.to_owned(),
                    one.file.clone(),
                    one.message.to_owned(),
                ))
            })
            .collect();
        found
            .iter()
            .zip(old)
            .filter(|(_, old)| !old)
            .map(|(found, _)| *found)
            .collect()
    }
}
