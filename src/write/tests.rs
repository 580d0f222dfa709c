//! The promises of the write stage, each in a temporary folder.

mod killed;
mod mounted;
mod not_ours;

use std::path::Path;
use std::time::{Duration, SystemTime};

use tempfile::TempDir;

use super::*;

struct Site {
    dir: TempDir,
}

impl Site {
    fn new() -> Self {
        let dir = TempDir::new().unwrap();
        std::fs::create_dir(dir.path().join("in")).unwrap();
        Self { dir }
    }

    fn out(&self) -> PathBuf {
        self.dir.path().join("out")
    }

    fn guard(&self) -> Result<OutputDir> {
        guard(&self.out(), &[self.dir.path().join("in")])
    }

    fn write(&self, files: &[(&str, &str)]) -> Result<Report> {
        write(&self.guard()?, texts(files), "inputs")
    }

    /// A path in the folder around the output.
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

/// Makes a file look old, so that a change of its time stamp is seen.
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

fn refused<T: std::fmt::Debug>(result: Result<T>, words: &str) {
    let error = format!("{:#}", result.unwrap_err());
    assert!(error.contains(words), "{error:?} does not say {words:?}");
}

/// The number of files of a site that is current.
fn current(output: &OutputDir, inputs: &str) -> Option<usize> {
    is_current(output, inputs)
        .unwrap()
        .map(|report| report.unchanged)
}

#[test]
fn writes_changes_and_removes() {
    let site = Site::new();
    let report = site
        .write(&[("a/b.html", "1"), ("c", "22"), ("d/e", "3")])
        .unwrap();
    assert_eq!(
        report,
        Report {
            written: 3,
            unchanged: 0,
            removed: 0,
            bytes: 4,
            total: 4
        }
    );
    age(&site.out().join("c"));
    let report = site.write(&[("a/b.html", "new"), ("c", "22")]).unwrap();
    assert_eq!(
        report,
        Report {
            written: 1,
            unchanged: 1,
            removed: 1,
            bytes: 3,
            total: 5
        }
    );
    assert_eq!(site.read("a/b.html").unwrap(), "new");
    assert!(is_aged(&site.out().join("c")));
    assert!(!site.out().join("d").exists());
    assert_eq!(site.names(), ["in", "out"]);
}

#[test]
fn a_file_becomes_a_folder_and_back() {
    let site = Site::new();
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
fn writes_nothing_twice() {
    let site = Site::new();
    let list = site.out().join(manifest::NAME);
    site.write(&[("a", "1")]).unwrap();
    age(&list);
    assert_eq!(
        site.write(&[("a", "1")]).unwrap(),
        Report {
            unchanged: 1,
            total: 1,
            ..Report::default()
        }
    );
    assert!(is_aged(&list));
    let output = site.guard().unwrap();
    assert_eq!(current(&output, "inputs"), Some(1));
    assert_eq!(current(&output, "others"), None);
    std::fs::write(site.out().join("a"), "x").unwrap();
    assert_eq!(current(&output, "inputs"), None);
    assert_eq!(site.write(&[("a", "1")]).unwrap().written, 1);
    assert_eq!(site.read("a").unwrap(), "1");
}

#[test]
fn other_inputs_with_the_same_files_change_the_manifest_alone() {
    let site = Site::new();
    site.write(&[("a", "1")]).unwrap();
    age(&site.out().join("a"));
    let report = write(&site.guard().unwrap(), texts(&[("a", "1")]), "others").unwrap();
    assert_eq!(
        report,
        Report {
            unchanged: 1,
            total: 1,
            ..Report::default()
        }
    );
    assert!(is_aged(&site.out().join("a")));
    assert_eq!(current(&site.guard().unwrap(), "others"), Some(1));
    assert_eq!(std::fs::read_dir(site.out()).unwrap().count(), 2);
}

#[test]
fn assets_are_copied_once() {
    let site = Site::new();
    let source = site.path("in/x.png");
    std::fs::write(&source, "pixels").unwrap();
    let asset = || {
        vec![
            file("x.png", Content::Asset(source.clone())),
            file("a", Content::Bytes(vec![1])),
        ]
    };
    let report = write(&site.guard().unwrap(), asset(), "1").unwrap();
    assert_eq!((report.written, report.bytes), (2, 7));
    age(&site.out().join("x.png"));
    assert_eq!(
        write(&site.guard().unwrap(), asset(), "1")
            .unwrap()
            .unchanged,
        2
    );
    assert!(is_aged(&site.out().join("x.png")));
    // The copy is a file of its own: a change of the source in place is not a change of the site.
    std::fs::write(&source, "PIXELS").unwrap();
    assert_eq!(site.read("x.png").unwrap(), "pixels");
    assert_eq!(
        write(&site.guard().unwrap(), asset(), "1").unwrap().written,
        1
    );
    assert_eq!(site.read("x.png").unwrap(), "PIXELS");
    assert_eq!(current(&site.guard().unwrap(), "1"), Some(2));
}

#[test]
fn refuses_folders_that_are_not_its_own() {
    let site = Site::new();
    std::fs::create_dir(site.out()).unwrap();
    site.guard().unwrap();
    std::fs::write(site.out().join("thesis.tex"), "x").unwrap();
    refused(site.guard(), "did not make");
    assert_eq!(site.read("thesis.tex").unwrap(), "x");
    std::fs::write(site.out().join(manifest::NAME), "{").unwrap();
    refused(site.guard(), "is broken");
    std::fs::write(
        site.out().join(manifest::NAME),
        r#"{"schema": 99, "inputs": "", "files": {}}"#,
    )
    .unwrap();
    refused(site.guard(), "later medatlas");
    refused(
        guard(&site.out().join("thesis.tex"), &[site.path("in")]),
        "is not a folder",
    );
}

#[test]
fn a_folder_that_fills_up_after_the_guard_is_not_replaced() {
    let site = Site::new();
    std::fs::create_dir(site.out()).unwrap();
    let output = site.guard().unwrap();
    std::fs::write(site.out().join("thesis.tex"), "x").unwrap();
    assert!(write(&output, texts(&[("a", "1")]), "1").is_err());
    assert_eq!(site.read("thesis.tex").unwrap(), "x");
    assert_eq!(site.names(), ["in", "out"]);
}

#[test]
fn a_manifest_leads_nothing_out_of_the_folder() {
    let site = Site::new();
    site.write(&[("a", "1")]).unwrap();
    std::fs::write(site.path("thesis.tex"), "x").unwrap();
    let list = r#"{"inputs": "", "files": {"../thesis.tex": {"size": 1, "sha256": ""}, "/x": {"size": 1, "sha256": ""}}}"#;
    std::fs::write(site.out().join(manifest::NAME), list).unwrap();
    assert!(site.guard().unwrap().manifest.unwrap().files.is_empty());
}

#[cfg(unix)]
#[test]
fn refuses_to_touch_its_inputs() {
    let site = Site::new();
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
        let refused = guard(&root.join(output), std::slice::from_ref(&input));
        assert!(refused.is_err(), "{output} was allowed");
    }
    guard(&root.join("in-public"), std::slice::from_ref(&input)).unwrap();
    guard(&root.join("new/deep/out"), &[input]).unwrap();
    assert!(!root.join("new").exists());
}

#[cfg(unix)]
#[test]
fn refuses_a_link_before_it_touches_anything() {
    let site = Site::new();
    std::fs::create_dir(site.path("other")).unwrap();
    std::os::unix::fs::symlink(site.path("other"), site.out()).unwrap();
    std::fs::create_dir(site.path(".out.medatlas-staging")).unwrap();
    refused(site.guard(), "is a link");
    assert!(site.path(".out.medatlas-staging").exists());
}

#[test]
fn refuses_folders_that_people_stand_in() {
    let site = Site::new();
    let here = std::env::current_dir().unwrap();
    refused(guard(&here, &[site.path("in")]), "the current folder");
    assert!(guard(Path::new("/"), &[site.path("in")]).is_err());
    let home = std::env::home_dir().unwrap();
    let around = guard::refuse_around(&home.canonicalize().unwrap(), Some(home), "the home folder");
    refused(around, "is or holds the home folder");
}

#[test]
fn a_failed_write_leaves_the_old_site() {
    let site = Site::new();
    site.write(&[("a", "1"), ("b", "2")]).unwrap();
    std::fs::write(site.out().join("CNAME"), "mine").unwrap();
    age(&site.out().join("b"));
    // A source that is gone, and one that fails only when it is read.
    for source in [site.path("gone.png"), site.path("in")] {
        let mut files = texts(&[("a", "new"), ("b", "2")]);
        files.push(file("c.png", Content::Asset(source)));
        refused(write(&site.guard().unwrap(), files, "x"), "");
        assert_eq!(
            (site.read("a").as_deref(), site.read("CNAME").as_deref()),
            (Some("1"), Some("mine"))
        );
        assert!(is_aged(&site.out().join("b")));
        assert_eq!(site.names(), ["in", "out"]);
    }
    assert_eq!(current(&site.guard().unwrap(), "inputs"), Some(2));
}

#[test]
fn refuses_paths_that_would_collide_or_escape() {
    let site = Site::new();
    for bad in ["../x", "/x", "a//b", manifest::NAME] {
        refused(site.write(&[(bad, "x")]), "cannot be written");
    }
    refused(site.write(&[("Ä/x", "1"), ("ä/X", "2")]), "share a path");
    assert!(!site.out().exists());
}

#[test]
fn same_files_same_bytes() {
    let (one, two) = (Site::new(), Site::new());
    one.write(&[("b", "2"), ("a", "1")]).unwrap();
    two.write(&[("c", "3"), ("a", "0")]).unwrap();
    two.write(&[("a", "1"), ("b", "2")]).unwrap();
    assert_eq!(one.read(manifest::NAME), two.read(manifest::NAME));
}
