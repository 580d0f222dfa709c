//! `medatlas new`: page and entry of a dataset, and a list that is as good as before.

use crate::support::CatalogTest;

const LIST: &str = "-- README.md --\n# List\n\n## Contents\n\n- [Pictures (3)](#pictures)\n  - [Chest (3)](#chest)\n- [Words (2)](#words)\n\n\
    ## Pictures\n\n### Chest\n\n\
    | No. | Dataset | Description | Paper | Release Date | Stars |\n|---|---|---|---|---|---|\n\
    | 1 | One | 3D CT, 5 Cases | https://e.org/1 | 2018 | - |\n| 2 | Two | 3D CT, 6 Cases | https://e.org/2 | 2020-03 | - |\n| 3 | Three | 3D CT, 7 Cases | https://e.org/3 | 2022 | - |\n\n\
    ## Words\n\n- [Alpha](resources/Alpha.md) (QA, 5 Cases)\n- [Beta](resources/Beta.md) (QA, 6 Cases)\n\n## About\n\nWords.\n\
    -- resources/Alpha.md --\n# Alpha\n\n## Citation\n\n```\n@misc{a, title={A}}\n```\n-- resources/Beta.md --\n# Beta\n\n## Citation\n\n```\n@misc{b, title={B}}\n```\n";

fn new(test: &mut CatalogTest, arguments: &[&str]) -> i32 {
    test.command(&[&["new"], arguments, &["--catalog", "catalog"]].concat());
    test.exit_code()
}

fn list(test: &CatalogTest) -> String {
    std::fs::read_to_string(test.catalog().join("README.md")).unwrap()
}

fn findings(test: &mut CatalogTest) -> String {
    test.command(&["check", "catalog", "--deny", "warnings"]);
    assert_eq!(test.exit_code(), 0, "{}", test.output_text());
    test.output_text().lines().last().unwrap().to_owned()
}

#[test]
fn a_row_stands_in_the_order_of_dates_and_counts_are_raised() {
    let mut test = CatalogTest::from_text(LIST);
    test.change_file(
        "../own.bib",
        "@article{own2021, title={Own}, year={2021}}\n",
    );
    assert_eq!(findings(&mut test), "5 datasets, no findings");
    let code = new(
        &mut test,
        &[
            "Harbour | CT",
            "--category",
            "chest",
            "--dimensions",
            "3D",
            "--modality",
            "CT",
            "--cases",
            "1",
            "--classes",
            "2",
            "--task",
            "Lobe Segmentation",
            "--released",
            "2021-05",
            "--paper",
            "https://doi.org/10.1/a",
            "--about",
            "One volume of a chest.",
            "--bibtex",
            "own.bib",
        ],
    );
    assert_eq!(code, 0, "{}", test.diagnostics());
    let text = list(&test);
    assert!(
        text.contains("[Pictures (4)]")
            && text.contains("[Chest (4)]")
            && text.contains("[Words (2)]"),
        "{text}"
    );
    let row = "2020-03 | - |\n| - | [Harbour \\| CT](./resources/Harbour_CT.md) | 3D CT, 1 Case, 2 Categories of Lobe Segmentation \
               | [doi.org](https://doi.org/10.1/a) | 2021-05 | - |\n| 3 |";
    assert!(text.contains(row), "{text}");
    assert_eq!(findings(&mut test), "6 datasets, no findings");
    let again = new(&mut test, &["Harbour | CT", "--category", "chest"]);
    assert_eq!(again, 2);
    assert!(
        test.diagnostics().contains("is in the list already"),
        "{}",
        test.diagnostics()
    );
}

#[test]
fn a_line_looks_like_those_around_it_and_what_is_missing_is_said() {
    let mut test = CatalogTest::from_text(LIST);
    let dos = list(&test).replace('\n', "\r\n");
    test.change_file("README.md", dos);
    assert_eq!(
        new(
            &mut test,
            &[
                "Gamma",
                "--category",
                "Words",
                "--modality",
                "Text",
                "--task",
                "QA",
                "--cases",
                "9"
            ]
        ),
        0
    );
    let text = list(&test);
    assert!(
        text.contains(
            "6 Cases)\r\n- [Gamma](./resources/Gamma.md) (Text, 9 Cases, QA)\r\n\r\n## About"
        ),
        "{text:?}"
    );
    assert!(
        !text.replace("\r\n", "").contains('\n'),
        "line ends stay those of the file"
    );
    let said = findings(&mut test);
    assert!(
        said.contains("1 template-leftover") && said.contains("1 missing-citation"),
        "{said}"
    );
}

#[test]
fn what_does_not_fit_changes_nothing() {
    let mut test = CatalogTest::from_text(LIST);
    let before = list(&test);
    for (arguments, why) in [
        (
            &["A", "--category", "chst"][..],
            "did you mean \"Pictures > Chest\"",
        ),
        (
            &["A", "--category", "chest", "--released", "May 2020"],
            "must be YYYY",
        ),
        (
            &[
                "A",
                "--category",
                "chest",
                "--website",
                "javascript:alert(1)",
            ],
            "must be a full address",
        ),
        (&["Alpha", "--category", "words"], "in the list already"),
        (&["alpha!", "--category", "words"], "is there already"),
        (&["!!", "--category", "words"], "names nothing"),
        (&["A"], "name the dataset and its category"),
    ] {
        assert_eq!(new(&mut test, arguments), 2, "{arguments:?}");
        assert!(
            test.diagnostics().contains(why),
            "{arguments:?}: {}",
            test.diagnostics()
        );
    }
    assert_eq!(
        new(&mut test, &["Delta", "--category", "words", "--dry-run"]),
        0
    );
    assert!(
        test.output_text()
            .contains("+- [Delta](./resources/Delta.md)"),
        "{}",
        test.output_text()
    );
    assert_eq!(list(&test), before);
    assert!(!test.catalog().join("resources/Delta.md").exists());
}
