//! Findings that a maintainer has looked at and accepts: taken out, with the reason on record.
//!
//! In: all findings, the texts and `[check]` of the settings. Out: the findings that remain, with new ones about
//! exceptions that are wrong or no longer needed. A comment in a text speaks for its own line and the next one,
//! `<!-- medatlas: allow CODE: reason -->`, or for the whole file with `allow-file`; the settings speak for files by
//! path. Errors are never excepted: the site could not be right.

use std::ops::Range;

use crate::check::{levels, rules};
use crate::config::pattern::matches;
use crate::config::{ExceptionConfig, FILE_NAME, Settings};
use crate::diagnostics::{Diagnostic, Place, Rule, Severity};
use crate::source::Sources;
use crate::source::{FileId, Span};

pub(crate) const INVALID_EXCEPTION: Rule = Rule {
    code: "bad-exception",
    severity: Severity::Warning,
    summary: "a comment that is meant to accept a finding, but cannot be read",
    reason: "the finding is reported all the same",
    example: "`<!-- medatlas: allow no-cases -->` without a reason",
};

pub(crate) const UNUSED_EXCEPTION: Rule = Rule {
    code: "unused-exception",
    severity: Severity::Note,
    summary: "an exception that covers no finding",
    reason: "it would hide the next one",
    example: "`[[check.exceptions]]` for a page that was fixed",
};

/// What opens a comment that speaks to the checks.
const OPENING: &str = "<!-- medatlas:";

/// Applies the levels and the exceptions of the settings and the comments of the texts.
pub fn apply(found: Vec<Diagnostic>, sources: &Sources, settings: &Settings) -> Vec<Diagnostic> {
    let mut bad = Vec::new();
    let mut exceptions: Vec<Exception> = settings
        .check
        .exceptions
        .iter()
        .map(Exception::of)
        .collect();
    for (at, text) in sources.texts.iter().enumerate() {
        comments(
            &text.text,
            FileId(at as u32),
            sources,
            &mut exceptions,
            &mut bad,
        );
    }
    let mut left: Vec<Diagnostic> = Vec::with_capacity(found.len());
    for diagnostic in found {
        let Some(diagnostic) = levels::apply(diagnostic, &settings.check) else {
            continue;
        };
        let mut excepted = false;
        for exception in exceptions
            .iter_mut()
            .filter(|exception| exception.covers(&diagnostic, sources))
        {
            (exception.used, excepted) = (true, true);
        }
        if !excepted || diagnostic.severity == Severity::Error {
            left.push(diagnostic);
        }
    }
    left.extend(bad);
    left.extend(
        exceptions
            .into_iter()
            .filter(|exception| !exception.used)
            .map(unused),
    );
    left
}

/// An accepted kind of finding in some place.
struct Exception {
    code: String,
    scope: Scope,
    place: Place,
    used: bool,
}

enum Scope {
    /// Files by path, `*` for any characters.
    Files(String),
    /// One text, whole.
    Text(FileId),
    /// Lines of one text, from 1.
    Lines(FileId, Range<usize>),
}

impl Exception {
    fn of(config: &ExceptionConfig) -> Self {
        let scope = Scope::Files(config.file.clone());
        Self {
            code: config.rule.clone(),
            scope,
            place: Place::File(FILE_NAME.to_owned()),
            used: false,
        }
    }

    fn covers(&self, diagnostic: &Diagnostic, sources: &Sources) -> bool {
        if self.code != diagnostic.code {
            return false;
        }
        let span = match &diagnostic.place {
            Place::Span(span) => Some(span),
            Place::File(_) => None,
        };
        let path = match &diagnostic.place {
            Place::Span(span) => sources.path(span.file),
            Place::File(path) => path,
        };
        match &self.scope {
            Scope::Files(pattern) => matches(pattern, path),
            Scope::Text(file) => path == sources.path(*file),
            Scope::Lines(file, lines) => {
                span.is_some_and(|span| span.file == *file && lines.contains(&sources.line(span)))
            }
        }
    }
}

/// Reads the comments of one text.
fn comments(
    text: &str,
    file: FileId,
    sources: &Sources,
    exceptions: &mut Vec<Exception>,
    bad: &mut Vec<Diagnostic>,
) {
    for (at, _) in text.match_indices(OPENING) {
        let words = &text[at + OPENING.len()..];
        let length = words
            .find("-->")
            .unwrap_or_else(|| words.find('\n').unwrap_or(words.len()));
        let span = Span::new(file, at..at + OPENING.len() + length);
        match read(&words[..length]) {
            Ok((whole, codes)) => {
                let line = sources.line(&span);
                let last = sources.line(&Span::new(file, span.range.end..span.range.end));
                let scope = || match whole {
                    true => Scope::Text(file),
                    false => Scope::Lines(file, line..following(text, span.range.end, last) + 1),
                };
                exceptions.extend(codes.into_iter().map(|code| Exception {
                    code,
                    scope: scope(),
                    place: span.clone().into(),
                    used: false,
                }));
            }
            Err(why) => bad.push(INVALID_EXCEPTION.at(span, why).help(
                "Write <!-- medatlas: allow CODE: reason -->, with a code of `medatlas check --rules`",
            )),
        }
    }
}

/// The line after `last` that has words: blank ones stand between a comment and what it speaks of.
fn following(text: &str, end: usize, last: usize) -> usize {
    let blank = text[end..]
        .lines()
        .skip(1)
        .take_while(|line| line.trim().is_empty())
        .count();
    last + 1 + blank
}

/// `allow CODE, CODE: reason` or `allow-file CODE: reason`: whether it is for the file, and the codes.
fn read(words: &str) -> Result<(bool, Vec<String>), String> {
    let (head, reason) = words
        .split_once(':')
        .ok_or("the exception states no reason")?;
    let (verb, codes) = head.trim().split_once(' ').unwrap_or((head.trim(), ""));
    let whole = match verb {
        "allow" => false,
        "allow-file" => true,
        other => return Err(format!("{other:?} is neither allow nor allow-file")),
    };
    if reason.trim().is_empty() {
        return Err("the exception states no reason".to_owned());
    }
    let codes: Vec<String> = codes
        .split([',', ' '])
        .filter(|code| !code.is_empty())
        .map(str::to_owned)
        .collect();
    match codes.iter().find(|code| rules::named(code).is_none()) {
        Some(code) => Err(format!("there is no rule {code:?}")),
        None if codes.is_empty() => Err("the exception names no rule".to_owned()),
        None => Ok((whole, codes)),
    }
}

fn unused(exception: Exception) -> Diagnostic {
    let message = format!("the exception from {} covers no finding", exception.code);
    UNUSED_EXCEPTION
        .at(exception.place, message)
        .help("Take it out")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_of_every_form() {
        let codes = |words: &str| read(words).map(|(whole, codes)| (whole, codes.join(" ")));
        assert_eq!(
            codes(" allow no-cases, mojibake: quoted "),
            Ok((false, "no-cases mojibake".to_owned()))
        );
        assert_eq!(
            codes(" allow-file no-cases: none known "),
            Ok((true, "no-cases".to_owned()))
        );
        for bad in [
            "",
            " allow no-cases",
            " allow no-cases: ",
            " allow : why",
            " allow nothing: why",
            " deny no-cases: why",
        ] {
            assert!(codes(bad).is_err(), "{bad}");
        }
    }
}
