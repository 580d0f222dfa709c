//! The search index: what is in it, that it is small, the same every time, and cut where it grows large.

use serde_json::Value;

use crate::support::{CatalogTest, built, table};

const CATALOG: &str = r"-- resources/KiTS19.md --
# KiTS19

Kidneys with tumours, 肾脏肿瘤. See https://example.org/hiddenword.

-- resources/B.md --
# Beta

![an alternative](x.png) and `codeword`
";

fn catalog() -> CatalogTest {
    let rows = "| [KiTS19](resources/KiTS19.md) | 3D CT, 210 Cases | - | - | - | 2019-05 | - |
| [Beta-2](resources/B.md) | 2D X-ray, 3 Cases | - | - | - | - | - |";
    built(&format!("{}{CATALOG}", table(rows)))
}

fn json(test: &CatalogTest, path: &str) -> Value {
    serde_json::from_slice(&test.bytes()[path]).unwrap()
}

/// Paths below `search/` whose file name starts so.
fn files(test: &CatalogTest, start: &str) -> Vec<String> {
    let start = format!("search/{start}");
    test.bytes()
        .into_keys()
        .filter(|path| path.starts_with(&start))
        .collect()
}

fn terms(packed: &Value) -> Vec<String> {
    let words = packed["terms"].as_str().unwrap().split(' ');
    words
        .map(|word| word.split(['+', '=']).next().unwrap().to_owned())
        .collect()
}

#[test]
fn the_manifest_names_every_file() {
    let test = catalog();
    let manifest = json(&test, "search/manifest.json");
    assert_eq!(
        (manifest["format"].as_u64(), manifest["count"].as_u64()),
        (Some(1), Some(2))
    );
    let bundle = format!("search/facts.{}.json", manifest["bundle"].as_str().unwrap());
    let text = format!(
        "search/text-0.{}.json",
        manifest["text"]["hashes"].as_str().unwrap()
    );
    assert_eq!(
        files(&test, ""),
        [bundle, "search/manifest.json".to_owned(), text]
    );
}

#[test]
fn names_have_all_their_forms_and_pages_all_their_words() {
    let test = catalog();
    let facts = terms(&json(&test, &files(&test, "facts")[0])["facts"]);
    for term in [
        "kits19", "kit", "19", "2019", "kits2019", "ct", "3d", "beta2", "xray",
    ] {
        assert!(facts.contains(&term.to_owned()), "no {term} in {facts:?}");
    }
    let text = terms(&json(&test, &files(&test, "text")[0]));
    for term in [
        "kidney", "tumour", "肾脏", "脏肿", "肿瘤", "altern", "codeword",
    ] {
        assert!(text.contains(&term.to_owned()), "no {term} in {text:?}");
    }
    for term in ["https", "hiddenword", "with", "the"] {
        assert!(!text.contains(&term.to_owned()), "{term} in {text:?}");
    }
}

#[test]
fn columns_hold_the_facets() {
    let test = catalog();
    let columns = &json(&test, &files(&test, "facts")[0])["columns"];
    assert_eq!(columns["numbers"]["cases"], "210,3");
    assert_eq!(columns["numbers"]["released"], "20190500,");
    let fields: Vec<&str> = columns["facets"]
        .as_array()
        .unwrap()
        .iter()
        .map(|facet| facet["field"].as_str().unwrap())
        .collect();
    assert_eq!(fields, ["modality", "category", "dimension"]);
    assert_eq!(
        columns["facets"][0]["values"],
        serde_json::json!(["CT", "X-ray"])
    );
}

#[test]
fn a_change_of_one_page_changes_no_file_of_the_facts() {
    let mut test = catalog();
    let before = (files(&test, "facts"), files(&test, "text"));
    test.change_file(
        "resources/B.md",
        r"# Beta

Other words.
",
    );
    test.build();
    assert_eq!(files(&test, "facts"), before.0);
    assert_ne!(files(&test, "text"), before.1);
}

#[test]
fn a_large_catalog_is_cut() {
    let rows: Vec<String> = (0..3000)
        .map(|n| {
            format!(
                "| Set{n} alpha{} | 3D CT, {n} Cases | - | - | - | - | - |",
                n * 7
            )
        })
        .collect();
    let test = built(&table(&rows.join("\n")));
    let manifest = json(&test, "search/manifest.json");
    assert!(manifest["bundle"].is_null());
    let shards = manifest["facts"]["hashes"]
        .as_str()
        .unwrap()
        .split(' ')
        .count();
    assert!(shards > 3, "{shards}");
    assert_eq!(files(&test, "facts-").len(), shards);
    assert_eq!(files(&test, "cards-").len(), 3000usize.div_ceil(64));
    let firsts: Vec<&str> = manifest["facts"]["first"]
        .as_str()
        .unwrap()
        .split(' ')
        .collect();
    assert!(firsts.is_sorted() && firsts.len() == shards);
    for path in files(&test, "facts-") {
        assert!(test.bytes()[&path].len() < 80_000, "{path}");
    }
}

#[test]
fn a_long_list_is_cut_into_pages_that_lead_on() {
    let rows: Vec<String> = (0..1201)
        .map(|n| format!("| Set{n} | 3D CT | - | - | - | - | - |"))
        .collect();
    let test = built(&table(&rows.join("\n")));
    let page = |path: &str| String::from_utf8(test.bytes()[path].clone()).unwrap();
    let first = page("datasets/index.html");
    assert!(
        first.contains("1,201 datasets"),
        "the first page says how many there are"
    );
    assert!(
        first.contains("datasets/set499/") || first.contains("set499/"),
        "500 on the first page"
    );
    assert!(!first.contains("set500/") && first.contains("../list/2/"));
    assert!(page("list/2/index.html").contains("../../datasets/set500/"));
    assert!(page("list/3/index.html").contains("../../datasets/set1200/"));
    assert!(!test.bytes().contains_key("list/4/index.html"));
}

#[test]
fn settings_add_synonyms_and_report_those_that_find_nothing() {
    let mut test = catalog();
    test.change_file(
        "medatlas.toml",
        "[search.synonyms]\n\"RCC\" = [\"kidney tumour\", \"nowhereword\"]\n",
    );
    test.build();
    let synonyms = json(&test, &files(&test, "facts")[0])["synonyms"].clone();
    assert_eq!(
        synonyms.as_array().unwrap().last().unwrap(),
        "rcc>kidney tumour|nowhereword"
    );
    let said = test.diagnostics();
    assert!(
        said.contains("warning[unused-synonym]") && said.contains("nowhereword"),
        "{said}"
    );
    assert!(!said.contains("\"kidney tumour\""), "{said}");
    assert!(said.contains("medatlas.toml"), "{said}");
}

#[test]
fn the_standard_index_comes_on_request() {
    let mut test = catalog();
    assert!(files(&test, "elasticlunr").is_empty());
    test.change_file("medatlas.toml", "[search]\nelasticlunr_json = true\n");
    test.build();
    let index = json(&test, "search/elasticlunr.json");
    assert_eq!(index["version"], "0.9.5");
    assert_eq!(
        index["pipeline"],
        serde_json::json!(["stopWordFilter", "stemmer"])
    );
    assert_eq!(
        index["fields"],
        serde_json::json!(["name", "facts", "text"])
    );
}

#[test]
fn an_empty_name_or_odd_signs_do_no_harm() {
    let test = built(&table(
        "| + = | - | - | - | - | - | - |\n| a+b=c | 3D CT | - | - | - | - | - |",
    ));
    let facts = terms(&json(&test, &files(&test, "facts")[0])["facts"]);
    assert!(facts.iter().all(|term| !term.is_empty()), "{facts:?}");
}

#[test]
fn the_list_of_all_datasets_can_be_narrowed_without_scripts_by_pages() {
    let test = catalog();
    let page = String::from_utf8(test.bytes()["datasets/index.html"].clone()).unwrap();
    assert!(
        page.contains("data-field=modality") || page.contains("data-field=\"modality\""),
        "{page}"
    );
    assert!(page.contains("../modalities/ct/"), "{page}");
    assert!(page.contains("?year=2019"), "{page}");
}
