//! Tests of lists in every form.

use super::*;

fn read(text: &str) -> Readme {
    readme(text, &ListRules::default())
}

fn path(readme: &Readme, mut at: Option<usize>) -> String {
    let mut names = Vec::new();
    while let Some(section) = at {
        names.insert(0, readme.sections[section].title.as_str());
        at = readme.sections[section].parent;
    }
    names.join(" > ")
}

fn check(text: &str, expect: &[&str]) {
    let readme = readme(text, &ListRules::default());
    let found: Vec<String> = readme
        .entries
        .iter()
        .map(|e| {
            format!(
                "{}: {} | {}",
                path(&readme, e.section),
                e.name,
                e.description.text
            )
        })
        .collect();
    assert_eq!(found, expect, "{text}");
}

#[test]
fn rows_by_header_name() {
    check(
        "# T\n\n## A\n\n### B\n\n| No. | Paper | Dataset | Description |\n|-|-|-|-|\n| 1 | [p](q) | [N](r/N.md) | 3D CT |\n| 2 | - | M | x |\n",
        &["A > B: N | 3D CT", "A > B: M | x"],
    );
}

#[test]
fn lines_with_text_after_the_link() {
    check(
        "# T\n## A\n[N](./r/N.md) v2.0 (QA, 3 Cases)\n[M](r/M.md)\n\ntext\n",
        &["A: N | v2.0 (QA, 3 Cases)", "A: M | "],
    );
}

#[test]
fn contents_and_foreign_tables_hold_no_entries() {
    check(
        "# T\n## Contents\n- [A](#a)\n## A\n| Model | Paper |\n|-|-|\n| x | y |\n",
        &[],
    );
    check("# T\n## A\n| Name | Stars |\n|-|-|\n| x | 5 |\n", &[]);
}

#[test]
fn summaries_are_headings_of_their_details() {
    let text = "# T\n## A\n<details>\n<summary>Eye</summary>\n\n| Dataset |\n|-|\n| N |\n\n</details>\n\n| Dataset |\n|-|\n| M |\n";
    check(text, &["A > Eye: N | ", "A: M | "]);
    check(
        "# T\n## A\n<details><summary></summary>\n\n| Dataset |\n|-|\n| N |\n\n</details>\n",
        &["A: N | "],
    );
}

#[test]
fn titles() {
    assert_eq!(read("# T [![b](c)](d)\n## A\n").title.unwrap().text, "T");
    assert!(
        read("# A\n| Dataset |\n|-|\n| N |\n# B\n| Dataset |\n|-|\n| M |\n")
            .title
            .is_none()
    );
    let one = read("# T\n[N](N.md) x\n## A\n[M](M.md) y\n");
    assert_eq!(one.title.unwrap().text, "T");
    assert_eq!(one.entries[0].section, None);
}

#[test]
fn only_links_below_contents_are_its_links() {
    let readme = read(
        "[x](#early)\n\n# T\n## Contents\n- [A](#a)\n- [W](https://e.org)\n## A\n[y](#late)\n",
    );
    let targets: Vec<&str> = readme
        .contents
        .iter()
        .map(|link| link.target.as_str())
        .collect();
    assert_eq!(targets, ["#a"]);
}
