//! Checks the paths of a site: a path that cannot be written on every system, or two files at one
//! path, is a bug in medatlas.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::path::Path;

use anyhow::{Result, bail};

use crate::catalog::route::fold_path;
use crate::output::OutputFile;
use crate::write::{STAGING, lock, manifest};

/// Checks that every path is relative and portable, and differs from all others in more than letter
/// case and Unicode normalization.
pub(super) fn validate(files: &[OutputFile]) -> Result<()> {
    let mut folded_paths: BTreeMap<String, &str> = BTreeMap::new();
    for file in files {
        let path = file.path.as_str();
        if !is_portable(path) || is_reserved(path) {
            bail!("the site has a file at a path that cannot be written: {path:?}");
        }
        if let Some(other) = folded_paths.insert(fold_path(path), path) {
            bail!("two files of the site have the same path: {other:?} and {path:?}");
        }
    }

    for (folded, path) in &folded_paths {
        for folder in parents(folded) {
            if let Some(file) = folded_paths.get(folder) {
                bail!("{file:?} is a file of the site, and {path:?} needs a folder at its path");
            }
        }
    }
    Ok(())
}

fn is_portable(path: &str) -> bool {
    path.split('/').all(|part| {
        !part.is_empty() && part != "." && part != ".." && !part.contains(['\\', '\0', ':'])
    })
}

/// Whether a path is that of the manifest or the lock file, or inside the staging folder.
fn is_reserved(path: &str) -> bool {
    let first = path.split('/').next().unwrap_or_default();
    manifest::is_manifest(first) || first == STAGING || first == lock::INSIDE
}

/// A relative path of the file system as a manifest names it: with `/` between its parts, also on
/// Windows. `None` if it is not UTF-8.
pub(super) fn manifest_path(path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path.iter().map(OsStr::to_str).collect();
    parts.map(|parts| parts.join("/"))
}

/// The folders around a path: `a` and `a/b` for `a/b/c`.
pub(super) fn parents(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

/// All folders around some paths; a folder comes before those inside it.
pub(super) fn folders<'a>(paths: impl Iterator<Item = &'a str>) -> BTreeSet<&'a str> {
    paths.flat_map(parents).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::Content;

    /// Compares the message, which is empty for valid paths.
    #[track_caller]
    fn check(paths: &[&str], expected: &str) {
        let files: Vec<OutputFile> = paths
            .iter()
            .map(|path| OutputFile {
                path: (*path).to_owned(),
                content: Content::Bytes(vec![]),
            })
            .collect();

        let message = validate(&files)
            .err()
            .map(|error| error.to_string())
            .unwrap_or_default();
        assert!(message.contains(expected), "{paths:?}: {message}");
        assert_eq!(message.is_empty(), expected.is_empty(), "{paths:?}");
    }

    #[test]
    fn manifest_paths_have_slashes_on_every_system() {
        let path: std::path::PathBuf = ["a", "b", "数据.png"].iter().collect();
        assert_eq!(manifest_path(&path).as_deref(), Some("a/b/数据.png"));
        assert_eq!(manifest_path(Path::new("")).as_deref(), Some(""));
    }

    #[test]
    fn portable_paths_pass() {
        check(
            &[
                "index.html",
                "a/index.html",
                "a/b/index.html",
                ".nojekyll",
                "数据/x.png",
            ],
            "",
        );
    }

    #[test]
    fn paths_that_are_not_portable_are_refused() {
        for path in [
            "../x", "/x", "a//b", "a/", "a/../b", "a\\b", "", ".", "c:x", "a\0b",
        ] {
            check(&[path], "cannot be written");
        }
        check(&[manifest::NAME], "cannot be written");
        check(&[".medatlas-staging/x"], "cannot be written");
        check(&[".medatlas-lock"], "cannot be written");
    }

    #[test]
    fn two_files_at_one_path_are_refused() {
        check(&["a", "a"], "\"a\" and \"a\"");
        check(&["Ä/x", "ä/X"], "\"Ä/x\" and \"ä/X\"");
        check(&["\u{e9}.html", "e\u{301}.html"], "have the same path");
        check(&["σ", "ς"], "have the same path");
        check(
            &["A", "a/b"],
            "\"A\" is a file of the site, and \"a/b\" needs a folder at its path",
        );
    }
}
