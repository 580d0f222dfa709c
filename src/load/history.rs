//! Files that were renamed, according to the history of the repository.
//!
//! In: the folder of the catalog. Out: paths below it.

use std::collections::BTreeMap;
use std::path::Path;

use crate::load::git::git;

/// Options that list renames only, ended by zero bytes.
const OPTIONS: &[&str] = &[
    "--no-ext-diff",
    "--no-textconv",
    "--ignore-submodules=all",
    "--diff-filter=R",
    "-M",
    "--name-status",
    "-z",
    "--",
    ".",
];

/// Old paths and the paths of today, for every rename that git recognizes, committed or staged.
pub fn renames(catalog: &Path) -> BTreeMap<String, String> {
    // From the newest to the oldest: first what is not committed, then the log.
    // A comparison with the index needs no file of the work tree, which git would convert with
    // programs that the repository names. Git sees a rename only once the new name is in the index.
    let uncommitted = git_renames(catalog, &["diff", "--cached", "HEAD", "--relative"]);
    let committed = git_renames(catalog, &["log", "--format=", "--relative"]);

    let mut today: BTreeMap<String, String> = BTreeMap::new();
    for (old, new) in pairs(&uncommitted).into_iter().chain(pairs(&committed)) {
        let now = today.get(new).cloned().unwrap_or_else(|| new.to_owned());
        today.entry(old.to_owned()).or_insert(now);
    }
    today
}

/// What a git command prints about renames.
fn git_renames(catalog: &Path, command: &[&str]) -> String {
    git(catalog, &[command, OPTIONS].concat())
}

/// Parses `R100`, the old path and the new path, each of them ended by a zero byte.
fn pairs(output: &str) -> Vec<(&str, &str)> {
    let mut parts = output.split('\0').map(|part| part.trim_start_matches('\n'));
    let mut pairs = Vec::new();

    while let Some(part) = parts.next() {
        if !is_rename_status(part) {
            continue;
        }
        if let (Some(old), Some(new)) = (parts.next(), parts.next()) {
            pairs.push((old, new));
        }
    }

    pairs
}

/// `R` and a percentage.
fn is_rename_status(part: &str) -> bool {
    part.strip_prefix('R')
        .is_some_and(|score| score.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn renames_have_an_old_and_a_new_path() {
        assert_eq!(
            pairs("R100\0a.md\0b.md\0\nR087\0c d.md\0e.md\0"),
            [("a.md", "b.md"), ("c d.md", "e.md")]
        );
        assert!(pairs("").is_empty());
    }
}
