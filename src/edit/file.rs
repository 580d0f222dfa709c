//! Replaces or creates one file in one step.
//!
//! In: a folder, a path below it, and bytes. Out: the file with its new content, or as it was
//! before: the bytes are written to a temporary file in the same folder, which then takes the place
//! of the file. The permissions of a replaced file stay. Symbolic links below the folder are never
//! followed, because whoever made the catalog could have pointed one anywhere.

use std::io::Write as _;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result, bail};
use fs_err as fs;
use tempfile::NamedTempFile;

/// Replaces the content of a regular file.
///
/// # Errors
/// The path is not a regular file or leads through a link, or the file cannot be written. The
/// message names the path.
pub(crate) fn replace(root: &Path, path: &str, bytes: &[u8]) -> Result<()> {
    let path = &locate(root, path)?;
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
/// The path exists or leads through a link, or the file cannot be written. The message names the
/// path.
pub(crate) fn create(root: &Path, path: &str, bytes: &[u8]) -> Result<()> {
    let path = &locate(root, path)?;
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
pub(crate) fn create_if_missing(root: &Path, path: &str, bytes: &[u8]) -> Result<bool> {
    let is_missing = fs::symlink_metadata(locate(root, path)?).is_err();
    if is_missing {
        create(root, path, bytes)?;
    }
    Ok(is_missing)
}

/// Replaces the content of a file, or creates the file.
///
/// # Errors
/// The path is not a regular file, or the file cannot be written. The message names the path.
pub(crate) fn replace_or_create(root: &Path, path: &str, bytes: &[u8]) -> Result<()> {
    if !create_if_missing(root, path, bytes)? {
        replace(root, path, bytes)?;
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

/// The path of a file below a folder.
///
/// # Errors
/// The path leads out of the folder, or a folder on the way is a symbolic link.
fn locate(root: &Path, path: &str) -> Result<PathBuf> {
    let mut full = root.to_owned();

    for component in Path::new(path).components() {
        // The last component is examined by the caller: it may be missing, but not a link.
        if full != root && fs::symlink_metadata(&full).is_ok_and(|found| found.is_symlink()) {
            bail!(
                "{} is a symbolic link, which is not followed; nothing was written",
                full.display()
            );
        }

        match component {
            Component::Normal(part) => full.push(part),
            Component::CurDir => {}
            _ => bail!("{path} is not a path below {}", root.display()),
        }
    }

    Ok(full)
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
        let (root, path) = (folder.path(), "a/b.md");

        create(root, path, b"one").unwrap();
        assert!(create(root, path, b"two").is_err());
        assert!(!create_if_missing(root, path, b"two").unwrap());
        assert_eq!(std::fs::read(root.join(path)).unwrap(), b"one");

        replace_or_create(root, path, b"two").unwrap();
        assert_eq!(std::fs::read(root.join(path)).unwrap(), b"two");
    }

    #[test]
    fn replaces_files_and_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        std::fs::create_dir(root.join("folder")).unwrap();
        std::fs::write(root.join("a.md"), "old").unwrap();

        replace(root, "a.md", b"new").unwrap();

        assert_eq!(std::fs::read(root.join("a.md")).unwrap(), b"new");
        assert!(replace(root, "folder", b"bad").is_err());
        assert_eq!(std::fs::read_dir(root).unwrap().count(), 2);
    }

    #[test]
    fn paths_stay_below_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("root");
        std::fs::create_dir(&root).unwrap();

        for path in ["../a.md", "b/../../a.md", "/a.md"] {
            assert!(create(&root, path, b"bad").is_err(), "{path}");
        }
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn links_are_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("root");
        let outside = folder.path().join("outside");
        for folder in [&root, &outside] {
            std::fs::create_dir(folder).unwrap();
        }
        std::fs::write(root.join("a.md"), "old").unwrap();
        std::os::unix::fs::symlink(root.join("a.md"), root.join("b.md")).unwrap();
        std::os::unix::fs::symlink(&outside, root.join("link")).unwrap();

        assert!(replace(&root, "b.md", b"bad").is_err());
        for path in ["link/c.md", "link/d/c.md"] {
            let error = create(&root, path, b"bad").unwrap_err().to_string();
            assert!(error.contains("is a symbolic link"), "{error}");
            assert!(create_if_missing(&root, path, b"bad").is_err());
        }

        assert_eq!(std::fs::read(root.join("a.md")).unwrap(), b"old");
        assert_eq!(std::fs::read_dir(outside).unwrap().count(), 0);
    }
}
