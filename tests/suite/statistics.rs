//! The page of statistics: small catalogs in, the numbers of its tables and links out.

use std::collections::{BTreeMap, BTreeSet};

use percent_encoding::percent_decode_str;
use proptest::prelude::*;
use scraper::{ElementRef, Selector};

use crate::support::html::{Page, text_of};
use crate::support::{CatalogTest, built};

const PAGE: &str = "statistics/index.html";

/// A catalog whose rows state modality, task, cases, download link and date in columns of their own.
fn catalog(rows: &str) -> String {
    format!(
        r"-- README.md --
# List

## Pictures

| Dataset | Description | Modality | Task | Download Link | Release Date |
|:--|:--|:--|:--|:--|:--|
{}
",
        rows.trim()
    )
}

const FOUR: &str = r"
| Alpha | 3D CT, 7 Cases, 2 Categories of Organ Segmentation | CT | Segmentation | [a](https://www.a.example/1) [a](https://A.example/2) | 2019 |
| Beta | 3D, 20 Cases | CT, MRI | Segmentation, Classification | [b](https://b.example/) | 2020-05 |
| Gamma | 2D, 70,000 Cases, 60 Categories | MRI | Classification | [a](https://a.example/3) | 2020 |
| Delta | - | - | - | - | - |
";

/// The cells of a table, row by row, the head first.
fn rows(table: ElementRef<'_>) -> Vec<Vec<String>> {
    let (row, cell) = (
        Selector::parse("tr").unwrap(),
        Selector::parse("th, td").unwrap(),
    );
    table
        .select(&row)
        .map(|row| row.select(&cell).map(text_of).collect())
        .collect()
}

/// The table of one picture.
fn numbers(page: &Page, id: &str) -> Vec<Vec<String>> {
    rows(page.one(&format!("section[aria-labelledby={id}] table")))
}

fn answer(page: &Page, id: &str) -> String {
    text_of(page.one(&format!("#{id}-answer")))
}

/// Checks a table, its cells joined by blanks.
#[track_caller]
fn check(page: &Page, id: &str, expect: &[&str]) {
    let found: Vec<String> = numbers(page, id).iter().map(|row| row.join(" ")).collect();
    assert_eq!(found, expect, "{id}");
}

#[test]
fn every_picture_has_its_numbers() {
    let page = built(&catalog(FOUR)).page(PAGE);
    check(
        &page,
        "releases",
        &["Year Datasets CT MRI", "2019 1 1 0", "2020 2 1 2"],
    );
    check(
        &page,
        "sizes",
        &[
            "Cases Datasets Share",
            "3–9 1 33%",
            "10–29 1 33%",
            "30–99 0 0%",
            "100–299 0 0%",
            "300–999 0 0%",
            "1,000–2,999 0 0%",
            "3,000–9,999 0 0%",
            "10,000–29,999 0 0%",
            "30,000–99,999 1 33%",
        ],
    );
    check(
        &page,
        "classes",
        &[
            "Classes Datasets Share",
            "1 0 0%",
            "2 1 50%",
            "3–5 0 0%",
            "6–10 0 0%",
            "11–50 0 0%",
            "51 or more 1 50%",
        ],
    );
    check(
        &page,
        "hosts",
        &["Host Datasets Share", "a.example 2 67%", "b.example 1 33%"],
    );
    let coverage: BTreeMap<String, String> = numbers(&page, "coverage")
        .into_iter()
        .map(|row| (row[0].clone(), row[1..].join(" ")))
        .collect();
    for (fact, expect) in [
        ("Modality", "3 75%"),
        ("Cases", "3 75%"),
        ("Classes", "2 50%"),
        ("Licence", "0 0%"),
    ] {
        assert_eq!(coverage[fact], expect, "{fact}");
    }
}

#[test]
fn sentences_answer_from_the_numbers() {
    let page = built(&catalog(FOUR)).page(PAGE);
    for (id, expect) in [
        ("releases", "CT and MRI lead with 2 each, of 3 datasets."),
        (
            "matrix",
            "CT with Segmentation is one of the 2 most frequent pairs, with 2 datasets; every pair has at least one.",
        ),
        (
            "sizes",
            "The median of the 3 datasets that state their cases is 20, with a range from 7 to 70,000.",
        ),
        (
            "classes",
            "0 of 2 datasets that state their classes label a single one, and the median is 31.",
        ),
        (
            "hosts",
            "a.example leads with 2, of 3 datasets with a download link; 1 dataset states none.",
        ),
    ] {
        assert_eq!(answer(&page, id), expect, "{id}");
    }
    let words = answer(&page, "coverage");
    assert!(
        words.starts_with("Modality, Task and") && words.ends_with("least, by none."),
        "{words}"
    );
}

#[test]
fn growth_compares_five_years_with_the_five_before() {
    let row = |n: usize, modality: &str, year: u16| {
        format!("| Set {n} | - | {modality} | - | - | {year} |")
    };
    let years = [
        (2012, "CT"),
        (2013, "CT"),
        (2014, "CT"),
        (2019, "CT"),
        (2020, "CT"),
        (2021, "CT"),
        (2021, "MRI"),
        (2022, "MRI"),
    ];
    let rows: Vec<String> = years
        .iter()
        .enumerate()
        .map(|(n, (year, name))| row(n, name, *year))
        .collect();
    let page = built(&catalog(&rows.join("\n"))).page(PAGE);
    assert_eq!(
        answer(&page, "releases"),
        "MRI grew most, from 0 releases in 2013–2017 to 2 in 2018–2022, while CT has most, 3."
    );
    assert_eq!(
        numbers(&page, "releases").len(),
        12,
        "the head, and 2012 to 2022 without gaps"
    );
}

#[test]
fn cells_of_the_matrix_lead_to_their_datasets() {
    let page = built(&catalog(FOUR)).page(PAGE);
    check(
        &page,
        "matrix",
        &["Modality Classification Segmentation", "CT 1 2", "MRI 2 1"],
    );
    assert_eq!(
        page.attributes(".matrix td a", "href"),
        [
            "../datasets/?modality=CT&task=Classification",
            "../datasets/?modality=CT&task=Segmentation",
            "../datasets/?modality=MRI&task=Classification",
            "../datasets/?modality=MRI&task=Segmentation",
        ]
    );
    assert_eq!(
        page.attributes(".matrix td a", "aria-label")[1],
        "2 datasets: CT, Segmentation"
    );
}

#[test]
fn pairs_without_data_are_empty_cells() {
    let page = built(&catalog(
        "| Alpha | - | CT | Segmentation | - | - |\n| Beta | - | MRI | Classification | - | - |",
    ))
    .page(PAGE);
    check(
        &page,
        "matrix",
        &["Modality Classification Segmentation", "CT  1", "MRI 1 "],
    );
    assert_eq!(
        (
            page.select("td.strength-0").len(),
            page.select("td.strength-0 a").len()
        ),
        (2, 0)
    );
    assert!(answer(&page, "matrix").ends_with("2 of 4 pairs have none."));
}

#[test]
fn formats_lead_to_their_datasets() {
    let text = format!(
        r"{}-- resources/A.md --
# A

## Dataset Meta Information

| Dimensions | Modality | File Format |
|--|--|--|
| 3D | CT | .nii.gz, .png |
",
        catalog("| [Alpha](resources/A.md) | - | CT | - | - | - |")
    );
    let page = built(&text).page(PAGE);
    check(
        &page,
        "formats",
        &["Format Datasets Share", "NIfTI 1 100%", "PNG 1 100%"],
    );
    assert_eq!(
        page.attributes("[aria-labelledby=formats] .bar-list a", "href"),
        ["../datasets/?format=NIfTI", "../datasets/?format=PNG"]
    );
    assert_eq!(
        answer(&page, "formats"),
        "NIfTI and PNG lead with 1 each, of 1 dataset that states a format."
    );
}

#[test]
fn a_catalog_that_states_nothing_has_a_page_without_pictures() {
    let page = built(&catalog("| Alpha | - | - | - | - | - |")).page(PAGE);
    assert!(
        !page.has("main figure") && !page.has("main h2"),
        "{}",
        page.main_html()
    );
    assert!(
        page.main_text().contains("states no facts"),
        "{}",
        page.main_text()
    );
}

#[test]
fn pictures_without_data_are_left_out() {
    let page = built(&catalog("| Alpha | 3D, 7 Cases | - | - | - | - |")).page(PAGE);
    let sections = page.attributes("main section", "aria-labelledby");
    assert_eq!(sections, ["sizes", "coverage"]);
    assert_eq!(
        answer(&page, "sizes"),
        "The one dataset that states its cases has 7."
    );
}

#[test]
fn hostile_names_are_words() {
    let test = built(&catalog(
        "| Alpha | - | \"><img src=x onerror=alert(1)> & a=b#c%20+ | '></a><script>x</script> ?modality=y | \
         [h](https://a\"><b>.example/) | 2020 |",
    ));
    let page = test.page(PAGE);
    assert!(
        !page.has("main img") && !page.has("main script") && !page.has("main b"),
        "{}",
        page.main_html()
    );
    let json = test.dataset("alpha");
    for href in page.attributes(".matrix td a", "href") {
        let query = href.strip_prefix("../datasets/?").unwrap();
        for (pair, field) in query.split('&').zip(["modalities", "tasks"]) {
            let value = percent_decode_str(pair.split_once('=').unwrap().1)
                .decode_utf8()
                .unwrap();
            assert!(
                json[field]
                    .as_array()
                    .unwrap()
                    .iter()
                    .any(|name| *name == *value),
                "{value} of {href}"
            );
        }
    }
}

#[test]
fn the_page_keeps_its_styles_to_itself() {
    let test = built(&catalog(FOUR));
    assert_eq!(test.page(PAGE).select("link[rel=stylesheet]").len(), 2);
    assert_eq!(
        test.page("index.html").select("link[rel=stylesheet]").len(),
        1
    );
    let page = test.page(PAGE);
    assert!(!page.has("[style]") && !page.has("main script"));
    assert_eq!(
        page.attributes(".site-links a[aria-current]", "href"),
        ["./"]
    );
    for image in page.attributes("main [role=img]", "aria-labelledby") {
        for id in image.split(' ') {
            assert!(!text_of(page.one(&format!("#{id}"))).is_empty(), "{id}");
        }
    }
}

/// Counts again from `catalog.json`, in the plainest way.
fn recount(test: &CatalogTest) -> BTreeMap<(String, String), usize> {
    let mut counts = BTreeMap::new();
    for dataset in test.datasets() {
        let names = |field: &str| -> BTreeSet<String> {
            dataset[field]
                .as_array()
                .unwrap()
                .iter()
                .map(|name| name.as_str().unwrap().to_owned())
                .collect()
        };
        for modality in names("modalities") {
            for task in names("tasks") {
                *counts.entry((modality.clone(), task)).or_default() += 1;
            }
        }
    }
    counts
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_matrix_is_that_of_a_recount(
        datasets in proptest::collection::vec(
            (proptest::sample::subsequence(vec!["CT", "MRI", "X-ray", "Odd & new"], 0..4),
             proptest::sample::subsequence(vec!["Segmentation", "Detection", "QA", "A / b"], 0..4)), 1..9)
    ) {
        let row = |(n, (modalities, tasks)): (usize, &(Vec<&str>, Vec<&str>))| {
            format!("| Set {n} | - | {} | {} | - | - |", modalities.join(", "), tasks.join(", "))
        };
        let rows: Vec<String> = datasets.iter().enumerate().map(row).collect();
        let test = built(&catalog(&rows.join("\n")));
        let page = test.page(PAGE);
        let expect = recount(&test);
        prop_assert_eq!(page.has(".matrix"), !expect.is_empty());
        let mut found = BTreeMap::new();
        for (link, label) in page.select(".matrix td a").iter().zip(page.attributes(".matrix td a", "href")) {
            let value = |part: &str| {
                let raw = part.split_once('=').unwrap().1;
                percent_decode_str(raw).decode_utf8().unwrap().into_owned()
            };
            let (modality, task) = label.split_once('?').unwrap().1.split_once('&').unwrap();
            found.insert((value(modality), value(task)), text_of(*link).parse::<usize>().unwrap());
        }
        prop_assert_eq!(found, expect);
    }
}
