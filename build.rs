//! Finds the commit that the program is built from, so that `medatlas init` can pin the action to it.
//!
//! In: `.cargo_vcs_info.json`, which every package on crates.io has, or the HEAD of a checkout.
//! Out: the environment variable `MEDATLAS_COMMIT` for the compiler, unless no commit is known. A
//! debug build of a checkout leaves it out, because every commit would cause a rebuild.

use std::path::Path;
use std::process::Command;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");

    if let Some(commit) = packaged_commit().or_else(checked_out_commit) {
        println!("cargo::rustc-env=MEDATLAS_COMMIT={commit}");
    }
}

/// The commit that `cargo package` recorded.
fn packaged_commit() -> Option<String> {
    let text = std::fs::read_to_string(".cargo_vcs_info.json").ok()?;
    text.split('"')
        .find(|part| is_commit(part))
        .map(str::to_owned)
}

/// The HEAD of the repository whose root is this package; a repository around it is another project.
fn checked_out_commit() -> Option<String> {
    let is_release = std::env::var("PROFILE").is_ok_and(|profile| profile == "release");
    if !is_release || !Path::new(".git").exists() {
        return None;
    }

    // The log of HEAD changes with every commit and every switch of branches.
    for path in [".git/HEAD", ".git/logs/HEAD"] {
        if Path::new(path).exists() {
            println!("cargo::rerun-if-changed={path}");
        }
    }
    let output = Command::new("git")
        .args(["rev-parse", "HEAD"])
        .output()
        .ok()?;
    let commit = String::from_utf8(output.stdout).ok()?.trim().to_owned();
    is_commit(&commit).then_some(commit)
}

/// Whether a text is the full name of a Git commit.
fn is_commit(text: &str) -> bool {
    text.len() == 40 && text.chars().all(|c| c.is_ascii_hexdigit())
}
