//! Entries and pages become datasets: slugs, collisions, pages without entries.

use std::collections::BTreeSet;

use crate::support::{CatalogTest, built, table};

/// A list with one row and without pages.
fn alpha() -> String {
    table("| Alpha | 3D CT, 7 Cases | - | - | - | - | - |")
}

#[test]
fn slugs_come_from_file_names() {
    let test = built(
        r#"
-- README.md --
# L

## P

[First name](resources/MMMU_Health&Medicine.md) (2D CT, 3 Cases)

[Second](<resources/PH².md>) (2D CT, 4 Cases)
-- resources/MMMU_Health&Medicine.md --
# X
-- resources/PH².md --
# Y
"#,
    );

    assert_eq!(slugs(&test), ["mmmu-health-medicine", "ph2"]);
}

fn slugs(test: &CatalogTest) -> Vec<String> {
    test.datasets()
        .iter()
        .map(|dataset| dataset["slug"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn slugs_that_collide_stay_distinct_and_stable() {
    // Letter case, and two Unicode forms of the same letter.
    let rows = "
| [One](<resources/Café.md>) | 3D CT, 1 Cases | - | - | - | - | - |
| [Two](<resources/CAFÉ.md>) | 3D CT, 2 Cases | - | - | - | - | - |
| [Three](<resources/Cafe\u{301}.md>) | 3D CT, 3 Cases | - | - | - | - | - |
";
    let pages = "\
-- resources/Café.md --
# One
-- resources/CAFÉ.md --
# Two
-- resources/Cafe\u{301}.md --
# Three
";
    let mut test = built(&format!("{}{pages}", table(rows)));
    let first = slugs(&test);

    assert_eq!(first[0], "cafe");
    assert_eq!(first.iter().collect::<BTreeSet<_>>().len(), 3, "{first:?}");
    assert_eq!(test.found("slug-collision"), 2, "{}", test.diagnostics());
    for (slug, name) in first.iter().zip(["One", "Two", "Three"]) {
        let text = test.main_text(&format!("datasets/{slug}/index.html"));
        assert!(text.contains(name), "{text}");
    }

    test.build();
    assert_eq!(slugs(&test), first);
}

#[test]
fn two_entries_with_one_page_are_kept_and_reported() {
    let rows = r"
| [One](resources/A.md) | 3D CT, 1 Cases | - | - | - | - | - |
| [Two](resources/A.md) | 2D MRI, 2 Cases | - | - | - | - | - |
";
    let test = built(&format!("{}-- resources/A.md --\n# A", table(rows)));

    assert_eq!(test.datasets().len(), 2);
    assert_eq!(test.found("shared-page"), 1, "{}", test.diagnostics());
}

#[test]
fn one_name_for_two_datasets_makes_two_pages() {
    let test = built(&table(
        r"
| Alpha | 3D CT, 1 Cases | - | - | - | - | - |
| Alpha | 2D MRI, 2 Cases | - | - | - | - | - |
",
    ));

    for path in ["datasets/alpha/index.html", "datasets/alpha-2/index.html"] {
        assert!(test.has(path), "{path} of {:?}", test.file_list());
    }
}

const UNLISTED: &str = r"-- resources/Lost.md --
# Lost

## Dataset Information

No entry lists me.
";

#[test]
fn a_page_that_no_entry_lists_is_published_with_a_notice() {
    let test = built(&format!("{}{UNLISTED}", alpha()));
    let text = test.main_text("datasets/lost/index.html");
    let list = test.main_text("datasets/index.html");

    assert_eq!(test.found("unlisted-page"), 1, "{}", test.diagnostics());
    assert!(text.contains("No entry lists me."), "{text}");
    assert!(text.to_lowercase().contains("not listed"), "{text}");
    assert!(list.contains("Lost"), "the list of all datasets: {list}");
}

#[test]
fn pages_that_no_entry_lists_can_be_left_out() {
    let settings = "-- medatlas.toml --\npublish_unlisted = false\n";
    let test = built(&format!("{}{UNLISTED}{settings}", alpha()));

    assert!(!test.has("datasets/lost/index.html"));
    assert_eq!(test.found("unlisted-page"), 1, "{}", test.diagnostics());
}

#[test]
fn the_template_of_pages_is_no_dataset() {
    let template = r"-- resources/template.md --
# Dataset Name

Here is the template.
";
    let test = built(&format!("{}{template}", alpha()));

    assert_eq!(test.datasets().len(), 1);
    assert_eq!(test.found("unlisted-page"), 0);
}

#[test]
fn terms_get_pages() {
    let test = built(&table(
        "| Alpha | 3D CT & MRI, 7 Cases, 2 Categories of Tumor Segmentation | - | - | - | - | - |",
    ));

    for path in ["modalities/ct", "modalities/mri", "tasks/segmentation"] {
        let text = test.main_text(&format!("{path}/index.html"));
        assert!(text.contains("Alpha"), "{path}: {text}");
    }
}

#[test]
fn settings_add_spellings() {
    let settings = r#"
-- medatlas.toml --
[vocabulary.modality]
Thermography = ["heat picture"]
"#;
    let list = table("| Alpha | 2D Heat picture, 7 Cases | - | - | - | - | - |");
    let test = built(&format!("{list}{settings}"));

    assert_eq!(
        test.dataset("alpha")["modalities"],
        serde_json::json!(["Thermography"])
    );
}
