//! Every link and fragment inside a site leads somewhere, wherever the site stands.

use std::path::PathBuf;

use crate::support::site::{Link, Site, resolve};
use crate::support::{CatalogTest, root, shared};

/// Builds for both places and follows every link; the address alone must not matter unless it is given.
fn check(catalog: PathBuf) {
    let mut test = CatalogTest::in_place(catalog);
    let site = Site::read(&test.build().output());
    for base in ["https://atlas.example/", "https://atlas.example/some/path/"] {
        let mut broken = site.broken(base);
        // The page for missing addresses is served at any depth: it needs to be told where the site stands, as below.
        broken.retain(|line| base.ends_with(".example/") || !line.starts_with("404.html"));
        assert!(
            broken.is_empty(),
            "{base}: {} broken links\n{}",
            broken.len(),
            broken[..broken.len().min(30)].join("\n")
        );
    }
    let base = "https://atlas.example/some/path/";
    let broken = Site::read(&test.build_with(&["--base-url", base]).output()).broken(base);
    assert!(
        broken.is_empty(),
        "--base-url: {} broken links\n{}",
        broken.len(),
        broken[..broken.len().min(30)].join("\n")
    );
}

#[test]
fn of_the_shipped_catalog() {
    check(root().join("content"));
}

#[test]
fn of_the_fixture() {
    check(root().join("tests/fixtures/home-format"));
}

#[test]
fn of_the_real_catalog() {
    if let Some(path) = shared("catalog-2024-04") {
        check(path);
    }
}

#[test]
fn the_test_itself_sees_what_is_broken() {
    let base = "https://h.example/p/";
    let file = |path: &str, fragment: &str| Link::File(path.to_owned(), fragment.to_owned());
    assert_eq!(
        resolve(base, "a/b/index.html", "../c/#x"),
        file("a/c/index.html", "x")
    );
    assert_eq!(
        resolve(base, "a/index.html", "./"),
        file("a/index.html", "")
    );
    assert_eq!(
        resolve(base, "index.html", "https://h.example/p/%C3%A9.css?v=1"),
        file("é.css", "")
    );
    assert_eq!(resolve(base, "index.html", "#y"), file("index.html", "y"));
    assert_eq!(resolve(base, "index.html", "../"), Link::Astray);
    assert_eq!(resolve(base, "index.html", "/q/"), Link::Astray);
    assert_eq!(
        resolve(base, "index.html", "mailto:a@b.example"),
        Link::Outside
    );
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("index.html"),
        "<a href=x.html>1</a><a href='#no'>2</a><a href='#yes' id=yes>3</a>",
    )
    .unwrap();
    assert_eq!(Site::read(folder.path()).broken(base).len(), 2);
}
