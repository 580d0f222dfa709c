//! `medatlas check --fix`: applies all unambiguous fixes, to the texts and to `medatlas.toml`.

use anyhow::Result;

use super::checked_catalog::CheckedCatalog;
use super::rule_filter::RuleFilter;
use crate::cli::terminal;
use crate::config::FILE_NAME;
use crate::diagnostics::emit;
use crate::edit::aliases::SettingsChange;
use crate::edit::fix::{FixSummary, diff, fix};

/// Applies the fixes and reports how many there were; with `dry_run`, prints them as a diff.
pub(super) fn run(checked: &CheckedCatalog, filter: &RuleFilter, dry_run: bool) -> Result<()> {
    let prefix = checked.path_prefix();
    let mut summary = fix(
        &filter.apply(&checked.diagnostics),
        &checked.catalog.sources,
        &checked.settings,
        &prefix,
        dry_run,
    )?;
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
    summary.add(
        aliases.len(),
        &diff(change.old.as_bytes(), change.new.as_bytes(), &path),
    );

    if !dry_run {
        change.write(&checked.settings)?;
    }
    Ok(())
}
