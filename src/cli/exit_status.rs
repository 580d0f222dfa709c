//! How a command ended: the one decision about exit codes 0 and 1.
//!
//! In: the number of diagnostics of each severity, and the severities that are denied. Out: an
//! [`ExitStatus`].

use std::process::ExitCode;

use clap::ValueEnum;

use crate::diagnostics::{Diagnostic, Severity};

/// How a command ended, if it ran to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ExitStatus {
    /// Exit code 0.
    Success,
    /// Exit code 1: the content has errors, or warnings that are denied.
    ContentErrors,
}

impl From<ExitStatus> for ExitCode {
    fn from(status: ExitStatus) -> Self {
        match status {
            ExitStatus::Success => Self::SUCCESS,
            ExitStatus::ContentErrors => Self::from(1),
        }
    }
}

/// The values of `--deny`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Deny {
    // Warnings fail the command as errors do. A doc comment would double the length of `--help`.
    Warnings,
}

/// The number of diagnostics of each severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct SeverityCounts {
    pub(super) errors: usize,
    pub(super) warnings: usize,
    pub(super) notes: usize,
}

impl SeverityCounts {
    pub(super) fn of<'a>(diagnostics: impl IntoIterator<Item = &'a Diagnostic>) -> Self {
        let mut counts = Self::default();
        for diagnostic in diagnostics {
            match diagnostic.severity {
                Severity::Error => counts.errors += 1,
                Severity::Warning => counts.warnings += 1,
                Severity::Note => counts.notes += 1,
            }
        }
        counts
    }

    /// Whether the command fails.
    pub(super) fn exit_status(self, deny: Option<Deny>) -> ExitStatus {
        let has_denied_warnings = deny == Some(Deny::Warnings) && self.warnings > 0;

        if self.errors > 0 || has_denied_warnings {
            ExitStatus::ContentErrors
        } else {
            ExitStatus::Success
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(errors: usize, warnings: usize, deny: Option<Deny>, expected: ExitStatus) {
        let counts = SeverityCounts {
            errors,
            warnings,
            notes: 1,
        };
        assert_eq!(counts.exit_status(deny), expected);
    }

    #[test]
    fn errors_and_denied_warnings_fail() {
        check(0, 0, Some(Deny::Warnings), ExitStatus::Success);
        check(0, 1, None, ExitStatus::Success);
        check(0, 1, Some(Deny::Warnings), ExitStatus::ContentErrors);
        check(1, 0, None, ExitStatus::ContentErrors);
    }
}
