//! The way for folders that cannot change places with another one.

use super::*;

fn replace(site: &Site, files: &[(&str, &str)]) -> Result<Manifest> {
    let output = site.guard()?;
    let files = texts(files);
    foreign(&output, &files)?;
    let fates: Vec<Fate> = files
        .iter()
        .map(|file| fate(&output, file))
        .collect::<Result<_>>()?;
    in_place::replace(&output, &files, &fates, "inputs")
}

fn site() -> Site {
    let site = Site::new();
    std::fs::create_dir(site.out()).unwrap();
    site
}

#[test]
fn writes_changes_and_removes() {
    let site = site();
    replace(
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
    replace(&site, &files).unwrap();
    for (path, text) in files {
        assert_eq!(site.read(path).as_deref(), Some(text), "{path}");
    }
    assert!(is_aged(&site.out().join("a")));
    assert_eq!(site.read("CNAME").as_deref(), Some("mine"));
    assert_eq!(current(&site.guard().unwrap(), "inputs"), Some(4));
    assert!(!site.out().join(STAGING).exists());
}

#[test]
fn gives_the_same_bytes_as_a_switch() {
    let (one, two) = (site(), Site::new());
    replace(&one, &[("a", "0"), ("b", "1")]).unwrap();
    for files in [[("a", "1"), ("d/e", "2")], [("a", "3"), ("d/e", "2")]] {
        replace(&one, &files).unwrap();
        two.write(&files).unwrap();
        assert_eq!(one.read(manifest::NAME), two.read(manifest::NAME));
    }
}

#[test]
fn a_failed_write_leaves_the_old_site() {
    let site = site();
    replace(&site, &[("a", "1")]).unwrap();
    let output = site.guard().unwrap();
    let mut files = texts(&[("a", "2")]);
    files.push(file("b.png", Content::Asset(site.path("gone.png"))));
    let fates = [Fate::Make(digest_bytes(b"2")), Fate::Copy];
    refused(in_place::replace(&output, &files, &fates, "x"), "gone.png");
    assert_eq!(site.read("a").as_deref(), Some("1"));
    assert_eq!(current(&site.guard().unwrap(), "inputs"), Some(1));
    assert!(!site.out().join(STAGING).exists());
}

#[test]
fn a_killed_build_is_completed_by_the_next() {
    let site = site();
    replace(&site, &[("a", "1"), ("b", "2")]).unwrap();
    // Killed when one of two files had moved: the list of both sites is there, and the rest is still staged.
    let old = Manifest::read(&site.out()).unwrap().unwrap().files;
    let new = [
        ("a".to_owned(), digest_bytes(b"new")),
        ("c".to_owned(), digest_bytes(b"3")),
    ];
    Manifest::new(String::new(), old.into_iter().chain(new).collect())
        .write(&site.out())
        .unwrap();
    std::fs::write(site.out().join("c"), "3").unwrap();
    std::fs::create_dir(site.out().join(STAGING)).unwrap();
    std::fs::write(site.out().join(STAGING).join("a"), "new").unwrap();
    assert_eq!(current(&site.guard().unwrap(), ""), None);
    assert!(!site.out().join(STAGING).exists());
    replace(&site, &[("a", "new"), ("c", "3")]).unwrap();
    assert_eq!(
        (
            site.read("a").as_deref(),
            site.read("b"),
            site.read("c").as_deref()
        ),
        (Some("new"), None, Some("3"))
    );
    assert_eq!(current(&site.guard().unwrap(), "inputs"), Some(2));
}
