//! The lock of an output folder: only one build at a time may write it.
//!
//! In: the output folder. Out: an [`OutputLock`]. It consists of lock files that the operating
//! system releases when the process ends, even if the process is killed.
//!
//! The lock file is beside the output folder, because a swap replaces the folder itself. A mount
//! point has its lock file inside, because another machine or container can mount the same folder
//! elsewhere, and so has a folder whose parent is not writable. A build holds both files if both
//! exist, so that it excludes builds that chose the other place.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::write::inspect::{is_folder, is_mount_point};
use crate::write::lock_file::LockFile;
use crate::write::swap::sibling;

/// Name of the lock file inside an output folder.
pub(super) const INSIDE: &str = ".medatlas-lock";

/// The right to write an output folder. It ends when the value is dropped.
#[derive(Debug)]
pub(super) struct OutputLock {
    files: Vec<LockFile>,
}

impl OutputLock {
    /// Takes the lock. Returns `None` if this process may create a lock file nowhere, and so could
    /// not write a site either.
    ///
    /// # Errors
    /// Another build holds the lock, or a lock file cannot be used. The message names the folder or
    /// the file.
    pub(super) fn acquire(output: &Path) -> Result<Option<Self>> {
        let places = places(output);

        let Some(own) = create_first(&places, output)? else {
            return Ok(None);
        };

        // The own file exists before the search for other files: of two builds that choose
        // different places, at least one finds the file of the other.
        let mut others = Vec::new();
        for place in places.iter().filter(|place| own.path() != *place) {
            others.extend(LockFile::find(place, output)?);
        }

        others.push(own);
        Ok(Some(Self { files: others }))
    }

    /// Also takes the lock file inside the output folder, for a build that updates it in place.
    ///
    /// # Errors
    /// Those of [`OutputLock::acquire`].
    pub(super) fn extend_inside(&self, output: &Path) -> Result<Option<LockFile>> {
        let inside = output.join(INSIDE);
        if self.files.iter().any(|file| file.path() == inside) {
            return Ok(None);
        }
        LockFile::create(&inside, output)
    }
}

/// Creates a lock file in the first place that this process may write.
fn create_first(places: &[PathBuf], output: &Path) -> Result<Option<LockFile>> {
    for place in places {
        let file = LockFile::create(place, output)?;
        if file.is_some() {
            return Ok(file);
        }
    }
    Ok(None)
}

/// Where the lock file of an output folder can be, the preferred place first.
fn places(output: &Path) -> Vec<PathBuf> {
    let (beside, inside) = (sibling(output, "lock"), output.join(INSIDE));

    if is_mount_point(output) {
        vec![inside]
    } else if is_folder(output) {
        vec![beside, inside]
    } else {
        vec![beside]
    }
}
