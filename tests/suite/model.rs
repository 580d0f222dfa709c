//! Entries and pages become datasets: slugs, collisions, pages without entries.

use std::collections::BTreeSet;

use crate::support::{CatalogTest, built, table};

#[test]
fn slugs_come_from_file_names() {
    let test = built(
        "-- README.md --\n# L\n\n## P\n\n[First name](resources/MMMU_Health&Medicine.md) (2D CT, 3 Cases)\n\n\
         [Second](<resources/PH².md>) (2D CT, 4 Cases)\n-- resources/MMMU_Health&Medicine.md --\n# X\n-- resources/PH².md --\n# Y",
    );
    let slugs: Vec<_> = test
        .datasets()
        .iter()
        .map(|dataset| dataset["slug"].clone())
        .collect();
    assert_eq!(slugs, ["mmmu-health-medicine", "ph2"]);
}

#[test]
fn slugs_that_collide_stay_distinct_and_stable() {
    // Letter case, and two Unicode forms of the same letter.
    let rows = "| [One](<resources/Café.md>) | 3D CT, 1 Cases | - | - | - | - | - |\n| [Two](<resources/CAFÉ.md>) | 3D CT, 2 Cases | - | - | - | - | - |\n\
        | [Three](<resources/Cafe\u{301}.md>) | 3D CT, 3 Cases | - | - | - | - | - |";
    let text = format!(
        "{}-- resources/Café.md --\n# One\n-- resources/CAFÉ.md --\n# Two\n-- resources/Cafe\u{301}.md --\n# Three\n",
        table(rows)
    );
    let mut test = built(&text);
    let slugs = |test: &CatalogTest| -> Vec<String> {
        test.datasets()
            .iter()
            .map(|dataset| dataset["slug"].as_str().unwrap().to_owned())
            .collect()
    };
    let first = slugs(&test);
    assert_eq!(first[0], "cafe");
    assert_eq!(first.iter().collect::<BTreeSet<_>>().len(), 3, "{first:?}");
    assert_eq!(test.found("slug-collision"), 2, "{}", test.diagnostics());
    for (slug, name) in first.iter().zip(["One", "Two", "Three"]) {
        assert!(
            test.main_text(&format!("datasets/{slug}/index.html"))
                .contains(name)
        );
    }
    test.build();
    assert_eq!(slugs(&test), first);
}

#[test]
fn two_entries_with_one_page_are_kept_and_reported() {
    let rows = "| [One](resources/A.md) | 3D CT, 1 Cases | - | - | - | - | - |\n| [Two](resources/A.md) | 2D MRI, 2 Cases | - | - | - | - | - |";
    let test = built(&format!("{}-- resources/A.md --\n# A", table(rows)));
    assert_eq!(test.datasets().len(), 2);
    assert_eq!(test.found("shared-page"), 1, "{}", test.diagnostics());
}

#[test]
fn one_name_for_two_datasets_makes_two_pages() {
    let rows = "| Alpha | 3D CT, 1 Cases | - | - | - | - | - |\n| Alpha | 2D MRI, 2 Cases | - | - | - | - | - |";
    let test = built(&table(rows));
    assert!(
        test.has("datasets/alpha/index.html") && test.has("datasets/alpha-2/index.html"),
        "{:?}",
        test.file_list()
    );
}

const ORPHAN: &str =
    "-- resources/Lost.md --\n# Lost\n\n## Dataset Information\n\nNobody lists me.\n";

#[test]
fn a_page_that_no_entry_lists_is_published_with_a_notice() {
    let test = built(&format!(
        "{}{ORPHAN}",
        table("| Alpha | 3D CT, 7 Cases | - | - | - | - | - |")
    ));
    assert_eq!(test.found("unlisted-page"), 1, "{}", test.diagnostics());
    let text = test.main_text("datasets/lost/index.html");
    assert!(
        text.contains("Nobody lists me.") && text.to_lowercase().contains("not listed"),
        "{text}"
    );
    assert!(
        test.main_text("datasets/index.html").contains("Lost"),
        "it is in the list of all"
    );
}

#[test]
fn pages_that_no_entry_lists_can_be_left_out() {
    let text = format!(
        "{}{ORPHAN}",
        table("| Alpha | 3D CT, 7 Cases | - | - | - | - | - |")
    );
    let test = built(&format!(
        "{text}-- medatlas.toml --\npublish_unlisted = false\n"
    ));
    assert!(!test.has("datasets/lost/index.html"));
    assert_eq!(
        test.found("unlisted-page"),
        1,
        "still reported: {}",
        test.diagnostics()
    );
}

#[test]
fn the_form_to_copy_is_no_dataset() {
    let test = built(&format!(
        "{}-- resources/template.md --\n# Dataset Name\n\nHere is the template.\n",
        table("| Alpha | 3D CT, 7 Cases | - | - | - | - | - |")
    ));
    assert_eq!(test.datasets().len(), 1);
    assert_eq!(test.found("unlisted-page"), 0);
}

#[test]
fn terms_get_pages() {
    let test = built(&table(
        "| Alpha | 3D CT & MRI, 7 Cases, 2 Categories of Tumor Segmentation | - | - | - | - | - |",
    ));
    for path in ["modalities/ct", "modalities/mri", "tasks/segmentation"] {
        assert!(
            test.main_text(&format!("{path}/index.html"))
                .contains("Alpha"),
            "{path}"
        );
    }
}

#[test]
fn settings_add_spellings() {
    let test = built(&format!(
        "{}-- medatlas.toml --\n[vocabulary.modality]\nThermography = [\"heat picture\"]\n",
        table("| Alpha | 2D Heat picture, 7 Cases | - | - | - | - | - |")
    ));
    assert_eq!(
        test.dataset("alpha")["modalities"],
        serde_json::json!(["Thermography"])
    );
}
