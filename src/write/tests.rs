//! The guarantees of `write`, each tested in a temporary folder.

mod killed;
mod locked;
mod mounted;
mod unmanaged;

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use tempfile::TempDir;

use super::stage::digest_bytes;
use super::*;
use crate::output::Content;

/// An output folder and an input folder.
struct Sandbox {
    dir: TempDir,
}

impl Sandbox {
    fn new() -> Self {
        let dir = TempDir::new().unwrap();
        std::fs::create_dir(dir.path().join("in")).unwrap();
        Self { dir }
    }

    fn out(&self) -> PathBuf {
        self.dir.path().join("out")
    }

    fn open(&self) -> Result<OutputDir> {
        OutputDir::open(&self.out(), &[self.dir.path().join("in")])
    }

    fn write(&self, files: &[(&str, &str)]) -> Result<WriteSummary> {
        write(&self.open()?, &texts(files), "inputs")
    }

    /// A path next to the output folder.
    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn read(&self, path: &str) -> Option<String> {
        std::fs::read_to_string(self.out().join(path)).ok()
    }

    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = std::fs::read_dir(self.dir.path())
            .unwrap()
            .map(|e| e.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }
}

fn texts(files: &[(&str, &str)]) -> Vec<OutputFile> {
    files
        .iter()
        .map(|(path, text)| file(path, Content::Bytes(text.as_bytes().to_vec())))
        .collect()
}

fn file(path: &str, content: Content) -> OutputFile {
    OutputFile {
        path: path.to_owned(),
        content,
    }
}

/// Sets an old timestamp, so that a later change of it is detected.
fn age(path: &Path) {
    let file = std::fs::File::options().write(true).open(path).unwrap();
    file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(1))
        .unwrap();
}

fn modified(path: &Path) -> SystemTime {
    std::fs::metadata(path).unwrap().modified().unwrap()
}

fn is_aged(path: &Path) -> bool {
    modified(path) == SystemTime::UNIX_EPOCH + Duration::from_secs(1)
}

fn assert_refused<T: std::fmt::Debug>(result: Result<T>, expected: &str) {
    let error = format!("{:#}", result.unwrap_err());
    assert!(error.contains(expected), "{error:?} lacks {expected:?}");
}

/// The number of files, if the site is current.
fn current_files(output: &OutputDir, inputs: &str) -> Option<usize> {
    verify(output, inputs).map(|summary| summary.unchanged)
}

#[test]
fn writes_changes_and_removes() {
    let site = Sandbox::new();
    let summary = site
        .write(&[("a/b.html", "1"), ("c", "22"), ("d/e", "3")])
        .unwrap();
    assert_eq!(
        summary,
        WriteSummary {
            written: 3,
            unchanged: 0,
            removed: 0,
            written_bytes: 4,
            total_bytes: 4,
            warning: None,
        }
    );
    age(&site.out().join("c"));
    let summary = site.write(&[("a/b.html", "new"), ("c", "22")]).unwrap();
    assert_eq!(
        summary,
        WriteSummary {
            written: 1,
            unchanged: 1,
            removed: 1,
            written_bytes: 3,
            total_bytes: 5,
            warning: None,
        }
    );
    assert_eq!(site.read("a/b.html").unwrap(), "new");
    assert!(is_aged(&site.out().join("c")));
    assert!(!site.out().join("d").exists());
    assert_eq!(site.names(), ["in", "out"]);
}

#[test]
fn a_file_becomes_a_folder_and_back() {
    let site = Sandbox::new();
    for files in [
        [("a", "1"), ("b/c", "2")],
        [("a/x", "1"), ("b", "2")],
        [("a", "1"), ("b/c", "2")],
    ] {
        site.write(&files).unwrap();
        for (path, text) in files {
            assert_eq!(site.read(path).as_deref(), Some(text));
        }
    }
}

#[test]
fn a_site_is_not_written_twice() {
    let site = Sandbox::new();
    let list = site.out().join(manifest::NAME);
    site.write(&[("a", "1")]).unwrap();
    age(&list);
    assert_eq!(
        site.write(&[("a", "1")]).unwrap(),
        WriteSummary {
            unchanged: 1,
            total_bytes: 1,
            ..WriteSummary::default()
        }
    );
    assert!(is_aged(&list));
    let output = site.open().unwrap();
    assert_eq!(current_files(&output, "inputs"), Some(1));
    assert_eq!(current_files(&output, "others"), None);
    std::fs::write(site.out().join("a"), "x").unwrap();
    assert_eq!(current_files(&output, "inputs"), None);
    drop(output);
    assert_eq!(site.write(&[("a", "1")]).unwrap().written, 1);
    assert_eq!(site.read("a").unwrap(), "1");
}

#[test]
fn other_inputs_with_the_same_files_change_only_the_manifest() {
    let site = Sandbox::new();
    site.write(&[("a", "1")]).unwrap();
    age(&site.out().join("a"));
    let summary = write(&site.open().unwrap(), &texts(&[("a", "1")]), "others").unwrap();
    assert_eq!(
        summary,
        WriteSummary {
            unchanged: 1,
            total_bytes: 1,
            ..WriteSummary::default()
        }
    );
    assert!(is_aged(&site.out().join("a")));
    assert_eq!(current_files(&site.open().unwrap(), "others"), Some(1));
    assert_eq!(std::fs::read_dir(site.out()).unwrap().count(), 2);
}

#[test]
fn assets_are_copied_once() {
    let site = Sandbox::new();
    let source = site.path("in/x.png");
    std::fs::write(&source, "pixels").unwrap();
    let assets = || {
        vec![
            file("x.png", Content::Asset(source.clone())),
            file("a", Content::Bytes(vec![1])),
        ]
    };
    let summary = write(&site.open().unwrap(), &assets(), "1").unwrap();
    assert_eq!((summary.written, summary.written_bytes), (2, 7));
    age(&site.out().join("x.png"));
    assert_eq!(
        write(&site.open().unwrap(), &assets(), "1")
            .unwrap()
            .unchanged,
        2
    );
    assert!(is_aged(&site.out().join("x.png")));
    // The copy is a separate file: changing the source does not change the site.
    std::fs::write(&source, "PIXELS").unwrap();
    assert_eq!(site.read("x.png").unwrap(), "pixels");
    assert_eq!(
        write(&site.open().unwrap(), &assets(), "1")
            .unwrap()
            .written,
        1
    );
    assert_eq!(site.read("x.png").unwrap(), "PIXELS");
    assert_eq!(current_files(&site.open().unwrap(), "1"), Some(2));
}

#[test]
fn folders_of_others_are_refused() {
    let site = Sandbox::new();
    std::fs::create_dir(site.out()).unwrap();
    site.open().unwrap();
    std::fs::write(site.out().join("thesis.tex"), "x").unwrap();
    assert_refused(site.open(), "did not create");
    assert_eq!(site.read("thesis.tex").unwrap(), "x");
    std::fs::write(site.out().join(manifest::NAME), "{").unwrap();
    assert_refused(site.open(), "is damaged");
    std::fs::write(
        site.out().join(manifest::NAME),
        r#"{"schema": 99, "inputs": "", "files": {}}"#,
    )
    .unwrap();
    assert_refused(site.open(), "newer version");
    assert_refused(
        OutputDir::open(&site.out().join("thesis.tex"), &[site.path("in")]),
        "is not a folder",
    );
}

#[test]
fn a_folder_that_is_filled_after_opening_is_not_replaced() {
    let site = Sandbox::new();
    std::fs::create_dir(site.out()).unwrap();
    let output = site.open().unwrap();
    std::fs::write(site.out().join("thesis.tex"), "x").unwrap();
    assert!(write(&output, &texts(&[("a", "1")]), "1").is_err());
    drop(output);
    assert_eq!(site.read("thesis.tex").unwrap(), "x");
    assert_eq!(site.names(), ["in", "out"]);
}

#[test]
fn a_manifest_cannot_list_files_outside_the_folder() {
    let site = Sandbox::new();
    site.write(&[("a", "1")]).unwrap();
    std::fs::write(site.path("thesis.tex"), "x").unwrap();

    let manifest = r#"{
        "inputs": "",
        "files": {
            "../thesis.tex": {"size": 1, "sha256": ""},
            "/x": {"size": 1, "sha256": ""}
        }
    }"#;
    std::fs::write(site.out().join(manifest::NAME), manifest).unwrap();

    assert!(site.open().unwrap().manifest.unwrap().files.is_empty());
}

#[cfg(unix)]
#[test]
fn folders_that_overlap_with_inputs_are_refused() {
    let site = Sandbox::new();
    let root = site.dir.path();
    std::fs::create_dir_all(root.join("in/deep")).unwrap();
    std::os::unix::fs::symlink(root.join("in"), root.join("link")).unwrap();
    std::os::unix::fs::symlink(root.join("nowhere"), root.join("dangling")).unwrap();
    let input = root.join("in");
    let outputs = [
        "in",
        "in/public",
        "in/deep/x",
        ".",
        "..",
        "link",
        "link/x",
        "in/../in",
        "dangling",
        "dangling/x",
    ];
    for output in outputs.into_iter().chain(["missing/../in/x", "missing/.."]) {
        let refused = OutputDir::open(&root.join(output), std::slice::from_ref(&input));
        assert!(refused.is_err(), "{output} was allowed");
    }
    OutputDir::open(&root.join("in-public"), std::slice::from_ref(&input)).unwrap();
    OutputDir::open(&root.join("new/deep/out"), &[input]).unwrap();
    assert!(!root.join("new").exists());
}

#[cfg(unix)]
#[test]
fn a_link_is_refused_before_anything_changes() {
    let site = Sandbox::new();
    std::fs::create_dir(site.path("other")).unwrap();
    std::os::unix::fs::symlink(site.path("other"), site.out()).unwrap();
    std::fs::create_dir(site.path(".out.medatlas-staging")).unwrap();
    assert_refused(site.open(), "is a symbolic link");
    assert!(site.path(".out.medatlas-staging").exists());
}

#[test]
fn the_current_and_the_home_folder_are_refused() {
    let site = Sandbox::new();
    let here = std::env::current_dir().unwrap();
    assert_refused(
        OutputDir::open(&here, &[site.path("in")]),
        "the current folder",
    );
    assert!(OutputDir::open(Path::new("/"), &[site.path("in")]).is_err());
    let home = std::env::home_dir().unwrap();
    let around =
        output_dir::refuse_containing(&home.canonicalize().unwrap(), Some(home), "the home folder");
    assert_refused(around, "is or contains the home folder");
}

#[test]
fn a_failed_write_leaves_the_old_site() {
    let site = Sandbox::new();
    site.write(&[("a", "1"), ("b", "2")]).unwrap();
    std::fs::write(site.out().join("CNAME"), "mine").unwrap();
    age(&site.out().join("b"));
    // A source that does not exist, and one that fails only when it is read.
    for source in [site.path("gone.png"), site.path("in")] {
        let mut files = texts(&[("a", "new"), ("b", "2")]);
        files.push(file("c.png", Content::Asset(source)));
        assert_refused(write(&site.open().unwrap(), &files, "x"), "");
        assert_eq!(
            (site.read("a").as_deref(), site.read("CNAME").as_deref()),
            (Some("1"), Some("mine"))
        );
        assert!(is_aged(&site.out().join("b")));
        assert_eq!(site.names(), ["in", "out"]);
    }
    assert_eq!(current_files(&site.open().unwrap(), "inputs"), Some(2));
}

#[test]
fn paths_that_collide_or_escape_are_refused() {
    let site = Sandbox::new();
    for bad in ["../x", "/x", "a//b", manifest::NAME] {
        assert_refused(site.write(&[(bad, "x")]), "cannot be written");
    }
    assert_refused(site.write(&[("Ä/x", "1"), ("ä/X", "2")]), "same path");
    assert!(!site.out().exists());
}

#[test]
fn the_same_files_give_the_same_manifest() {
    let (one, two) = (Sandbox::new(), Sandbox::new());
    one.write(&[("b", "2"), ("a", "1")]).unwrap();
    two.write(&[("c", "3"), ("a", "0")]).unwrap();
    two.write(&[("a", "1"), ("b", "2")]).unwrap();
    assert_eq!(one.read(manifest::NAME), two.read(manifest::NAME));
}
