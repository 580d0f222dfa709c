//! The catalog that ships with the project.

use std::fmt::Write as _;
use std::process::Command;

use sha2::{Digest, Sha256};

use crate::support::{CatalogTest, root, shared, skip};

#[test]
fn the_shipped_catalog_builds() {
    let mut test = CatalogTest::in_place(root().join("content"));
    test.build();
    assert!(
        test.summary()
            .starts_with("191 datasets (191 rows, 0 lines, 0 not listed)"),
        "{}",
        test.summary()
    );
    assert!(
        test.summary().contains("0 warnings, 0 notes"),
        "{}",
        test.diagnostics()
    );
    let datasets = test.datasets();
    assert!(
        datasets.iter().all(|dataset| dataset["cases"].is_u64()),
        "a dataset without cases"
    );
    assert!(
        datasets
            .iter()
            .all(|dataset| !dataset["modalities"].as_array().unwrap().is_empty())
    );
    let pages = datasets
        .iter()
        .filter(|dataset| dataset["page"].is_string())
        .count();
    assert_eq!(pages, 190);
}

/// All of a page but its lead, the first paragraph under "Dataset Information".
fn facts_part(page: &str) -> String {
    let (before, after) = page.split_once("## Dataset Information\n\n").unwrap();
    let (_, rest) = after.split_once("\n\n").unwrap();
    format!("{before}{rest}")
}

/// Facts of a page change on purpose only: `SNAPSHOTS=overwrite cargo test` takes such a change over.
#[test]
fn facts_of_the_pages_are_those_of_the_checksums() {
    let mut sums = String::new();
    for entry in walkdir::WalkDir::new(root().join("content/resources")).sort_by_file_name() {
        let entry = entry.unwrap();
        if entry.file_type().is_file() {
            let page = std::fs::read_to_string(entry.path()).unwrap();
            for byte in Sha256::digest(facts_part(&page)) {
                write!(sums, "{byte:02x}").unwrap();
            }
            writeln!(sums, "  {}", entry.file_name().display()).unwrap();
        }
    }
    let known = snapbox::Data::read_from(&root().join("tests/content/checksums.txt"), None);
    snapbox::Assert::new()
        .action_env("SNAPSHOTS")
        .eq(sums, known);
}

#[test]
fn pages_and_list_hold_the_facts_they_were_made_from() {
    let Some(facts) = shared("facts") else { return };
    let script = root().join("tests/content/compare_facts.py");
    match Command::new("python3")
        .arg(script)
        .arg(facts)
        .arg(root().join("content"))
        .output()
    {
        Ok(output) => assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stdout)
        ),
        Err(error) => skip(&format!("python3 does not run: {error}")),
    }
}

#[test]
fn it_is_the_catalog_that_is_built_when_none_is_named() {
    let mut test = CatalogTest::from_dir("fixtures/home-format");
    std::fs::rename(test.catalog(), test.folder().join("content")).unwrap();
    test.command(&["build"]);
    assert_eq!(test.exit_code(), 0, "{}", test.diagnostics());
    assert_eq!(test.datasets().len(), 10);
}
