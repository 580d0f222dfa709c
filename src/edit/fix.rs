//! `medatlas check --fix`: makes the changes that have one right answer, or shows them.
//!
//! In: the findings of a check. Out: changed files, or a diff. Each file is read again and changed in its own bytes.

use std::collections::BTreeMap;

use anyhow::Result;
use similar::TextDiff;

use crate::config::Settings;
use crate::diagnostics::{Diagnostic, Edit};
use crate::edit::bytes;
use crate::load;
use crate::source::FileId;
use crate::source::Sources;
use crate::write::patch::patch;

/// What `fix` did.
#[derive(Debug, Default)]
pub(crate) struct Fixed {
    /// Changes made.
    pub(crate) edits: usize,
    /// Files changed.
    pub(crate) files: usize,
    /// Unified diffs of all files.
    pub(crate) diff: String,
}

/// Makes the changes; with `dry` only their diff.
///
/// # Errors
/// A file cannot be read or written: the message names it.
pub(crate) fn fix(
    found: &[&Diagnostic],
    sources: &Sources,
    settings: &Settings,
    prefix: &str,
    dry: bool,
) -> Result<Fixed> {
    let mut by_file: BTreeMap<FileId, Vec<&Edit>> = BTreeMap::new();
    for edit in found
        .iter()
        .filter_map(|diagnostic| diagnostic.fix.as_ref())
    {
        by_file.entry(edit.span.file).or_default().push(edit);
    }
    let mut fixed = Fixed::default();
    for (file, mut edits) in by_file {
        edits.sort_by_key(|edit| (edit.span.range.start, edit.span.range.end));
        edits.dedup();
        let text = sources.text(file);
        let blanks: Vec<_> = edits
            .iter()
            .filter_map(|edit| crate::edit::align::blanks(text, &edit.span.range, &edit.text))
            .collect();
        let words = edits
            .iter()
            .map(|edit| (edit.span.range.clone(), edit.text.as_str()));
        let aligned = blanks.len();
        let blanks = blanks
            .iter()
            .map(|(range, blanks)| (range.clone(), blanks.as_str()));
        let mut edits: Vec<_> = words.chain(blanks).collect();
        edits.sort_by_key(|(range, _)| (range.start, range.end));
        let old = load::raw(settings, sources.path(file))?;
        let Some((new, made)) = bytes::edit(&old, &edits) else {
            continue;
        };
        if new == old {
            continue;
        }
        fixed.edits += made.saturating_sub(aligned);
        fixed.files += 1;
        fixed.diff.push_str(&diff(
            &old,
            &new,
            &format!("{prefix}{}", sources.path(file)),
        ));
        if !dry {
            patch(&settings.catalog.join(sources.path(file)), &new)?;
        }
    }
    Ok(fixed)
}

pub(crate) fn diff(old: &[u8], new: &[u8], name: &str) -> String {
    let (old, new) = (String::from_utf8_lossy(old), String::from_utf8_lossy(new));
    let diff = TextDiff::from_lines(old.as_ref(), new.as_ref());
    diff.unified_diff()
        .context_radius(1)
        .header(&format!("a/{name}"), &format!("b/{name}"))
        .to_string()
}
