//! Whatever bytes a catalog holds, the program ends as designed.

use std::collections::BTreeSet;

use proptest::prelude::*;

use crate::support::CatalogTest;
use crate::support::site::Site;

/// Pieces that lists and pages are made of, good and bad, so that random text reaches deep.
const PIECES: &[&str] = &[
    "# ",
    "## ",
    "### ",
    "\n",
    "\n\n",
    "| ",
    " |",
    "|--|--|\n",
    "Dataset",
    "Description",
    "Release Date",
    "[A](resources/A.md)",
    "[A](./resources/a%20b.md)",
    "](",
    "<details>",
    "<summary>",
    "</summary>",
    "</details>",
    "3D CT, 12 Cases",
    "1.1M",
    "1,204 Cases",
    "，",
    "例",
    "```\n",
    "@article{x,",
    "year={2020}}",
    "Official Website: https://x.example,",
    "Publication Date: 2023.9",
    "<div align=\"center\">\n",
    "<img src=\"appendix/a.png\">",
    "<p><em>c</em></p>",
    "- ",
    "1. ",
    "> ",
    "\\",
    "&amp;",
    "<",
    ">",
    "\"",
    "'",
    "{{",
    "}}",
    "{%",
    "\u{0}",
    "\u{1b}[0m",
    "\u{202e}",
    "\u{feff}",
    "ä¾‹",
    "Â²",
    "e\u{301}",
    "javascript:alert(1)",
    "<script>",
    "</script>",
    "../../",
    "![x](../../../etc/passwd)",
    "   ",
    "\t",
    "\r\n",
    "## Dataset Meta Information\n",
    r"| Dimensions | Modality |
|--|--|
| 3D | CT |
",
    "## Citation\n",
    "[^1]",
    "***",
    "==",
    "https://",
    "$",
    "~~",
];

fn text() -> impl Strategy<Value = Vec<u8>> {
    let pieces = proptest::collection::vec(proptest::sample::select(PIECES), 0..60);
    prop_oneof![
        pieces.prop_map(|pieces| pieces.concat().into_bytes()),
        proptest::collection::vec(any::<u8>(), 0..400),
        "\\PC{0,200}".prop_map(String::into_bytes),
    ]
}

fn cases(count: u32) -> ProptestConfig {
    ProptestConfig {
        cases: count,
        failure_persistence: None,
        max_shrink_iters: 200,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn any_bytes_end_as_designed(readme in text(), page in text()) {
        let mut test = CatalogTest::empty();
        test.change_file("README.md", &readme).change_file("resources/A.md", &page);
        test.run(&[]);
        let code = test.exit_code();
        prop_assert!(code == 0 || code == 1, "exit code {code}: {}", test.diagnostics());
        prop_assert_eq!(code == 0, test.has("index.html"));
        prop_assert_eq!(code == 1, test.diagnostics().contains("error["), "{}", test.diagnostics());
    }

    #[test]
    fn a_site_of_any_page_is_whole(page in text(), cell in "\\PC{0,40}") {
        let cell = cell.replace('|', "/");
        let mut test = CatalogTest::from_text(&crate::support::table(&format!("| [Alpha](resources/A.md) | {cell} | {cell} | - | - | - | - |")));
        test.change_file("resources/A.md", &page).build_with(&["--base-url", "https://atlas.example/p/"]);
        let broken = Site::read(&test.output()).broken("https://atlas.example/p/");
        prop_assert!(broken.is_empty(), "{broken:?}");
    }

    #[test]
    fn slugs_are_unique(names in proptest::collection::vec("[a-cA-Cé²例 ._&-]{1,4}", 1..12)) {
        let rows: Vec<String> = names.iter().map(|name| format!("| x{name}y | 3D CT, 7 Cases | - | - | - | - | - |")).collect();
        let mut test = CatalogTest::from_text(&crate::support::table(&rows.join("\n")));
        test.build();
        let datasets = test.datasets();
        let slugs: BTreeSet<String> = datasets.iter().map(|dataset| dataset["slug"].as_str().unwrap().to_lowercase()).collect();
        prop_assert_eq!(slugs.len(), datasets.len());
        for slug in &slugs {
            let path = format!("datasets/{slug}/index.html");
            prop_assert!(test.has(&path), "{}", path);
        }
    }
}
