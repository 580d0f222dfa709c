//! `medatlas check --fix`: unambiguous fixes are applied, and not a byte besides.

use std::fs;

use serde_json::Value;

use crate::support::{CatalogTest, table};

/// A list with a byte order mark, with CRLF line breaks and with text in a wrong encoding.
const README: &str = "\u{feff}# Liste\r
\r
## Contents\r
\r
- [Bilder (7)](#bilder)\r
\r
## Bilder\r
\r
| Dataset | Description | Release Date |\r
|---|---|---|\r
| [Ä 中](resources/my%20page.md) | 3D CT, 5 Cases of PHÂ² |  May, 2021. |\r
";

/// A page in which carriage returns and line feeds end lines.
const PAGE: &str = "# Ä 中\r\rPublication

## Source Information

Official Website: https://example.org/a,

Publication Date: 11.21.2019.
";

fn catalog() -> CatalogTest {
    let mut test = CatalogTest::empty();
    test.change_file("README.md", README);
    test.change_file("resources/my page.md", PAGE);
    test
}

fn fix(test: &mut CatalogTest, arguments: &[&str]) {
    test.command(&[&["check", "catalog", "--fix"], arguments].concat());
    assert_eq!(test.exit_code(), 0, "{}", test.diagnostics());
}

#[track_caller]
fn assert_reports(test: &CatalogTest, expected: &str) {
    let messages = test.diagnostics();
    assert!(messages.contains(expected), "{messages}");
}

fn text(test: &CatalogTest, path: &str) -> String {
    String::from_utf8(fs::read(test.catalog().join(path)).unwrap()).unwrap()
}

#[test]
fn only_the_fixed_texts_change() {
    let mut test = catalog();
    fix(&mut test, &[]);

    let readme = README
        .replace("(7)", "(1)")
        .replace("resources/my%20page.md", "<./resources/my page.md>")
        .replace("PHÂ²", "PH²")
        .replace("May, 2021.", "2021-05");
    assert_eq!(text(&test, "README.md"), readme);

    let page = PAGE
        .replace("example.org/a,", "example.org/a")
        .replace("11.21.2019.", "2019-11-21");
    assert_eq!(text(&test, "resources/my page.md"), page);
    assert_reports(&test, "applied 6 fixes in 2 files");
}

#[test]
fn a_second_run_changes_nothing() {
    let mut test = catalog();
    fix(&mut test, &[]);
    let readme = text(&test, "README.md");
    let page = text(&test, "resources/my page.md");

    fix(&mut test, &[]);

    assert_reports(&test, "applied 0 fixes in 0 files");
    assert_eq!(text(&test, "README.md"), readme);
    assert_eq!(text(&test, "resources/my page.md"), page);

    let output = test.output_text();
    assert!(!output.contains("can be fixed"), "{output}");
}

#[test]
fn a_dry_run_prints_the_changes_without_making_them() {
    let mut test = catalog();
    fix(&mut test, &["--dry-run"]);

    assert_eq!(text(&test, "README.md"), README);
    assert_reports(&test, "would apply 6 fixes in 2 files");

    let diff = test.output_text();
    for expected in [
        "--- a/catalog/README.md",
        "+++ b/catalog/README.md",
        "+- [Bilder (1)](#bilder)",
        "+Publication Date: 2019-11-21",
    ] {
        // A carriage return in the diff is replaced by U+FFFD.
        let mut lines = diff.lines().map(|line| line.trim_end_matches('\u{fffd}'));
        assert!(
            lines.any(|line| line == expected),
            "{expected:?} in:\n{diff}"
        );
    }
}

#[test]
fn only_the_selected_rules_are_fixed() {
    let mut test = catalog();
    fix(&mut test, &["--select", "entry-count-mismatch"]);
    assert_eq!(text(&test, "README.md"), README.replace("(7)", "(1)"));
}

#[test]
fn the_site_stays_the_same() {
    let rows = "| [A](resources/a.md) | 3D CT, 7 Cases | - | - | - | May, 2021. | - |";
    let page = "-- resources/A.md --\n# A\n\nWords.\n";
    let mut test = CatalogTest::from_text(&format!("{}{page}", table(rows)));
    test.build();
    let before = slugs_and_dates(&test);

    fix(&mut test, &[]);
    let readme = text(&test, "README.md");
    assert!(readme.contains("(./resources/A.md)"), "{readme}");

    test.build();
    assert_eq!(slugs_and_dates(&test), before);
}

fn slugs_and_dates(test: &CatalogTest) -> Vec<(Value, Value)> {
    let catalog: Value = serde_json::from_slice(&test.bytes()["catalog.json"]).unwrap();
    let datasets = catalog["datasets"].as_array().unwrap();
    datasets
        .iter()
        .map(|dataset| (dataset["slug"].clone(), dataset["released"].clone()))
        .collect()
}

#[cfg(unix)]
#[test]
fn files_outside_the_catalog_are_not_written() {
    let mut test = catalog();
    let outside = test.catalog().parent().unwrap().join("outside.md");
    let page = "# O\n\n## Source Information\n\nPublication Date: May, 2021.\n";
    fs::write(&outside, page).unwrap();
    std::os::unix::fs::symlink(&outside, test.catalog().join("resources/link.md")).unwrap();

    fix(&mut test, &[]);

    assert_eq!(fs::read_to_string(&outside).unwrap(), page);
}

#[test]
fn link_targets_and_code_stay_when_the_words_around_them_are_fixed() {
    let row = "| [LiTS（2017）](./resources/LiTS（2017）.md) | 3D CT，131 Cases `a，b` \
               | [Wiki](https://zh.wikipedia.org/wiki/肝（消歧义）) | - | - | - | - |";
    let page = "-- resources/LiTS（2017）.md --\n# LiTS\n\nText.\n";
    let mut test = CatalogTest::from_text(&format!("{}{page}", table(row)));
    test.build();
    let before = test.datasets()[0].clone();

    fix(&mut test, &[]);
    let readme = text(&test, "README.md");
    let fixed = "| [LiTS (2017)](./resources/LiTS（2017）.md) | 3D CT, 131 Cases `a，b` \
                 | [Wiki](https://zh.wikipedia.org/wiki/肝（消歧义）) |";
    assert!(readme.contains(fixed), "{readme}");

    test.build();
    let after = test.datasets()[0].clone();
    for field in ["slug", "page", "links", "cases"] {
        assert_eq!(after[field], before[field], "{field}");
    }
}

#[test]
fn a_url_never_grows_by_the_word_after_it() {
    let page = "# Ä 中\n\nWords.\n\n## Source Information\n\n\
                Official Website: https://example.org/data，需要注册\n\n\
                Download Link: (https://example.org/a,)\n\n\
                Article Address: https://example.org/b，，，，c\n";
    let mut test = catalog();
    test.change_file("resources/my page.md", page);

    fix(&mut test, &[]);

    let fixed = page
        .replace("data，", "data ，")
        .replace("a,)", "a)")
        .replace("b，，，，c", "b ，，，，c");
    assert_eq!(text(&test, "resources/my page.md"), fixed);
}

#[test]
fn a_count_stays_when_rows_of_its_section_are_not_read() {
    let rows = "| [A](resources/A.md) | 3D CT, 7 Cases | - | - | - | - | - |";
    let list = table(rows).replace("## Pictures", "- [Pictures (27)](#pictures)\n\n## Pictures");
    let broken =
        "\n### More\n\n| Dataset | Description |\n|--x--|--|\n| [B](resources/B.md) | CT |\n";
    let list = list.replace("# List\n", "# List\n\n## Contents\n");

    for (text_of_list, expected) in [(list.clone(), "(1)"), (format!("{list}{broken}"), "(27)")] {
        let mut test = CatalogTest::from_text(&text_of_list);
        fix(&mut test, &[]);
        let readme = text(&test, "README.md");
        assert!(readme.contains(expected), "{expected}: {readme}");
    }
}

#[test]
fn a_fix_that_would_change_the_outline_is_left_out_and_reported() {
    // Without the invisible character, the line would be a heading.
    let page = "# A\n\nWords\u{200b}.\n\n\u{200b}## Words\n\nMore words.\n";
    let mut test = catalog();
    test.change_file("resources/my page.md", page);

    fix(&mut test, &["--select", "invisible-character"]);

    let fixed = page.replacen('\u{200b}', "", 1);
    assert_eq!(text(&test, "resources/my page.md"), fixed);
    assert_reports(
        &test,
        "resources/my page.md:5:1: the fix of invisible-character is left out",
    );
}
