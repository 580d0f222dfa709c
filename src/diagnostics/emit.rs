//! Prints diagnostics for people, in the form that rustc made familiar.
//!
//! In: diagnostics and the texts that they point into. Out: text for a terminal. The only place that knows
//! annotate-snippets.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};

use crate::diagnostics::{Diagnostic, Place, Severity};
use crate::source::hidden::is_hidden;
use crate::source::{Sources, Span};

/// Sorts by file and place, errors before warnings at the same place; drops doubles.
pub fn sort(found: &mut Vec<Diagnostic>, sources: &Sources) {
    found.sort_by_cached_key(|diagnostic| {
        let (path, at) = match &diagnostic.place {
            Place::Span(span) => (sources.path(span.file).to_owned(), span.range.start),
            Place::File(path) => (path.clone(), 0),
        };
        (
            path,
            at,
            diagnostic.severity,
            diagnostic.code,
            diagnostic.message.clone(),
        )
    });
    found.dedup();
}

/// The diagnostics as text, with the source line and a caret each.
pub fn human(found: &[&Diagnostic], sources: &Sources, color: bool) -> String {
    let renderer = if color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let mut out = String::new();
    for diagnostic in found {
        out.push_str(&one(diagnostic, sources, &renderer));
        out.push_str("\n\n");
    }
    out
}

fn one(diagnostic: &Diagnostic, sources: &Sources, renderer: &Renderer) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level
        .primary_title(visible(&diagnostic.message))
        .id(diagnostic.code);
    let mut group = match &diagnostic.place {
        Place::Span(span) => {
            let lines = Lines::around(span, sources);
            title.element(
                Snippet::source(visible_line(lines.text))
                    .line_start(lines.number)
                    .path(sources.path(span.file))
                    .annotation(
                        AnnotationKind::Primary
                            .span(lines.range)
                            .label(visible(&diagnostic.label)),
                    ),
            )
        }
        Place::File(path) => title.element(Origin::path(visible(path))),
    };
    if !diagnostic.help.is_empty() {
        group = group.element(Level::HELP.message(visible(&diagnostic.help)));
    }
    renderer.render(&[group])
}

/// The line that a span begins on: long texts are not handed to the renderer whole.
struct Lines<'a> {
    text: &'a str,
    number: usize,
    range: std::ops::Range<usize>,
}

impl<'a> Lines<'a> {
    fn around(span: &Span, sources: &'a Sources) -> Self {
        let text = sources.text(span.file);
        let start = text.floor_char_boundary(span.range.start.min(text.len()));
        let from = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let end = text.floor_char_boundary(span.range.end.clamp(start, line_end));
        let number = text[..from].bytes().filter(|byte| *byte == b'\n').count() + 1;
        Self {
            text: &text[from..line_end],
            number,
            range: start - from..end - from,
        }
    }
}

/// Lines of contributors' text for a terminal: what would steer it becomes marks.
pub fn plain(text: &str) -> String {
    text.chars()
        .map(|c| {
            if c != '\n' && c != '\t' && is_hidden(c) {
                '\u{fffd}'
            } else {
                c
            }
        })
        .collect()
}

/// Text of contributors must not steer a terminal or hide itself: control and invisible characters become marks.
fn visible(text: &str) -> String {
    text.chars()
        .map(|c| if is_hidden(c) { '\u{fffd}' } else { c })
        .collect()
}

/// The same for a source line, keeping every byte offset: marks as long as what they stand for.
fn visible_line(line: &str) -> String {
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
