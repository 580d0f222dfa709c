//! The promises of the write stage, each in a temporary folder.

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
        let files = files
            .iter()
            .map(|(path, text)| OutputFile {
                path: (*path).to_owned(),
                content: Content::Bytes(text.as_bytes().to_vec()),
            })
            .collect();
        write(&self.guard()?, files, "inputs")
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

fn age(path: &Path) {
    let file = std::fs::File::options().write(true).open(path).unwrap();
    file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(1)).unwrap();
}

fn modified(path: &Path) -> SystemTime {
    std::fs::metadata(path).unwrap().modified().unwrap()
}

#[test]
fn writes_changes_and_removes() {
    let site = Site::new();
    let report = site.write(&[("a/b.html", "1"), ("c", "2"), ("d/e", "3")]).unwrap();
    assert_eq!(report, Report { written: 3, unchanged: 0, removed: 0 });
    age(&site.out().join("c"));
    let report = site.write(&[("a/b.html", "new"), ("c", "2")]).unwrap();
    assert_eq!(report, Report { written: 1, unchanged: 1, removed: 1 });
    assert_eq!(site.read("a/b.html").unwrap(), "new");
    assert_eq!(modified(&site.out().join("c")), SystemTime::UNIX_EPOCH + Duration::from_secs(1));
    assert!(!site.out().join("d").exists());
    assert_eq!(site.names(), ["in", "out"]);
}

#[test]
fn writes_nothing_twice() {
    let site = Site::new();
    site.write(&[("a", "1")]).unwrap();
    age(&site.out().join(manifest::NAME));
    assert_eq!(site.write(&[("a", "1")]).unwrap(), Report { written: 0, unchanged: 1, removed: 0 });
    assert_eq!(modified(&site.out().join(manifest::NAME)), SystemTime::UNIX_EPOCH + Duration::from_secs(1));
    let output = site.guard().unwrap();
    assert_eq!(is_current(&output, "inputs").unwrap(), Some(1));
    assert_eq!(is_current(&output, "others").unwrap(), None);
    std::fs::write(site.out().join("a"), "x").unwrap();
    assert_eq!(is_current(&output, "inputs").unwrap(), None);
    assert_eq!(site.write(&[("a", "1")]).unwrap().written, 1);
    assert_eq!(site.read("a").unwrap(), "1");
}

#[test]
fn keeps_what_is_not_ours() {
    let site = Site::new();
    site.write(&[("a", "1"), ("d/e", "2")]).unwrap();
    std::fs::create_dir_all(site.out().join(".git/objects")).unwrap();
    std::fs::write(site.out().join(".git/objects/x"), "git").unwrap();
    std::fs::write(site.out().join("d/CNAME"), "name").unwrap();
    std::os::unix::fs::symlink("/nowhere", site.out().join("link")).unwrap();
    site.write(&[("a", "2")]).unwrap();
    assert_eq!(site.read(".git/objects/x").unwrap(), "git");
    assert_eq!(site.read("d/CNAME").unwrap(), "name");
    assert!(site.out().join("link").is_symlink());
    assert_eq!((site.read("a").unwrap().as_str(), site.read("d/e")), ("2", None));
    let error = site.write(&[("a", "2"), ("d/CNAME", "mine")]).unwrap_err().to_string();
    assert!(error.contains("was not made by medatlas"), "{error}");
    assert_eq!(site.read("d/CNAME").unwrap(), "name");
}

#[test]
fn refuses_folders_that_are_not_its_own() {
    let site = Site::new();
    std::fs::create_dir(site.out()).unwrap();
    site.guard().unwrap();
    std::fs::write(site.out().join("thesis.tex"), "x").unwrap();
    assert!(site.guard().unwrap_err().to_string().contains("did not make"));
    assert_eq!(site.read("thesis.tex").unwrap(), "x");
}

#[test]
fn refuses_to_touch_its_inputs() {
    let site = Site::new();
    let root = site.dir.path();
    std::fs::create_dir_all(root.join("in/deep")).unwrap();
    std::os::unix::fs::symlink(root.join("in"), root.join("link")).unwrap();
    let input = root.join("in");
    for output in ["in", "in/public", "in/deep/x", ".", "link", "link/x", "in/../in"] {
        let refused = guard(&root.join(output), std::slice::from_ref(&input));
        assert!(refused.is_err(), "{output} was allowed");
    }
    guard(&root.join("in-public"), &[input]).unwrap();
}

#[test]
fn a_failed_write_leaves_the_old_site() {
    let site = Site::new();
    site.write(&[("a", "1")]).unwrap();
    let files = vec![
        OutputFile { path: "a".into(), content: Content::Bytes(b"2".to_vec()) },
        OutputFile { path: "b.png".into(), content: Content::Asset(site.dir.path().join("in")) },
    ];
    assert!(write(&site.guard().unwrap(), files, "x").is_err());
    assert_eq!(site.read("a").unwrap(), "1");
    assert_eq!(site.names(), ["in", "out"]);
}

#[test]
fn clears_up_after_a_killed_build() {
    let site = Site::new();
    let beside = |what: &str| site.dir.path().join(format!(".out.medatlas-{what}"));
    site.write(&[("a", "1")]).unwrap();
    // Killed while staging.
    std::fs::create_dir(beside("staging")).unwrap();
    std::fs::write(beside("staging").join("a"), "half").unwrap();
    site.guard().unwrap();
    assert_eq!(
        (site.names(), site.read("a").unwrap()),
        (vec!["in".to_owned(), "out".to_owned()], "1".to_owned())
    );
    // Killed between the two renames of a system without exchange.
    std::fs::rename(site.out(), beside("old")).unwrap();
    site.guard().unwrap();
    assert_eq!(
        (site.names(), site.read("a").unwrap()),
        (vec!["in".to_owned(), "out".to_owned()], "1".to_owned())
    );
    // Killed after the switch, before a foreign file moved over.
    std::fs::create_dir(beside("staging")).unwrap();
    std::fs::copy(site.out().join(manifest::NAME), beside("staging").join(manifest::NAME)).unwrap();
    std::fs::write(beside("staging").join("a"), "old").unwrap();
    std::fs::write(beside("staging").join("CNAME"), "name").unwrap();
    site.guard().unwrap();
    assert_eq!(site.read("CNAME").unwrap(), "name");
    assert_eq!(
        (site.names(), site.read("a").unwrap()),
        (vec!["in".to_owned(), "out".to_owned()], "1".to_owned())
    );
}

#[test]
fn refuses_paths_that_would_collide_or_escape() {
    let site = Site::new();
    for bad in ["../x", "/x", "a//b", "a\\b", "", ".", "c:x", manifest::NAME] {
        assert!(site.write(&[(bad, "x")]).is_err(), "{bad}");
    }
    let error = site.write(&[("Ä/x", "1"), ("ä/X", "2")]).unwrap_err().to_string();
    assert!(error.contains("share a path"), "{error}");
    assert!(site.write(&[("a", "1"), ("a/b", "2")]).is_err());
    assert!(!site.out().exists());
}

#[test]
fn same_files_same_bytes() {
    let (one, two) = (Site::new(), Site::new());
    for site in [&one, &two] {
        site.write(&[("b", "2"), ("a", "1")]).unwrap();
    }
    assert_eq!(one.read(manifest::NAME), two.read(manifest::NAME));
}
