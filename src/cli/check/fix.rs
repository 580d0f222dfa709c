//! `medatlas check --fix`: applies all unambiguous fixes, to the texts and to `medatlas.toml`.

mod rounds;

use anyhow::Result;

use super::checked_catalog::CheckedCatalog;
use super::rule_filter::RuleFilter;
use crate::cli::terminal;
use crate::config::FILE_NAME;
use crate::diagnostics::emit;
use crate::edit::aliases::SettingsChange;
use crate::edit::fix::diff;
use rounds::FixRounds;

/// What was fixed.
#[derive(Debug, Default)]
struct FixSummary {
    /// Number of fixes.
    fixes: usize,
    /// Number of changed files.
    files: usize,
    /// Unified diffs of all files.
    diff: String,
}

impl FixSummary {
    /// Adds a changed file.
    fn add(&mut self, diff: &str) {
        self.files += 1;
        self.diff.push_str(diff);
    }
}

/// Applies the fixes and reports how many there were; with `dry_run`, prints them as a diff.
pub(super) fn run(checked: &CheckedCatalog, filter: &RuleFilter, dry_run: bool) -> Result<()> {
    let prefix = checked.path_prefix();
    let mut summary = fix_texts(checked, filter, &prefix, dry_run)?;
    fix_aliases(checked, &prefix, dry_run, &mut summary)?;

    let FixSummary { fixes, files, diff } = summary;
    if dry_run {
        terminal::print(&emit::plain(&diff));
        terminal::report(&format!("would apply {fixes} fixes in {files} files"));
    } else {
        terminal::report(&format!("applied {fixes} fixes in {files} files"));
    }
    Ok(())
}

/// Fixes the texts, and reports the fixes that would change more than the writing.
fn fix_texts(
    checked: &CheckedCatalog,
    filter: &RuleFilter,
    prefix: &str,
    dry_run: bool,
) -> Result<FixSummary> {
    let mut rounds = FixRounds::new(&checked.settings, filter);
    rounds.run()?;

    for fix in &rounds.refused {
        let place = emit::plain(&format!("{prefix}{}", fix.place));
        terminal::report(&format!(
            "{place}: the fix of {} is left out, because it would change a link, an entry or a \
             fact",
            fix.code
        ));
    }

    let mut summary = FixSummary {
        fixes: rounds.applied,
        ..FixSummary::default()
    };
    for file in rounds.changed() {
        let path = format!("{prefix}{}", file.path);
        summary.add(&diff(&file.original, &file.bytes, &path));
        if !dry_run {
            file.write(&checked.settings)?;
        }
    }
    Ok(summary)
}

/// Adds the unambiguous aliases of URLs that no longer exist to the settings.
fn fix_aliases(
    checked: &CheckedCatalog,
    prefix: &str,
    dry_run: bool,
    summary: &mut FixSummary,
) -> Result<()> {
    let aliases: Vec<&(String, String)> = checked
        .removed_urls
        .iter()
        .filter_map(|url| url.alias.as_ref())
        .collect();
    if aliases.is_empty() {
        return Ok(());
    }

    let change = SettingsChange::add_aliases(&checked.settings, &aliases)?;
    let path = format!("{prefix}{FILE_NAME}");
    summary.fixes += aliases.len();
    summary.add(&diff(change.old.as_bytes(), change.new.as_bytes(), &path));

    if !dry_run {
        change.write(&checked.settings)?;
    }
    Ok(())
}
