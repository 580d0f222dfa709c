//! Findings that a maintainer has looked at and accepts: taken out, with the reason on record.
//!
//! In: all findings, the texts and `[check]` of the settings. Out: the findings that remain, with
//! the levels of the settings, and new ones about exceptions that are invalid or no longer needed.
//! A comment in a text covers its own line and the next one, or the whole file; the settings cover
//! files by path. Errors are never accepted, because the site could not be right.

mod comment;

use std::ops::Range;

use self::comment::Allowance;
use crate::check::levels::Levels;
use crate::check::{renamed, rules};
use crate::config::pattern::matches;
use crate::config::{ExceptionConfig, FILE_NAME, Settings};
use crate::diagnostics::{Diagnostic, Location, Rule, Severity};
use crate::source::{FileId, Sources, Span};

pub(crate) const INVALID_EXCEPTION: Rule = Rule {
    code: "invalid-exception",
    severity: Severity::Warning,
    summary: "a comment that is meant to accept a finding, but cannot be read",
    reason: "the finding is reported all the same",
    example: "`<!-- medatlas: allow missing-case-count -->` without a reason",
};

pub(crate) const UNUSED_EXCEPTION: Rule = Rule {
    code: "unused-exception",
    severity: Severity::Note,
    summary: "an exception that covers no finding",
    reason: "it would hide the next one",
    example: "`[[check.exceptions]]` for a page that was fixed",
};

/// Applies the levels and the exceptions of the settings, and the comments of the texts.
pub(crate) fn apply(
    diagnostics: Vec<Diagnostic>,
    sources: &Sources,
    settings: &Settings,
) -> Vec<Diagnostic> {
    let levels = Levels::new(&settings.config.check);
    let (mut exceptions, mut about_exceptions) = read_exceptions(sources, settings);

    let mut remaining = Vec::with_capacity(diagnostics.len());
    for diagnostic in diagnostics {
        let Some(diagnostic) = levels.apply(diagnostic) else {
            continue;
        };
        let accepted = accept(&diagnostic, &mut exceptions, sources);
        if !accepted || diagnostic.severity == Severity::Error {
            remaining.push(diagnostic);
        }
    }

    about_exceptions.extend(exceptions.iter().filter_map(Exception::unused));
    remaining.extend(
        about_exceptions
            .into_iter()
            .filter_map(|diagnostic| levels.apply(diagnostic)),
    );
    remaining
}

/// The exceptions of the settings and of all comments, and findings about them.
fn read_exceptions(sources: &Sources, settings: &Settings) -> (Vec<Exception>, Vec<Diagnostic>) {
    let mut exceptions = Vec::new();
    let mut diagnostics = Levels::renamed(&settings.config.check);

    for config in &settings.config.check.exceptions {
        diagnostics.extend(renamed::check(&config.rule, settings_file()));
        exceptions.extend(Exception::from_settings(config));
    }
    for (file, text) in sources.numbered_texts() {
        read_comments(&text.text, file, sources, &mut exceptions, &mut diagnostics);
    }
    (exceptions, diagnostics)
}

fn settings_file() -> Location {
    Location::File(FILE_NAME.to_owned())
}

/// Marks all exceptions that cover a finding as used. Returns whether there is one.
fn accept(diagnostic: &Diagnostic, exceptions: &mut [Exception], sources: &Sources) -> bool {
    let mut accepted = false;
    for exception in exceptions {
        if exception.covers(diagnostic, sources) {
            exception.used = true;
            accepted = true;
        }
    }

    accepted
}

/// A rule whose findings are accepted in some location.
struct Exception {
    code: &'static str,
    scope: Scope,
    /// Where the exception is written.
    location: Location,
    used: bool,
}

#[derive(Clone)]
enum Scope {
    /// Files by path; `*` matches any characters.
    Files(String),
    /// One whole text.
    Text(FileId),
    /// Lines of one text, counted from 1.
    Lines(FileId, Range<usize>),
}

impl Exception {
    fn from_settings(config: &ExceptionConfig) -> Option<Self> {
        Some(Self {
            code: rules::named(&config.rule)?.code,
            scope: Scope::Files(config.file.clone()),
            location: settings_file(),
            used: false,
        })
    }

    fn covers(&self, diagnostic: &Diagnostic, sources: &Sources) -> bool {
        if self.code != diagnostic.code {
            return false;
        }

        let (path, span) = match &diagnostic.location {
            Location::Span(span) => (sources.path(span.file), Some(span)),
            Location::File(path) => (path.as_str(), None),
        };
        match &self.scope {
            Scope::Files(pattern) => matches(pattern, path),
            Scope::Text(file) => path == sources.path(*file),
            Scope::Lines(file, lines) => {
                span.is_some_and(|span| span.file == *file && lines.contains(&sources.line(span)))
            }
        }
    }

    /// The finding about an exception that covered nothing.
    fn unused(&self) -> Option<Diagnostic> {
        let message = format!("the exception from {} covers no finding", self.code);
        (!self.used).then(|| {
            UNUSED_EXCEPTION
                .at(self.location.clone(), message)
                .help("Remove it")
        })
    }
}

/// Adds the exceptions that the comments of one text state, and findings about those that cannot be
/// applied.
fn read_comments(
    text: &str,
    file: FileId,
    sources: &Sources,
    exceptions: &mut Vec<Exception>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for (range, allowance) in comment::comments(text) {
        let span = Span::new(file, range);
        match allowance.and_then(resolve) {
            Ok((whole_file, rules)) => {
                let scope = match whole_file {
                    true => Scope::Text(file),
                    false => Scope::Lines(file, covered_lines(text, &span, sources)),
                };
                for (written, code) in rules {
                    diagnostics.extend(renamed::check(&written, span.clone()));
                    exceptions.push(Exception {
                        code,
                        scope: scope.clone(),
                        location: span.clone().into(),
                        used: false,
                    });
                }
            }
            Err(why) => diagnostics.push(INVALID_EXCEPTION.at(span, why).help(
                "Write <!-- medatlas: allow CODE: reason -->, with a code that \
                 `medatlas check --rules` lists",
            )),
        }
    }
}

/// Codes as written and codes of today.
type Codes = Vec<(String, &'static str)>;

/// Looks up the codes of a comment.
fn resolve(allowance: Allowance) -> Result<(bool, Codes), String> {
    let mut codes = Vec::with_capacity(allowance.codes.len());
    for code in allowance.codes {
        let rule = rules::named(&code).ok_or_else(|| format!("there is no rule {code:?}"))?;
        codes.push((code, rule.code));
    }
    Ok((allowance.whole_file, codes))
}

/// The lines of a comment and the next line that is not empty: empty lines may separate a comment
/// from what it covers.
fn covered_lines(text: &str, comment: &Span, sources: &Sources) -> Range<usize> {
    let end = comment.range.end;
    let last = sources.line(&Span::new(comment.file, end..end));

    let empty = text[end..]
        .lines()
        .skip(1)
        .take_while(|line| line.trim().is_empty())
        .count();
    sources.line(comment)..last + empty + 2
}
