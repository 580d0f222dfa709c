//! The paths that the files of the site take, so that no alias needs one of them.
//!
//! In: the output paths of the plan. Out: `TakenPaths`. Files that are not in the plan, because
//! their names depend on their content, are in folders that no alias can use.

use std::collections::BTreeSet;

use crate::catalog::Catalog;
use crate::catalog::route::fold_path;

/// Folders with files that are not in the plan: those of the theme, and the search index.
const GENERATED: &[&str] = &["assets", "search"];

/// A file that the plan contains only if there are aliases.
const REDIRECTS: &str = "_redirects";

/// The output paths of a site, folded, so that letter case makes no difference.
pub(super) struct TakenPaths {
    files: BTreeSet<String>,
    folders: BTreeSet<String>,
}

impl TakenPaths {
    /// `outputs` are the paths in the plan of the site.
    pub(super) fn new(catalog: &Catalog, outputs: &[String]) -> Self {
        let images = catalog.images.list.iter();
        let files: BTreeSet<String> = outputs
            .iter()
            .map(|path| fold_path(path))
            .chain(images.map(|image| fold_path(&image.route.output_path())))
            .chain([REDIRECTS.to_owned()])
            .collect();

        let folders = files.iter().flat_map(|path| parents(path));
        Self {
            folders: folders.map(str::to_owned).collect(),
            files,
        }
    }

    /// Whether a file at this path would replace a file of the site, or need a folder in the place
    /// of a file, or the other way round.
    pub(super) fn conflict_with(&self, path: &str) -> bool {
        let path = fold_path(path);
        let first = path.split('/').next().unwrap_or_default();

        self.files.contains(&path)
            || self.folders.contains(&path)
            || GENERATED.contains(&first)
            || parents(&path).any(|folder| self.files.contains(folder))
    }
}

/// The folders around a path: `a` and `a/b` for `a/b/c`.
fn parents(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_and_folders_of_the_site_are_taken() {
        let outputs = ["404.html", "datasets/a/index.html"].map(str::to_owned);
        let taken = TakenPaths::new(&Catalog::default(), &outputs);

        for path in [
            "404.html",
            "404.HTML",
            "404.html/index.html",
            "datasets",
            "datasets/a",
            "datasets/a/index.html/index.html",
            "search/x/index.html",
            "_redirects",
        ] {
            assert!(taken.conflict_with(path), "{path}");
        }
        for path in ["old/index.html", "datasets/b/index.html", "searches/x"] {
            assert!(!taken.conflict_with(path), "{path}");
        }
    }
}
