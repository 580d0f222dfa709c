//! Files and folders that the settings name: they stay inside the catalog or its repository.
//!
//! In: a path of the settings. Out: a path below the catalog, or a reason why it is refused. A pull
//! request can change the settings, so they never lead to another place of the machine. The command
//! line can name anything.

use std::fs::{File, symlink_metadata};
use std::io::{self, Read as _};
use std::path::{Component, Path, PathBuf};

/// The largest settings file, in bytes.
const MAX_SETTINGS_SIZE: u64 = 1 << 20;

/// Reads the settings file; `None` if it does not exist.
///
/// # Errors
/// The path is a symbolic link or anything else but a regular file, or the file is too large, is
/// not UTF-8 or cannot be read.
pub(super) fn read_settings(path: &Path) -> io::Result<Option<String>> {
    let Ok(metadata) = symlink_metadata(path) else {
        return Ok(None);
    };
    if !metadata.is_file() {
        return Err(io::Error::other("it is not a regular file"));
    }

    // The file may have grown since.
    let mut text = String::new();
    File::open(path)?
        .take(MAX_SETTINGS_SIZE + 1)
        .read_to_string(&mut text)?;
    if text.len() as u64 > MAX_SETTINGS_SIZE {
        let message = format!(
            "it is larger than the limit of {} MB",
            MAX_SETTINGS_SIZE >> 20
        );
        return Err(io::Error::other(message));
    }
    Ok(Some(text))
}

/// The path of the list below the catalog, with `/` between its parts. Hidden files are never part
/// of a catalog, and `.git/config` can contain passwords.
pub(super) fn list_path(catalog: &Path, path: &str) -> Result<String, String> {
    let parts: Option<Vec<&str>> = Path::new(path)
        .components()
        .filter(|component| *component != Component::CurDir)
        .map(|component| match component {
            Component::Normal(part) => part.to_str().filter(|part| !part.starts_with('.')),
            _ => None,
        })
        .collect();

    let list = parts
        .filter(|parts| !parts.is_empty())
        .map(|parts| parts.join("/"))
        .ok_or_else(|| format!("{path:?} must be a file inside the catalog that is not hidden"))?;
    resolve(catalog, catalog, &list).map_err(|why| format!("{path:?} {why}"))?;
    Ok(list)
}

/// Checks the folder of the pages, which need not exist.
pub(super) fn check_pages(catalog: &Path, path: &str) -> Result<(), String> {
    resolve(catalog, catalog, path)
        .map(drop)
        .map_err(|why| format!("{path:?} {why}"))
}

/// The folder of the theme, which can be beside the catalog in its repository.
pub(super) fn theme_folder(catalog: &Path, path: &str) -> Result<PathBuf, String> {
    let root = repository_root(catalog);
    resolve(root, catalog, path).map_err(|why| format!("{path:?} {why}"))
}

/// Whether a path is a folder, and not a link to one, which is never read.
pub(super) fn is_real_folder(path: &Path) -> bool {
    symlink_metadata(path).is_ok_and(|metadata| metadata.is_dir())
}

/// The nearest folder around the catalog that is a Git repository, else the catalog.
fn repository_root(catalog: &Path) -> &Path {
    catalog
        .ancestors()
        .find(|folder| folder.join(".git").exists())
        .unwrap_or(catalog)
}

/// Follows a relative path from `start`, without symbolic links, and never out of `root`.
fn resolve(root: &Path, start: &Path, path: &str) -> Result<PathBuf, String> {
    let mut full = start.to_owned();

    for component in Path::new(path).components() {
        match component {
            Component::Normal(part) => full.push(part),
            Component::CurDir => {}
            Component::ParentDir => drop(full.pop()),
            Component::Prefix(_) | Component::RootDir => {
                return Err("must be a relative path".to_owned());
            }
        }

        if !full.starts_with(root) {
            return Err("leads out of the catalog or its repository".to_owned());
        }
        if full.is_symlink() {
            return Err(format!(
                "leads through the symbolic link {}",
                full.display()
            ));
        }
    }

    Ok(full)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_inside_the_catalog() {
        let catalog = tempfile::tempdir().unwrap();
        for (path, expect) in [
            ("README.md", Some("README.md")),
            ("./docs//LIST.md", Some("docs/LIST.md")),
            ("../README.md", None),
            ("docs/../README.md", None),
            ("/etc/hostname", None),
            (".git/config", None),
            ("", None),
            (".", None),
        ] {
            let list = list_path(catalog.path(), path);
            assert_eq!(list.as_deref().ok(), expect, "{path}");
        }
    }

    #[test]
    fn a_theme_is_inside_the_repository() {
        let root = tempfile::tempdir().unwrap();
        let catalog = root.path().join("content");
        std::fs::create_dir(&catalog).unwrap();
        let theme = |path| theme_folder(&catalog, path).ok();

        assert_eq!(theme("theme"), Some(catalog.join("theme")));
        assert_eq!(theme("../theme"), None);
        std::fs::create_dir(root.path().join(".git")).unwrap();
        assert_eq!(theme("../theme"), Some(root.path().join("theme")));
        assert_eq!(theme("../../theme"), None);
        assert_eq!(theme("../../content"), None);
        assert_eq!(theme("/theme"), None);
    }

    #[cfg(unix)]
    #[test]
    fn links_are_not_followed() {
        let root = tempfile::tempdir().unwrap();
        let catalog = root.path().join("content");
        std::fs::create_dir_all(catalog.join("inside")).unwrap();
        std::os::unix::fs::symlink(catalog.join("inside"), catalog.join("link")).unwrap();

        for path in ["link", "link/x", "inside/../link"] {
            let why = theme_folder(&catalog, path).unwrap_err();
            assert!(why.contains("symbolic link"), "{path}: {why}");
        }
        assert!(list_path(&catalog, "link/LIST.md").is_err());
        assert!(check_pages(&catalog, "link").is_err());
        assert!(check_pages(&catalog, "inside/new").is_ok());
    }

    #[test]
    fn a_settings_file_has_a_limit() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("medatlas.toml");
        let full = "#".repeat(MAX_SETTINGS_SIZE as usize);

        assert_eq!(read_settings(&path).unwrap(), None);
        std::fs::write(&path, &full).unwrap();
        assert!(read_settings(&path).unwrap().is_some());
        std::fs::write(&path, full + "#").unwrap();
        assert!(
            read_settings(&path)
                .unwrap_err()
                .to_string()
                .contains("1 MB")
        );
        assert!(read_settings(folder.path()).is_err());
    }
}
