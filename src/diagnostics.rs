//! What is wrong with a catalog, reported in a way that lets its maintainer fix it.
//!
//! In: findings of any stage, each with a stable code and a location. Out: plain values, which are
//! collected and never thrown; `diagnostics::emit` and `diagnostics::report` print them. Problems
//! of the environment (disk, settings, theme) are errors, not diagnostics.

pub mod emit;
pub mod report;
mod rule;

pub(crate) use self::rule::Rule;
use crate::source::{FileId, Span};

/// One finding about the content of a catalog. `Rule::at` creates it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The code of the rule, such as `missing-page`.
    pub code: &'static str,
    /// How much it matters: that of the rule, unless the settings say otherwise.
    pub severity: Severity,
    /// One sentence without a full stop: what is wrong.
    pub message: String,
    /// Where it is.
    pub location: Location,
    /// A few words under the caret.
    pub label: String,
    /// What to do about it; empty if the message says it.
    pub help: String,
    /// The changes of one text that fix it together, if exactly one way is right: `check --fix`
    /// makes them. It is empty if there is no such way.
    pub edits: Vec<Edit>,
}

/// A replacement in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The bytes that are replaced.
    pub span: Span,
    /// The new text.
    pub text: String,
}

/// How much a finding matters: only errors change the exit code by themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The site cannot be right: exit code 1.
    Error,
    /// Readers lose something; exit code 1 with `--deny warnings`.
    Warning,
    /// Worth knowing; nothing is lost.
    Note,
}

impl Severity {
    /// `error`, `warning` or `note`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// Where a finding is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Location {
    /// Bytes of a text, as it is after decoding (see `load::encoding`).
    Span(Span),
    /// A whole file or folder, by its path below the catalog folder.
    File(String),
}

impl From<Span> for Location {
    fn from(span: Span) -> Self {
        Self::Span(span)
    }
}

impl Diagnostic {
    /// Sets the text under the caret.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Sets the advice.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }

    /// Adds a change that belongs to the fix.
    #[must_use]
    pub fn fix(mut self, span: Span, text: impl Into<String>) -> Self {
        let text = text.into();
        self.edits.push(Edit { span, text });
        self
    }

    /// Makes it a note, for the harmless form of what a rule finds.
    #[must_use]
    pub fn as_note(mut self) -> Self {
        self.severity = Severity::Note;
        self
    }

    /// Moves a finding about a single text to the index that the text has now.
    #[must_use]
    pub fn of_file(mut self, file: FileId) -> Self {
        if let Location::Span(span) = &mut self.location {
            span.file = file;
        }
        for edit in &mut self.edits {
            edit.span.file = file;
        }

        self
    }
}
