//! The catalog that ships with the project.

use crate::support::{CatalogTest, root};

#[test]
fn the_shipped_catalog_builds() {
    let mut test = CatalogTest::in_place(root().join("content"));
    test.build();
    assert!(
        test.summary().starts_with("191 datasets (191 rows, 0 lines, 0 not listed)"),
        "{}",
        test.summary()
    );
    for code in [
        "missing-page",
        "missing-image",
        "slug-collision",
        "duplicate-page",
        "mojibake",
        "dead-link",
        "unlisted-page",
    ] {
        assert_eq!(test.found(code), 0, "{code}:\n{}", test.diagnostics());
    }
    let datasets = test.datasets();
    assert!(datasets.iter().all(|dataset| dataset["cases"].is_u64()), "a dataset without cases");
    assert!(datasets.iter().all(|dataset| !dataset["modalities"].as_array().unwrap().is_empty()));
    let pages = datasets.iter().filter(|dataset| dataset["page"].is_string()).count();
    assert!(pages >= 24, "{pages} pages");
}

#[test]
fn it_is_the_catalog_that_is_built_when_none_is_named() {
    let mut test = CatalogTest::from_dir("fixtures/home-format");
    std::fs::rename(test.catalog(), test.folder().join("content")).unwrap();
    test.command(&["build"]);
    assert_eq!(test.exit_code(), 0, "{}", test.diagnostics());
    assert_eq!(test.datasets().len(), 10);
}
