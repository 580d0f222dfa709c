//! `medatlas check`: the rules and their table, the formats for programs, what can be left out, and
//! exit codes.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::support::{CatalogTest, list, root, table};

/// A catalog with three findings at known locations.
fn defective() -> CatalogTest {
    let page = r"
-- resources/A.md --
# A

中 ![x](<none, 100%.png>)

![y](no:ne.png)

## Citation

```
@misc{a, title={A}}
```
";
    let rows = "| [A](resources/a.md) | 3D CT, 7 Cases | - | - | - | - | - |";
    CatalogTest::from_text(&(table(rows) + page.trim_start()))
}

fn check(test: &mut CatalogTest, arguments: &[&str]) -> String {
    test.command(&[&["check", "catalog"], arguments].concat());
    test.output_text()
}

/// Codes of all `Rule` constants in the source.
fn codes_in_source() -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    for path in list(&root().join("src")) {
        let text = std::fs::read_to_string(root().join("src").join(&path)).unwrap();
        let rules = text.split(": Rule = Rule {\n    code: \"").skip(1);
        codes.extend(rules.filter_map(|rest| Some(rest.split('"').next()?.to_owned())));
    }
    codes
}

#[test]
fn the_table_names_every_code_and_no_other() {
    let table = std::fs::read_to_string(root().join("docs/rules.md")).unwrap();
    let mut test = CatalogTest::empty();
    test.command(&["check", "--rules"]);
    let printed = test.output_text();
    assert!(
        table.contains(printed.trim()),
        "docs/rules.md is not what `medatlas check --rules` prints"
    );
    let rows = printed
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split('`').next());
    let rules: BTreeSet<String> = rows.map(str::to_owned).collect();
    assert_eq!(rules, codes_in_source());
}

#[test]
fn json_has_locations_and_a_summary() {
    let report: Value =
        serde_json::from_str(&check(&mut defective(), &["--format", "json"])).unwrap();
    assert_eq!(
        report["summary"],
        serde_json::json!({ "missing-image": 2, "page-link-case-mismatch": 1 })
    );
    let findings = report["findings"].as_array().unwrap();
    let image = findings
        .iter()
        .find(|finding| finding["code"] == "missing-image")
        .unwrap();
    assert_eq!(
        (&image["file"], &image["line"]),
        (&"catalog/resources/A.md".into(), &3.into())
    );
    assert_eq!(
        (&image["column"], &image["severity"]),
        (&3.into(), &"warning".into())
    );
}

#[test]
fn annotations_are_one_escaped_line_each() {
    let output = check(&mut defective(), &["--format", "github"]);
    let lines: Vec<&str> = output.lines().collect();
    assert_eq!(lines.len(), 3);
    assert!(
        lines
            .iter()
            .all(|line| line.starts_with("::warning file=catalog/")),
        "{output}"
    );
    assert!(output.contains(",line=3,col=3,"), "{output}");
    assert!(
        output.contains("title=missing-image::the image none, 100%25.png does not exist"),
        "{output}"
    );
}

#[test]
fn sarif_lists_all_rules_and_locations() {
    let report: Value =
        serde_json::from_str(&check(&mut defective(), &["--format", "sarif"])).unwrap();
    assert_eq!(report["version"], "2.1.0");
    let run = &report["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    for result in run["results"].as_array().unwrap() {
        let rule = &rules[result["ruleIndex"].as_u64().unwrap() as usize];
        assert_eq!(rule["id"], result["ruleId"]);
        let place = &result["locations"][0]["physicalLocation"];
        assert!(
            place["artifactLocation"]["uri"]
                .as_str()
                .unwrap()
                .starts_with("catalog/")
        );
        assert!(place["region"]["startLine"].as_u64() > Some(0));
        assert!(place["region"]["endColumn"].as_u64() >= place["region"]["startColumn"].as_u64());
    }
    assert_eq!(run["results"].as_array().unwrap().len(), 3);
}

#[test]
fn a_comment_on_a_pull_request_has_one_row_per_finding() {
    let output = check(&mut defective(), &["--format", "markdown"]);
    assert!(
        output.starts_with(
            r"### medatlas: 3 findings

| | Where | What |
"
        ),
        "{output}"
    );
    let row = "| warning | catalog\\/resources\\/A\\.md\\:\u{2060}3 \
               | the image none\\, 100\\%\\.png does not exist";
    assert!(output.contains(row), "{output}");
    let rows = "| [A](resources/A.md) | 3D CT, 5 Cases | - | - | - | - | - |";
    let mut many = CatalogTest::from_text(&table(rows));
    let images: String = (0..500).map(|n| format!("![]({n}.png)\n\n")).collect();
    many.change_file("resources/A.md", format!("# A\n\n{images}"));
    let output = check(
        &mut many,
        &["--format", "markdown", "--select", "missing-image"],
    );
    assert!(
        output.contains("and 440 more") && output.len() < 65_000,
        "{output}"
    );
}

#[test]
fn findings_of_an_earlier_report_are_left_out() {
    let mut test = defective();
    let report = check(&mut test, &["--format", "json"]);
    test.change_file("../known.json", &report);
    let page = std::fs::read_to_string(test.catalog().join("resources/A.md")).unwrap();
    test.change_file(
        "resources/A.md",
        page.replacen(
            '\n',
            r"

More words.

![New](new.png)
",
            1,
        ),
    );
    let left: Value = serde_json::from_str(&check(
        &mut test,
        &["--known", "known.json", "--format", "json"],
    ))
    .unwrap();
    assert_eq!(left["summary"], serde_json::json!({ "missing-image": 1 }));
    assert!(
        left["findings"][0]["message"]
            .as_str()
            .unwrap()
            .contains("new.png")
    );
    let output = check(
        &mut test,
        &["--known", "known.json", "--format", "markdown"],
    );
    assert!(
        output.contains("1 new finding\n") && output.contains("left out: 3."),
        "{output}"
    );
    test.change_file("resources/A.md", &page);
    check(&mut test, &["--known", "known.json", "--deny", "warnings"]);
    assert_eq!(test.exit_code(), 0);
    assert!(
        test.output_text()
            .ends_with("no findings; 3 known ones left out\n"),
        "{}",
        test.output_text()
    );
    test.change_file("../known.json", "{}");
    check(&mut test, &["--known", "known.json"]);
    assert_eq!(test.exit_code(), 2);
}

#[test]
fn rules_can_be_selected_and_ignored() {
    let mut test = defective();
    let only: Value = serde_json::from_str(&check(
        &mut test,
        &["--format", "json", "--select", "page-link-case-mismatch"],
    ))
    .unwrap();
    assert_eq!(
        only["summary"],
        serde_json::json!({ "page-link-case-mismatch": 1 })
    );
    let rest: Value = serde_json::from_str(&check(
        &mut test,
        &[
            "--format",
            "json",
            "--ignore",
            "page-link-case-mismatch,missing-image",
        ],
    ))
    .unwrap();
    assert_eq!(rest["summary"], serde_json::json!({}));
    check(&mut test, &["--select", "page-link-cas"]);
    assert_eq!(test.exit_code(), 2);
    assert!(
        test.diagnostics()
            .contains("did you mean \"page-link-case-mismatch\""),
        "{}",
        test.diagnostics()
    );
}

#[test]
fn denied_warnings_change_the_exit_code() {
    let mut test = defective();
    check(&mut test, &[]);
    assert_eq!(test.exit_code(), 0, "warnings alone do not fail");
    check(&mut test, &["--deny", "warnings"]);
    assert_eq!(test.exit_code(), 1);
    check(
        &mut test,
        &[
            "--deny",
            "warnings",
            "--ignore",
            "missing-image,page-link-case-mismatch",
        ],
    );
    assert_eq!(test.exit_code(), 0);
    let mut empty = CatalogTest::from_text("-- README.md --\n# Nothing\n");
    check(&mut empty, &[]);
    assert_eq!(empty.exit_code(), 1);
    assert!(
        empty.output_text().contains("empty-list"),
        "{}",
        empty.output_text()
    );
    assert!(!test.output().exists(), "nothing is written");
}

#[test]
fn an_image_in_another_letter_case_is_reported() {
    let rows = "| [A](resources/A.md) | 3D CT, 7 Cases | - | - | - | - | - |";
    let page = |image: &str| {
        format!(
            r"# A

![x]({image})

## Citation

```
@misc{{a, title={{A}}}}
```
"
        )
    };
    let mut test = CatalogTest::from_text(&table(rows));
    test.change_file("resources/pic.png", crate::support::image::png(9, 9));
    test.change_file("resources/A.md", page("PIC.png"));
    let report: Value = serde_json::from_str(&check(&mut test, &["--format", "json"])).unwrap();
    assert_eq!(
        report["summary"],
        serde_json::json!({ "image-case-mismatch": 1 })
    );
    assert_eq!(report["findings"][0]["line"], 3);
    test.change_file("resources/A.md", page("pic.png"));
    let report: Value = serde_json::from_str(&check(&mut test, &["--format", "json"])).unwrap();
    assert_eq!(report["summary"], serde_json::json!({}));
}

/// Codes and files of a check's findings.
fn found(test: &mut CatalogTest) -> Vec<(String, String)> {
    let report: Value = serde_json::from_str(&check(test, &["--format", "json"])).unwrap();
    let text = |finding: &Value, key: &str| finding[key].as_str().unwrap().to_owned();
    let findings = report["findings"].as_array().unwrap();
    findings
        .iter()
        .map(|finding| (text(finding, "code"), text(finding, "file")))
        .collect()
}

/// Codes of a check's findings, in their order.
fn codes_of(test: &mut CatalogTest) -> Vec<String> {
    found(test).into_iter().map(|(code, _)| code).collect()
}

#[test]
fn files_of_images_are_checked() {
    let rows = "| [A](resources/A.md) | 3D CT, 7 Cases | - | - | - | - | - |";
    let page = |images: &str| {
        format!(
            r"# A

{images}

## Citation

```
@misc{{a, title={{A}}}}
```
"
        )
    };
    let mut test = CatalogTest::from_text(&table(rows));
    let large = [crate::support::image::png(9, 9), vec![0; 2_000_000]].concat();
    test.change_file(
        "resources/images/wrong.jpg",
        crate::support::image::png(9, 9),
    );
    test.change_file("resources/images/large.png", large);
    test.change_file("resources/images/old.png", crate::support::image::png(9, 9));
    test.change_file(
        "resources/A.md",
        page("![x](wrong.jpg) ![y](images/wrong.jpg) ![z](images/large.png)"),
    );
    let expect = [
        ("image-folder-mismatch", "catalog/resources/A.md"),
        ("image-too-large", "catalog/resources/images/large.png"),
        ("unused-image", "catalog/resources/images/old.png"),
        (
            "image-extension-mismatch",
            "catalog/resources/images/wrong.jpg",
        ),
    ];
    let expect = expect.map(|(code, file)| (code.to_owned(), file.to_owned()));
    assert_eq!(found(&mut test), expect);
    test.remove_file("resources/images/old.png")
        .remove_file("resources/images/large.png");
    test.change_file(
        "resources/images/right.png",
        crate::support::image::png(9, 9),
    );
    test.remove_file("resources/images/wrong.jpg");
    test.change_file("resources/A.md", page("![y](images/right.png)"));
    assert_eq!(found(&mut test), []);
}

#[test]
fn accepted_findings_are_left_out_by_line_file_and_catalog() {
    let mut test = defective();
    assert_eq!(
        codes_of(&mut test),
        ["page-link-case-mismatch", "missing-image", "missing-image"]
    );
    // A comment covers its own line and the next line that is not empty.
    let page = std::fs::read_to_string(test.catalog().join("resources/A.md")).unwrap();
    let comment = "<!-- medatlas: allow missing-image: to come -->\n\n";
    test.change_file(
        "resources/A.md",
        page.replace("![y]", &format!("{comment}![y]")),
    );
    assert_eq!(
        codes_of(&mut test),
        ["page-link-case-mismatch", "missing-image"]
    );
    test.change_file(
        "resources/A.md",
        format!("{page}\n{}", comment.replace("allow", "allow-file")),
    );
    assert_eq!(codes_of(&mut test), ["page-link-case-mismatch"]);
    // In a row of a table the comment is in a cell and does not belong to the entry.
    let list = std::fs::read_to_string(test.catalog().join("README.md")).unwrap();
    let row = list.replace(
        "3D CT, 7 Cases",
        "3D CT, 7 Cases <!-- medatlas: allow page-link-case-mismatch: old host -->",
    );
    test.change_file("README.md", row);
    assert_eq!(codes_of(&mut test), [""; 0]);
    test.change_file("README.md", list)
        .change_file("resources/A.md", page);
    test.change_file(
        "medatlas.toml",
        r#"
            [check.rules]
            page-link-case-mismatch = "error"

            [[check.exceptions]]
            rule = "missing-image"
            file = "resources/*.md"
            reason = "pictures come later"
        "#,
    );
    assert_eq!(codes_of(&mut test), ["page-link-case-mismatch"]);
    assert_eq!(test.exit_code(), 1, "the settings make it an error");
    test.change_file(
        "medatlas.toml",
        r#"[check.rules]
page-link-case-mismatch = "off"
no-rule = "off"
"#,
    );
    check(&mut test, &[]);
    assert_eq!(test.exit_code(), 2);
    assert!(
        test.diagnostics().contains("no-rule"),
        "{}",
        test.diagnostics()
    );
}

#[test]
fn former_codes_of_rules_still_work_and_are_noted() {
    let mut test = defective();
    let note = "the rule page-link-case is now named page-link-case-mismatch";

    // On the command line, the note goes to standard error.
    let report = check(
        &mut test,
        &["--format", "json", "--select", "page-link-case"],
    );
    let report: Value = serde_json::from_str(&report).unwrap();
    assert_eq!(
        report["summary"],
        serde_json::json!({ "page-link-case-mismatch": 1 })
    );
    assert!(test.diagnostics().contains(note), "{}", test.diagnostics());
    check(
        &mut test,
        &[
            "--deny",
            "warnings",
            "--ignore",
            "page-link-case,missing-image",
        ],
    );
    assert_eq!(test.exit_code(), 0);

    // A known report of an earlier version.
    let report = check(&mut test, &["--format", "json"]);
    test.change_file(
        "../known.json",
        report.replace("page-link-case-mismatch", "page-link-case"),
    );
    let new = check(&mut test, &["--known", "known.json"]);
    assert!(
        new.ends_with("no findings; 3 known ones left out\n"),
        "{new}"
    );

    // A comment.
    let page = std::fs::read_to_string(test.catalog().join("resources/A.md")).unwrap();
    test.change_file(
        "resources/A.md",
        format!("{page}\n<!-- medatlas: allow-file dead-link, missing-image: later -->\n"),
    );
    let codes = [
        "page-link-case-mismatch",
        "renamed-rule",
        "unused-exception",
    ];
    assert_eq!(codes_of(&mut test), codes);

    // The settings: the levels and the exceptions.
    test.change_file("resources/A.md", page);
    let settings = r#"
        [check.rules]
        page-link-case = "off"

        [[check.exceptions]]
        rule = "image-case"
        file = "README.md"
        reason = "old host"
    "#;
    test.change_file("medatlas.toml", settings);
    let report = check(&mut test, &["--ignore", "missing-image"]);
    assert!(report.contains(note), "{report}");
    assert!(
        report.contains("the rule image-case is now named image-case-mismatch"),
        "{report}"
    );
    assert!(!report.contains("[page-link-case-mismatch]"), "{report}");

    // The code of today wins.
    let settings = r#"
        [check.rules]
        page-link-case = "off"
        page-link-case-mismatch = "note"
    "#;
    test.change_file("medatlas.toml", settings);
    let report = check(&mut test, &["--ignore", "missing-image"]);
    assert!(report.contains("note[page-link-case-mismatch]"), "{report}");
}
