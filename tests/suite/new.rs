//! `medatlas new`: adds the page and the entry of a dataset, without new findings in the list.

use crate::support::CatalogTest;

const CATALOG: &str = "\
-- README.md --
# List

## Contents

- [Pictures (3)](#pictures)
  - [Chest (3)](#chest)
- [Words (2)](#words)

## Pictures

### Chest

| No. | Dataset | Description | Paper | Release Date | Stars |
|---|---|---|---|---|---|
| 1 | One | 3D CT, 5 Cases | https://e.org/1 | 2018 | - |
| 2 | Two | 3D CT, 6 Cases | https://e.org/2 | 2020-03 | - |
| 3 | Three | 3D CT, 7 Cases | https://e.org/3 | 2022 | - |

## Words

- [Alpha](resources/Alpha.md) (QA, 5 Cases)
- [Beta](resources/Beta.md) (QA, 6 Cases)

## About

Words.
-- resources/Alpha.md --
# Alpha

## Citation

```
@misc{a, title={A}}
```
-- resources/Beta.md --
# Beta

## Citation

```
@misc{b, title={B}}
```
";

/// Runs `medatlas new` and returns its exit code.
fn new(test: &mut CatalogTest, arguments: &[&str]) -> i32 {
    test.command(&[&["new"], arguments, &["--catalog", "catalog"]].concat());
    test.exit_code()
}

fn readme(test: &CatalogTest) -> String {
    std::fs::read_to_string(test.catalog().join("README.md")).unwrap()
}

/// The last line of a check, which must not have warnings.
fn check_summary(test: &mut CatalogTest) -> String {
    test.command(&["check", "catalog", "--deny", "warnings"]);
    assert_eq!(test.exit_code(), 0, "{}", test.output_text());
    test.output_text().lines().last().unwrap().to_owned()
}

#[test]
fn a_row_is_inserted_by_its_date_and_the_counts_are_raised() {
    let mut test = CatalogTest::from_text(CATALOG);
    let bibtex = "@article{own2021, title={Own}, year={2021}}\n";
    test.change_file("../own.bib", bibtex);
    assert_eq!(check_summary(&mut test), "5 datasets, no findings");

    let code = new(
        &mut test,
        &[
            "Harbour | CT",
            "--category=chest",
            "--dimensions=3D",
            "--modality=CT",
            "--cases=1",
            "--classes=2",
            "--task=Lobe Segmentation",
            "--released=2021-05",
            "--paper=https://doi.org/10.1/a",
            "--about=One volume of a chest.",
            "--bibtex=own.bib",
        ],
    );
    assert_eq!(code, 0, "{}", test.diagnostics());

    let text = readme(&test);
    for expected in [
        "[Pictures (4)]",
        "[Chest (4)]",
        "[Words (2)]",
        "2020-03 | - |\n| - | [Harbour \\| CT](./resources/Harbour_CT.md) | \
         3D CT, 1 Case, 2 Categories of Lobe Segmentation | \
         [doi.org](https://doi.org/10.1/a) | 2021-05 | - |\n| 3 |",
    ] {
        assert!(text.contains(expected), "{expected:?} in:\n{text}");
    }
    assert_eq!(check_summary(&mut test), "6 datasets, no findings");

    let code = new(&mut test, &["Harbour | CT", "--category=chest"]);
    assert_eq!(code, 2);
    let messages = test.diagnostics();
    assert!(messages.contains("is in the list already"), "{messages}");
}

#[test]
fn a_line_has_the_form_of_its_neighbors() {
    let mut test = CatalogTest::from_text(CATALOG);
    let crlf = readme(&test).replace('\n', "\r\n");
    test.change_file("README.md", crlf);

    let code = new(
        &mut test,
        &[
            "Gamma",
            "--category=Words",
            "--modality=Text",
            "--task=QA",
            "--cases=9",
        ],
    );
    assert_eq!(code, 0, "{}", test.diagnostics());

    let text = readme(&test);
    let line = "6 Cases)\r\n- [Gamma](./resources/Gamma.md) (Text, 9 Cases, QA)\r\n\r\n## About";
    assert!(text.contains(line), "{text:?}");
    assert!(
        !text.replace("\r\n", "").contains('\n'),
        "the line breaks are those of the file"
    );

    // What is missing on the new page is reported.
    let summary = check_summary(&mut test);
    assert!(summary.contains("1 template-leftover"), "{summary}");
    assert!(summary.contains("1 missing-citation"), "{summary}");
}

#[test]
fn invalid_arguments_change_nothing() {
    let mut test = CatalogTest::from_text(CATALOG);
    let before = readme(&test);

    for (arguments, expected) in [
        (
            &["A", "--category=chst"][..],
            "did you mean \"Pictures > Chest\"",
        ),
        (
            &["A", "--category=chest", "--released=May 2020"],
            "must be YYYY",
        ),
        (
            &["A", "--category=chest", "--website=javascript:alert(1)"],
            "must be a full URL",
        ),
        (&["Alpha", "--category=words"], "in the list already"),
        (&["alpha!", "--category=words"], "exists already"),
        (&["!!", "--category=words"], "has no letter or digit"),
        (&["A"], "a name and a category are required"),
    ] {
        assert_eq!(new(&mut test, arguments), 2, "{arguments:?}");
        let messages = test.diagnostics();
        assert!(messages.contains(expected), "{arguments:?}: {messages}");
    }

    assert_eq!(readme(&test), before);
}

#[test]
fn a_dry_run_prints_the_changes_without_making_them() {
    let mut test = CatalogTest::from_text(CATALOG);
    let before = readme(&test);

    let code = new(&mut test, &["Delta", "--category=words", "--dry-run"]);
    assert_eq!(code, 0, "{}", test.diagnostics());

    let diff = test.output_text();
    assert!(diff.contains("+- [Delta](./resources/Delta.md)"), "{diff}");
    assert_eq!(readme(&test), before);
    assert!(!test.catalog().join("resources/Delta.md").exists());
}
