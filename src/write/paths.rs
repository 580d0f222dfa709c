//! A guard against faults of ours: paths that cannot be written everywhere, or two files at one place.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::path::Path;

use anyhow::{Result, bail};

use crate::catalog::route::fold_path;
use crate::output::OutputFile;
use crate::write::{STAGING, manifest};

/// Checks that every path is relative, portable, and different from all others in every letter case and Unicode form.
pub(super) fn check(files: &[OutputFile]) -> Result<()> {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for file in files {
        let path = file.path.as_str();
        let first = path.split('/').next().unwrap_or_default();
        if path.split('/').any(is_bad) || manifest::is_name(first) || first == STAGING {
            bail!("the site has a file at a path that cannot be written: {path:?}");
        }
        if let Some(other) = seen.insert(fold_path(path), path) {
            bail!("two files of the site share a path: {other:?} and {path:?}");
        }
    }
    for (folded, path) in &seen {
        for folder in parents(folded) {
            if let Some(file) = seen.get(folder) {
                bail!("{file:?} is a file of the site, and {path:?} needs a folder there");
            }
        }
    }
    Ok(())
}

fn is_bad(part: &str) -> bool {
    part.is_empty() || part == "." || part == ".." || part.contains(['\\', '\0', ':'])
}

/// A relative path of the file system as a manifest names it: with `/`, also on Windows.
/// `None` when it is not UTF-8.
pub(super) fn name_of(path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path.iter().map(OsStr::to_str).collect();
    parts.map(|parts| parts.join("/"))
}

/// The folders that a path lies in: `a`, `a/b` for `a/b/c`.
pub(super) fn parents(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

/// All folders of some files, each once; a folder comes before what is in it.
pub(super) fn folders<'a>(paths: impl Iterator<Item = &'a str>) -> BTreeSet<&'a str> {
    paths.flat_map(parents).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::Content;

    fn check(paths: &[&str], expect: &str) {
        let file = |path: &&str| OutputFile {
            path: (*path).to_owned(),
            content: Content::Bytes(vec![]),
        };
        let files: Vec<OutputFile> = paths.iter().map(file).collect();
        let found = super::check(&files)
            .err()
            .map(|error| error.to_string())
            .unwrap_or_default();
        assert!(
            found.contains(expect) && found.is_empty() == expect.is_empty(),
            "{paths:?}: {found}"
        );
    }

    #[test]
    fn names_have_slashes_on_every_system() {
        let path: std::path::PathBuf = ["a", "b", "数据.png"].iter().collect();
        assert_eq!(name_of(&path).as_deref(), Some("a/b/数据.png"));
        assert_eq!(name_of(Path::new("")).as_deref(), Some(""));
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
    fn paths_that_escape_are_refused() {
        for path in [
            "../x", "/x", "a//b", "a/", "a/../b", "a\\b", "", ".", "c:x", "a\0b",
        ] {
            check(&[path], "cannot be written");
        }
        check(&[manifest::NAME], "cannot be written");
        check(&[".medatlas-staging/x"], "cannot be written");
    }

    #[test]
    fn two_files_at_one_place_are_refused() {
        check(&["a", "a"], "\"a\" and \"a\"");
        check(&["Ä/x", "ä/X"], "\"Ä/x\" and \"ä/X\"");
        check(&["\u{e9}.html", "e\u{301}.html"], "share a path");
        check(&["σ", "ς"], "share a path");
        check(
            &["A", "a/b"],
            "\"A\" is a file of the site, and \"a/b\" needs a folder there",
        );
    }
}
