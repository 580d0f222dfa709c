//! What search engines, browsers and readers of feeds are told: structured data, the map of the site, feeds.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::support::{CatalogTest, built};

const BASE: &str = "https://atlas.example/sub/";

fn fixture() -> CatalogTest {
    let mut test = CatalogTest::from_dir("fixtures/home-format");
    test.build_with(&["--base-url", BASE]);
    test
}

/// The nodes of a page's JSON-LD.
fn nodes(test: &CatalogTest, path: &str) -> Vec<Value> {
    let html = test.file(path);
    // Script text is raw: no entity is resolved in it.
    let start = html
        .find("<script type=application/ld+json")
        .unwrap_or_else(|| panic!("{path}"));
    let from = start + html[start..].find('>').unwrap() + 1;
    let text = &html[from..from + html[from..].find("</script>").unwrap()];
    serde_json::from_str::<Value>(text).unwrap()["@graph"]
        .as_array()
        .unwrap()
        .clone()
}

#[test]
fn datasets_say_what_their_pages_show() {
    let test = fixture();
    for dataset in test.datasets() {
        let path = format!("datasets/{}/index.html", dataset["slug"].as_str().unwrap());
        let nodes = nodes(&test, &path);
        let of = &nodes[0];
        assert_eq!(
            (&of["@type"], &of["name"]),
            (&"sc:Dataset".into(), &dataset["name"])
        );
        assert_eq!(of["url"], dataset["url"]);
        let words = of["description"].as_str().unwrap().chars().count();
        assert!(
            (50..=5000).contains(&words) || dataset["modalities"].as_array().unwrap().is_empty(),
            "{path}: {words}"
        );
        let shown = test.page(&path).text();
        for word in of["keywords"]
            .as_array()
            .into_iter()
            .flatten()
            .chain(of["measurementTechnique"].as_array().into_iter().flatten())
        {
            assert!(
                shown.contains(word.as_str().unwrap()),
                "{path}: {word} is not on the page"
            );
        }
        for person in of["creator"].as_array().into_iter().flatten() {
            assert!(
                shown.contains(person["name"].as_str().unwrap()),
                "{path}: {person}"
            );
        }
        assert!(
            of.get("distribution").is_none() && of.get("conformsTo").is_none(),
            "no file is known by its checksum"
        );
        for work in of["citation"]
            .as_array()
            .into_iter()
            .flatten()
            .chain(of.get("citation").filter(|c| c.is_string()))
        {
            let title = work.as_str().unwrap();
            let doi = title.rsplit(". ").next().unwrap();
            assert!(
                !doi.starts_with("https://doi.org/") || shown.contains(&doi[16..]),
                "{path}: {doi}"
            );
        }
        assert_eq!(of.get("license").is_some(), !dataset["license"].is_null());
        let steps = nodes[1]["itemListElement"].as_array().unwrap();
        assert_eq!(steps[0]["item"], BASE);
        assert_eq!(steps.last().unwrap()["item"], dataset["url"]);
    }
    assert_eq!(nodes(&test, "index.html")[0]["@type"], "sc:DataCatalog");
}

#[test]
fn the_description_is_the_row_and_the_lead() {
    let mut test = CatalogTest::from_text(
        r"-- README.md --
# List

## B

- [A](resources/A.md) (3D CT, 5 Cases)
- [C](resources/C.md) (3D CT, 6 Cases)
-- resources/A.md --
# A

## Dataset Meta Information

| Dimensions | Modality |
|---|---|
| 3D | CT |

## Dataset Information

Five volumes of **own** chests.

## File Structure

One file.
-- resources/C.md --
# C

Six volumes before any section.

## Dataset Information

Other words.
",
    );
    test.build_with(&["--base-url", BASE]);
    for (slug, lead) in [
        ("a", "5 Cases. Five volumes of own chests."),
        ("c", "6 Cases. Six volumes before any section."),
    ] {
        let of = &nodes(&test, &format!("datasets/{slug}/index.html"))[0];
        assert!(of["description"].as_str().unwrap().contains(lead), "{of:#}");
    }
}

#[test]
fn access_is_said_only_when_it_is_stated() {
    let rows = |access: &str| {
        format!(
            r"-- README.md --
# L

## P

| Dataset | Description | Download | Access |
|---|---|---|---|
| A | 3D CT, 5 Cases | https://zenodo.org/1 | {access} |
"
        )
    };
    for (access, expect) in [
        ("-", None),
        ("Open", Some(true)),
        ("On request", Some(false)),
    ] {
        let mut test = CatalogTest::from_text(&rows(access));
        test.build_with(&["--base-url", BASE]);
        assert_eq!(
            nodes(&test, "datasets/a/index.html")[0]
                .get("isAccessibleForFree")
                .and_then(Value::as_bool),
            expect
        );
    }
}

#[test]
fn the_map_holds_the_canonical_addresses_and_no_other() {
    let test = fixture();
    let map = test.file("sitemap.xml");
    let listed: BTreeSet<String> = map
        .split("<loc>")
        .skip(1)
        .map(|rest| rest.split('<').next().unwrap().to_owned())
        .collect();
    let pages = test
        .file_list()
        .into_iter()
        .filter(|path| path.ends_with(".html") && path != "404.html");
    let canonical: BTreeSet<String> = pages
        .map(|path| {
            test.page(&path)
                .one("link[rel=canonical]")
                .value()
                .attr("href")
                .unwrap()
                .to_owned()
        })
        .collect();
    assert_eq!(listed, canonical);
    assert!(
        test.file("robots.txt")
            .contains("Sitemap: https://atlas.example/sub/sitemap.xml")
    );
}

#[test]
fn feeds_are_dated_by_the_catalog() {
    let test = fixture();
    let feed = test.file("feed.xml");
    let json: Value = serde_json::from_str(&test.file("feed.json")).unwrap();
    let items = json["items"].as_array().unwrap();
    assert_eq!(feed.matches("<entry>").count(), items.len());
    assert!(!items.is_empty());
    let dates: Vec<&str> = items
        .iter()
        .map(|item| item["date_published"].as_str().unwrap())
        .collect();
    assert!(dates.is_sorted_by(|a, b| a >= b), "{dates:?}");
    assert!(
        feed.contains(&format!("<updated>{}</updated>\n<author>", dates[0])),
        "{feed}"
    );
    assert!(
        test.page("index.html").has("link[rel=search]")
            && test
                .page("index.html")
                .has("link[type='application/atom+xml']")
    );
}

#[test]
fn without_an_address_nothing_absolute_is_made() {
    let test = built(
        r"-- README.md --
# L

## P

| Dataset | Description |
|---|---|
| A | 3D CT, 5 Cases |
",
    );
    for path in ["sitemap.xml", "feed.xml", "feed.json", "opensearch.xml"] {
        assert!(!test.has(path), "{path}");
    }
    assert!(test.has("robots.txt") && test.has(".nojekyll"));
    assert!(!test.file("datasets/a/index.html").contains("ld+json"));
}

const COMPLETE: &str = r"-- README.md --
# L

## P

### Chest

| Dataset | Description | Released |
|---|---|---|
| [A](resources/A.md) | 3D CT, 5 Cases, 1 Category of Lung Segmentation | 2022-07-01 |
| B | 2D X-ray, 9 Cases | - |

## About

Words.
-- resources/A.md --
# A

Scans of <script>alert(1)</script> five chests, see [B](../README.md#chest) and [nothing](gone.md).

## Dataset Meta Information

| Dimensions | Modality | License |
|---|---|---|
| 3D | CT | CC BY 4.0 |

## Files

| File | Size | SHA-256 |
|---|---|---|
| [a.zip](https://files.example/a.zip) | 2 MB | 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 |

## Authors and Institutions

Ada Example (University of Somewhere)

## Citation

```
@article{key, title={On A}, author={Example, Ada}, year={2022}, doi={10.1000/a}}
```

```
@article{key, title={On a}, author={Example, Ada}, year={2023}}
```
";

#[test]
fn a_dataset_that_lacks_nothing_conforms() {
    let mut test = CatalogTest::from_text(COMPLETE);
    test.build_with(&["--base-url", BASE]);
    let whole: Value = serde_json::from_str(&test.file("datasets/a/croissant.json")).unwrap();
    let of = &nodes(&test, "datasets/a/index.html")[0];
    assert_eq!(whole["conformsTo"], "http://mlcommons.org/croissant/1.1");
    assert_eq!(
        whole["distribution"][0]["contentUrl"],
        "https://files.example/a.zip"
    );
    assert_eq!(
        whole["distribution"][0]["encodingFormat"],
        "application/zip"
    );
    assert_eq!(whole["distribution"], of["distribution"]);
    assert!(
        whole["@context"]["recordSet"] == "cr:recordSet" && whole["license"]["name"] == "CC BY 4.0"
    );
    assert!(
        test.page("datasets/a/index.html")
            .text()
            .contains("9f86d081884c7d65"),
        "the file is on the page"
    );
    assert!(!test.has("datasets/b/croissant.json"));
    let report = test
        .command(&["check", "catalog", "--coverage"])
        .output_text();
    assert!(
        report.contains("1 of 2 datasets have all required fields"),
        "{}",
        report
    );
    assert!(
        report.contains("distribution: 1 of 2; missing in b"),
        "{}",
        report
    );
}

#[test]
fn texts_for_programs() {
    let mut test = CatalogTest::from_text(COMPLETE);
    test.change_file(
        "medatlas.toml",
        r#"[[authors]]
family_names = "Müller: \"x\""
given_names = "Ada"
"#,
    );
    test.build_with(&["--base-url", BASE]);
    let twin = test.file("datasets/a/index.html.md");
    for part in [
        "# A\n",
        "> 3D CT, 5 Cases",
        "- Modality: CT\n",
        "- Category: P > Chest\n",
        "five chests",
        "nothing.",
        "```bibtex\n@article{key",
    ] {
        assert!(twin.contains(part), "{part}\n{twin}");
    }
    assert!(
        !twin.contains("<script") && !twin.contains("gone.md"),
        "{twin}"
    );
    let llms = test.file("llms.txt");
    assert!(llms.starts_with("# L\n"), "{llms}");
    assert_eq!(
        llms.matches("index.html.md)").count(),
        test.datasets().len()
    );
    for line in llms.lines().filter(|line| line.starts_with("- [")) {
        let url = line.split_once("](").unwrap().1.split(')').next().unwrap();
        assert!(test.has(url.strip_prefix(BASE).unwrap()), "{line}");
    }
    let works = test.file("catalog.bib");
    assert!(
        works.contains("@article{key, title={On A}")
            && works.contains("@article{key-2, title={On a}"),
        "{works}"
    );
    let citation = test.file("CITATION.cff");
    assert!(
        citation.contains("family-names: \"Müller: \\\"x\\\"\"\n    given-names: \"Ada\"\n"),
        "{citation}"
    );
    let category = test.page("categories/p/chest/index.html");
    assert!(category.has("link[rel=alternate][href='feed.xml']"));
    let feed = test.file("categories/p/chest/feed.xml");
    assert!(
        feed.contains("<id>https://atlas.example/sub/categories/p/chest/</id>")
            && feed.matches("<entry>").count() == 1,
        "{feed}"
    );
    let head = test.page("datasets/b/index.html");
    let card = head
        .one("meta[property='og:image']")
        .value()
        .attr("content")
        .unwrap()
        .to_owned();
    assert!(
        card.starts_with(BASE) && test.has(card.strip_prefix(BASE).unwrap()),
        "{card}"
    );
    assert!(
        head.has("meta[property='og:image:alt']")
            && head.has("meta[property='og:image:width'][content='1200']")
    );
}

#[test]
fn authors_are_checked() {
    let mut test = CatalogTest::from_text(
        r#"-- README.md --
# L
-- medatlas.toml --
[[authors]]
given_names = "x"
"#,
    );
    test.run(&[]);
    assert!(
        test.exit_code() == 2 && test.diagnostics().contains("needs family_names"),
        "{}",
        test.diagnostics()
    );
}
