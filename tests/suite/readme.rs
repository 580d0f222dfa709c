//! The ways to write a list, and the data that each becomes.

use serde_json::json;

use crate::support::{CatalogTest, built, table};

#[test]
fn a_row_of_the_home_format() {
    let test = built(&table(
        r"| [Alpha](./resources/A.md) | 3D CT, 1,204 Cases, 104 Categories of Organ Segmentation | [Git](https://a.example/1) | [Zenodo](https://z.example/2) | [RSNA](https://r.example/3) | 2022-07 | MICCAI'2022 |
-- resources/A.md --
# Alpha

## Dataset Information

Words.",
    ));
    let alpha = test.dataset("a");
    assert_eq!(alpha["name"], "Alpha");
    assert_eq!(alpha["category"], json!(["Pictures"]));
    assert_eq!(alpha["dimensions"], json!(["3D"]));
    assert_eq!(alpha["modalities"], json!(["CT"]));
    assert_eq!(alpha["cases"], 1204);
    assert_eq!(alpha["classes"], 104);
    assert_eq!(alpha["released"], "2022-07");
    assert_eq!(alpha["challenge"], "MICCAI'2022");
    assert_eq!(
        alpha["links"]["website"],
        json!([{"label": "Git", "url": "https://a.example/1"}])
    );
    assert_eq!(
        alpha["links"]["download"],
        json!([{"label": "Zenodo", "url": "https://z.example/2"}])
    );
    assert_eq!(
        alpha["links"]["paper"],
        json!([{"label": "RSNA", "url": "https://r.example/3"}])
    );
    assert_eq!(alpha["page"], "resources/A.md");
    assert_eq!(alpha["source"], json!({"file": "README.md", "line": 7}));
    assert!(test.main_text("datasets/a/index.html").contains("Words."));
}

#[test]
fn a_dash_means_that_nothing_is_known() {
    let alpha = built(&table("| Alpha | 3D CT, 7 Cases | - | - | - | - | - |")).dataset("alpha");
    assert_eq!(alpha["released"], json!(null));
    assert_eq!(alpha["challenge"], json!(null));
    assert_eq!(
        alpha["links"],
        json!({"website": [], "download": [], "paper": []})
    );
}

#[test]
fn counts_in_many_forms() {
    for (words, cases) in [
        ("3D CT, 61,097 Cases", 61_097),
        ("3D CT, 14K Cases", 14_000),
        ("3D CT, 1.1M Cases", 1_100_000),
        ("QA, 112例 QA Pair", 112),
        ("3D CT，98 Cases", 98),
    ] {
        let test = built(&table(&format!("| Alpha | {words} | - | - | - | - | - |")));
        assert_eq!(test.dataset("alpha")["cases"], cases, "{words}");
    }
}

#[test]
fn columns_are_found_by_their_names() {
    let test = built(
        r"-- README.md --
# List

## Pictures

| # | Year | Size | **Dataset Name** | Paper | Description |
|--|--|--|--|--|--|
| 1 | 2019 | big | [Alpha](resources/A.md) | [P](https://p.example) | 2D MRI, 5 Cases |
-- resources/A.md --
# A",
    );
    let alpha = test.dataset("a");
    assert_eq!(
        (&alpha["name"], &alpha["released"], &alpha["cases"]),
        (&json!("Alpha"), &json!("2019"), &json!(5))
    );
    assert_eq!(alpha["links"]["paper"][0]["url"], "https://p.example");
    assert!(
        test.main_text("datasets/a/index.html").contains("big"),
        "a column of another name is shown"
    );
}

#[test]
fn tables_about_other_things_hold_no_entries() {
    let test = built(&format!(
        r"{}
## Models

| Model | Score |
|--|--|
| Foo net | 3 |
",
        table("| Alpha | 3D CT, 7 Cases | - | - | - | - | - |")
    ));
    assert_eq!(test.datasets().len(), 1);
    assert!(
        test.main_text("more/models/index.html").contains("Foo net"),
        "nothing of the list is lost"
    );
}

#[test]
fn short_rows_and_rows_without_a_closing_pipe() {
    let test = built(&table(
        "| Alpha | 3D CT, 7 Cases\n| Beta |\n| Gamma | 2D MRI, 8 Cases | - | - | - | - | - |",
    ));
    let names: Vec<_> = test
        .datasets()
        .iter()
        .map(|dataset| dataset["name"].clone())
        .collect();
    assert_eq!(names, ["Alpha", "Beta", "Gamma"]);
}

#[test]
fn several_links_in_a_cell_stay_in_order() {
    let test = built(&table(
        "| Alpha | 3D CT, 7 Cases | [One](https://one.example), [Two](https://two.example) | - | - | - | - |",
    ));
    let website = &test.dataset("alpha")["links"]["website"];
    let expect = json!([{"label": "One", "url": "https://one.example"}, {"label": "Two", "url": "https://two.example"}]);
    assert_eq!(website, &expect);
}

#[test]
fn a_space_before_a_link_target() {
    let test = built(&table(
        "| Alpha | 3D CT, 7 Cases | [One]( https://one.example ) | - | - | - | - |",
    ));
    assert_eq!(
        test.dataset("alpha")["links"]["website"][0]["url"],
        "https://one.example"
    );
}

#[test]
fn line_entries_keep_the_text_after_the_link() {
    let test = built(
        r"-- README.md --
# List

## Words

[Alpha](./resources/A.md) (QA, 1.1M Cases QA Pair)

[Beta](./resources/B.md) v2.0 (QA, 108K Cases)

- [Gamma](./resources/C.md) - 2D CT, 12 Cases
-- resources/A.md --
# A
-- resources/B.md --
# B
-- resources/C.md --
# C",
    );
    assert_eq!(test.datasets().len(), 3);
    assert_eq!(test.dataset("a")["cases"], 1_100_000);
    let beta = test.dataset("b");
    assert_eq!(beta["cases"], 108_000);
    let words = format!("{} {}", beta["name"], beta["description"]);
    assert!(
        words.contains("v2.0"),
        "the text after the link is kept: {words}"
    );
    assert!(test.summary().contains("3 lines"), "{}", test.summary());
}

#[test]
fn sections_nest() {
    let test = built(
        r"-- README.md --
# List

## Pictures

### Chest

| Dataset | Description |
|--|--|
| Alpha | 3D CT, 1 Cases |

##### Lung

| Dataset | Description |
|--|--|
| Beta | 3D CT, 2 Cases |

## Words

| Dataset | Description |
|--|--|
| Gamma | QA, 3 Cases |
",
    );
    assert_eq!(
        test.dataset("beta")["category"],
        json!(["Pictures", "Chest", "Lung"])
    );
    for path in ["pictures", "pictures/chest", "pictures/chest/lung", "words"] {
        assert!(test.has(&format!("categories/{path}/index.html")), "{path}");
    }
    let chest = test.main_text("categories/pictures/chest/index.html");
    assert!(
        chest.contains("Alpha") && chest.contains("Beta") && !chest.contains("Gamma"),
        "{chest}"
    );
}

#[test]
fn sections_inside_details() {
    let test = built(
        r"-- README.md --
# List

## Pictures

<details>
<summary><h3>Heart</h3></summary>

| Dataset | Description |
|--|--|
| Alpha | 3D CT, 1 Cases |

</details>

<details>
<summary></summary>

| Dataset | Description |
|--|--|
| Beta | 3D CT, 2 Cases |

</details>
",
    );
    assert_eq!(
        test.dataset("alpha")["category"],
        json!(["Pictures", "Heart"])
    );
    assert_eq!(
        test.dataset("beta")["category"],
        json!(["Pictures"]),
        "an empty summary opens no section"
    );
}

#[test]
fn an_entry_in_two_categories_is_one_dataset() {
    let row = "| Dataset | Description |\n|--|--|\n| [Alpha](resources/A.md) | 3D CT, 1 Cases |";
    let test = built(&format!(
        r"-- README.md --
# List

## One

{row}

## Two

{row}
-- resources/A.md --
# A"
    ));
    assert_eq!(test.datasets().len(), 1);
    assert_eq!(test.dataset("a")["categories"], json!([["One"], ["Two"]]));
    assert!(
        test.main_text("categories/two/index.html")
            .contains("Alpha")
    );
}

/// Checks a link to a page as written, the existing file, and the code of the diagnostic.
fn check_page_link(target: &str, file: &str, code: Option<&str>) {
    let text = table(&format!(
        "| [Alpha]({target}) | 3D CT, 7 Cases | - | - | - | - | - |\n-- {file} --\n# A page"
    ));
    let test = built(&text);
    let page = test.datasets()[0]["page"].clone();
    assert_eq!(page, file, "{target}\n{}", test.diagnostics());
    assert_eq!(test.datasets().len(), 1, "{target}");
    match code {
        Some(code) => {
            assert_eq!(
                test.found(code),
                1,
                "{target} must report {code}:\n{}",
                test.diagnostics()
            );
            assert!(
                test.diagnostics().contains("README.md:7:"),
                "{}",
                test.diagnostics()
            );
        }
        None => assert!(
            !test.diagnostics().contains("warning["),
            "{}",
            test.diagnostics()
        ),
    }
}

#[test]
fn odd_links_to_pages() {
    check_page_link("./resources/A.md", "resources/A.md", None);
    check_page_link("resources/A.md", "resources/A.md", None);
    check_page_link("<resources/A b.md>", "resources/A b.md", None);
    check_page_link(
        "resources/A%20b.md",
        "resources/A b.md",
        Some("encoded-page-link"),
    );
    check_page_link(
        "resources/A",
        "resources/A.md",
        Some("page-link-without-extension"),
    );
    check_page_link(
        "resources/a.md",
        "resources/A.md",
        Some("page-link-case-mismatch"),
    );
    check_page_link(
        "docs/A.md",
        "resources/A.md",
        Some("page-link-folder-mismatch"),
    );
}

#[test]
fn a_link_to_the_repository_on_the_web() {
    let test = built(&format!(
        r#"{}-- resources/A.md --
# A
-- medatlas.toml --
repository = "https://github.com/o/n"
"#,
        table(
            "| [Alpha](https://github.com/o/n/blob/main/resources/A.md) | 3D CT, 7 Cases | - | - | - | - | - |"
        )
    ));
    assert_eq!(test.datasets()[0]["page"], "resources/A.md");
    assert_eq!(
        test.found("absolute-page-link"),
        1,
        "{}",
        test.diagnostics()
    );
}

#[test]
fn an_entry_whose_page_is_missing_still_gets_its_own() {
    let test = built(&table(
        "| [Alpha](resources/Gone.md) | 3D CT, 7 Cases | - | - | - | - | - |",
    ));
    assert_eq!(test.found("missing-page"), 1, "{}", test.diagnostics());
    let alpha = test.dataset("alpha");
    assert_eq!((&alpha["page"], &alpha["cases"]), (&json!(null), &json!(7)));
    assert!(
        test.main_text("datasets/alpha/index.html")
            .contains("Alpha")
    );
}

#[test]
fn the_introduction_is_kept_and_the_contents_are_replaced() {
    let test = built(
        r"-- README.md --
# Our list

A first paragraph.

## Table of Content

- [Pictures (99)](#pictures)

## Pictures

Words about pictures.

| Dataset | Description |
|--|--|
| Alpha | 3D CT, 1 Cases |
",
    );
    let home = test.main_text("index.html");
    assert!(home.contains("A first paragraph."), "{home}");
    assert!(!home.contains("99"), "{home}");
    assert!(
        !test.has("more/table-of-content/index.html"),
        "{:?}",
        test.file_list()
    );
    assert!(
        test.main_text("categories/pictures/index.html")
            .contains("Words about pictures.")
    );
    assert_eq!(test.json()["title"], "Our list");
}

#[test]
fn sections_without_datasets_become_pages() {
    let test = built(&format!(
        r"{}
## How to add a row

Copy the form.

### The form

It is short.
",
        table("| Alpha | 3D CT, 7 Cases | - | - | - | - | - |")
    ));
    let text = test.main_text("more/how-to-add-a-row/index.html");
    assert!(
        text.contains("Copy the form.") && text.contains("It is short."),
        "{text}"
    );
    let page = test.page("index.html");
    assert!(
        page.attributes("a", "href")
            .iter()
            .any(|href| href.contains("more/how-to-add-a-row/")),
        "it can be found"
    );
}

#[test]
fn another_name_for_the_list() {
    let mut test = CatalogTest::from_text(
        &table("| Alpha | 3D CT, 7 Cases | - | - | - | - | - |").replace("README.md", "LIST.md"),
    );
    let list = test.catalog().join("LIST.md");
    test.command(&["build", list.to_str().unwrap()]);
    assert_eq!(test.exit_code(), 0, "{}", test.diagnostics());
    assert_eq!(test.datasets().len(), 1);
    test.change_file("medatlas.toml", "readme = \"LIST.md\"\n")
        .build();
}

#[test]
fn the_fixture_in_the_home_format() {
    let mut test = CatalogTest::from_dir("fixtures/home-format");
    test.build();
    assert!(
        test.summary()
            .starts_with("10 datasets (6 rows, 3 lines, 1 not listed)"),
        "{}",
        test.summary()
    );
    let kite = test.dataset("kite");
    assert_eq!(kite["page"], "resources/Kite.md");
    assert_eq!(
        (&kite["cases"], &kite["released"]),
        (&json!(98), &json!("2020-11-03"))
    );
    assert_eq!(
        kite["links"]["download"][0]["url"],
        "https://drive.example.org/kite"
    );
    assert_eq!(
        test.dataset("anchor")["category"],
        json!(["Pictures", "Heart & Vessels"])
    );
    assert_eq!(
        test.dataset("pebble-xr")["name"],
        "Pebble XR",
        "the entry's name wins"
    );
    assert_eq!(test.dataset("ledger")["cases"], 112);
    for code in [
        "encoded-page-link",
        "page-link-case-mismatch",
        "missing-page",
        "mojibake",
        "slug-collision",
        "unlisted-page",
    ] {
        assert_eq!(test.found(code), 1, "{code}\n{}", test.diagnostics());
    }
}
