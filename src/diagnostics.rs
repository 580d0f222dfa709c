//! What is wrong with a catalog, said so that its maintainer can mend it.
//!
//! In: findings of any stage, each with a stable code and a place. Out: plain values, collected and never thrown;
//! `diagnostics::emit` prints them. Problems of the environment (disk, settings, theme) are errors, not diagnostics.

pub mod emit;
pub mod report;
mod rule;

pub(crate) use self::rule::Rule;
use crate::source::{FileId, Span};

/// One finding about the content of a catalog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Stable kebab-case word that names the kind of finding, such as `missing-page`.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// One sentence without a full stop: what is wrong.
    pub message: String,
    /// Where it is.
    pub place: Place,
    /// A few words under the caret.
    pub label: String,
    /// What to do about it; empty when the message says it.
    pub help: String,
    /// The one right change of the text, where there is one: `check --fix` makes it.
    pub fix: Option<Edit>,
}

/// A change of a text: other words in the place of some bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What goes.
    pub span: Span,
    /// What comes in its place.
    pub text: String,
}

/// How much a finding matters: only errors change the exit code by themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The site cannot be right: exit code 1.
    Error,
    /// Readers lose something; with `--deny warnings` exit code 1.
    Warning,
    /// Worth knowing, nothing is lost.
    Note,
}

impl Severity {
    /// `error`, `warning`, `note`.
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
pub enum Place {
    /// Bytes of a text, as it stands after decoding (`load::encoding`).
    Span(Span),
    /// A file or folder as a whole, by its path below the catalog folder.
    File(String),
}

impl From<Span> for Place {
    fn from(span: Span) -> Self {
        Self::Span(span)
    }
}

impl Diagnostic {
    /// The same for a text that has this number now: for findings about one text alone.
    #[must_use]
    pub fn of_file(mut self, file: FileId) -> Self {
        if let Place::Span(span) = &mut self.place {
            span.file = file;
        }
        if let Some(edit) = &mut self.fix {
            edit.span.file = file;
        }
        self
    }

    /// The same as a mere note, for the harmless form of what a rule finds.
    #[must_use]
    pub fn as_note(mut self) -> Self {
        self.severity = Severity::Note;
        self
    }

    /// The same with a few words under the caret.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// The same with the change that mends it.
    #[must_use]
    pub fn fix(mut self, span: Span, text: impl Into<String>) -> Self {
        self.fix = Some(Edit {
            span,
            text: text.into(),
        });
        self
    }

    /// The same with advice.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }
}
