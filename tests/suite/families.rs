//! Editions of one undertaking, and who gets a dataset: what is inferred is said to be.

use crate::support::{CatalogTest, built};

fn fixture() -> CatalogTest {
    let bib =
        |title: &str| format!("\n## Citation\n\n```\n@article{{k, title={{{title}}}}}\n```\n");
    built(&format!(
        "-- README.md --\n# List\n\n## Pictures\n\n| Dataset | Description | Download | Access |\n|---|---|---|---|\n\
         | [Lantern19](resources/L19.md) | 3D CT, 5 Cases | [Z](https://zenodo.org/1) | - |\n\
         | [Lantern 2023-Lung](resources/L23.md) | 3D CT, 6 Cases | [K](https://www.kaggle.com/a) | - |\n\
         | [Deca Liver](resources/D1.md) | 3D CT, 7 Cases | [Own](https://own.example.org/a) | On request |\n\
         | [Deca Heart](resources/D2.md) | 3D MRI, 8 Cases | - | - |\n\
         | [CT-One](resources/C1.md) | 3D CT, 9 Cases | - | - |\n\
         | [CT-Two](resources/C2.md) | 3D CT, 9 Cases | - | - |\n\
         -- resources/L19.md --\n# L\n{}-- resources/L23.md --\n# L\n{}-- resources/D1.md --\n# D\n{}-- resources/D2.md --\n# D\n\nOnly registered users get it. It is under CC BY-NC 4.0.\n{}\
         -- resources/C1.md --\n# C\n{}-- resources/C2.md --\n# C\n{}",
        bib("One"),
        bib("Two"),
        bib("Decathlon"),
        bib("The Decathlon").replace("The ", ""),
        bib("Three"),
        bib("Four"),
    ))
}

#[test]
fn editions_and_parts_know_each_other() {
    let test = fixture();
    let relatives = |slug: &str| test.dataset(slug)["relatives"].clone();
    assert_eq!(
        relatives("l19"),
        serde_json::json!(["l23"]),
        "a name and a year"
    );
    assert_eq!(
        relatives("d2"),
        serde_json::json!(["d1"]),
        "a word of the name and a work"
    );
    assert_eq!(
        relatives("c1"),
        serde_json::json!([]),
        "a word of the name alone is no family"
    );
    let page = test.page("datasets/l19/index.html");
    let links = page.attributes("[aria-labelledby=editions] a[href]", "href");
    assert!(links.iter().any(|href| href == "../l23/"), "{links:?}");
    assert!(!test.page("datasets/c1/index.html").has("#editions"));
}

#[test]
fn access_is_stated_or_inferred_from_words_or_host() {
    let test = fixture();
    let of = |slug: &str| {
        let dataset = test.dataset(slug);
        let fact = &dataset["facts"]["access"];
        (
            dataset["access"].as_str().unwrap().to_owned(),
            fact["raw"].clone(),
            fact["inferred"].clone(),
        )
    };
    assert_eq!(
        of("l19"),
        ("open".to_owned(), "zenodo.org".into(), "host".into())
    );
    assert_eq!(
        of("l23"),
        (
            "registration".to_owned(),
            "kaggle.com".into(),
            "host".into()
        )
    );
    assert_eq!(
        of("d1"),
        (
            "application".to_owned(),
            "On request".into(),
            serde_json::Value::Null
        )
    );
    assert_eq!(
        of("d2"),
        (
            "registration".to_owned(),
            "registered users".into(),
            "words".into()
        )
    );
    assert_eq!(of("c1").0, "unknown");
    assert_eq!(test.dataset("d2")["license"], "CC BY-NC 4.0");
    let shown = test.main_text("datasets/l23/index.html");
    assert!(
        shown.contains("After registration")
            && shown.contains("Inferred from the download at kaggle.com"),
        "{shown}"
    );
    assert!(
        !test
            .main_text("datasets/d1/index.html")
            .contains("Inferred")
    );
}
