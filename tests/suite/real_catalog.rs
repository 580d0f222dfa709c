//! The real catalog of 2024, where it lies beside the project: the figures that it must give.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::support::{CatalogTest, shared};

const CATEGORIES: [(&str, usize); 12] = [
    ("Head and Neck", 30),
    ("Abdomen", 27),
    ("Chest", 24),
    ("Retina", 22),
    ("Microscopic imaging", 22),
    ("Endoscopy", 19),
    ("Text", 14),
    ("Image text", 12),
    ("Heart", 6),
    ("Skin", 6),
    ("Whole Body", 5),
    ("Bones", 4),
];

fn listed(test: &CatalogTest) -> Vec<Value> {
    test.datasets()
        .into_iter()
        .filter(|dataset| dataset["source"]["file"] == "README.md")
        .collect()
}

/// How many datasets have this field, by a predicate.
fn count(datasets: &[Value], has: impl Fn(&Value) -> bool) -> usize {
    datasets.iter().filter(|dataset| has(dataset)).count()
}

fn from_entry(field: &'static str) -> impl Fn(&Value) -> bool {
    move |dataset| dataset["facts"][field]["from"] == "entry"
}

fn filled(field: &'static str) -> impl Fn(&Value) -> bool {
    move |dataset| {
        dataset[field]
            .as_array()
            .is_some_and(|list| !list.is_empty())
    }
}

/// Figures that hold for the list alone.
fn check_list(datasets: &[Value]) {
    assert_eq!(datasets.len(), 191);
    let mut categories: BTreeMap<String, usize> = BTreeMap::new();
    for dataset in datasets {
        let name = dataset["category"]
            .as_array()
            .unwrap()
            .last()
            .unwrap()
            .as_str()
            .unwrap();
        *categories
            .entry(name.trim_end_matches(" dataset").to_owned())
            .or_default() += 1;
    }
    let expect: BTreeMap<String, usize> = CATEGORIES
        .map(|(name, count)| (name.to_owned(), count))
        .into();
    assert_eq!(categories, expect);
    let lacks = |has: &dyn Fn(&Value) -> bool| -> Vec<String> {
        datasets
            .iter()
            .filter(|dataset| !has(dataset))
            .map(|dataset| dataset["slug"].to_string())
            .collect()
    };
    assert_eq!(
        lacks(&|dataset| dataset["cases"].is_u64()),
        [""; 0],
        "cases"
    );
    assert_eq!(lacks(&filled("modalities")), [""; 0], "modalities");
    for (field, expect) in [
        ("dimensions", 166),
        ("tasks", 166),
        ("classes", 161),
        ("released", 115),
        ("challenge", 69),
    ] {
        assert_eq!(
            count(datasets, from_entry(field)),
            expect,
            "{field} from the entries"
        );
    }
}

#[test]
fn figures_of_the_real_catalog() {
    let Some(path) = shared("catalog-2024-04") else {
        return;
    };
    let mut test = CatalogTest::in_place(path);
    test.build();
    assert!(
        test.summary()
            .starts_with("192 datasets (115 rows, 76 lines, 1 not listed)"),
        "{}",
        test.summary()
    );
    let datasets = listed(&test);
    check_list(&datasets);
    let pages: std::collections::BTreeSet<&str> = datasets
        .iter()
        .filter_map(|dataset| dataset["page"].as_str())
        .collect();
    assert_eq!(pages.len(), 190, "pages that are listed");
    assert_eq!(
        count(&datasets, |dataset| dataset["page"].is_null()),
        0,
        "every entry has its page"
    );
    for dataset in test.datasets() {
        assert!(test.has(&format!(
            "datasets/{}/index.html",
            dataset["slug"].as_str().unwrap()
        )));
    }
    let links = |kind: &str| {
        datasets
            .iter()
            .filter(|d| !d["links"][kind].as_array().unwrap().is_empty())
            .count()
    };
    assert!(
        links("website") >= 115 && links("download") >= 72 && links("paper") >= 99,
        "more links come from the pages"
    );
}

#[test]
fn links_of_the_list_alone() {
    let Some(path) = shared("catalog-2024-04") else {
        return;
    };
    let mut test = CatalogTest::empty();
    test.change_file("README.md", std::fs::read(path.join("README.md")).unwrap())
        .build();
    let datasets = test.datasets();
    let links = |kind: &str| {
        datasets
            .iter()
            .map(|d| d["links"][kind].as_array().unwrap().len())
            .sum::<usize>()
    };
    assert_eq!(
        (links("website"), links("download"), links("paper")),
        (116, 72, 99)
    );
}

#[test]
fn the_list_as_it_was_received_gives_the_same_entries() {
    let (Some(received), Some(real)) = (shared("seed-README.md"), shared("catalog-2024-04")) else {
        return;
    };
    let mut test = CatalogTest::empty();
    test.change_file("README.md", std::fs::read(received).unwrap())
        .build();
    let mut clean = CatalogTest::empty();
    clean
        .change_file("README.md", std::fs::read(real.join("README.md")).unwrap())
        .build();
    check_list(&test.datasets());
    let fields = |test: &CatalogTest| -> Vec<Value> {
        let mut datasets = test.datasets();
        for dataset in &mut datasets {
            dataset
                .as_object_mut()
                .unwrap()
                .retain(|key, _| !["source", "facts"].contains(&key.as_str()));
        }
        datasets
    };
    assert_eq!(
        fields(&test),
        fields(&clean),
        "the damaged text is repaired"
    );
    assert!(test.found("mojibake") > 0);
    assert_eq!(clean.found("mojibake"), 0);
}
