//! What a build leaves that was killed or could not remove the old site: it is moved back, removed,
//! or set aside.
//!
//! In: the output folder, under its lock. Out: warnings about what cannot be removed. Unmanaged
//! files are moved to the site before anything is removed.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use fs_err as fs;

use crate::write::STAGING;
use crate::write::inspect::{exists, is_folder};
use crate::write::swap::sibling;
use crate::write::unmanaged;

/// How many folders are set aside at most.
const MAX_RESTS: usize = 100;

/// Finishes or undoes what a killed build left next to the output folder or in it.
///
/// # Errors
/// A folder cannot be renamed, or contains something of the user that cannot be moved to the site.
pub(super) fn recover(path: &Path) -> Result<Vec<String>> {
    let mut warnings = Vec::new();
    let old = sibling(path, "old");
    if is_folder(&old) {
        if exists(path) {
            warnings.extend(remove_leftover(&old, path)?);
        } else {
            fs::rename(&old, path)?;
        }
    }

    let staging = sibling(path, "staging");
    if is_folder(&staging) {
        warnings.extend(remove_leftover(&staging, path)?);
    }
    let staging = path.join(STAGING);
    if is_folder(&staging) {
        move_unmanaged(&staging, path)?;
        fs::remove_dir_all(&staging)?;
    }

    for rest in rests(path).take_while(|rest| exists(rest)) {
        if let Err(error) = fs::remove_dir_all(&rest) {
            warnings.push(format!("a part of an old site cannot be removed: {error}"));
        }
    }
    Ok(warnings)
}

/// Removes an old site beside the output folder, which contains nothing unmanaged any more. What
/// cannot be removed, such as a folder of another user, is renamed, so that it does not block the
/// next build. Returns a warning then.
pub(super) fn remove_old_site(tree: &Path, site: &Path) -> Option<String> {
    let error = fs::remove_dir_all(tree).err()?;

    let rest = rests(site).find(|rest| !exists(rest));
    let place = match rest {
        Some(rest) if std::fs::rename(tree, &rest).is_ok() => rest,
        _ => tree.to_owned(),
    };
    Some(format!(
        "the site is in its place, but a part of the old site cannot be removed and is now in {}: \
         {error}",
        place.display()
    ))
}

/// Removes a leftover site, and moves what is unmanaged in it to the site first.
fn remove_leftover(tree: &Path, site: &Path) -> Result<Option<String>> {
    move_unmanaged(tree, site)?;
    Ok(remove_old_site(tree, site))
}

/// Moves what is unmanaged in a leftover to the site. A leftover without a manifest was never
/// complete and never swapped, and contains only files of medatlas.
fn move_unmanaged(tree: &Path, site: &Path) -> Result<()> {
    unmanaged::move_to(tree, site)
        .with_context(|| format!("{} was left by a build that was killed", tree.display()))
}

/// The names of folders that are set aside.
fn rests(site: &Path) -> impl Iterator<Item = PathBuf> {
    (1..=MAX_RESTS).map(|number| sibling(site, &format!("rest-{number}")))
}
