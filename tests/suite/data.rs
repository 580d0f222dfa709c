//! `catalog.json`, `catalog.csv` and the schema: the public face of the model.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::support::{CatalogTest, built, table};

fn keys(value: &Value) -> Vec<&str> {
    value
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect()
}

#[track_caller]
fn check_keys(value: &Value, expect: &str) {
    let found: BTreeSet<&str> = keys(value).into_iter().collect();
    assert_eq!(
        found,
        expect.split_whitespace().collect::<BTreeSet<_>>(),
        "{value}"
    );
}

fn fixture() -> CatalogTest {
    let mut test = CatalogTest::from_dir("fixtures/home-format");
    test.build_with(&["--base-url", "https://atlas.example/sub"]);
    test
}

#[test]
fn fields_are_those_of_the_design() {
    let json = fixture().json();
    check_keys(
        &json,
        "schema_version title description generator pages aliases datasets",
    );
    for dataset in json["datasets"].as_array().unwrap() {
        check_keys(
            dataset,
            "slug url name category categories description dimensions modalities tasks areas formats cases classes released \
             challenge links citation authors license access relatives page image source facts",
        );
        check_keys(&dataset["links"], "website download paper");
        for links in dataset["links"].as_object().unwrap().values() {
            links
                .as_array()
                .unwrap()
                .iter()
                .for_each(|link| check_keys(link, "label url"));
        }
        for citation in dataset["citation"].as_array().unwrap() {
            check_keys(citation, "key type title year doi bibtex");
        }
        check_keys(&dataset["source"], "file line");
        for fact in dataset["facts"].as_object().unwrap().values() {
            let inferred = fact.get("inferred").map_or("", |_| " inferred");
            check_keys(fact, &format!("value raw from line{inferred}"));
            assert!(fact["from"] == "entry" || fact["from"] == "page", "{fact}");
            assert!(fact["line"].as_u64().is_some_and(|line| line > 0), "{fact}");
        }
        for field in [
            "dimensions",
            "modalities",
            "tasks",
            "areas",
            "formats",
            "category",
            "categories",
            "authors",
            "citation",
        ] {
            assert!(dataset[field].is_array(), "{field} of {}", dataset["slug"]);
        }
    }
}

#[test]
fn facts_keep_the_words_and_their_line() {
    let test = fixture();
    let lantern = test.dataset("lantern");
    let readme = std::fs::read_to_string(test.catalog().join("README.md")).unwrap();
    let cases = &lantern["facts"]["cases"];
    assert_eq!(cases["value"], 1204);
    let line = usize::try_from(cases["line"].as_u64().unwrap()).unwrap();
    let text = readme.lines().nth(line - 1).unwrap();
    assert!(
        text.contains(cases["raw"].as_str().unwrap()),
        "{cases} in {text}"
    );
    assert!(text.starts_with("| [Lantern-CT]"));
}

#[test]
fn addresses_are_whole_when_the_base_is_known() {
    let test = fixture();
    assert_eq!(
        test.dataset("lantern")["url"],
        "https://atlas.example/sub/datasets/lantern/"
    );
    for dataset in test.datasets() {
        let url = dataset["url"].as_str().unwrap();
        let path = url.strip_prefix("https://atlas.example/sub/").unwrap();
        assert!(test.has(&format!("{path}index.html")), "{url}");
        if let Some(image) = dataset["image"].as_str() {
            let path = image
                .strip_prefix("https://atlas.example/sub/")
                .unwrap_or(image);
            assert!(test.has(path.trim_start_matches('/')), "{image}");
        }
    }
}

#[test]
fn the_table_has_as_many_rows() {
    let test = fixture();
    let text = test.file("catalog.csv");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headers: Vec<String> = reader
        .headers()
        .unwrap()
        .iter()
        .map(|name| name.trim_start_matches('\u{feff}').to_owned())
        .collect();
    let slug = headers.iter().position(|name| name == "slug").unwrap();
    let cases = headers.iter().position(|name| name == "cases").unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let datasets = test.datasets();
    assert_eq!(rows.len(), datasets.len());
    for (row, dataset) in rows.iter().zip(&datasets) {
        assert_eq!(&row[slug], dataset["slug"].as_str().unwrap());
        assert_eq!(row[cases].parse().ok(), dataset["cases"].as_u64());
    }
}

#[test]
fn the_schema_names_every_field() {
    let test = fixture();
    let schema: Value = serde_json::from_str(&test.file("catalog.schema.json")).unwrap();
    assert!(
        schema["$schema"]
            .as_str()
            .is_some_and(|url| url.contains("json-schema.org")),
        "{schema}"
    );
    let text = schema.to_string();
    for name in keys(&test.json())
        .into_iter()
        .chain(keys(&test.dataset("lantern")))
    {
        assert!(
            text.contains(&format!("\"{name}\"")),
            "the schema lacks {name}"
        );
    }
}

#[test]
fn a_cell_is_never_a_formula() {
    let text = table(
        "| =cmd()+1 | 3D CT, 7 Cases | - | - | - | - | - |\n| @sum | +1 | - | - | - | - | - |",
    );
    let test = built(&text);
    for record in csv::Reader::from_reader(test.file("catalog.csv").as_bytes()).records() {
        for cell in &record.unwrap() {
            assert!(
                !cell.starts_with(['=', '+', '@']),
                "{cell:?} would run in a spreadsheet"
            );
        }
    }
}

/// The data of each dataset's own file.
fn own_files(test: &CatalogTest) -> Vec<Value> {
    let path =
        |dataset: &Value| format!("datasets/{}/index.json", dataset["slug"].as_str().unwrap());
    let read = |dataset: &Value| serde_json::from_str(&test.file(&path(dataset))).unwrap();
    test.datasets().iter().map(read).collect()
}

#[test]
fn a_dataset_has_its_own_file() {
    let test = fixture();
    for (own, dataset) in own_files(&test).iter().zip(test.datasets()) {
        let mut same = own.clone();
        let images = same.as_object_mut().unwrap().remove("images").unwrap();
        for image in images.as_array().unwrap() {
            check_keys(image, "url width height alt");
            assert!(test.has(image["url"].as_str().unwrap()), "{image}");
            assert!(
                image["width"].as_u64() > Some(0) && image["height"].as_u64() > Some(0),
                "{image}"
            );
        }
        assert_eq!(
            dataset["image"].is_null(),
            images.as_array().unwrap().is_empty(),
            "{}",
            own["slug"]
        );
        for work in same["citation"].as_array_mut().unwrap() {
            for field in ["csl", "repaired_bibtex", "broken"] {
                assert!(
                    work.as_object_mut().unwrap().remove(field).is_some(),
                    "{field} of {work}"
                );
            }
        }
        assert_eq!(same, dataset);
    }
}

#[test]
fn works_come_for_reference_managers() {
    let works = r#"@article{a, title={{One} and {\"O}ther}, author={Doe, Jane and others}, year={2020}, pages={1--9}}

inproceedings{
 title={Two,
 year=2021
}

@misc{c

Doe et al., Three, 2022."#;
    let test = built(&format!(
        r"{}-- resources/A.md --
# A

## Citation

```
{works}
```
",
        table("| [Alpha](resources/A.md) | 3D CT, 7 Cases | - | - | - | - | - |")
    ));
    let own = own_files(&test).remove(0);
    let work = &own["citation"];
    assert_eq!(work[0]["csl"]["title"], "One and Öther");
    assert_eq!(
        work[0]["csl"]["author"],
        serde_json::json!([{"family": "Doe", "given": "Jane"}])
    );
    assert_eq!(work[0]["csl"]["page"], "1-9");
    assert!(work[0]["repaired_bibtex"].is_null() && work[0]["broken"] == false);
    assert_eq!(work[1]["csl"]["title"], "Two", "{work}");
    assert_eq!(
        work[1]["repaired_bibtex"],
        r"@inproceedings{2021,
  title = {Two},
  year = 2021
}"
    );
    assert!(
        work[2]["broken"] == true && work[2]["csl"].is_null(),
        "{work}"
    );
}
