//! The ways to write a page, and the data that each becomes.

use serde_json::json;

use crate::support::image::png;
use crate::support::{CatalogTest, built, table};

/// A catalog with one dataset `Alpha` whose page has this text.
fn alpha(page: &str) -> String {
    format!(
        "{}-- resources/A.md --\n{page}",
        table("| [Alpha](resources/A.md) | 3D CT, 7 Cases | - | - | - | - | - |")
    )
}

const PAGE: &str = "datasets/a/index.html";

#[test]
fn one_row_meta_table() {
    let test = built(&alpha(
        r"# A

## Dataset Meta Information

| Dimensions | Modality | Task Type | Anatomical Structures | Anatomical Area | Number of Categories | Data Volume | File Format |
|--|--|--|--|--|--|--|--|
| 3D | CT | Segmentation | Liver | Abdomen | 13 | 7 | .nii.gz |
",
    ));
    let alpha = test.dataset("a");
    assert_eq!(alpha["tasks"], json!(["Segmentation"]));
    assert_eq!(alpha["areas"], json!(["Abdomen"]));
    assert_eq!(alpha["classes"], 13);
    assert_eq!(
        alpha["formats"].as_array().map(Vec::len),
        Some(1),
        "{}",
        alpha["formats"]
    );
    assert_eq!(
        alpha["facts"]["classes"],
        json!({"value": 13, "raw": "13", "from": "page", "line": 7})
    );
    assert_eq!(alpha["facts"]["cases"]["from"], "entry");
}

#[test]
fn two_column_meta_table() {
    let test = built(&alpha(
        r"# A

## Dataset Meta Information

| Field | Value |
|--|--|
| Task Type | Segmentation |
| Number of Categories | 13 |
",
    ));
    let alpha = test.dataset("a");
    assert_eq!(
        (&alpha["tasks"], &alpha["classes"]),
        (&json!(["Segmentation"]), &json!(13))
    );
}

#[test]
fn other_headers_of_the_meta_table() {
    let test = built(&alpha(
        r"# A

## Dataset Meta Information

| **Dimension** | Modalities | Task | Organ | Area | Classes | Cases | Format |
|--|--|--|--|--|--|--|--|
| 2D | X-ray | Classification | Lung | Chest | 5 | 9 | .png |
",
    ));
    let alpha = test.dataset("a");
    assert_eq!(alpha["tasks"], json!(["Classification"]));
    assert_eq!(alpha["classes"], 5);
    assert_eq!(alpha["cases"], 7, "the entry wins over the page");
}

#[test]
fn a_modality_of_the_page_when_the_entry_names_none() {
    let text = r"-- README.md --
# List

## Words

| Dataset | Description |
|--|--|
| [Alpha](resources/A.md) | something |
-- resources/A.md --
# A

## Dataset Meta Information

| Dimensions | Modality |
|--|--|
| 3D | MR |
";
    let alpha = built(text).dataset("a");
    assert_eq!(
        alpha["modalities"],
        json!(["MRI"]),
        "spellings are normalised"
    );
    assert_eq!(alpha["facts"]["modalities"]["raw"], "MR");
    assert_eq!(alpha["facts"]["modalities"]["from"], "page");
}

fn with_images(page: &str) -> CatalogTest {
    let mut test = CatalogTest::from_text(&alpha(page));
    test.change_file("resources/appendix/one.png", png(64, 32));
    test.change_file("resources/appendix/two.png", png(20, 30));
    test.build();
    test
}

#[test]
fn the_figure_block_of_real_pages() {
    let test = with_images(
        r#"# A

<div align="center">
    <a href="https://x.example/"><img width="700px" height="auto" src="appendix/one.png"></a>
</div>
<p style="text-align:center;font-size:10px;"><em>Two slices.</em></p>

## Dataset Information

Words.

## Visualization

<div align="center">
    <a href="https://x.example/"><img width="700px" height="auto" src="appendix/two.png"></a>
</div>
<p style="text-align:center;font-size:10px;"><em></em></p>
"#,
    );
    let page = test.page(PAGE);
    assert_eq!(
        page.select("main figure img").len(),
        2,
        "{}",
        page.main_html()
    );
    assert!(
        page.select("main figure figcaption")
            .iter()
            .any(|c| c.text().collect::<String>().contains("Two slices."))
    );
    for image in page.select("main figure img") {
        let attribute = |name| image.value().attr(name).unwrap_or_default();
        assert!(
            !attribute("alt").is_empty(),
            "no alt text: {}",
            image.html()
        );
        assert!(
            ["64", "20"].contains(&attribute("width"))
                && ["32", "30"].contains(&attribute("height")),
            "{}",
            image.html()
        );
    }
    assert!(
        page.attributes("main figure img", "alt")
            .iter()
            .any(|alt| alt.contains("Alpha")),
        "the dataset's name"
    );
    assert!(
        !page.main_html().contains("text-align:center"),
        "no inline style"
    );
    let image = test.dataset("a")["image"].as_str().unwrap().to_owned();
    let path = image.trim_start_matches('/');
    assert_eq!(test.bytes()[path], png(64, 32), "{image}");
}

#[test]
fn a_missing_image_is_reported_and_shown_as_text() {
    let test = with_images(
        r"# A

## Dataset Information

![A lung](appendix/gone.png)
",
    );
    assert_eq!(test.found("missing-image"), 1, "{}", test.diagnostics());
    assert!(test.main_text(PAGE).contains("A lung"));
    assert!(!test.page(PAGE).has("main img[src*='gone']"));
}

#[test]
fn an_image_of_another_site_is_not_loaded() {
    let test = with_images(
        r"# A

## Dataset Information

![Far](https://far.example/x.png)
",
    );
    assert!(
        !test.page(PAGE).has("main img[src*='far.example']"),
        "{}",
        test.main_of(PAGE)
    );
    assert!(test.main_text(PAGE).contains("Far"));
}

#[test]
fn a_heading_swallowed_by_an_html_block() {
    let test = with_images(
        r#"# A

## Visualization

<div align="center">
<img src="appendix/one.png">
</div>
<p><em></em></p>
## File Structure

```
A
└── b
```
"#,
    );
    let headings: Vec<String> = test
        .page(PAGE)
        .select("main h2")
        .iter()
        .map(|h| h.text().collect())
        .collect();
    assert!(
        headings
            .iter()
            .any(|heading| heading.trim() == "File Structure"),
        "{headings:?}\n{}",
        test.main_of(PAGE)
    );
    assert!(!test.main_text(PAGE).contains("##"));
    assert_eq!(
        test.found("heading-in-html-block"),
        1,
        "{}",
        test.diagnostics()
    );
}

#[test]
fn source_links_join_those_of_the_entry() {
    let text = table(
        r"| [Alpha](resources/A.md) | 3D CT, 7 Cases | [Home](https://a.example/) | - | - | - | - |
-- resources/A.md --
# A

## Source Information

Official Website: http://www.a.example

Download Link: https://d.example/1,

Article Address: https://p.example/2

Publication Date: 2023.9
",
    );
    let alpha = built(&text).dataset("a");
    assert_eq!(
        alpha["links"]["website"].as_array().unwrap().len(),
        1,
        "no duplicates: {}",
        alpha["links"]
    );
    assert_eq!(
        alpha["links"]["download"][0]["url"], "https://d.example/1",
        "without the comma"
    );
    assert_eq!(alpha["links"]["paper"][0]["url"], "https://p.example/2");
    assert_eq!(alpha["released"], "2023-09");
}

#[test]
fn dates_in_many_forms() {
    for (words, date) in [
        ("2022-07", json!("2022-07")),
        ("2023.9", json!("2023-09")),
        ("11.21.2019.", json!("2019-11-21")),
        ("May, 2021.", json!("2021-05")),
        ("2010-07 till now.", json!("2010-07")),
        ("2019", json!("2019")),
        ("TBD", json!(null)),
    ] {
        let test = built(&alpha(&format!(
            r"# A

## Source Information

Publication Date: {words}
"
        )));
        assert_eq!(test.dataset("a")["released"], date, "{words}");
    }
}

#[test]
fn citations_are_read_one_by_one() {
    let test = built(&alpha(
        r"# A

## Citation

```
@article{good1, title={A good one}, author={Doe, Jane}, year={2020}, doi={10.1/a}}
@article{bad, title={Never closed,
```

```bibtex
@misc{good2,
  title = {Another},
  year = 2021
}
```
",
    ));
    let citation = test.dataset("a")["citation"].clone();
    let keys: Vec<_> = citation
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["key"].clone())
        .collect();
    assert!(
        keys.contains(&json!("good1")) && keys.contains(&json!("good2")),
        "{citation}"
    );
    let first = &citation.as_array().unwrap()[0];
    assert_eq!(
        (&first["title"], &first["doi"]),
        (&json!("A good one"), &json!("10.1/a")),
        "{first}"
    );
    assert_eq!(test.found("bibtex-syntax"), 1, "{}", test.diagnostics());
    assert!(test.main_text(PAGE).contains("@article{good1"));
}

#[test]
fn authors_and_file_tree() {
    let test = built(&alpha(
        r"# A

## File Structure

```
A
├── imagesTr
│   └── a.nii.gz
```

## Authors and Institutions

Jane Doe (University of Tests) jane@example.org

John Roe (Institute)
",
    ));
    let authors = test.dataset("a")["authors"].to_string();
    assert!(
        authors.contains("Jane Doe") && authors.contains("John Roe"),
        "{authors}"
    );
    let page = test.page(PAGE);
    let tree = page
        .select("main pre")
        .iter()
        .map(|pre| pre.text().collect::<String>())
        .collect::<String>();
    assert!(tree.contains("├── imagesTr\n│   └── a.nii.gz"), "{tree}");
}

#[test]
fn links_between_pages_lead_to_their_datasets() {
    let rows = "| [Alpha](resources/A.md) | 3D CT, 7 Cases | - | - | - | - | - |\n| [Beta](resources/B.md) | 3D CT, 8 Cases | - | - | - | - | - |";
    let test = built(&format!(
        r"{}-- resources/A.md --
# A

## Dataset Information

See [beta](./B.md) and [the list](../README.md#pictures) and [gone](Gone.md).
-- resources/B.md --
# B
",
        table(rows)
    ));
    let links = test.page(PAGE).attributes("main a", "href");
    assert!(links.iter().any(|href| href == "../b/"), "{links:?}");
    assert!(
        links
            .iter()
            .any(|href| href == "../../categories/pictures/"),
        "{links:?}"
    );
    assert!(!links.iter().any(|href| href.contains("Gone")), "{links:?}");
    assert_eq!(
        test.found("broken-internal-link"),
        1,
        "{}",
        test.diagnostics()
    );
}

#[test]
fn an_entry_without_a_page_shows_its_facts() {
    let test = built(&table(
        "| Alpha | 3D CT, 7 Cases, 2 Categories of Tumor Segmentation | [Home](https://h.example) | - | - | - | - |",
    ));
    let text = test.main_text("datasets/alpha/index.html");
    assert!(
        text.contains("Alpha") && text.contains('7') && text.contains("h.example"),
        "{text}"
    );
}
