//! Writes the site to the output folder.
//!
//! In: `OutputFile`s, and the digest of everything that they were made from. Out: the output
//! folder, and a `WriteSummary`.
//!
//! The guarantees:
//!
//! - **One writer.** `OutputDir::open` takes a lock that the operating system releases (`lock`). A
//!   second build ends before it changes anything, and only a build with the lock cleans up what a
//!   killed one left (`leftover`).
//! - **Refusal.** `OutputDir::open` refuses a folder that overlaps with the inputs, with the
//!   current or the home folder, a symbolic link, and a folder with files but without a manifest.
//! - **Nothing else is touched.** Only files that the manifest of the last build lists are replaced
//!   or removed. Everything else in the folder, such as `.git`, is kept as it is (`unmanaged`), and
//!   a file of the site that would be in its way is refused. Symbolic links are never followed.
//! - **Atomic replacement.** The new site takes the place of the old one in one step (`swap`), so
//!   that a failed or killed build leaves the old site. A folder that cannot be swapped, such as a
//!   mount point, is updated file by file (`in_place`).
//! - **Stable files.** Unchanged files keep their timestamps. The same files give the same bytes,
//!   including the manifest.

mod in_place;
mod inspect;
mod leftover;
mod lock;
mod lock_file;
mod manifest;
mod output_dir;
mod paths;
mod plan;
mod stage;
mod swap;
mod unmanaged;

use anyhow::{Context, Result};
use rayon::prelude::*;

use crate::output::OutputFile;
use inspect::has_size;
use manifest::SiteManifest;
pub(crate) use output_dir::OutputDir;
use plan::WritePlan;
use stage::digest_file;

/// Folder for unfinished files inside an output folder that is updated in place.
const STAGING: &str = ".medatlas-staging";

/// What a write did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct WriteSummary {
    /// Number of new and changed files.
    pub(crate) written: usize,
    /// Number of files that stayed as they were.
    pub(crate) unchanged: usize,
    /// Number of files of the last site that were removed.
    pub(crate) removed: usize,
    /// Size of the new and changed files.
    pub(crate) written_bytes: u64,
    /// Size of all files of the site.
    pub(crate) total_bytes: u64,
    /// What could not be removed, in words.
    pub(crate) warning: Option<String>,
}

/// A site in its place.
struct Replaced {
    manifest: SiteManifest,
    /// What could not be removed, in words.
    warning: Option<String>,
}

/// The summary of a write that would change nothing: the folder already contains the site of these
/// inputs, and every file is intact. Else `None`.
pub(crate) fn verify(output: &OutputDir, inputs: &str) -> Option<WriteSummary> {
    let manifest = output.manifest.as_ref()?;
    if manifest.inputs != inputs {
        return None;
    }

    // Compare the sizes first, because this finds most changes without reading the files.
    let files = &manifest.files;
    let is_intact = files
        .par_iter()
        .all(|(path, record)| has_size(&output.path.join(path), record.size))
        && files
            .par_iter()
            .all(|(path, record)| digest_file(&output.path.join(path)).is_ok_and(|d| d == *record));

    is_intact.then(|| WriteSummary {
        unchanged: files.len(),
        total_bytes: manifest.total_bytes(),
        ..WriteSummary::default()
    })
}

/// Writes the site. `inputs` is the digest of everything that the files were made from.
///
/// # Errors
/// A path is not portable, two files have the same path, an unmanaged file is in the way, or a file
/// cannot be read or written. The old site stays as it was.
pub(crate) fn write(
    output: &OutputDir,
    files: &[OutputFile],
    inputs: &str,
) -> Result<WriteSummary> {
    paths::validate(files)?;
    let plan = WritePlan::new(output, files, inputs)?;

    let unchanged = plan.kept();
    let mut summary = WriteSummary {
        written: files.len() - unchanged,
        unchanged,
        removed: plan.removed(),
        ..WriteSummary::default()
    };

    if summary.written + summary.removed == 0
        && let Some(old) = &output.manifest
    {
        update_inputs(output, old, inputs)?;
        summary.total_bytes = old.total_bytes();
        return Ok(summary);
    }

    let replaced = replace_site(&plan)
        .with_context(|| format!("cannot write the site to {}", output.path.display()))?;
    summary.written_bytes = plan.written_bytes(&replaced.manifest);
    summary.total_bytes = replaced.manifest.total_bytes();
    summary.warning = replaced.warning;
    Ok(summary)
}

/// Records new inputs that give the same files.
fn update_inputs(output: &OutputDir, old: &SiteManifest, inputs: &str) -> Result<()> {
    let new = SiteManifest::new(inputs.to_owned(), old.files.clone());
    if new != *old {
        new.write(&output.path)?;
    }
    Ok(())
}

/// Replaces the site in one step if possible, else file by file.
fn replace_site(plan: &WritePlan<'_>) -> Result<Replaced> {
    match swap::swap(plan)? {
        Some(replaced) => Ok(replaced),
        None => in_place::update(plan),
    }
}

#[cfg(test)]
mod tests;
