//! Updates in place, for folders that cannot be swapped.

use super::*;
use crate::write::plan::FileOperation;

fn update(site: &Sandbox, files: &[(&str, &str)]) -> Result<Replaced> {
    let output = site.open()?;
    let files = texts(files);
    in_place::update(&WritePlan::new(&output, &files, "inputs")?)
}

fn site() -> Sandbox {
    let site = Sandbox::new();
    std::fs::create_dir(site.out()).unwrap();
    site
}

#[test]
fn writes_changes_and_removes() {
    let site = site();
    update(
        &site,
        &[
            ("index.html", "1"),
            ("a", "1"),
            ("d/e", "2"),
            ("kind", "file"),
        ],
    )
    .unwrap();
    age(&site.out().join("a"));
    std::fs::write(site.out().join("CNAME"), "mine").unwrap();
    let files = [
        ("index.html", "2"),
        ("a", "1"),
        ("d", "file"),
        ("kind/x", "folder"),
    ];
    update(&site, &files).unwrap();
    for (path, text) in files {
        assert_eq!(site.read(path).as_deref(), Some(text), "{path}");
    }
    assert!(is_aged(&site.out().join("a")));
    assert_eq!(site.read("CNAME").as_deref(), Some("mine"));
    assert_eq!(current_files(&site.open().unwrap(), "inputs"), Some(4));
    assert!(!site.out().join(STAGING).exists());
}

#[test]
fn gives_the_same_bytes_as_a_swap() {
    let (one, two) = (site(), Sandbox::new());
    update(&one, &[("a", "0"), ("b", "1")]).unwrap();
    for files in [[("a", "1"), ("d/e", "2")], [("a", "3"), ("d/e", "2")]] {
        update(&one, &files).unwrap();
        two.write(&files).unwrap();
        assert_eq!(one.read(manifest::NAME), two.read(manifest::NAME));
    }
}

#[test]
fn a_failed_write_leaves_the_old_site() {
    let site = site();
    update(&site, &[("a", "1")]).unwrap();
    let output = site.open().unwrap();
    let mut files = texts(&[("a", "2")]);
    files.push(file("b.png", Content::Asset(site.path("gone.png"))));
    let plan = WritePlan {
        output: &output,
        files: &files,
        operations: vec![
            FileOperation::Write(digest_bytes(b"2")),
            FileOperation::Copy,
        ],
        unmanaged: Vec::new(),
        inputs: "x",
    };
    assert_refused(in_place::update(&plan).map(|_| ()), "gone.png");
    drop(plan);
    drop(output);
    assert_eq!(site.read("a").as_deref(), Some("1"));
    assert_eq!(current_files(&site.open().unwrap(), "inputs"), Some(1));
    assert!(!site.out().join(STAGING).exists());
}

#[test]
fn a_killed_build_is_completed_by_the_next() {
    let site = site();
    update(&site, &[("a", "1"), ("b", "2")]).unwrap();
    // Killed after one of two files was moved: the manifest of both sites is there, and the rest is
    // staged.
    let old = SiteManifest::read(&site.out()).unwrap().unwrap().files;
    let new = [
        ("a".to_owned(), digest_bytes(b"new")),
        ("c".to_owned(), digest_bytes(b"3")),
    ];
    SiteManifest::new(String::new(), old.into_iter().chain(new).collect())
        .write(&site.out())
        .unwrap();
    std::fs::write(site.out().join("c"), "3").unwrap();
    std::fs::create_dir(site.out().join(STAGING)).unwrap();
    std::fs::write(site.out().join(STAGING).join("a"), "new").unwrap();
    assert_eq!(current_files(&site.open().unwrap(), ""), None);
    assert!(!site.out().join(STAGING).exists());
    update(&site, &[("a", "new"), ("c", "3")]).unwrap();
    assert_eq!(
        (
            site.read("a").as_deref(),
            site.read("b"),
            site.read("c").as_deref()
        ),
        (Some("new"), None, Some("3"))
    );
    assert_eq!(current_files(&site.open().unwrap(), "inputs"), Some(2));
}
