//! Applies the unambiguous fixes of diagnostics to the bytes of a file, for `check --fix`.
//!
//! In: diagnostics with edits, and the bytes of a file. Out: the changed bytes, or a diff. Only the
//! edited bytes change; see [`bytes`].

use std::ops::Range;

use similar::TextDiff;

use crate::diagnostics::{Diagnostic, Edit};
use crate::edit::{align, bytes};
use crate::source::{FileId, Sources};

/// The edits of one text that fix one finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fix {
    /// The code of the rule.
    pub(crate) code: &'static str,
    /// The text.
    pub(crate) file: FileId,
    /// The first edited position: path, line and column.
    pub(crate) place: String,
    /// Sorted by position.
    edits: Vec<Edit>,
}

/// The fixes of diagnostics, each once, in the order of the texts.
pub(crate) fn fixes(diagnostics: &[&Diagnostic], sources: &Sources) -> Vec<Fix> {
    let mut fixes: Vec<Fix> = diagnostics
        .iter()
        .filter_map(|diagnostic| {
            let first = diagnostic.edits.first()?;
            let (line, column) = sources.line_column(&first.span);
            Some(Fix {
                code: diagnostic.code,
                file: first.span.file,
                place: format!("{}:{line}:{column}", sources.path(first.span.file)),
                edits: diagnostic.edits.clone(),
            })
        })
        .collect();

    fixes.sort_by_key(|fix| {
        let range = &fix.edits[0].span.range;
        (fix.file, range.start, range.end)
    });
    fixes.dedup();
    fixes
}

/// The bytes of a file with fixes of its text and with its tables aligned as before, and the number
/// of fixes that were applied. `None` if the file is not UTF-8.
pub(crate) fn apply(bytes: &[u8], text: &str, fixes: &[&Fix]) -> Option<(Vec<u8>, usize)> {
    // Each edit with the index of its fix; the spaces that keep a table aligned have none.
    let mut edits: Vec<(Range<usize>, String, Option<usize>)> = Vec::new();
    for (at, fix) in fixes.iter().enumerate() {
        for Edit { span, text: new } in &fix.edits {
            edits.push((span.range.clone(), new.clone(), Some(at)));
            let padding = align::padding(text, &span.range, new);
            edits.extend(padding.map(|(range, spaces)| (range, spaces, None)));
        }
    }
    edits.sort_by(|a, b| (a.0.start, a.0.end, &a.1).cmp(&(b.0.start, b.0.end, &b.1)));
    edits.dedup_by(|a, b| a.2.is_some() && b.2.is_some() && a.0 == b.0 && a.1 == b.1);

    let plain: Vec<(Range<usize>, &str)> = edits
        .iter()
        .map(|(range, new, _)| (range.clone(), new.as_str()))
        .collect();
    let (new, is_applied) = bytes::apply(bytes, &plain)?;

    let mut applied: Vec<usize> = edits
        .iter()
        .zip(is_applied)
        .filter_map(|((_, _, fix), is_applied)| fix.filter(|_| is_applied))
        .collect();
    applied.sort_unstable();
    applied.dedup();
    Some((new, applied.len()))
}

/// A unified diff of a file with one line of context.
pub(crate) fn diff(old: &[u8], new: &[u8], path: &str) -> String {
    let (old, new) = (String::from_utf8_lossy(old), String::from_utf8_lossy(new));

    TextDiff::from_lines(old.as_ref(), new.as_ref())
        .unified_diff()
        .context_radius(1)
        .header(&format!("a/{path}"), &format!("b/{path}"))
        .to_string()
}
