//! Files that were renamed, as the repository's history tells.
//!
//! In: the catalog's folder. Out: paths below it.

use std::collections::BTreeMap;
use std::path::Path;

use crate::load::git::git;

/// Old path to the path of today, for every rename that git recognises, committed or not.
pub fn renames(catalog: &Path) -> BTreeMap<String, String> {
    let mut today: BTreeMap<String, String> = BTreeMap::new();
    // What is not committed yet is the newest; the log goes back from the newest.
    let steps = [
        moved(catalog, &["diff", "HEAD", "--relative"]),
        moved(catalog, &["log", "--format=", "--relative"]),
    ];
    for (old, new) in steps.iter().flat_map(|text| pairs(text)) {
        let now = today.get(new).cloned().unwrap_or_else(|| new.to_owned());
        today.entry(old.to_owned()).or_insert(now);
    }
    today
}

/// What git prints of renames.
fn moved(catalog: &Path, verb: &[&str]) -> String {
    let renames = [
        "--no-ext-diff",
        "--no-textconv",
        "--diff-filter=R",
        "-M",
        "--name-status",
        "-z",
        "--",
        ".",
    ];
    git(catalog, &[verb, &renames].concat())
}

/// `R100`, old, new, each ended by a zero byte.
fn pairs(text: &str) -> Vec<(&str, &str)> {
    let mut parts = text.split('\0').map(|part| part.trim_start_matches('\n'));
    let mut found = Vec::new();
    while let Some(part) = parts.next() {
        let is_rename = part.starts_with('R') && part[1..].bytes().all(|b| b.is_ascii_digit());
        if let Some((old, new)) = is_rename.then(|| parts.next().zip(parts.next())).flatten() {
            found.push((old, new));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_renames() {
        assert_eq!(
            pairs("R100\0a.md\0b.md\0\nR087\0c d.md\0e.md\0"),
            [("a.md", "b.md"), ("c d.md", "e.md")]
        );
        assert!(pairs("").is_empty());
    }
}
