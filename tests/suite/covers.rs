//! The drawn pictures of datasets without one: small, well-formed, of a family and yet no two alike.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;

use flate2::{Compression, write::GzEncoder};
use medatlas::render::cover::{Subject, elements, file};
use proptest::prelude::*;

use crate::support::{CatalogTest, image, root};

/// Bytes as a host sends them.
fn gzipped(text: &str) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap().len()
}

/// The attributes `d` of a drawing, by the looks of their paths.
fn paths(svg: &str) -> Vec<(&str, &str)> {
    let parts = svg.split("<path ").skip(1);
    parts
        .map(|part| {
            part.split_once(" d=\"")
                .map(|(looks, d)| (looks, d.split('"').next().unwrap()))
                .unwrap()
        })
        .collect()
}

/// Walks a path; every point that it comes to.
fn points(d: &str) -> Vec<(i64, i64)> {
    let (mut at, mut all) = ((0, 0), Vec::new());
    let mut rest = d;
    while let Some(command) = rest.chars().next() {
        let end = rest[1..]
            .find(|c: char| c.is_ascii_alphabetic())
            .map_or(rest.len(), |n| n + 1);
        let numbers = rest[1..end].replace('-', " -");
        let numbers: Vec<i64> = numbers
            .split_whitespace()
            .map(|word| word.parse().unwrap())
            .collect();
        // All points of a curve are told from where it starts.
        let step: Vec<(i64, i64)> = match command {
            'M' => vec![(numbers[0], numbers[1])],
            'a' => vec![(at.0 + numbers[5], at.1 + numbers[6])],
            'l' | 'c' => numbers
                .chunks(2)
                .map(|pair| (at.0 + pair[0], at.1 + pair[1]))
                .collect(),
            'z' => Vec::new(),
            _ => panic!("{command} in {d}"),
        };
        at = step.last().copied().unwrap_or(at);
        all.extend(step);
        rest = &rest[end..];
    }
    all
}

const FAMILIES: [&str; 26] = [
    "ct",
    "mri",
    "fmri",
    "pet",
    "pet-ct",
    "xray",
    "ultrasound",
    "fundus",
    "oct",
    "eye",
    "endoscopy",
    "microsurgery",
    "dermoscopy",
    "photo",
    "tooth",
    "geometry",
    "pathology",
    "microscopy",
    "gene",
    "eeg",
    "ecg",
    "text",
    "image-text",
    "image",
    "video",
    "other",
];

const AREAS: [&str; 12] = [
    "",
    "Brain / head",
    "Head and neck",
    "Chest",
    "Heart",
    "Breast",
    "Abdomen",
    "Pelvis",
    "Bone and spine",
    "Whole body",
    "Eye",
    "no such area",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_cover_is_small_and_stays_on_its_plate(
        slug in "[a-z0-9-]{1,30}", family in 0..FAMILIES.len(), area in 0..AREAS.len(),
        is_volume: bool, is_video: bool, cases: Option<u64>, classes: Option<u64>,
    ) {
        let of = Subject { slug: &slug, glyph: FAMILIES[family], area: AREAS[area], is_volume, is_video, cases, classes };
        let svg = file(&of, "#788288");
        prop_assert!(gzipped(&svg) < 2048, "{of:?}: {}", gzipped(&svg));
        prop_assert_eq!(&svg, &file(&of, "#788288"));
        for (_, d) in paths(&svg) {
            for (x, y) in points(d) {
                prop_assert!((-10..=650).contains(&x) && (-10..=370).contains(&y), "{of:?}: {x} {y} in {d}");
            }
        }
    }
}

#[test]
fn families_differ_and_members_of_one_do_too() {
    let of = |slug: &'static str, glyph: &'static str| Subject {
        slug,
        glyph,
        area: "Chest",
        cases: Some(100),
        ..Subject::default()
    };
    let drawn: BTreeSet<String> = FAMILIES
        .iter()
        .map(|glyph| elements(&of("a", glyph)))
        .collect();
    assert_eq!(drawn.len(), FAMILIES.len());
    for glyph in FAMILIES {
        let members: BTreeSet<String> = ["a", "b", "c", "brats-2021", "brats-2023"]
            .map(|slug| elements(&of(slug, glyph)))
            .into();
        assert_eq!(members.len(), 5, "{glyph}");
    }
}

#[test]
fn facts_show_in_it() {
    let plain = Subject {
        slug: "a",
        glyph: "ct",
        area: "Chest",
        cases: Some(10),
        classes: Some(1),
        ..Subject::default()
    };
    let washes = |of: &Subject<'_>| paths(&elements(of))[0].1.matches('M').count();
    assert_eq!(washes(&plain), 1);
    assert_eq!(
        washes(&Subject {
            classes: Some(3),
            ..plain.clone()
        }),
        3
    );
    assert!(
        washes(&Subject {
            classes: Some(500),
            ..plain.clone()
        }) <= 6
    );
    let solid = |cases| {
        let text = elements(&Subject {
            cases,
            ..plain.clone()
        });
        let all = paths(&text);
        let found = all
            .iter()
            .find(|(looks, _)| looks.contains(".75"))
            .map(|(_, d)| points(d));
        found.map(|points| points.iter().map(|(x, _)| *x).max().unwrap())
    };
    assert!(
        solid(None).is_none()
            && solid(Some(10)) < solid(Some(1_000))
            && solid(Some(1_000)) < solid(Some(1_000_000))
    );
    let fine = |of: &Subject<'_>| {
        paths(&elements(of))
            .iter()
            .find(|(looks, _)| looks.contains(".45"))
            .unwrap()
            .1
            .len()
    };
    assert!(
        fine(&Subject {
            is_volume: true,
            ..plain.clone()
        }) > fine(&plain)
    );
    assert!(
        fine(&Subject {
            is_video: true,
            ..plain.clone()
        }) > fine(&plain)
    );
}

#[test]
fn a_page_shows_its_cover_until_it_has_an_image() {
    let page = r"# A

## Dataset Information

Words of the lead.
";
    let mut test = CatalogTest::from_text(&format!(
        r"-- README.md --
# L

## B

- [A](resources/A.md) (3D CT, 5 Cases, 2 Categories of Lung Segmentation)
-- resources/A.md --
{page}"
    ));
    test.build();
    let html = test.file("datasets/a/index.html");
    let drawing = html
        .split("<svg")
        .find(|part| part.contains("640 360"))
        .unwrap();
    let head = drawing.split('>').next().unwrap();
    assert!(
        head.contains("role=img") && head.contains("aria-label=\"Drawing: CT, 3D, 5 cases\""),
        "{head}"
    );
    let cover = test.file("datasets/a/cover.svg");
    for (looks, d) in paths(&cover) {
        assert!(
            looks.contains("currentColor") && html.contains(d),
            "page and file show the same"
        );
    }
    assert!(
        test.file("datasets/index.html")
            .contains("data-image=a/cover.svg")
    );
    let before = html.clone();
    test.change_file("resources/a.png", image::png(40, 30));
    test.change_file(
        "resources/A.md",
        page.replace("Words", "![A slice](a.png)\n\nWords"),
    );
    test.build();
    let html = test.file("datasets/a/index.html");
    assert!(
        before.contains("640 360")
            && !html.contains("640 360")
            && !test.has("datasets/a/cover.svg")
    );
    let (picture, words) = (
        html.find("id=picture").unwrap(),
        html.rfind("Words of the lead").unwrap(),
    );
    assert!(
        picture < words && html.matches("a.png").count() == 2,
        "the first image leads, once: link and picture"
    );
    assert!(test.file("datasets/index.html").contains("a.png"));
    // An image that stands further down is shown at the head, too.
    test.change_file(
        "resources/A.md",
        format!(
            r"{page}
## Visualization

![A slice](a.png)
"
        ),
    );
    test.build();
    let html = test.file("datasets/a/index.html");
    assert!(
        html.contains("id=picture")
            && html.matches("a.png").count() >= 3
            && !html.contains("640 360")
    );
}

#[test]
fn what_a_catalog_says_is_no_markup_in_it() {
    let mut test = CatalogTest::from_text(
        r#"-- README.md --
# L

## B

| Dataset | Modality | Anatomical Area | Description |
|---|---|---|---|
| A"><script>x</script> | CT"><b> | <i>"x | 5 Cases |
"#,
    );
    test.build();
    let slug = test.datasets()[0]["slug"].as_str().unwrap().to_owned();
    assert!(
        !test
            .file(&format!("datasets/{slug}/cover.svg"))
            .contains("script")
    );
    assert!(
        !test
            .file(&format!("datasets/{slug}/index.html"))
            .contains("<b>")
    );
}

#[test]
fn the_shipped_catalog_has_a_cover_of_its_own_for_each_dataset() {
    let mut test = CatalogTest::in_place(root().join("content"));
    test.build();
    let mut families: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let datasets = test.datasets();
    for dataset in &datasets {
        let svg = test.file(&format!(
            "datasets/{}/cover.svg",
            dataset["slug"].as_str().unwrap()
        ));
        assert!(
            gzipped(&svg) < 2048,
            "{}: {}",
            dataset["slug"],
            gzipped(&svg)
        );
        assert!(
            svg.starts_with("<svg xmlns=")
                && svg.ends_with("</svg>\n")
                && svg.matches("<path").count() == svg.matches("/>").count()
        );
        let modality = dataset["modalities"][0]
            .as_str()
            .unwrap_or_default()
            .to_owned();
        families.entry(modality).or_default().insert(svg);
    }
    assert_eq!(
        families.values().map(BTreeSet::len).sum::<usize>(),
        datasets.len(),
        "no two are alike"
    );
    assert!(families.len() > 12);
}
