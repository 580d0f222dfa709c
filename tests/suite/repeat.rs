//! The same input gives the same bytes, and minifying changes no visible word.

use crate::support::site::Site;
use crate::support::{CatalogTest, root};

#[test]
fn two_builds_give_the_same_bytes() {
    let build = |catalog| CatalogTest::in_place(catalog).build().bytes();
    for catalog in ["content", "tests/fixtures/home-format"] {
        let (one, two) = (build(root().join(catalog)), build(root().join(catalog)));
        assert_eq!(
            one.keys().collect::<Vec<_>>(),
            two.keys().collect::<Vec<_>>()
        );
        let differ: Vec<_> = one
            .iter()
            .filter(|(path, bytes)| two[*path] != **bytes)
            .map(|(path, _)| path)
            .collect();
        assert!(differ.is_empty(), "{differ:?}");
    }
}

#[test]
fn the_folder_and_its_name_do_not_matter() {
    let bytes = CatalogTest::from_dir("fixtures/home-format")
        .build()
        .bytes();
    let here = CatalogTest::in_place(root().join("tests/fixtures/home-format"))
        .build()
        .bytes();
    let differ: Vec<_> = bytes
        .iter()
        .filter(|(path, bytes)| here.get(*path) != Some(*bytes))
        .map(|(path, _)| path)
        .collect();
    assert!(differ.is_empty(), "{differ:?}");
    let machine = root().to_str().unwrap().to_owned();
    for (path, bytes) in here {
        assert!(
            !String::from_utf8_lossy(&bytes).contains(&machine),
            "{path} names a folder of this machine"
        );
    }
}

#[test]
fn minifying_changes_no_visible_word() {
    for catalog in ["content", "tests/fixtures/home-format"] {
        let (mut small, mut plain) = (
            CatalogTest::in_place(root().join(catalog)),
            CatalogTest::in_place(root().join(catalog)),
        );
        let small = Site::read(&small.build().output());
        let plain = Site::read(&plain.build_with(&["--no-minify"]).output());
        assert_eq!(
            small.pages.keys().collect::<Vec<_>>(),
            plain.pages.keys().collect::<Vec<_>>()
        );
        for (path, page) in &small.pages {
            let (small, plain) = (page.text(), plain.pages[path].text());
            let differ = small.lines().zip(plain.lines()).find(|(a, b)| a != b);
            assert!(small == plain, "{path}: {differ:?}");
        }
    }
}
