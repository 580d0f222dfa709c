//! Lists in other formats: each becomes a complete site with the exact number of entries, and texts
//! that are not lists become an error.

use std::fmt::Write as _;

use crate::support::{CatalogTest, built};

/// Checks that a list becomes a site with this many datasets, which all have a page and appear in the
/// list of datasets.
#[track_caller]
fn complete(test: &CatalogTest, count: usize) {
    let datasets = test.datasets();
    assert_eq!(datasets.len(), count, "{}", test.diagnostics());
    for dataset in &datasets {
        let slug = dataset["slug"].as_str().unwrap();
        let page = test.main_text(&format!("datasets/{slug}/index.html"));
        assert!(page.contains(dataset["name"].as_str().unwrap()), "{slug}");
    }
    let listed = test.main_text("datasets/index.html");
    let missing = datasets
        .iter()
        .filter(|dataset| !listed.contains(dataset["name"].as_str().unwrap()))
        .count();
    assert!(count > 500 || missing == 0, "{missing} are in no list");
    assert!(test.has("search/manifest.json"));
}

fn names(test: &CatalogTest) -> Vec<String> {
    test.datasets()
        .iter()
        .map(|dataset| dataset["name"].as_str().unwrap().to_owned())
        .collect()
}

fn category(test: &CatalogTest, slug: &str) -> String {
    test.dataset(slug)["category"]
        .as_array()
        .unwrap()
        .iter()
        .map(|name| name.as_str().unwrap())
        .collect::<Vec<_>>()
        .join(" > ")
}

fn url(test: &CatalogTest, slug: &str, kind: &str) -> String {
    test.dataset(slug)["links"][kind][0]["url"]
        .as_str()
        .unwrap_or_default()
        .to_owned()
}

#[test]
fn tables_with_ten_columns() {
    let mut text = String::from("-- docs/index.md --\n# Wide list\n\n");
    for section in ["🫁 Lungs (3)", "🧠 Brain"] {
        write!(
            text,
            r"## {section}

| # | **Dataset** 🔥 | Year | Modality | Organ | Task | Cases | License | Access | Paper | Code |
|-|-|-|-|-|-|-|-|-|-|-|
"
        )
        .unwrap();
        for n in 1..=3 {
            let name = format!(
                "{} {n}",
                if section.contains("Lungs") {
                    "Air"
                } else {
                    "Mind"
                }
            );
            writeln!(text, "| {n} | [{name}](https://example.org/{}/{n}) [![stars](https://img.shields.io/x)](https://example.org/s) | 202{n} | CT/ MR | Lung+Heart | Seg<br>Classification | {n}00 | CC BY 4.0 | On request | [Paper](https://example.org/p{n}), [PDF](https://example.org/q{n}) | <a href=\"https://example.org/c{n}\">Code</a> |", section.len()).unwrap();
        }
        text.push_str(
            r"| 4 |

| Model | Paper |
|-|-|
| [NetA](https://example.org/a) | x |

",
        );
    }
    let mut test = CatalogTest::from_text(&text);
    test.command(&[
        "build",
        "catalog/docs/index.md",
        "--output",
        "public",
        "--verbose",
    ]);
    assert_eq!(test.exit_code(), 0, "{}", test.diagnostics());
    complete(&test, 6);
    assert_eq!(category(&test, "air-2"), "🫁 Lungs (3)");
    assert!(test.has("categories/lungs-3/index.html") || test.has("categories/lungs/index.html"));
    let air = test.dataset("air-2");
    assert_eq!(air["modalities"], serde_json::json!(["CT", "MRI"]));
    assert_eq!(
        (&air["cases"], &air["license"], &air["access"]),
        (&200.into(), &"CC BY 4.0".into(), &"application".into())
    );
    assert_eq!(air["links"]["paper"].as_array().unwrap().len(), 2);
    assert!(
        url(&test, "air-2", "website").starts_with("https://example.org/"),
        "the badge is no link of the dataset"
    );
    assert!(test.main_text("datasets/air-2/index.html").contains("Code"));
    assert_eq!(test.found("missing-image"), 0);
}

#[test]
fn a_thousand_bullets() {
    let mut text = String::from(
        r"-- README.md --
# Awesome things

Some words with a [link](https://example.org).

## Contents

- [Part 1](#part-1)

",
    );
    for part in 0..10 {
        writeln!(text, "## Part {part}\n").unwrap();
        for n in 0..100 {
            let form = match n % 5 {
                0 => format!(
                    "- [Set {part}-{n}](https://example.org/{part}/{n}) - 3D CT of the lung, {n} cases."
                ),
                1 => format!(
                    "* [Set {part}-{n}](https://example.org/{part}/{n}): words [Paper](https://example.org/p) `CC BY 4.0` `English`"
                ),
                2 => format!(
                    r#"{}. <a href="https://example.org/{part}/{n}">Set {part}-{n}</a> – words
    - Modality: MRI
    - [Download](https://example.org/d)
    - a remark"#,
                    n + 1
                ),
                3 => format!(
                    "- [Set {part}-{n}] [[pdf]](https://example.org/{part}/{n}) [[code]](https://example.org/code)"
                ),
                _ => {
                    format!("- **Set {part}-{n}**: words [Website](https://example.org/{part}/{n})")
                }
            };
            writeln!(text, "{form}").unwrap();
        }
        text.push('\n');
    }
    text.push_str(
        r"## Contributing

- [Rules](https://example.org/rules)

## License

- [CC0](https://example.org/cc0)
",
    );
    let test = built(&text);
    complete(&test, 1000);
    assert_eq!(category(&test, "set-3-7"), "Part 3");
    let marked = test.dataset("set-0-1");
    assert_eq!(
        (&marked["license"], &marked["facts"]["keywords"]["value"]),
        (&"CC BY 4.0".into(), &"English".into())
    );
    assert_eq!(url(&test, "set-0-1", "paper"), "https://example.org/p");
    assert_eq!(
        test.dataset("set-0-2")["modalities"],
        serde_json::json!(["MRI"])
    );
    assert_eq!(url(&test, "set-0-2", "download"), "https://example.org/d");
    assert_eq!(url(&test, "set-0-3", "paper"), "https://example.org/0/3");
    assert_eq!(url(&test, "set-0-4", "website"), "https://example.org/0/4");
    assert!(
        !names(&test)
            .iter()
            .any(|name| ["Rules", "CC0", "Part 1", "link"].contains(&name.as_str()))
    );
}

#[test]
fn html_links_in_tables_and_bullets() {
    let text = r#"-- README.md --
# H

## CT

| Name | Modality | Task |
|---|---|---|
| <a href="https://example.org/1">One</a> | CT | Segmentation |
| <b><a href="https://example.org/2">Two</a></b> | CT | Detection |

## MR

| Title | Modality | Task |
|---|---|---|
| <a href="data/Three.md">Three</a> | MR | <Word_x> |
| Four | MR | <br> |
-- data/Three.md --
## Three in full

| Modality | MR |
|---|---|
| Cases | 12 |
| License | MIT |

See https://example.org/three\_m for more.
-- CHANGES.md --
# Changes

See www.example.org.
"#;
    let test = built(text);
    complete(&test, 4);
    assert_eq!(url(&test, "one", "website"), "https://example.org/1");
    assert_eq!(
        (
            &test.dataset("three")["cases"],
            &test.dataset("three")["page"]
        ),
        (&12.into(), &"data/Three.md".into())
    );
    let three = test.main_of("datasets/three/index.html");
    assert!(three.contains("https://example.org/three_m"), "{three}");
    assert_eq!(test.found("missing-links"), 1, "{}", test.diagnostics());
    assert_eq!(
        test.found("missing-url-scheme"),
        0,
        "other texts of the repository are not looked at"
    );
}

#[test]
fn headings_are_entries() {
    let mut text = String::from(
        r"-- README.md --
# Data

# Images

### Eye

Words about eyes.

",
    );
    for n in 1..=4 {
        write!(
            text,
            r"#### [Iris {n}](https://example.org/{n}) (202{n})

Iris {n} shows eyes of {n} people.

- Modality: Fundus
- Cases: 1{n}
- [Paper](https://example.org/p{n})

**Keywords**: retina, vessel

##### Labels

Vessels are drawn.

![slice](images/a.png)

"
        )
        .unwrap();
    }
    text.push_str(
        r"# Texts

#### [Words](https://example.org/w)

Questions.

# Acknowledgements

#### [Friends](https://example.org/f)

Thanks.
",
    );
    let test = built(&text);
    complete(&test, 5);
    let iris = test.dataset("iris-2");
    assert_eq!(
        (category(&test, "iris-2").as_str(), &iris["cases"]),
        ("Images > Eye", &12.into())
    );
    assert_eq!(iris["modalities"], serde_json::json!(["Fundus"]));
    let page = test.main_text("datasets/iris-2/index.html");
    assert!(
        page.contains("Vessels are drawn.") && page.contains("eyes of 2 people"),
        "{page}"
    );
    assert!(!page.contains("No detail page yet"));
    assert_eq!(test.found("missing-links"), 0);
}

#[test]
fn headings_over_tables_of_one_row() {
    let mut text = String::from(
        r"-- README.md --
# Data

## Chest

",
    );
    for name in ["One", "Two", "Three", "Four"] {
        write!(
            text,
            r"### {name} challenge

| Dataset | Modality | Cases |
|-|-|-|
| {name} | CT | 12 |

Words about {name}.

"
        )
        .unwrap();
    }
    let test = built(&text);
    complete(&test, 4);
    assert_eq!(category(&test, "three"), "Chest");
    assert!(
        test.main_text("datasets/three/index.html")
            .contains("Words about Three.")
    );
}

#[test]
fn chinese_headers_and_values() {
    let text = r#"-- README.md --
# 医学影像数据集

## 📖 目录

- [腹部](#腹部)

## 🩻 腹部

| 序号 | 数据集名称 | 模态 | 器官 | 任务 | 病例数 | 发布时间 | 论文 | 下载链接 |
|-|-|-|-|-|-|-|-|-|
| 1 | [肝脏一号](https://example.org/1) | CT，MR | 肝脏 | 分割 | 112例 | 2021年5月 | [论文](https://example.org/p) | https://example.org/d |
| 2 | 肝脏二号 | CT | 肝脏 | 分割 | 20 | 2022 | - | [网盘](https://example.org/e) |
| 3 | 肝脏三号 | 超声 | 肝脏 | 分类 | 30 | 2023 | - | [网盘](https://example.org/f) |
-- medatlas.toml --
language = "zh-CN"
"#;
    let test = built(text);
    complete(&test, 3);
    assert_eq!(category(&test, "肝脏一号"), "🩻 腹部");
    let one = test.dataset("肝脏一号");
    assert_eq!(
        (&one["cases"], &one["modalities"]),
        (&112.into(), &serde_json::json!(["CT", "MRI"]))
    );
    assert!(
        one["released"].as_str().unwrap().starts_with("2021"),
        "{one}"
    );
    assert_eq!(url(&test, "肝脏一号", "download"), "https://example.org/d");
    assert!(
        test.has("categories/腹部/index.html"),
        "{:?}",
        test.file_list()
    );
    assert_eq!(test.found("broken-toc-link"), 0);
}

#[test]
fn one_section_is_grouped_by_a_column() {
    let mut text = String::from(
        r"-- README.md --
# All

## Datasets

Some words.

| Dataset | Modality | Organ | Where |
|-|-|-|-|
",
    );
    for n in 0..12 {
        let (modality, organ) =
            [("CT", "Lung"), ("MR", "Brain"), ("CT, MR", "Liver, Spleen")][n % 3];
        writeln!(text, "| Set {n} | {modality} | {organ} | Town {} |", n % 2).unwrap();
    }
    let mut test = built(&text);
    complete(&test, 12);
    assert_eq!(
        category(&test, "set-1"),
        format!(
            "Datasets > {}",
            test.dataset("set-1")["areas"][0].as_str().unwrap()
        )
    );
    assert!(
        test.main_text("categories/datasets/index.html")
            .contains("Some words.")
    );
    test.change_file("medatlas.toml", "[list]\ngroup_by = \"Modality\"\n");
    test.build();
    assert_eq!(category(&test, "set-1"), "Datasets > MRI");
    assert_eq!(
        test.dataset("set-2")["categories"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
    test.change_file("medatlas.toml", "[list]\ngroup_by = \"Where\"\n");
    test.build();
    assert_eq!(category(&test, "set-1"), "Datasets > Town 1");
}

#[test]
fn a_column_of_categories_comes_before_the_area() {
    let mut text = String::from(
        r"-- README.md --
# All

## Datasets

| Dataset | Organ | Type |
|:--|:--|:--|
",
    );
    for n in 0..12 {
        let (organ, kind) = [("Lung", "Public"), ("Brain", "On request")][n % 2];
        writeln!(text, "| Set {n} | {organ} | {kind} |").unwrap();
    }

    let test = built(&text);
    assert_eq!(category(&test, "set-0"), "Datasets > Public");
    assert_eq!(category(&test, "set-1"), "Datasets > On request");
}

#[test]
fn a_folder_of_pages_needs_no_list() {
    let page = |n: usize| {
        format!(
            r"-- pages/Set_{n}.md --
## Set number {n}

Words.

| Modality | Cases |
|---|---|
| CT | {n}0 |
"
        )
    };
    let text = format!(
        "-- medatlas.toml --\ntitle = \"Pages\"\n{}{}{}",
        page(1),
        page(2),
        page(3)
    );
    let test = built(&text);
    complete(&test, 3);
    assert_eq!(
        (names(&test), &test.dataset("set-2")["cases"]),
        (
            vec![
                "Set number 1".into(),
                "Set number 2".into(),
                "Set number 3".into()
            ],
            &20.into()
        )
    );
    assert!(
        !test
            .main_text("datasets/set-2/index.html")
            .contains("not listed")
    );
    assert_eq!(test.found("unlisted-page"), 0);
}

#[test]
fn the_settings_name_sections_and_the_column_of_names() {
    let text = r#"-- README.md --
# Mixed

## Data

| Benchmark | Kind |
|-|-|
| [One](https://example.org/1) | a |
| Two | b |

## Other

| Benchmark | Kind |
|-|-|
| [Three](https://example.org/3) | a |
-- medatlas.toml --
[list]
name_column = "benchmark"
sections = ["data"]
"#;
    complete(&built(text), 2);
}

#[test]
fn one_name_twice() {
    let text = r"-- README.md --
# B

## Brain

- [Same](https://example.org/1) words
- [Other](https://example.org/2)

## Head

- [Same](https://example.org/1) more words
- [Other](https://example.org/3)
- [Third](https://example.org/4)
";
    let test = built(text);
    complete(&test, 4);
    assert_eq!(
        test.dataset("same")["categories"].as_array().unwrap().len(),
        2,
        "one target, two categories"
    );
    assert_eq!(
        test.dataset("other-2")["category"],
        serde_json::json!(["Head"])
    );
}

#[test]
fn a_home_list_keeps_its_other_links_as_prose() {
    let rows: String = (0..9).fold(String::new(), |rows, n| {
        rows + &format!("| [Set {n}](resources/S{n}.md) | 3D CT, 5 Cases |\n")
    });
    let pages: String = (0..9).fold(String::new(), |pages, n| {
        pages + &format!("-- resources/S{n}.md --\n# Set {n}\n")
    });
    let links: String = (0..20).fold(String::new(), |links, n| {
        links + &format!("- [Project {n}](https://example.org/{n})\n")
    });
    let text = format!(
        r"-- README.md --
# Home

- [Site](https://example.org)

## Chest

| Dataset | Description |
|-|-|
{rows}
## Projects we like

{links}{pages}"
    );
    let test = built(&text);
    complete(&test, 9);
    assert!(
        test.main_text("more/projects-we-like/index.html")
            .contains("Project 19")
    );
}

#[test]
fn a_text_without_a_list_is_an_error_that_explains_the_reason() {
    for (text, said) in [
        (
            r"# Prose

Words, and no list.

- a point
- another
",
            "README.md:5: no item starts with a link",
        ),
        (
            r"# Net

| Model | Paper | Code |
|-|-|-|
| [A](https://example.org) | x | y |
",
            "README.md:3: no column is headed Dataset or Name",
        ),
        (
            r"Datasets
========

`One <https://example.org/1>`_ - words

.. list-table::
   * - Name
     - Two
",
            "no items",
        ),
        (
            r"# Links

## Contributing

- [Rules](https://example.org/a)
- [Code](https://example.org/b)
- [More](https://example.org/c)
",
            "README.md:5:",
        ),
    ] {
        let mut test = CatalogTest::from_text(&format!("-- README.md --\n{text}"));
        test.run(&[]);
        assert_eq!(test.exit_code(), 1, "{text}");
        assert_eq!(test.found("empty-list"), 1, "{}", test.diagnostics());
        assert!(
            said == "no items" || test.diagnostics().replace('\n', " ").contains(said),
            "{said}: {}",
            test.diagnostics()
        );
    }
}

#[test]
fn odd_targets_and_markers() {
    let text = r"-- README.md --
# Odd

## A

- [One]([https://example.org/a](https://example.org/b)) words
- [Two](https://example.org/two) 🔥🔥
- ![badge](https://img.shields.io/x) [Three](https://example.org/three)
- [![only](https://img.shields.io/y)](https://example.org/badge)
- plain words
- [x] [Four](https://example.org/four)
";
    let test = built(text);
    complete(&test, 4);
    assert_eq!(url(&test, "one", "website"), "https://example.org/b");
    assert_eq!(test.found("nested-url"), 1);
}
