//! Series of datasets, and inferred facts: what is inferred is marked as inferred.

use serde_json::{Value, json};

use crate::support::built;

const CATALOG: &str = r#"
-- README.md --
# List

## Pictures

| Dataset | Description | Download | Access |
|---|---|---|---|
| [Lantern19](resources/L19.md) | 3D CT, 5 Cases | [Z](https://zenodo.org/1) | - |
| [Lantern 2023-Lung](resources/L23.md) | 3D CT, 6 Cases | [K](https://www.kaggle.com/a) | - |
| [Deca Liver](resources/D1.md) | 3D CT, 7 Cases | [Own](https://own.example.org/a) | On request |
| [Deca Heart](resources/D2.md) | 3D MRI, 8 Cases | - | - |
| [CT-One](resources/C1.md) | 3D CT, 9 Cases | - | - |
| [CT-Two](resources/C2.md) | 3D CT, 9 Cases | - | - |
-- resources/L19.md --
# L

## Citation

```
@article{k, title={One}}
```
-- resources/L23.md --
# L

## Citation

```
@article{k, title={Two}}
```
-- resources/D1.md --
# D

## Citation

```
@article{k, title={Decathlon}}
```
-- resources/D2.md --
# D

Only registered users get it. It is under CC BY-NC 4.0.

## Citation

```
@article{k, title={Decathlon}}
```
-- resources/C1.md --
# C

## Citation

```
@article{k, title={Three}}
```
-- resources/C2.md --
# C

## Citation

```
@article{k, title={Four}}
```
"#;

#[test]
fn datasets_of_one_series_link_to_each_other() {
    let test = built(CATALOG);

    for (slug, expected, why) in [
        ("l19", json!(["l23"]), "the names differ by a year"),
        ("d2", json!(["d1"]), "they share a word and a cited work"),
        ("c1", json!([]), "a shared word alone is no series"),
    ] {
        assert_eq!(test.dataset(slug)["relatives"], expected, "{slug}: {why}");
    }

    let page = test.page("datasets/l19/index.html");
    let links = page.attributes("[aria-labelledby=editions] a[href]", "href");
    assert!(links.iter().any(|href| href == "../l23/"), "{links:?}");
    assert!(!test.page("datasets/c1/index.html").has("#editions"));
}

#[test]
fn access_is_stated_or_inferred_from_text_or_host() {
    let test = built(CATALOG);

    for (slug, level, raw, inferred) in [
        ("l19", "open", "zenodo.org", json!("host")),
        ("l23", "registration", "kaggle.com", json!("host")),
        ("d1", "application", "On request", Value::Null),
        ("d2", "registration", "registered users", json!("words")),
    ] {
        let dataset = test.dataset(slug);
        let fact = &dataset["facts"]["access"];
        assert_eq!(dataset["access"], level, "{slug}");
        assert_eq!(fact["raw"], raw, "{slug}");
        assert_eq!(fact["inferred"], inferred, "{slug}");
    }
    assert_eq!(test.dataset("c1")["access"], "unknown");
}

#[test]
fn a_license_is_read_from_the_text() {
    let test = built(CATALOG);

    assert_eq!(test.dataset("d2")["license"], "CC BY-NC 4.0");
}

#[test]
fn a_page_says_what_access_was_inferred_from() {
    let test = built(CATALOG);
    let inferred = test.main_text("datasets/l23/index.html");
    let stated = test.main_text("datasets/d1/index.html");

    for text in [
        "After registration",
        "Inferred from the download at kaggle.com",
    ] {
        assert!(inferred.contains(text), "{inferred}");
    }
    assert!(!stated.contains("Inferred"), "{stated}");
}
