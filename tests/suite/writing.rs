//! What a build does to files: what is refused, what stays, and what is removed.

use std::collections::BTreeMap;
use std::fs;
use std::time::{Duration, SystemTime};

use crate::support::{CatalogTest, built, list, root, table};

/// A catalog of two datasets.
fn two() -> String {
    let table = table(
        "| [Alpha](resources/A.md) | 3D CT, 7 Cases | - | - | - | - | - |
| [Beta](resources/B.md) | 2D MRI, 8 Cases | - | - | - | - | - |",
    );
    format!("{table}-- resources/A.md --\n# A\n-- resources/B.md --\n# B\n")
}

/// The timestamps of all files of the site.
fn timestamps(test: &CatalogTest) -> BTreeMap<String, SystemTime> {
    let mut timestamps = BTreeMap::new();
    for path in test.file_list() {
        let metadata = fs::metadata(test.output().join(&path)).unwrap();
        timestamps.insert(path, metadata.modified().unwrap());
    }
    timestamps
}

/// Moves the timestamps of all files of the site into the past, so that a later write is detected.
fn age(test: &CatalogTest) {
    let past = SystemTime::now() - Duration::from_secs(3600);
    for path in test.file_list() {
        let file = fs::File::options()
            .write(true)
            .open(test.output().join(path))
            .unwrap();
        file.set_modified(past).unwrap();
    }
}

#[test]
fn a_second_build_writes_nothing() {
    let mut test = built(&two());
    age(&test);
    let (before, bytes) = (timestamps(&test), test.bytes());

    test.build();

    assert!(
        test.summary().contains("files: 0 written") && test.summary().contains("0 removed"),
        "{}",
        test.summary()
    );
    assert_eq!((timestamps(&test), test.bytes()), (before, bytes));
}

#[test]
fn unchanged_files_keep_their_timestamps() {
    let mut test = built(&two());
    age(&test);
    let before = timestamps(&test);

    test.change_file(
        "resources/A.md",
        "# A\n\n## Dataset Information\n\nNew words.\n",
    )
    .build();
    let after = timestamps(&test);
    assert_ne!(
        before["datasets/a/index.html"],
        after["datasets/a/index.html"]
    );
    let same = ["datasets/b/index.html", "404.html", "catalog.schema.json"];
    for path in same {
        assert_eq!(before[path], after[path], "{path}");
    }
}

#[test]
fn files_of_removed_datasets_are_removed() {
    let mut test = built(&two());
    assert!(test.has("datasets/b/index.html") && test.has("modalities/mri/index.html"));
    let readme = fs::read_to_string(test.catalog().join("README.md")).unwrap();
    let rest: Vec<&str> = readme
        .lines()
        .filter(|line| !line.contains("Beta"))
        .collect();
    test.change_file("README.md", rest.join("\n"))
        .remove_file("resources/B.md")
        .build();
    assert!(!test.has("datasets/b/index.html") && !test.has("modalities/mri/index.html"));
    assert!(
        !test.output().join("datasets/b").exists(),
        "no empty folder stays"
    );
    assert!(!test.summary().contains(" 0 removed"), "{}", test.summary());
}

#[test]
fn files_of_the_user_stay() {
    let mut test = built(&two());
    fs::write(test.output().join("CNAME"), "atlas.example\n").unwrap();
    fs::create_dir(test.output().join(".git")).unwrap();
    fs::write(test.output().join(".git/HEAD"), "ref\n").unwrap();
    test.change_file("resources/A.md", "# A\n\nOther words.\n")
        .build();
    assert_eq!(test.file("CNAME"), "atlas.example\n");
    assert_eq!(test.file(".git/HEAD"), "ref\n");
}

#[test]
fn a_folder_with_other_files_is_refused() {
    let mut test = CatalogTest::from_text(&two());
    fs::create_dir(test.output()).unwrap();
    fs::write(test.output().join("thesis.tex"), "years of work").unwrap();
    test.run(&[]);
    assert_eq!(test.exit_code(), 2, "{}", test.diagnostics());
    assert!(
        test.diagnostics().contains("public"),
        "{}",
        test.diagnostics()
    );
    assert_eq!(test.file_list(), ["thesis.tex"]);
}

#[test]
fn an_empty_folder_is_used() {
    let mut test = CatalogTest::from_text(&two());
    fs::create_dir(test.output()).unwrap();
    test.build();
    assert!(test.has("index.html"));
}

#[test]
fn input_and_output_must_not_overlap() {
    for output in [
        "catalog",
        "catalog/resources/..",
        "catalog/resources",
        "catalog/resources/public",
        "catalog/README.md",
        ".",
    ] {
        let mut test = CatalogTest::from_text(&two());
        let before = list(test.folder());
        test.run(&["--output", output]);
        assert_eq!(test.exit_code(), 2, "{output}: {}", test.diagnostics());
        assert_eq!(list(test.folder()), before, "{output}");
    }
}

#[cfg(unix)]
#[test]
fn input_and_output_must_not_overlap_through_links() {
    let mut test = CatalogTest::from_text(&two());
    std::os::unix::fs::symlink(test.catalog(), test.folder().join("alias")).unwrap();
    let before = list(test.folder());
    test.run(&["--output", "alias/resources/site"]);
    assert_eq!(test.exit_code(), 2, "{}", test.diagnostics());
    assert_eq!(list(test.folder()), before);
}

#[cfg(unix)]
#[test]
fn a_link_in_the_output_folder_is_not_followed() {
    let mut test = built(&two());
    let outside = test.folder().join("outside");
    fs::create_dir(&outside).unwrap();
    fs::write(outside.join("index.html"), "mine").unwrap();
    fs::remove_dir_all(test.output().join("datasets/a")).unwrap();
    std::os::unix::fs::symlink(&outside, test.output().join("datasets/a")).unwrap();
    test.change_file("resources/A.md", "# A\n\nOther words.\n")
        .run(&[]);
    assert_eq!(
        fs::read_to_string(outside.join("index.html")).unwrap(),
        "mine"
    );
}

#[cfg(unix)]
#[test]
fn links_out_of_the_catalog_are_not_followed() {
    let mut test = CatalogTest::from_text(&two());
    fs::write(
        test.folder().join("secret.md"),
        "# A\n\nA secret of this machine.\n",
    )
    .unwrap();
    test.remove_file("resources/A.md");
    std::os::unix::fs::symlink(
        test.folder().join("secret.md"),
        test.catalog().join("resources/A.md"),
    )
    .unwrap();
    test.build();
    assert_eq!(test.found("ignored-symlink"), 1, "{}", test.diagnostics());
    for (path, bytes) in test.bytes() {
        assert!(
            !String::from_utf8_lossy(&bytes).contains("A secret"),
            "{path}"
        );
    }
}

#[test]
fn a_failed_build_leaves_the_earlier_site() {
    let mut test = built(&two());
    let (before, bytes) = (timestamps(&test), test.bytes());
    fs::create_dir(test.catalog().join("resources/C.md")).unwrap();
    test.run(&[]);
    assert_eq!(test.exit_code(), 1, "{}", test.diagnostics());
    assert_eq!((timestamps(&test), test.bytes()), (before, bytes));
}

#[test]
fn an_invalid_theme_leaves_the_earlier_site() {
    let mut test = built(&two());
    let bytes = test.bytes();
    let templates = test.folder().join("theme/templates");
    fs::create_dir_all(&templates).unwrap();
    for name in fs::read_dir(root().join("themes/default/templates")).unwrap() {
        fs::write(
            templates.join(name.unwrap().file_name()),
            "{{ this is not a template",
        )
        .unwrap();
    }
    test.run(&["--theme", "theme"]);
    assert_eq!(test.exit_code(), 2, "{}", test.diagnostics());
    assert!(
        test.diagnostics().contains("theme"),
        "{}",
        test.diagnostics()
    );
    assert_eq!(test.bytes(), bytes);
}

#[test]
fn no_temporary_folder_is_left() {
    let mut test = built(&two());
    test.change_file("resources/A.md", "# A\n\nOther words.\n")
        .build();
    let mut beside: Vec<String> = fs::read_dir(test.folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    beside.sort();
    assert_eq!(beside, ["catalog", "public"]);
}

#[test]
fn a_changed_setting_changes_the_site() {
    let mut test = built(&two());
    test.change_file("medatlas.toml", "title = \"Another title\"\n")
        .build();
    assert!(test.file("index.html").contains("Another title"));
    test.build_with(&["--base-url", "https://atlas.example/"]);
    assert!(test.file("index.html").contains("https://atlas.example/"));
}

#[test]
fn a_site_is_never_that_of_other_inputs() {
    let text = "\
-- README.md --
# List

## Chest

| Dataset | Description |
|---|---|
| [A](A.md) | CT, 5 Cases |
-- A.md --
# A
-- B.md --
# B
";
    let mut test = built(text);
    assert!(!test.has("datasets/b/index.html"));

    test.change_file("medatlas.toml", "pages = \"\"\n").build();

    let mut cold = CatalogTest::from_text(text);
    cold.change_file("medatlas.toml", "pages = \"\"\n").build();
    assert!(test.has("datasets/b/index.html"));
    assert_eq!(test.bytes(), cold.bytes());
}

#[test]
fn damaged_files_are_restored() {
    let mut test = built(&two());
    let bytes = test.bytes();
    fs::write(test.output().join("index.html"), "broken").unwrap();
    fs::remove_file(test.output().join("datasets/a/index.html")).unwrap();
    test.build();
    assert_eq!(test.bytes(), bytes);
}

/// Runs a command that must succeed, and returns its messages and its output.
fn run(test: &mut CatalogTest, arguments: &[&str]) -> String {
    test.command(arguments);
    assert_eq!(test.exit_code(), 0, "{}", test.diagnostics());
    test.diagnostics() + &test.output_text()
}

#[test]
fn the_output_folder_may_be_inside_the_catalog_and_is_not_content() {
    let with_page = "\
-- README.md --
# L

## B

- [A](resources/A.md) (3D CT, 5 Cases)
-- resources/A.md --
# A
";
    let without_page = "\
-- README.md --
# L

## B

| Dataset | Description |
|---|---|
| A | 3D CT, 5 Cases |
";

    // With a URL, the site contains Markdown versions of the pages.
    let build = [
        "build",
        "catalog",
        "--output=catalog/out/site",
        "--base-url=https://a.example/",
    ];
    for text in [with_page, without_page] {
        let mut test = CatalogTest::from_text(text);
        run(&mut test, &build);

        let messages = run(&mut test, &build);
        assert!(messages.contains("\n1 datasets "), "{messages}");
        assert!(messages.contains("files: 0 written"), "{messages}");

        let messages = run(&mut test, &["check", "catalog"]);
        assert!(messages.contains("1 datasets, "), "{messages}");
    }
}
