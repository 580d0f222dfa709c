//! Finds out what the program is built from.
//!
//! In: `.cargo_vcs_info.json`, which every package on crates.io has, or the HEAD of a checkout; and
//! the source code. Out: two environment variables for the compiler.
//!
//! - `MEDATLAS_COMMIT`, so that `medatlas init` can pin the action to it, unless no commit is known.
//!   A debug build of a checkout leaves it out, because every commit would cause a rebuild.
//! - `MEDATLAS_BUILD`, a digest of the source code, so that a site is built again after the program
//!   changed, even if its version did not.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::process::Command;

/// What determines the pages that the program makes. The theme has a digest of its own.
const SOURCES: &[&str] = &["Cargo.lock", "Cargo.toml", "src"];

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rustc-env=MEDATLAS_BUILD={:016x}", source_digest());

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

/// A digest of all source files, which does not depend on where they are.
fn source_digest() -> u64 {
    let mut hasher = DefaultHasher::new();

    for source in SOURCES {
        println!("cargo::rerun-if-changed={source}");
        for file in files(Path::new(source)) {
            file.hash(&mut hasher);
            std::fs::read(&file).unwrap_or_default().hash(&mut hasher);
        }
    }

    hasher.finish()
}

/// All files of a folder in a stable order, or the file itself.
fn files(path: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(path) else {
        return vec![path.to_owned()];
    };

    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths.iter().flat_map(|path| files(path)).collect()
}

/// Whether a text is the full name of a Git commit.
fn is_commit(text: &str) -> bool {
    text.len() == 40 && text.chars().all(|c| c.is_ascii_hexdigit())
}
