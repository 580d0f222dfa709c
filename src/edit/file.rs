//! Replaces or creates one file in one step.
//!
//! In: a path and bytes. Out: the file with its new content, or as it was before: the bytes are
//! written to a temporary file in the same folder, which then takes the place of the file. The
//! permissions of a replaced file stay. Symbolic links are never followed.

use std::io::Write as _;
use std::path::Path;

use anyhow::{Context, Result, bail};
use fs_err as fs;
use tempfile::NamedTempFile;

/// Replaces the content of a regular file.
///
/// # Errors
/// The path is not a regular file, or the file cannot be written. The message names the path.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> Result<()> {
    let metadata = fs::symlink_metadata(path)?;
    if !metadata.is_file() {
        bail!("{} is not a regular file", path.display());
    }

    let file = write_temporary(parent(path)?, bytes)?;
    fs::set_permissions(file.path(), metadata.permissions())?;

    file.persist(path)
        .with_context(|| format!("cannot write {}", path.display()))?;
    Ok(())
}

/// Creates a file and the folders around it.
///
/// # Errors
/// The path exists, or the file cannot be written. The message names the path.
pub(crate) fn create(path: &Path, bytes: &[u8]) -> Result<()> {
    let folder = parent(path)?;
    create_folder(folder)?;

    let file = write_temporary(folder, bytes)?;

    // Only the owner can read a temporary file; others must be able to read a page.
    #[cfg(unix)]
    fs::set_permissions(
        file.path(),
        std::os::unix::fs::PermissionsExt::from_mode(0o644),
    )?;

    file.persist_noclobber(path)
        .with_context(|| format!("cannot create {}", path.display()))?;
    Ok(())
}

/// Creates a file if the path does not exist, not even as a broken link. Returns whether it was
/// created.
///
/// # Errors
/// The file cannot be written. The message names the path.
pub(crate) fn create_if_missing(path: &Path, bytes: &[u8]) -> Result<bool> {
    let is_missing = fs::symlink_metadata(path).is_err();
    if is_missing {
        create(path, bytes)?;
    }
    Ok(is_missing)
}

/// Replaces the content of a file, or creates the file.
///
/// # Errors
/// The path is not a regular file, or the file cannot be written. The message names the path.
pub(crate) fn replace_or_create(path: &Path, bytes: &[u8]) -> Result<()> {
    if !create_if_missing(path, bytes)? {
        replace(path, bytes)?;
    }
    Ok(())
}

/// Creates a folder and those around it, as far as they do not exist.
///
/// # Errors
/// The path exists and is not a folder, or the folder cannot be created. The message names the
/// path.
pub(crate) fn create_folder(path: &Path) -> Result<()> {
    Ok(fs::create_dir_all(path)?)
}

fn parent(path: &Path) -> Result<&Path> {
    path.parent()
        .with_context(|| format!("{} is not the path of a file", path.display()))
}

fn write_temporary(folder: &Path, bytes: &[u8]) -> Result<NamedTempFile> {
    let mut file = tempfile::Builder::new()
        .prefix(".medatlas-")
        .tempfile_in(folder)
        .with_context(|| format!("cannot create a file in {}", folder.display()))?;

    file.write_all(bytes)?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn creates_folders_and_never_replaces_a_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/b.md");

        create(&path, b"one").unwrap();
        assert!(create(&path, b"two").is_err());
        assert!(!create_if_missing(&path, b"two").unwrap());
        assert_eq!(std::fs::read(&path).unwrap(), b"one");

        replace_or_create(&path, b"two").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"two");
    }

    #[test]
    fn replaces_files_and_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        std::fs::write(&path, "old").unwrap();

        replace(&path, b"new").unwrap();

        assert_eq!(std::fs::read(&path).unwrap(), b"new");
        assert!(replace(folder.path(), b"bad").is_err());
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn links_are_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        let (path, link) = (folder.path().join("a.md"), folder.path().join("b.md"));
        std::fs::write(&path, "old").unwrap();
        std::os::unix::fs::symlink(&path, &link).unwrap();

        assert!(replace(&link, b"bad").is_err());

        assert_eq!(std::fs::read(&path).unwrap(), b"old");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
    }
}
