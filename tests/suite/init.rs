//! `medatlas init`: a folder becomes a catalog that can be published, and existing files stay.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use crate::support::{CatalogTest, list, root, shared};

/// All files of a folder with their bytes, except those of git.
fn bytes(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for path in list(folder) {
        if !path.starts_with(".git/") {
            let bytes = std::fs::read(folder.join(&path)).unwrap();
            files.insert(path, bytes);
        }
    }
    files
}

#[track_caller]
fn assert_kept(before: &BTreeMap<String, Vec<u8>>, after: &BTreeMap<String, Vec<u8>>) {
    for (path, bytes) in before {
        assert_eq!(after.get(path), Some(bytes), "{path}");
    }
}

/// Runs `medatlas init` and returns its messages.
fn init(test: &mut CatalogTest, arguments: &[&str]) -> String {
    test.command(&[&["init"], arguments].concat());
    assert_eq!(test.exit_code(), 0, "{}", test.diagnostics());
    test.diagnostics()
}

/// Makes a folder a repository with an origin and the branch `trunk`.
fn create_repository(folder: &Path, origin: &str) {
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
/// as a comment, or the tag of the release if the commit is not known, as in a debug build.
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
    let messages = init(&mut test, &["catalog"]);
    assert!(messages.contains("created README.md\n"), "{messages}");
    assert!(messages.contains("2 datasets, no findings"), "{messages}");

    test.build_with(&["--deny", "warnings"]);
    assert!(test.has("datasets/example-lobes/index.html"));
    let before = bytes(test.catalog());
    assert!(before.contains_key(".github/workflows/pages.yml"));
    assert!(before.contains_key("netlify.toml"));

    let messages = init(&mut test, &["catalog"]);
    assert!(messages.contains("kept medatlas.toml"), "{messages}");
    assert!(!messages.contains("created"), "{messages}");
    assert_eq!(bytes(test.catalog()), before);

    // The workflows and netlify.toml build into the folder of the repository.
    test.command(&["build", "catalog", "--output", "catalog/public"]);
    assert_eq!(test.exit_code(), 0, "{}", test.diagnostics());
}

#[test]
fn a_missing_folder_is_created() {
    let mut test = CatalogTest::empty();
    init(&mut test, &["catalog/new/atlas"]);

    let page = "new/atlas/resources/Example_Vessels.md";
    assert!(test.catalog().join(page).is_file());
}

#[test]
fn a_catalog_below_its_repository_keeps_its_files() {
    let mut test = CatalogTest::from_text(
        "\
-- list/README.md --
# Own

## Chest

- [A](resources/A.md) (3D CT, 5 Cases)
-- list/resources/A.md --
# A
-- netlify.toml --
# mine
-- .gitignore --
mine
",
    );
    create_repository(test.catalog(), "https://me:secret@github.com/Ada/atlas.git");
    let before = bytes(test.catalog());

    let messages = init(&mut test, &["catalog/list"]);

    for expected in [
        "kept netlify.toml",
        "created list/medatlas.toml",
        "https://ada.github.io/atlas/",
    ] {
        assert!(messages.contains(expected), "{messages}");
    }
    assert!(!messages.contains("secret"), "{messages}");

    let after = bytes(test.catalog());
    assert_kept(&before, &after);

    let text = |path: &str| String::from_utf8(after[path].clone()).unwrap();
    let settings: toml::Table = text("list/medatlas.toml").parse().unwrap();
    assert_eq!(
        settings["repository"].as_str(),
        Some("https://github.com/Ada/atlas")
    );
    assert_eq!(settings["repository_path"].as_str(), Some("list"));

    let workflow = text(".github/workflows/pages.yml");
    for expected in ["branches: [\"trunk\"]", "catalog: \"list\""] {
        assert!(workflow.contains(expected), "{workflow}");
    }
    assert_eq!(action_of(&workflow), "medatlas/medatlas");

    test.command(&[
        "build",
        "catalog/list",
        "--output=site",
        "--base-url=https://ada.github.io/atlas/",
    ]);
    assert_eq!(test.exit_code(), 0, "{}", test.diagnostics());
}

#[test]
fn another_action_is_used_or_refused() {
    let mut test = CatalogTest::empty();
    init(&mut test, &["catalog", "--action", "own/fork@main"]);

    let text = |path: &str| std::fs::read_to_string(test.catalog().join(path)).unwrap();
    assert!(text(".github/workflows/check.yml").contains("- uses: own/fork@main\n"));
    assert!(text("netlify.toml").contains("https://github.com/own/fork/releases/download/"));

    test.command(&["init", "catalog", "--action", "own/fork@a${{ x }}"]);
    assert_eq!(test.exit_code(), 2);
}

#[test]
fn invalid_settings_stop_before_anything_is_created() {
    let mut test = CatalogTest::from_text("-- medatlas.toml --\ncolour = 1\n");
    let before = bytes(test.catalog());

    test.command(&["init", "catalog"]);

    assert_eq!(test.exit_code(), 2);
    assert_eq!(bytes(test.catalog()), before);
}

/// Copies of the catalog of this repository and, if it is available, of a real one.
#[test]
fn real_catalogs_can_be_built_afterwards() {
    let real = shared("catalog-2024-04");

    for folder in [Some(root().join("content")), real].into_iter().flatten() {
        let mut test = CatalogTest::from_folder(&folder);
        let before = bytes(test.catalog());

        let messages = init(&mut test, &["catalog"]);
        assert!(messages.contains("datasets, "), "{messages}");
        assert_kept(&before, &bytes(test.catalog()));

        test.build();
        let files = test.file_list();
        let datasets = files.iter().filter(|path| path.starts_with("datasets/"));
        assert!(datasets.count() > 190);
    }
}
