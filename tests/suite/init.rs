//! `medatlas init`: a folder becomes a catalog that can be published, and what was there stays.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use crate::support::{CatalogTest, list, root, shared};

/// All files of a folder with their bytes, those of git left out.
fn bytes(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = list(folder)
        .into_iter()
        .filter(|path| !path.starts_with(".git/"));
    files
        .map(|path| (path.clone(), std::fs::read(folder.join(path)).unwrap()))
        .collect()
}

fn init(test: &mut CatalogTest, arguments: &[&str]) -> String {
    test.command(&[&["init"], arguments].concat());
    assert_eq!(test.exit_code(), 0, "{}", test.diagnostics());
    test.diagnostics()
}

/// A repository in a folder, with an origin and a branch.
fn repository(folder: &Path, origin: &str) {
    for arguments in [
        &["init", "-q", "-b", "trunk"][..],
        &["remote", "add", "origin", origin],
    ] {
        let status = Command::new("git")
            .arg("-C")
            .arg(folder)
            .args(arguments)
            .status()
            .unwrap();
        assert!(status.success());
    }
}

/// The action that a workflow uses besides those of GitHub. Its version is a commit with the release
/// as a comment, or the tag of the release when the commit is not known, as in a debug build.
fn action_of(workflow: &str) -> String {
    let release = concat!("v", env!("CARGO_PKG_VERSION"));
    let uses = workflow
        .lines()
        .filter_map(|line| line.trim_start_matches([' ', '-']).strip_prefix("uses: "))
        .find(|action| !action.starts_with("actions/"));
    let (name, version) = uses.unwrap().split_once('@').unwrap();

    let commit = version.strip_suffix(&format!(" # {release}"));
    let is_pinned = commit.is_some_and(|commit| commit.len() == 40);
    assert!(is_pinned || version == release, "{version}");
    name.to_owned()
}

#[test]
fn an_empty_folder_becomes_an_example_without_findings() {
    let mut test = CatalogTest::empty();
    let said = init(&mut test, &["catalog"]);
    assert!(
        said.contains("made README.md\n") && said.contains("2 datasets, no findings"),
        "{said}"
    );
    test.build_with(&["--deny", "warnings"]);
    assert!(test.has("datasets/example-lobes/index.html"));
    let before = bytes(test.catalog());
    assert!(
        before.contains_key(".github/workflows/pages.yml") && before.contains_key("netlify.toml")
    );
    let again = init(&mut test, &["catalog"]);
    assert!(
        again.contains("kept medatlas.toml") && !again.contains("made"),
        "{again}"
    );
    assert_eq!(bytes(test.catalog()), before);
    // As the workflows and netlify.toml build it: into the repository's own folder.
    test.command(&["build", "catalog", "--output", "catalog/public"]);
    assert_eq!(test.exit_code(), 0, "{}", test.diagnostics());
}

#[test]
fn a_folder_that_is_not_there_is_made() {
    let mut test = CatalogTest::empty();
    init(&mut test, &["catalog/new/atlas"]);
    assert!(
        test.catalog()
            .join("new/atlas/resources/Example_Vessels.md")
            .is_file()
    );
}

#[test]
fn a_catalog_below_its_repository_keeps_what_it_has() {
    let mut test = CatalogTest::from_text(
        "-- list/README.md --\n# Own\n\n## Chest\n\n- [A](resources/A.md) (3D CT, 5 Cases)\n\
         -- list/resources/A.md --\n# A\n-- netlify.toml --\n# mine\n-- .gitignore --\nmine\n",
    );
    repository(test.catalog(), "https://me:secret@github.com/Ada/atlas.git");
    let before = bytes(test.catalog());
    let said = init(&mut test, &["catalog/list"]);
    assert!(
        said.contains("kept netlify.toml") && said.contains("made list/medatlas.toml"),
        "{said}"
    );
    assert!(
        said.contains("https://ada.github.io/atlas/") && !said.contains("secret"),
        "{said}"
    );
    let after = bytes(test.catalog());
    assert!(before.iter().all(|(path, bytes)| after[path] == *bytes));
    let text = |path: &str| String::from_utf8(after[path].clone()).unwrap();
    let settings: toml::Table = text("list/medatlas.toml").parse().unwrap();
    assert_eq!(
        settings["repository"].as_str(),
        Some("https://github.com/Ada/atlas")
    );
    assert_eq!(settings["repository_path"].as_str(), Some("list"));
    let pages = text(".github/workflows/pages.yml");
    assert!(
        pages.contains("branches: [\"trunk\"]") && pages.contains("catalog: \"list\""),
        "{pages}"
    );
    assert_eq!(action_of(&pages), "medatlas/medatlas");
    test.command(&[
        "build",
        "catalog/list",
        "--output",
        "site",
        "--base-url",
        "https://ada.github.io/atlas/",
    ]);
    assert_eq!(test.exit_code(), 0, "{}", test.diagnostics());
}

#[test]
fn another_action_is_named_or_refused() {
    let mut test = CatalogTest::empty();
    init(&mut test, &["catalog", "--action", "own/fork@main"]);
    let text = |path: &str| std::fs::read_to_string(test.catalog().join(path)).unwrap();
    assert!(text(".github/workflows/check.yml").contains("- uses: own/fork@main\n"));
    assert!(text("netlify.toml").contains("https://github.com/own/fork/releases/download/"));
    test.command(&["init", "catalog", "--action", "own/fork@a${{ x }}"]);
    assert_eq!(test.exit_code(), 2);
}

#[test]
fn settings_that_do_not_parse_stop_before_anything_is_made() {
    let mut test = CatalogTest::from_text("-- medatlas.toml --\ncolour = 1\n");
    let before = bytes(test.catalog());
    test.command(&["init", "catalog"]);
    assert_eq!(test.exit_code(), 2);
    assert_eq!(bytes(test.catalog()), before);
}

/// The shipped catalog and, where it is, a real one: initialised and built in a copy.
#[test]
fn real_catalogs_are_built_after_it() {
    let real = shared("catalog-2024-04");
    for folder in [Some(root().join("content")), real].into_iter().flatten() {
        let mut test = CatalogTest::from_folder(&folder);
        let before = bytes(test.catalog());
        let said = init(&mut test, &["catalog"]);
        assert!(said.contains("datasets, "), "{said}");
        let after = bytes(test.catalog());
        assert!(before.iter().all(|(path, bytes)| after[path] == *bytes));
        test.build();
        assert!(
            test.file_list()
                .iter()
                .filter(|path| path.starts_with("datasets/"))
                .count()
                > 190
        );
    }
}
