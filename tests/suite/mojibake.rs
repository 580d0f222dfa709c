//! UTF-8 that was once decoded as windows-1252 is repaired, while unusual text is not; byte-order
//! marks, line endings and invalid bytes.

use crate::support::{CatalogTest, built, table};

#[test]
fn mojibake_is_repaired_and_reported() {
    let rows = [
        "| PHÂ² | 2D CTï¼Œ112 Cases | - | - | - | - | - |",
        "| Plain ä¾‹ | 2D CT, 3 Cases | - | - | - | - | - |",
    ];
    let test = built(&table(&rows.join("\n")));
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
fn accented_text_is_unchanged() {
    let test = built(&table(
        "| Schrödinger Âge naïve | 2D CT “x” – y, 3 Cases | - | - | - | - | - |",
    ));
    assert_eq!(test.datasets()[0]["name"], "Schrödinger Âge naïve");
    assert_eq!(test.found("mojibake"), 0, "{}", test.diagnostics());
}

#[test]
fn a_byte_order_mark_and_carriage_returns_are_no_part_of_the_text() {
    let text = table("| Alpha | 2D CT, 3 Cases | - | - | - | - | - |");
    let mut test = CatalogTest::from_text(&text);
    let readme = text.strip_prefix("-- README.md --\n").unwrap();
    test.change_file(
        "README.md",
        format!("\u{feff}{}", readme.replace('\n', "\r\n")),
    )
    .build();

    assert_eq!(test.json()["title"], "List");
    assert_eq!(test.dataset("alpha")["source"]["line"], 7);
    assert_eq!(test.found("byte-order-mark"), 1, "{}", test.diagnostics());
    assert_eq!(
        test.found("non-lf-line-endings"),
        1,
        "{}",
        test.diagnostics()
    );
}

#[test]
fn a_file_that_is_not_utf8() {
    let mut test = CatalogTest::from_text(&table(
        "| [Alpha](resources/A.md) | 2D CT, 3 Cases | - | - | - | - | - |",
    ));
    test.change_file("resources/A.md", b"# A\n\nSchr\xf6dinger\n")
        .build();

    assert_eq!(test.found("invalid-utf8"), 1, "{}", test.diagnostics());
    assert!(
        test.diagnostics().contains("resources/A.md:3:5"),
        "{}",
        test.diagnostics()
    );
    let page = test.main_text("datasets/a/index.html");
    assert!(page.contains("Schr\u{fffd}dinger"), "{page}");
}
