//! UTF-8 that was once read as windows-1252 is repaired; text that only looks odd is not.

use crate::support::{built, table};

#[test]
fn repaired_and_reported() {
    let test = built(&table(
        "| PHÂ² | 2D CTï¼Œ112 Cases | - | - | - | - | - |\n| Plain ä¾‹ | 2D CT, 3 Cases | - | - | - | - | - |",
    ));
    let names: Vec<_> = test
        .datasets()
        .iter()
        .map(|dataset| dataset["name"].clone())
        .collect();
    assert_eq!(names, ["PH²", "Plain 例"]);
    assert_eq!(test.datasets()[0]["cases"], 112);
    assert_eq!(test.found("mojibake"), 3, "{}", test.diagnostics());
    assert!(
        test.diagnostics().contains("README.md:7:"),
        "{}",
        test.diagnostics()
    );
}

#[test]
fn accented_text_stays() {
    let test = built(&table(
        "| Schrödinger Âge naïve | 2D CT “x” – y, 3 Cases | - | - | - | - | - |",
    ));
    assert_eq!(test.datasets()[0]["name"], "Schrödinger Âge naïve");
    assert_eq!(test.found("mojibake"), 0, "{}", test.diagnostics());
}

#[test]
fn byte_order_mark_and_line_ends() {
    let text = table("| Alpha | 2D CT, 3 Cases | - | - | - | - | - |");
    let mut test = crate::support::CatalogTest::from_text(&text);
    let readme = text.strip_prefix("-- README.md --\n").unwrap();
    test.change_file(
        "README.md",
        format!("\u{feff}{}", readme.replace('\n', "\r\n")),
    )
    .build();
    assert_eq!(test.json()["title"], "List");
    assert_eq!(test.dataset("alpha")["source"]["line"], 7);
}
