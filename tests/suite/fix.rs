//! `medatlas check --fix`: what has one right answer is changed, and not a byte besides.

use std::fs;

use crate::support::{CatalogTest, table};

const README: &str = "\u{feff}# Liste\r\n\r\n## Contents\r\n\r\n- [Bilder (7)](#bilder)\r\n\r\n## Bilder\r\n\r\n\
    | Dataset | Description | Release Date |\r\n|---|---|---|\r\n\
    | [Ä 中](resources/my%20page.md) | 3D CT, 5 Cases of PHÂ² |  May, 2021. |\r\n";

fn catalog() -> CatalogTest {
    let mut test = CatalogTest::empty();
    test.change_file("README.md", README);
    test.change_file(
        "resources/my page.md",
        "# Ä 中\r\rPublication\n\n## Source Information\n\nOfficial Website: https://example.org/a,\n\nPublication Date: 11.21.2019.\n",
    );
    test
}

fn fix(test: &mut CatalogTest, arguments: &[&str]) {
    test.command(&[&["check", "catalog", "--fix"], arguments].concat());
    assert_eq!(test.exit_code(), 0, "{}", test.diagnostics());
}

fn text(test: &CatalogTest, path: &str) -> String {
    String::from_utf8(fs::read(test.catalog().join(path)).unwrap()).unwrap()
}

#[test]
fn only_what_is_wrong_changes() {
    let mut test = catalog();
    fix(&mut test, &[]);
    let expect = README
        .replace("(7)", "(1)")
        .replace("resources/my%20page.md", "<./resources/my page.md>")
        .replace("PHÂ²", "PH²")
        .replace("May, 2021.", "2021-05");
    assert_eq!(text(&test, "README.md"), expect);
    assert_eq!(
        text(&test, "resources/my page.md"),
        "# Ä 中\r\rPublication\n\n## Source Information\n\nOfficial Website: https://example.org/a\n\nPublication Date: 2019-11-21\n"
    );
    assert!(
        test.diagnostics().contains("6 changes in 2 files"),
        "{}",
        test.diagnostics()
    );
}

#[test]
fn a_second_time_changes_nothing() {
    let mut test = catalog();
    fix(&mut test, &[]);
    let before = (
        text(&test, "README.md"),
        text(&test, "resources/my page.md"),
    );
    fix(&mut test, &[]);
    assert!(
        test.diagnostics().contains("0 changes in 0 files"),
        "{}",
        test.diagnostics()
    );
    assert_eq!(
        before,
        (
            text(&test, "README.md"),
            text(&test, "resources/my page.md")
        )
    );
    assert!(
        !test.output_text().contains("can be mended"),
        "{}",
        test.output_text()
    );
}

#[test]
fn a_dry_run_shows_the_changes_and_makes_none() {
    let mut test = catalog();
    fix(&mut test, &["--dry-run"]);
    assert_eq!(text(&test, "README.md"), README);
    let diff = test.output_text();
    for line in [
        "--- a/catalog/README.md",
        "+++ b/catalog/README.md",
        "+- [Bilder (1)](#bilder)",
        "+Publication Date: 2019-11-21",
    ] {
        assert!(
            diff.lines()
                .any(|found| found.trim_end_matches('\u{fffd}') == line),
            "{line:?} in:\n{diff}"
        );
    }
}

#[test]
fn only_the_rules_that_were_asked_for() {
    let mut test = catalog();
    fix(&mut test, &["--select", "entry-count-mismatch"]);
    assert_eq!(text(&test, "README.md"), README.replace("(7)", "(1)"));
}

#[test]
fn the_site_stays_the_same() {
    let rows = "| [A](resources/a.md) | 3D CT, 7 Cases | - | - | - | May, 2021. | - |";
    let mut test = CatalogTest::from_text(&format!(
        "{}-- resources/A.md --\n# A\n\nWords.\n",
        table(rows)
    ));
    test.build();
    let datasets = |test: &CatalogTest| {
        let json: serde_json::Value =
            serde_json::from_slice(&test.bytes()["catalog.json"]).unwrap();
        json["datasets"]
            .as_array()
            .unwrap()
            .iter()
            .map(|d| (d["slug"].clone(), d["released"].clone()))
            .collect::<Vec<_>>()
    };
    let before = datasets(&test);
    fix(&mut test, &[]);
    assert!(
        text(&test, "README.md").contains("(./resources/A.md)"),
        "{}",
        text(&test, "README.md")
    );
    test.build();
    assert_eq!(datasets(&test), before);
}

#[cfg(unix)]
#[test]
fn nothing_outside_the_catalog_is_written() {
    let mut test = catalog();
    let outside = test.catalog().parent().unwrap().join("outside.md");
    fs::write(
        &outside,
        "# O\n\n## Source Information\n\nPublication Date: May, 2021.\n",
    )
    .unwrap();
    std::os::unix::fs::symlink(&outside, test.catalog().join("resources/link.md")).unwrap();
    fix(&mut test, &[]);
    assert!(fs::read_to_string(&outside).unwrap().contains("May, 2021."));
}
