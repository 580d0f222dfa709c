//! What the preview reports to the terminal.
//!
//! In: counts and paths. Out: text. File names are made harmless for the terminal.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::diagnostics::emit;

/// A message for the terminal.
#[derive(Debug)]
pub enum Message {
    /// The URL of the preview, once there is something to see.
    Ready(String),
    /// One line about a rebuild.
    Line(String),
    /// Findings, or an error.
    Text(String),
    /// Details that are printed only on request.
    Debug(String),
}

/// What a browser shows after a rebuild that failed.
pub(super) fn fallback(has_site: bool) -> &'static str {
    if has_site {
        "the last good site is still shown"
    } else {
        "there is no site yet"
    }
}

/// What changed in the findings, as the end of a line.
pub(super) fn findings(new: usize, fixed: usize) -> String {
    let mut text = String::new();

    if new > 0 {
        text.push_str(&format!("; {}", count(new, "new finding")));
    }
    if fixed > 0 {
        text.push_str(&format!("; {} fixed", count(fixed, "finding")));
    }
    text
}

/// `1 dataset`, `2 datasets`.
pub(super) fn count(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// The names of up to `limit` files, in one line.
pub(super) fn file_names(paths: &BTreeSet<PathBuf>, limit: usize) -> String {
    let names: Vec<String> = paths
        .iter()
        .filter_map(|path| path.file_name())
        .take(limit)
        .map(|name| name.to_string_lossy().into_owned())
        .collect();

    let mut line = names.join(", ");
    if paths.len() > limit {
        line.push_str(&format!(" and {} more", paths.len() - limit));
    }

    // The name of a file must not steer the terminal.
    emit::plain(&line).replace('\n', " ")
}
