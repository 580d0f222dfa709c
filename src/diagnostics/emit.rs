//! Prints diagnostics for people, in the format that rustc made familiar.
//!
//! In: diagnostics and the texts that they point into. Out: text for a terminal. Only this module
//! knows annotate-snippets.

use std::collections::BTreeMap;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};

use crate::diagnostics::{Diagnostic, Location, Severity};
use crate::source::hidden::is_hidden;
use crate::source::{Sources, Span};

/// The replacement for a hidden character.
const REPLACEMENT: &str = "\u{fffd}";

/// Sorts by file and position, with errors before warnings at the same position, and removes
/// duplicates.
pub fn sort(diagnostics: &mut Vec<Diagnostic>, sources: &Sources) {
    diagnostics.sort_by_cached_key(|diagnostic| {
        let (path, start) = match &diagnostic.location {
            Location::Span(span) => (sources.path(span.file).to_owned(), span.range.start),
            Location::File(path) => (path.clone(), 0),
        };
        let message = diagnostic.message.clone();
        (path, start, diagnostic.severity, diagnostic.code, message)
    });
    diagnostics.dedup();
}

/// The diagnostics as text, each with its source line and a caret.
pub fn human(diagnostics: &[&Diagnostic], sources: &Sources, color: bool) -> String {
    let renderer = if color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };

    let mut out = String::new();
    for diagnostic in diagnostics {
        out.push_str(&render(diagnostic, sources, &renderer));
        out.push_str("\n\n");
    }
    out
}

fn render(diagnostic: &Diagnostic, sources: &Sources, renderer: &Renderer) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level
        .primary_title(without_hidden(&diagnostic.message))
        .id(diagnostic.code);

    let mut group = match &diagnostic.location {
        Location::Span(span) => {
            let line = SourceLine::of(span, sources);
            let caret = AnnotationKind::Primary
                .span(line.range)
                .label(without_hidden(&diagnostic.label));
            let snippet = Snippet::source(line_without_hidden(line.text))
                .line_start(line.number)
                .path(without_hidden(sources.path(span.file)));
            title.element(snippet.annotation(caret))
        }
        Location::File(path) => title.element(Origin::path(without_hidden(path))),
    };

    if !diagnostic.help.is_empty() {
        group = group.element(Level::HELP.message(without_hidden(&diagnostic.help)));
    }
    renderer.render(&[group])
}

/// The line where a span starts: the renderer does not get the whole text, which may be long.
struct SourceLine<'a> {
    text: &'a str,
    /// Counted from 1.
    number: usize,
    /// The bytes of the span in the line.
    range: Range<usize>,
}

impl<'a> SourceLine<'a> {
    fn of(span: &Span, sources: &'a Sources) -> Self {
        let text = sources.text(span.file);
        let start = text.floor_char_boundary(span.range.start.min(text.len()));

        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let end = text.floor_char_boundary(span.range.end.clamp(start, line_end));

        let lines_before = text[..line_start].matches('\n').count();
        Self {
            text: &text[line_start..line_end],
            number: lines_before + 1,
            range: start - line_start..end - line_start,
        }
    }
}

/// Lines of a catalog for a terminal, with a replacement for each character that would control it.
pub fn plain(text: &str) -> String {
    text.replace(|c| c != '\n' && c != '\t' && is_hidden(c), REPLACEMENT)
}

/// Text of a catalog on one line, with a replacement for each control character and invisible
/// character.
fn without_hidden(text: &str) -> String {
    text.replace(is_hidden, REPLACEMENT)
}

/// A source line with replacements that are as long as the characters, so that every byte offset
/// stays.
fn line_without_hidden(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    for c in line.chars() {
        if c == '\t' || !is_hidden(c) {
            out.push(c);
        } else {
            out.extend(std::iter::repeat_n('?', c.len_utf8()));
        }
    }

    out
}

/// The number of findings of each code, the most frequent first: `12 missing-image, 3 mojibake`.
pub fn by_code<'a>(diagnostics: impl IntoIterator<Item = &'a Diagnostic>) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for diagnostic in diagnostics {
        *counts.entry(diagnostic.code).or_default() += 1;
    }

    let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));

    let parts: Vec<String> = counts
        .iter()
        .map(|(code, count)| format!("{count} {code}"))
        .collect();
    parts.join(", ")
}
