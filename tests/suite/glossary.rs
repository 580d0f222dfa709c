//! The glossary: entries, introductions of terms, hover text, and what is wrong with one.

use crate::support::CatalogTest;

const README: &str = r"-- README.md --
# List

## Chest

Scans by CT.

| Dataset | Description |
|:--|:--|
| [A](resources/A.md) | 3D CT, 12 Cases, 2 Categories of Lung Segmentation |
| B | 2D Ultrasound, 3 Cases |
";
const PAGE: &str = r"-- resources/A.md --
# A

- ## CT inside

| CT | WSI |
|---|---|
| 1 | 2 |

Not [a CT](https://e.org/), not `CT`, but a CT & MRI of 3 CTs, CT-ORG and <b>MRI</b>.

## CT scans

More CT, and WSIs.
";
const GLOSSARY: &str = r"-- GLOSSARY.md --
# Words

What they mean.

## Modalities

### Computed tomography (CT)

X-rays from all sides, unlike [MRI](#mri-magnetic-resonance-imaging).

See [A](resources/A.md).

### MRI (magnetic resonance imaging)

Fields.

## Tasks

### Segment

Outlines.

## Abbreviations

### WSI (whole slide image)

Large.
";

fn catalog(glossary: &str) -> CatalogTest {
    let mut test = CatalogTest::from_text(&format!("{README}{PAGE}{glossary}"));
    test.build_with(&["--base-url", "https://e.org/a/", "--no-minify"]);
    test
}

#[test]
fn the_page_lists_all_entries_by_the_alphabet() {
    let test = catalog(GLOSSARY);
    assert_eq!(
        test.found("unknown-glossary-term"),
        0,
        "{}",
        test.diagnostics()
    );
    let page = test.main_of("glossary/index.html");
    let at = |words: &str| {
        page.find(words)
            .unwrap_or_else(|| panic!("{words} in {page}"))
    };
    let order = [
        "What they mean.",
        "<h2 id=\"computed-tomography-ct\">Computed tomography <small>CT</small></h2>",
        "<h2 id=\"mri-magnetic-resonance-imaging\">",
        "<h2 id=\"segment\">Segment</h2>",
        "<h2 id=\"wsi-whole-slide-image\">",
    ];
    assert!(order.map(at).is_sorted(), "{page}");
    assert!(
        page.contains("href=\"../modalities/ct/\"")
            && page.contains("href=\"../tasks/segmentation/\"")
    );
    assert!(
        test.main_text("glossary/index.html")
            .contains("Modality CT 1 dataset"),
        "{page}"
    );
    // A term that no dataset has leads nowhere; abbreviations are explained here anyway.
    assert!(
        !page.contains("modalities/mri/") && !page.contains("<abbr"),
        "{page}"
    );
    assert!(
        test.file("sitemap.xml")
            .contains("https://e.org/a/glossary/")
    );
    assert!(
        test.file("404.html")
            .contains("href=\"/a/glossary/\">Glossary</a>")
    );
}

#[test]
fn an_entry_introduces_the_page_of_its_term() {
    let test = catalog(GLOSSARY);
    let page = test.file("modalities/ct/index.html");
    assert!(page.contains(
        "<p>X-rays from all sides, unlike <a href=\"../../glossary/#mri-magnetic-resonance-imaging\">"
    ));
    assert!(page.contains("<a href=\"../../datasets/a/\">A</a>"));
    assert!(page.contains(
        "<meta name=\"description\" content=\"X-rays from all sides, unlike MRI. See A.\">"
    ));
    assert!(!page.contains("<abbr title=\"Computed tomography\">"));
    assert!(page.contains("<p class=\"other-name\">Computed tomography</p>"));
    // By a spelling of the vocabulary.
    assert!(
        test.main_text("tasks/segmentation/index.html")
            .contains("Outlines.")
    );
    let other = test.file("modalities/ultrasound/index.html");
    assert!(other.contains("content=\"1 dataset with the modality Ultrasound in List.\""));
}

#[test]
fn an_abbreviation_is_explained_where_it_stands_first() {
    let test = catalog(GLOSSARY);
    let page = test.file("datasets/a/index.html");
    let ct = "<abbr title=\"Computed tomography\">CT</abbr>";
    let mri = "<abbr title=\"Magnetic resonance imaging\">MRI</abbr>";
    let wsi = "<abbr title=\"Whole slide image\">WSI</abbr>s";
    assert_eq!(page.matches("<abbr").count(), 3, "{page}");
    assert!(
        page.contains(&format!("<p class=\"description\">3D {ct}, 12 Cases")),
        "{page}"
    );
    assert!(
        page.contains(&format!(
            "but a CT &amp; {mri} of 3 CTs, CT-ORG and <b>MRI</b>"
        )),
        "{page}"
    );
    assert!(page.contains(&format!("More CT, and {wsi}.")), "{page}");
    assert!(
        page.contains("title=\"Computed tomography\" href=")
            || page.contains("\" title=\"Computed tomography\">")
    );
    // Without a description before it, the first one of the text, but not one in a link, in code, in a heading, in a table.
    let bare = README.replace("3D CT, 12 Cases", "12 Cases");
    let mut test = CatalogTest::from_text(&format!("{bare}{PAGE}{GLOSSARY}"));
    let page = test
        .build_with(&["--no-minify"])
        .file("datasets/a/index.html");
    assert!(
        page.contains(&format!("<code>CT</code>, but a {ct} &amp; {mri}")),
        "{page}"
    );
    assert_eq!(page.matches("<abbr").count(), 3, "{page}");
    let list = test.file("categories/chest/index.html");
    assert!(list.contains(&format!("<p>Scans by {ct}.</p>")), "{list}");
}

#[test]
fn other_pages_say_the_same_with_and_without_a_glossary() {
    let (with, without) = (catalog(GLOSSARY), catalog(""));
    for path in [
        "datasets/a/index.html",
        "categories/chest/index.html",
        "datasets/index.html",
    ] {
        assert_eq!(with.main_text(path), without.main_text(path), "{path}");
    }
    assert_eq!(with.datasets(), without.datasets());
    for path in [
        "datasets/a/index.json",
        "datasets/a/index.html.md",
        "catalog.csv",
    ] {
        assert_eq!(with.file(path), without.file(path), "{path}");
    }
    let structured = |test: &CatalogTest| {
        let page = test.file("datasets/a/index.html");
        page.split("application/ld+json")
            .nth(1)
            .unwrap()
            .split("</script>")
            .next()
            .unwrap()
            .to_owned()
    };
    assert_eq!(structured(&with), structured(&without));
    let all: String = without
        .bytes()
        .into_values()
        .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
        .collect();
    assert!(
        !without.has("glossary/index.html") && !all.contains("glossary/") && !all.contains("<abbr")
    );
}

#[test]
fn the_file_is_found_in_any_letter_case_and_is_no_page() {
    let text = format!("{README}{}", GLOSSARY.replace("GLOSSARY.md", "Glossary.MD"));
    let mut test =
        CatalogTest::from_text(&text.replace("[A](resources/A.md) |", "[A](Glossary.MD) |"));
    test.build();
    assert!(test.has("glossary/index.html"));
    assert_eq!(
        (test.found("missing-page"), test.found("unlisted-page")),
        (1, 0),
        "{}",
        test.diagnostics()
    );
    assert_eq!(test.datasets().len(), 2);
    // A change of it alone is a new site, and its going takes the page away.
    test.change_file(
        "Glossary.MD",
        r"# Words

## New word

Text.
",
    )
    .build();
    assert!(test.main_text("glossary/index.html").contains("New word"));
    test.remove_file("Glossary.MD").build();
    assert!(!test.has("glossary/index.html"));
}

#[test]
fn a_line_of_the_list_that_leads_to_it_is_no_dataset() {
    let mut test = CatalogTest::from_text(&format!(
        r"-- README.md --
# L

## Chest

- [A](resources/A.md) 3D CT, 3 Cases

## More

- [Glossary](GLOSSARY.md)
{PAGE}{GLOSSARY}"
    ));
    test.build();
    assert_eq!(test.datasets().len(), 1, "{}", test.diagnostics());
    assert_eq!(test.found("missing-page"), 0, "{}", test.diagnostics());
}

#[test]
fn doubles_and_what_nobody_knows() {
    let test = catalog(
        r"-- GLOSSARY.md --
## Modalities

### CT

First.

### Computed tomography

Second.

### Nothing such

x

###

### MRI

## Areas

### Lung

Breath.
",
    );
    assert_eq!(
        test.found("duplicate-glossary-entry"),
        1,
        "{}",
        test.diagnostics()
    );
    assert!(
        test.diagnostics()
            .contains("is about the same term as \"CT\" in line 3")
    );
    assert_eq!(
        (
            test.found("unknown-glossary-term"),
            test.found("empty-glossary-entry")
        ),
        (1, 2)
    );
    assert!(
        test.main_text("modalities/ct/index.html")
            .contains("First.")
    );
    assert!(test.main_text("glossary/index.html").contains("Second."));
    let test = catalog("-- GLOSSARY.md --\nNo entries here.\n");
    assert_eq!(test.found("empty-glossary-entry"), 1);
    assert!(!test.has("glossary/index.html"));
}

#[test]
fn an_abbreviation_alone_introduces_no_other_term() {
    let test = catalog(
        r"-- GLOSSARY.md --
## Words

### CTA (computed tomography angiography)

Vessels.

### CT

Rays.
",
    );
    assert!(test.main_text("modalities/ct/index.html").contains("Rays."));
    assert!(
        !test
            .main_text("modalities/ct/index.html")
            .contains("Vessels.")
    );
}

#[test]
fn its_text_is_hostile() {
    let test = catalog(
        r#"-- GLOSSARY.md --
## Modalities

### CT ("><script>alert(1)</script> & more)

<script>alert(2)</script>

See [x](javascript:alert(3)) [y](../../etc/passwd) ![z](https://evil.org/p.png) <b onclick="a()">q

## Abbreviations

### main (MAIN)

x
"#,
    );
    assert_eq!(
        (
            test.found("broken-internal-link"),
            test.found("remote-image")
        ),
        (2, 1),
        "{}",
        test.diagnostics()
    );
    for path in [
        "glossary/index.html",
        "modalities/ct/index.html",
        "datasets/a/index.html",
        "datasets/index.html",
    ] {
        let page = test.main_of(path);
        assert!(
            !page.contains("<script")
                && !page.contains("onclick=\"")
                && !page.contains("src=\"http"),
            "{page}"
        );
        assert!(
            !page.contains("href=\"javascript") && !page.contains("passwd\""),
            "{page}"
        );
    }
    assert!(
        test.main_of("datasets/a/index.html")
            .contains("<abbr title=\"&quot;&gt;")
    );
    // No id of an entry is one that every page has.
    assert_eq!(
        test.file("glossary/index.html")
            .matches("id=\"main\"")
            .count(),
        1
    );
}
