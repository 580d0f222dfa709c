//! Files that were renamed, as the repository's history tells.
//!
//! In: the catalog's folder. Out: paths below it. The program `git` is asked, since a library for it would outweigh medatlas;
//! without it, or outside of a repository, nothing is known.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};

/// Old path to the path of today, for every rename that git recognises, committed or not.
pub fn renames(catalog: &Path) -> BTreeMap<String, String> {
    let mut today: BTreeMap<String, String> = BTreeMap::new();
    // What is not committed yet is the newest; the log goes back from the newest.
    let steps =
        [git(catalog, &["diff", "HEAD", "--relative"]), git(catalog, &["log", "--format=", "--relative"])];
    for (old, new) in steps.iter().flat_map(|text| pairs(text)) {
        let now = today.get(new).cloned().unwrap_or_else(|| new.to_owned());
        today.entry(old.to_owned()).or_insert(now);
    }
    today
}

/// What git prints of renames. No setting of the repository may start another program.
fn git(catalog: &Path, verb: &[&str]) -> String {
    let output = Command::new("git")
        .arg("-C")
        .arg(catalog)
        .args(["-c", "core.fsmonitor=false", "-c", "core.quotepath=off", "--no-pager"])
        .args(verb)
        .args(["--no-ext-diff", "--no-textconv", "--diff-filter=R", "-M", "--name-status", "-z", "--", "."])
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output();
    output.map_or(String::new(), |output| String::from_utf8_lossy(&output.stdout).into_owned())
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
        assert_eq!(pairs("R100\0a.md\0b.md\0\nR087\0c d.md\0e.md\0"), [("a.md", "b.md"), ("c d.md", "e.md")]);
        assert!(pairs("").is_empty());
    }
}
