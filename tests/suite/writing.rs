//! What happens on disk: what is refused, what stays, what goes.

use std::collections::BTreeMap;
use std::fs;
use std::time::SystemTime;

use crate::support::{CatalogTest, built, table};

fn two() -> String {
    format!(
        "{}-- resources/A.md --\n# A\n-- resources/B.md --\n# B\n",
        table(
            "| [Alpha](resources/A.md) | 3D CT, 7 Cases | - | - | - | - | - |\n| [Beta](resources/B.md) | 2D MRI, 8 Cases | - | - | - | - | - |"
        )
    )
}

fn times(test: &CatalogTest) -> BTreeMap<String, SystemTime> {
    let time = |path: &String| {
        fs::metadata(test.output().join(path))
            .unwrap()
            .modified()
            .unwrap()
    };
    test.file_list()
        .into_iter()
        .map(|path| (path.clone(), time(&path)))
        .collect()
}

fn tick() {
    std::thread::sleep(std::time::Duration::from_millis(20));
}

#[test]
fn a_second_build_writes_nothing() {
    let mut test = built(&two());
    let (before, bytes) = (times(&test), test.bytes());
    tick();
    test.build();
    assert!(
        test.summary().contains("files: 0 written") && test.summary().contains("0 removed"),
        "{}",
        test.summary()
    );
    assert_eq!((times(&test), test.bytes()), (before, bytes));
}

#[test]
fn unchanged_files_keep_their_time() {
    let mut test = built(&two());
    let before = times(&test);
    tick();
    test.change_file(
        "resources/A.md",
        "# A\n\n## Dataset Information\n\nNew words.\n",
    )
    .build();
    let after = times(&test);
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
fn files_that_are_no_longer_made_go_away() {
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
fn files_of_others_stay() {
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
fn a_foreign_folder_is_refused() {
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
fn an_empty_folder_is_taken() {
    let mut test = CatalogTest::from_text(&two());
    fs::create_dir(test.output()).unwrap();
    test.build();
    assert!(test.has("index.html"));
}

#[test]
fn input_and_output_never_touch() {
    for output in [
        "catalog",
        "catalog/resources/..",
        "catalog/resources",
        "catalog/resources/public",
        "catalog/README.md",
        ".",
    ] {
        let mut test = CatalogTest::from_text(&two());
        let before = crate::support::list(test.folder());
        test.run(&["--output", output]);
        assert_eq!(test.exit_code(), 2, "{output}: {}", test.diagnostics());
        assert_eq!(crate::support::list(test.folder()), before, "{output}");
    }
}

#[cfg(unix)]
#[test]
fn input_and_output_never_touch_through_links() {
    let mut test = CatalogTest::from_text(&two());
    std::os::unix::fs::symlink(test.catalog(), test.folder().join("alias")).unwrap();
    let before = crate::support::list(test.folder());
    test.run(&["--output", "alias/resources/site"]);
    assert_eq!(test.exit_code(), 2, "{}", test.diagnostics());
    assert_eq!(crate::support::list(test.folder()), before);
}

#[cfg(unix)]
#[test]
fn a_link_inside_the_output_leads_nothing_out() {
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
fn a_build_that_fails_leaves_the_earlier_site() {
    let mut test = built(&two());
    let (before, bytes) = (times(&test), test.bytes());
    fs::create_dir(test.catalog().join("resources/C.md")).unwrap();
    test.run(&[]);
    assert_eq!(test.exit_code(), 1, "{}", test.diagnostics());
    assert_eq!((times(&test), test.bytes()), (before, bytes));
}

#[test]
fn a_theme_that_fails_leaves_the_earlier_site() {
    let mut test = built(&two());
    let bytes = test.bytes();
    let templates = test.folder().join("theme/templates");
    fs::create_dir_all(&templates).unwrap();
    for name in fs::read_dir(crate::support::root().join("themes/default/templates")).unwrap() {
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
fn nothing_stays_beside_the_output() {
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
fn a_changed_setting_is_seen() {
    let mut test = built(&two());
    test.change_file("medatlas.toml", "title = \"Another title\"\n")
        .build();
    assert!(test.file("index.html").contains("Another title"));
    test.build_with(&["--base-url", "https://atlas.example/"]);
    assert!(test.file("index.html").contains("https://atlas.example/"));
}

#[test]
fn a_file_that_was_damaged_is_mended() {
    let mut test = built(&two());
    let bytes = test.bytes();
    fs::write(test.output().join("index.html"), "broken").unwrap();
    fs::remove_file(test.output().join("datasets/a/index.html")).unwrap();
    test.build();
    assert_eq!(test.bytes(), bytes);
}

#[test]
fn the_site_may_lie_beside_the_list_and_is_no_content() {
    for text in [
        "-- README.md --\n# L\n\n## B\n\n- [A](resources/A.md) (3D CT, 5 Cases)\n-- resources/A.md --\n# A\n",
        "-- README.md --\n# L\n\n## B\n\n| Dataset | Description |\n|---|---|\n| A | 3D CT, 5 Cases |\n",
    ] {
        let mut test = CatalogTest::from_text(text);
        let run = |test: &mut CatalogTest, arguments: &[&str]| {
            test.command(arguments);
            assert_eq!(test.exit_code(), 0, "{}", test.diagnostics());
            test.diagnostics() + &test.output_text()
        };
        // With an address there are Markdown twins of the pages.
        let build = [
            "build",
            "catalog",
            "--output",
            "catalog/out/site",
            "--base-url",
            "https://a.example/",
        ];
        run(&mut test, &build);
        let again = run(&mut test, &build);
        assert!(
            again.contains("\n1 datasets ") && again.contains("files: 0 written"),
            "{again}"
        );
        let checked = run(&mut test, &["check", "catalog"]);
        assert!(checked.contains("1 datasets, "), "{checked}");
    }
}
