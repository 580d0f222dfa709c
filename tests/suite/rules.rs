//! Every rule of `medatlas check` on a catalog with its defect and on a clean twin: the finding has
//! the right file, line and column, and the twin has no findings at all.
//!
//! The catalogs are in `tests/rules/CODE.txt`. A section `== both ==` contains the files that they
//! share, `== defect ==` and `== clean ==` those that differ. `«` marks where the finding starts
//! and is removed before the check. If the finding is about a whole file, the text starts with
//! `file: PATH` instead. `{U+200B}` is the character U+200B.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use crate::support::{CatalogTest, list, root};

/// Rules that need more than one check of a text: images, links, permissions or an earlier site.
/// Each has the test function that covers it, which must name the code.
const ELSEWHERE: &[(&str, &str, &str)] = &[
    (
        "control-character-in-file-name",
        "control_characters.rs",
        "files_with_control_characters_in_their_names_are_left_out",
    ),
    (
        "ignored-symlink",
        "writing.rs",
        "links_out_of_the_catalog_are_not_followed",
    ),
    (
        "image-case-mismatch",
        "check.rs",
        "an_image_in_another_letter_case_is_reported",
    ),
    (
        "image-extension-mismatch",
        "check.rs",
        "files_of_images_are_checked",
    ),
    ("image-too-large", "check.rs", "files_of_images_are_checked"),
    ("invalid-utf8", "mojibake.rs", "a_file_that_is_not_utf8"),
    (
        "non-utf8-encoding",
        "control_characters.rs",
        "files_in_wide_encodings_are_read",
    ),
    (
        "non-utf8-file-name",
        "errors.rs",
        "a_file_name_that_is_not_utf8",
    ),
    (
        "removed-url",
        "addresses.rs",
        "a_rename_keeps_the_old_address",
    ),
    ("unreadable-page", "errors.rs", "a_page_that_is_too_large"),
    ("unused-image", "check.rs", "files_of_images_are_checked"),
];

/// The catalogs of one rule.
struct Case {
    code: String,
    /// The file of a finding that has no mark.
    file: Option<String>,
    defect: String,
    clean: String,
}

impl Case {
    fn read(name: &str) -> Self {
        let text = fs::read_to_string(root().join("tests/rules").join(name)).unwrap();
        let mut case = Self {
            code: name.strip_suffix(".txt").unwrap().to_owned(),
            file: None,
            defect: String::new(),
            clean: String::new(),
        };

        let mut section = "";
        for line in text.lines() {
            match line {
                "== both ==" | "== defect ==" | "== clean ==" => section = line,
                _ if section.is_empty() => {
                    if let Some(path) = line.strip_prefix("file: ") {
                        case.file = Some(path.to_owned());
                    }
                }
                _ => {
                    let is_first = |text: &str| text.is_empty() && line.is_empty();
                    if section != "== clean ==" && !is_first(&case.defect) {
                        case.defect += &format!("{line}\n");
                    }
                    if section != "== defect ==" && !is_first(&case.clean) {
                        case.clean += &format!("{line}\n");
                    }
                }
            }
        }
        case
    }

    /// File, line and column of the finding; line and column are 0 for a whole file.
    fn location(&self) -> (String, u64, u64) {
        if let Some(file) = &self.file {
            return (file.clone(), 0, 0);
        }

        let mut file = "";
        let mut number = 0;
        for line in self.defect.lines() {
            number += 1;
            let path = line.strip_prefix("-- ");
            if let Some(path) = path.and_then(|rest| rest.strip_suffix(" --")) {
                (file, number) = (path, 0);
            }
            if let Some(at) = line.find('«') {
                let column = line[..at].chars().count() + 1;
                return (file.to_owned(), number, column as u64);
            }
        }
        panic!("{}: neither `«` nor `file:`", self.code);
    }
}

fn cases() -> Vec<Case> {
    let names = list(&root().join("tests/rules"));
    names.iter().map(|name| Case::read(name)).collect()
}

/// `text` without the mark, with the characters for `{U+200B}`.
fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{U+") {
        let (code, after) = after.split_once('}').unwrap();
        out += before;
        out.push(char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap());
        rest = after;
    }
    (out + rest).replace('«', "")
}

fn findings(text: &str) -> Vec<Value> {
    let mut test = CatalogTest::from_text(&unescaped(text));
    test.command(&["check", "catalog", "--format", "json"]);
    let report: Value = serde_json::from_str(&test.output_text())
        .unwrap_or_else(|error| panic!("{error}: {}", test.diagnostics()));
    report["findings"].as_array().unwrap().clone()
}

#[test]
fn every_defect_is_found_at_its_location() {
    let mut failures = Vec::new();
    for case in cases() {
        let (file, line, column) = case.location();
        let found = findings(&case.defect);
        let is_found = found.iter().any(|finding| {
            finding["code"] == case.code.as_str()
                && finding["file"] == format!("catalog/{file}")
                && finding["line"].as_u64().unwrap_or(0) == line
                && finding["column"].as_u64().unwrap_or(0) == column
        });
        if !is_found {
            let code = &case.code;
            failures.push(format!("{code}: not at {file}:{line}:{column}: {found:#?}"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn every_clean_twin_has_no_findings() {
    let mut failures = Vec::new();
    for case in cases() {
        let mut found = findings(&case.clean);
        // The rows are short: most of them have no link. Only one rule is about that.
        found.retain(|finding| finding["code"] != "missing-links" || case.code == "missing-links");
        if !found.is_empty() {
            failures.push(format!("{}: the clean twin has {found:#?}", case.code));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn every_rule_has_a_test() {
    let mut test = CatalogTest::empty();
    test.command(&["check", "--rules"]);
    let table = test.output_text();
    let rules: BTreeSet<&str> = table
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split('`').next())
        .collect();

    let cases = cases();
    let mut tested: BTreeSet<&str> = cases.iter().map(|case| case.code.as_str()).collect();
    for (code, file, function) in ELSEWHERE {
        assert!(tested.insert(code), "{code} is tested twice");
        let body = function_body(file, function);
        assert!(
            body.contains(code),
            "{function} in {file} does not name {code}"
        );
    }
    assert_eq!(rules, tested);
}

/// The text of a test function of the suite.
fn function_body(file: &str, function: &str) -> String {
    let text = fs::read_to_string(root().join("tests/suite").join(file)).unwrap();
    let start = text
        .find(&format!("\nfn {function}("))
        .unwrap_or_else(|| panic!("{file} has no function {function}"));
    let rest = &text[start..];
    rest[..rest.find("\n}\n").unwrap()].to_owned()
}
