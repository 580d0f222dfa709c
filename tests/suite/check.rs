//! `medatlas check`: the rules and their table, the formats for programs, what can be left out, and exit codes.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::support::{CatalogTest, list, root, table};

/// A catalog with two findings in known places.
fn defective() -> CatalogTest {
    let rows = "| [A](resources/a.md) | 3D CT, 7 Cases | - | - | - | - | - |";
    CatalogTest::from_text(&format!(
        "{}-- resources/A.md --\n# A\n\n中 ![x](<none, 100%.png>)\n\n![y](no:ne.png)\n",
        table(rows)
    ))
}

fn check(test: &mut CatalogTest, arguments: &[&str]) -> String {
    test.command(&[&["check", "catalog"], arguments].concat());
    test.output_text()
}

/// Codes in the source of the stages: kebab-case words in the place of a code.
fn codes_in_source() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for path in list(&root().join("src")) {
        let text = std::fs::read_to_string(root().join("src").join(&path)).unwrap();
        let text = text.split("#[cfg(test)]").next().unwrap();
        if path.starts_with("diagnostics") {
            continue;
        }
        for start in ["Diagnostic::error(", "Diagnostic::warning(", "Diagnostic::note(", "=> (\""] {
            for (at, _) in text.match_indices(start) {
                let rest = text[at + start.len()..].trim_start().trim_start_matches('"');
                let code: String = rest
                    .chars()
                    .take_while(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || *c == '-')
                    .collect();
                if code.contains('-') || code == "mojibake" {
                    found.insert(code);
                }
            }
        }
    }
    found
}

#[test]
fn the_table_names_every_code_and_no_other() {
    let table = std::fs::read_to_string(root().join("docs/rules.md")).unwrap();
    let mut test = CatalogTest::empty();
    test.command(&["check", "--rules"]);
    let printed = test.output_text();
    assert!(table.contains(printed.trim()), "docs/rules.md is not what `medatlas check --rules` prints");
    let rows = printed.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next());
    let rules: BTreeSet<String> = rows.map(str::to_owned).collect();
    assert_eq!(rules, codes_in_source());
}

#[test]
fn json_has_places_and_a_summary() {
    let report: Value = serde_json::from_str(&check(&mut defective(), &["--format", "json"])).unwrap();
    assert_eq!(report["summary"], serde_json::json!({ "missing-image": 2, "page-link-case": 1 }));
    let findings = report["findings"].as_array().unwrap();
    let image = findings.iter().find(|finding| finding["code"] == "missing-image").unwrap();
    assert_eq!((&image["file"], &image["line"]), (&"catalog/resources/A.md".into(), &3.into()));
    assert_eq!((&image["column"], &image["severity"]), (&3.into(), &"warning".into()));
}

#[test]
fn annotations_are_one_line_each_with_their_signs_escaped() {
    let said = check(&mut defective(), &["--format", "github"]);
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines.len(), 3);
    assert!(lines.iter().all(|line| line.starts_with("::warning file=catalog/")), "{said}");
    assert!(said.contains(",line=3,col=3,"), "{said}");
    assert!(said.contains("title=missing-image::the image none, 100%25.png is not there"), "{said}");
}

#[test]
fn sarif_names_its_rules_and_places() {
    let report: Value = serde_json::from_str(&check(&mut defective(), &["--format", "sarif"])).unwrap();
    assert_eq!(report["version"], "2.1.0");
    let run = &report["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    for result in run["results"].as_array().unwrap() {
        let rule = &rules[result["ruleIndex"].as_u64().unwrap() as usize];
        assert_eq!(rule["id"], result["ruleId"]);
        let place = &result["locations"][0]["physicalLocation"];
        assert!(place["artifactLocation"]["uri"].as_str().unwrap().starts_with("catalog/"));
        assert!(place["region"]["startLine"].as_u64() > Some(0));
        assert!(place["region"]["endColumn"].as_u64() >= place["region"]["startColumn"].as_u64());
    }
    assert_eq!(run["results"].as_array().unwrap().len(), 3);
}

#[test]
fn rules_can_be_chosen_and_left_out() {
    let mut test = defective();
    let only: Value =
        serde_json::from_str(&check(&mut test, &["--format", "json", "--select", "page-link-case"])).unwrap();
    assert_eq!(only["summary"], serde_json::json!({ "page-link-case": 1 }));
    let rest: Value = serde_json::from_str(&check(
        &mut test,
        &["--format", "json", "--ignore", "page-link-case,missing-image"],
    ))
    .unwrap();
    assert_eq!(rest["summary"], serde_json::json!({}));
    check(&mut test, &["--select", "page-link-cas"]);
    assert_eq!(test.exit_code(), 2);
    assert!(test.diagnostics().contains("did you mean \"page-link-case\""), "{}", test.diagnostics());
}

#[test]
fn exit_codes_follow_what_is_denied() {
    let mut test = defective();
    check(&mut test, &[]);
    assert_eq!(test.exit_code(), 0, "warnings alone are good");
    check(&mut test, &["--deny", "warnings"]);
    assert_eq!(test.exit_code(), 1);
    check(&mut test, &["--deny", "warnings", "--ignore", "missing-image,page-link-case"]);
    assert_eq!(test.exit_code(), 0);
    let mut empty = CatalogTest::from_text("-- README.md --\n# Nothing\n");
    check(&mut empty, &[]);
    assert_eq!(empty.exit_code(), 1);
    assert!(empty.output_text().contains("no-entries"), "{}", empty.output_text());
    assert!(!test.output().exists(), "nothing is written");
}
