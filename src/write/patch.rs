//! Puts changed bytes into the place of one file of the catalog.
//!
//! In: a file and its new bytes. Out: the file, whole or as it was: the new bytes take its place in one step. Its permissions
//! stay. A link is never written through.

use std::path::Path;

use anyhow::{Context, Result, bail};
use fs_err as fs;

/// Replaces a regular file's content.
///
/// # Errors
/// The file is none, or the disk fails: the message names it.
pub fn patch(path: &Path, bytes: &[u8]) -> Result<()> {
    let meta = fs::symlink_metadata(path)?;
    if !meta.is_file() {
        bail!("{} is not a regular file", path.display());
    }
    let folder = path.parent().context("a file has a folder")?;
    let mut new = tempfile::Builder::new()
        .prefix(".medatlas-")
        .tempfile_in(folder)?;
    std::io::Write::write_all(&mut new, bytes)?;
    fs::set_permissions(new.path(), meta.permissions())?;
    new.persist(path)
        .with_context(|| format!("{} could not be written", path.display()))?;
    Ok(())
}

/// Makes a folder that is not there.
///
/// # Errors
/// A file is in its place, or the disk fails: the message names it.
pub fn folder(path: &Path) -> Result<()> {
    Ok(fs::create_dir_all(path)?)
}

/// Makes a file unless something is in its place, be it a link to nowhere; says whether it was made.
///
/// # Errors
/// The disk fails: the message names the file.
pub fn create_missing(root: &Path, path: &str, bytes: &[u8]) -> Result<bool> {
    let is_missing = fs::symlink_metadata(root.join(path)).is_err();
    if is_missing {
        create(root, path, bytes)?;
    }
    Ok(is_missing)
}

/// Makes a file that is not there, with the folders that it needs.
///
/// # Errors
/// Something is in its place, or the disk fails: the message names it.
pub fn create(root: &Path, path: &str, bytes: &[u8]) -> Result<()> {
    let path = root.join(path);
    let folder = path.parent().context("a file has a folder")?;
    fs::create_dir_all(folder)?;
    let mut new = tempfile::Builder::new()
        .prefix(".medatlas-")
        .tempfile_in(folder)?;
    std::io::Write::write_all(&mut new, bytes)?;
    // Temporary files are their owner's alone; a page is everybody's.
    #[cfg(unix)]
    fs::set_permissions(
        new.path(),
        std::os::unix::fs::PermissionsExt::from_mode(0o644),
    )?;
    new.persist_noclobber(&path)
        .with_context(|| format!("{} could not be made", path.display()))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn creates_and_never_replaces() {
        let folder = tempfile::tempdir().unwrap();
        create(folder.path(), "a/b.md", b"one").unwrap();
        assert!(create(folder.path(), "a/b.md", b"two").is_err());
        assert_eq!(std::fs::read(folder.path().join("a/b.md")).unwrap(), b"one");
    }

    #[test]
    fn replaces_files_only() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.md");
        std::fs::write(&file, "old").unwrap();

        patch(&file, b"new").unwrap();
        assert_eq!(std::fs::read(&file).unwrap(), b"new");
        assert!(patch(folder.path(), b"bad").is_err());
        assert_eq!(
            std::fs::read_dir(folder.path()).unwrap().count(),
            1,
            "no temporary file is left"
        );
    }

    #[cfg(unix)]
    #[test]
    fn refuses_links() {
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("a.md"), folder.path().join("b.md"));
        std::fs::write(&file, "old").unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();

        assert!(patch(&link, b"bad").is_err());
        assert_eq!(std::fs::read(&file).unwrap(), b"old");
        assert_eq!(
            std::fs::read_dir(folder.path()).unwrap().count(),
            2,
            "no temporary file is left"
        );
    }
}
