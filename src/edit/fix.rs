//! Applies the unambiguous fixes of diagnostics to the texts of the catalog, for `check --fix`.
//!
//! In: diagnostics with fixes. Out: changed files and their diff, or only the diff. Each file is
//! read again and changed in its own bytes; see [`bytes`].

use std::collections::BTreeMap;
use std::ops::Range;

use anyhow::Result;
use similar::TextDiff;

use crate::config::Settings;
use crate::diagnostics::{Diagnostic, Edit};
use crate::edit::{align, bytes, file};
use crate::load;
use crate::source::{FileId, Sources};

/// What was fixed.
#[derive(Debug, Default)]
pub(crate) struct FixSummary {
    /// Number of fixes.
    pub(crate) fixes: usize,
    /// Number of changed files.
    pub(crate) files: usize,
    /// Unified diffs of all files.
    pub(crate) diff: String,
}

impl FixSummary {
    /// Adds a changed file.
    pub(crate) fn add(&mut self, fixes: usize, diff: &str) {
        self.fixes += fixes;
        self.files += 1;
        self.diff.push_str(diff);
    }
}

/// Applies the fixes of the diagnostics; with `dry_run`, nothing is written. Paths in the diff
/// start with `prefix`.
///
/// # Errors
/// A file cannot be read or written. The message names it.
pub(crate) fn fix(
    diagnostics: &[&Diagnostic],
    sources: &Sources,
    settings: &Settings,
    prefix: &str,
    dry_run: bool,
) -> Result<FixSummary> {
    let mut summary = FixSummary::default();

    for (id, edits) in edits_by_file(diagnostics) {
        let path = sources.path(id);
        let old = load::raw(settings, path)?;
        let Some((new, fixes)) = apply(&old, sources.text(id), edits) else {
            continue;
        };
        if new == old {
            continue;
        }

        summary.add(fixes, &diff(&old, &new, &format!("{prefix}{path}")));
        if !dry_run {
            file::replace(&settings.catalog.join(path), &new)?;
        }
    }

    Ok(summary)
}

fn edits_by_file<'a>(diagnostics: &[&'a Diagnostic]) -> BTreeMap<FileId, Vec<&'a Edit>> {
    let mut by_file: BTreeMap<FileId, Vec<&Edit>> = BTreeMap::new();
    for diagnostic in diagnostics {
        if let Some(edit) = &diagnostic.fix {
            by_file.entry(edit.span.file).or_default().push(edit);
        }
    }
    by_file
}

/// The bytes of a file with the edits and with its tables aligned as before, and the number of
/// fixes. `None` if the file is not UTF-8.
fn apply(bytes: &[u8], text: &str, mut edits: Vec<&Edit>) -> Option<(Vec<u8>, usize)> {
    edits.sort_by_key(|edit| (edit.span.range.start, edit.span.range.end));
    edits.dedup();

    let padding: Vec<(Range<usize>, String)> = edits
        .iter()
        .filter_map(|edit| align::padding(text, &edit.span.range, &edit.text))
        .collect();

    let mut all: Vec<(Range<usize>, &str)> = Vec::with_capacity(edits.len() + padding.len());
    for edit in &edits {
        all.push((edit.span.range.clone(), &edit.text));
    }
    for (range, spaces) in &padding {
        all.push((range.clone(), spaces));
    }
    all.sort_by_key(|(range, _)| (range.start, range.end));

    let (new, applied) = bytes::apply(bytes, &all)?;
    Some((new, applied.saturating_sub(padding.len())))
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
