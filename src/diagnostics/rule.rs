//! A kind of finding: what it means, why it matters, and how much.
//!
//! In: nothing. Out: `Rule`, of which each stage and each check declares its own as a constant;
//! `check::rules` lists all of them.

use super::{Diagnostic, Location, Severity};

/// A kind of finding. Its constant is the only location that states these facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Rule {
    /// Stable identifier in kebab case that says what is wrong, such as `missing-page`.
    pub(crate) code: &'static str,
    /// How much a finding matters.
    pub(crate) severity: Severity,
    /// What the rule finds: a noun phrase in Markdown, without a full stop.
    pub(crate) summary: &'static str,
    /// Why it matters: a clause in Markdown, without a full stop.
    pub(crate) reason: &'static str,
    /// An excerpt of a catalog that the rule finds, in Markdown.
    pub(crate) example: &'static str,
}

impl Rule {
    /// A finding of this rule at `location`; `message` is one sentence without a full stop.
    pub(crate) fn at(
        &self,
        location: impl Into<Location>,
        message: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic {
            code: self.code,
            severity: self.severity,
            message: message.into(),
            location: location.into(),
            label: String::new(),
            help: String::new(),
            edits: Vec::new(),
        }
    }
}
