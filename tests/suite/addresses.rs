//! Addresses last: aliases, the addresses that a list had on a code host, and what a rename would break.

use std::path::Path;
use std::process::Command;

use crate::support::CatalogTest;

const BASE: &str = "https://atlas.example/sub/";

const CATALOG: &str = r"-- README.md --
# L

## P

| Dataset | Description |
|---|---|
| [A set](<resources/A set.md>) | 3D CT, 5 Cases, 1 Category of Lung Segmentation |
| [B](resources/B.md) | 2D X-ray, 9 Cases |
-- resources/A set.md --
# A set

Words of A.
-- resources/B.md --
# B

Words of B.
";

fn target(test: &CatalogTest, path: &str) -> (String, String) {
    let page = test.page(path);
    let refresh = page
        .one("meta[http-equiv=refresh]")
        .value()
        .attr("content")
        .unwrap()
        .to_owned();
    let url = refresh.split_once("url=").unwrap().1.to_owned();
    assert_eq!(
        page.one("main a").value().attr("href").unwrap(),
        url,
        "the link can be seen and clicked"
    );
    let canonical = page
        .one("link[rel=canonical]")
        .value()
        .attr("href")
        .unwrap()
        .to_owned();
    (url, canonical)
}

#[test]
fn aliases_lead_to_their_pages() {
    let mut test = CatalogTest::from_text(CATALOG);
    test.change_file(
        "medatlas.toml",
        r#"[aliases]
"old" = "a-set"
"older" = "old"
"papers/list.html" = "categories/p/"
"#,
    );
    test.build_with(&["--base-url", BASE]);
    for (path, url, canonical) in [
        ("datasets/old/index.html", "../a-set/", "datasets/a-set/"),
        ("datasets/older/index.html", "../a-set/", "datasets/a-set/"),
        ("papers/list.html", "../categories/p/", "categories/p/"),
        (
            "resources/A set.md/index.html",
            "../../datasets/a-set/",
            "datasets/a-set/",
        ),
        (
            "resources/A set.html",
            "../datasets/a-set/",
            "datasets/a-set/",
        ),
        ("resources/B.html", "../datasets/b/", "datasets/b/"),
    ] {
        assert_eq!(
            target(&test, path),
            (url.to_owned(), format!("{BASE}{canonical}")),
            "{path}"
        );
    }
    let rules = test.file("_redirects");
    assert!(
        rules.contains("/sub/datasets/old /sub/datasets/a-set/ 301!\n"),
        "{rules}"
    );
    assert!(
        rules.contains("/sub/resources/A%20set.md /sub/datasets/a-set/ 301!\n"),
        "{rules}"
    );
    assert_eq!(test.json()["aliases"]["datasets/older/"], "datasets/a-set/");
    assert!(!test.file("sitemap.xml").contains("old"));
}

#[test]
fn aliases_that_cannot_be_are_reported() {
    let mut test = CatalogTest::from_text(CATALOG);
    test.change_file(
        "medatlas.toml",
        r#"[aliases]
"b" = "a-set"
"x" = "gone"
"../y" = "b"
"l1" = "l2"
"l2" = "l1"
"#,
    );
    test.build();
    assert_eq!(
        (test.found("shadowed-alias"), test.found("broken-alias")),
        (1, 4),
        "{}",
        test.diagnostics()
    );
    assert!(
        test.page("datasets/b/index.html")
            .text()
            .contains("Words of B")
    );
    assert!(
        !test.has("resources/B.html"),
        "only a published site has old addresses"
    );
}

#[test]
fn an_alias_never_takes_the_place_of_a_file() {
    for (alias, code) in [
        ("404.html", "shadowed-alias"),
        ("404.html/", "shadowed-alias"),
        ("Feed.xml/", "shadowed-alias"),
        ("catalog.json/", "shadowed-alias"),
        ("datasets/b/index.json/", "shadowed-alias"),
        ("search/manifest.json/", "shadowed-alias"),
        ("_redirects/", "shadowed-alias"),
        (".medatlas-manifest.json/", "broken-alias"),
        (".medatlas-staging/x/", "broken-alias"),
        (".git/", "broken-alias"),
        ("con", "broken-alias"),
        ("aux/", "broken-alias"),
    ] {
        let mut test = CatalogTest::from_text(CATALOG);
        let settings = format!(
            "base_url = \"https://a.example/\"\n[aliases]\n\"old\" = \"b\"\n\"{alias}\" = \"b\"\n"
        );
        test.change_file("medatlas.toml", settings).build();

        assert_eq!(test.found(code), 1, "{alias}: {}", test.diagnostics());
        assert!(test.diagnostics().contains("medatlas.toml"), "{alias}");
        assert!(test.has("datasets/old/index.html"), "{alias}");
    }
}

#[test]
fn hosts_get_their_files() {
    let mut test = CatalogTest::from_text(CATALOG);
    test.change_file("medatlas.toml", "cname = \"Atlas.Example.org\"\n");
    test.build();
    assert_eq!(test.file("CNAME"), "atlas.example.org\n");
    assert!(
        test.file("sitemap.xml")
            .contains("<loc>https://atlas.example.org/datasets/b/</loc>")
    );
    let headers = test.file("_headers");
    assert!(
        headers.contains("frame-ancestors 'none'")
            && headers.contains("/assets/*\n  Cache-Control: public"),
        "{headers}"
    );
    test.change_file("medatlas.toml", "cname = \"https://x\"\n")
        .run(&[]);
    assert!(
        test.exit_code() == 2 && test.diagnostics().contains("must be a host name"),
        "{}",
        test.diagnostics()
    );
}

/// Runs git in a folder with no settings but its own.
fn git(folder: &Path, arguments: &[&str]) {
    let status = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args([
            "-c",
            "user.name=A",
            "-c",
            "user.email=a@example.org",
            "-c",
            "commit.gpgsign=false",
        ])
        .args(arguments)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .output()
        .unwrap();
    assert!(
        status.status.success(),
        "git {arguments:?}: {}",
        String::from_utf8_lossy(&status.stderr)
    );
}

#[test]
fn a_rename_keeps_the_old_address() {
    let mut test = CatalogTest::from_text(CATALOG);
    test.change_file("medatlas.toml", "# ours\ntitle = \"T\" # shown\n");
    let folder = test.catalog().to_owned();
    git(&folder, &["init", "-q"]);
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "-qm", "one"]);
    test.build();
    let old = test.output().join("catalog.json");
    let kept = test.output().with_file_name("old.json");
    std::fs::copy(old, &kept).unwrap();
    git(&folder, &["mv", "resources/B.md", "resources/Bee.md"]);
    test.change_file(
        "README.md",
        CATALOG
            .split("-- resources")
            .next()
            .unwrap()
            .replace("-- README.md --\n", "")
            .replace("resources/B.md", "resources/Bee.md"),
    );
    let against = ["check", "catalog", "--against", "old.json"];
    let words = test.command(&against).output_text();
    assert_eq!(test.exit_code(), 1, "{words}");
    assert!(
        words.contains("error[removed-url]: datasets/b/ (B) would be removed"),
        "{words}"
    );
    assert!(
        words.contains("git shows that resources/B.md became resources/Bee.md"),
        "{words}"
    );
    let diff = test
        .command(&[&against[..], &["--fix", "--dry-run"]].concat())
        .output_text();
    assert!(diff.contains("+b = \"bee\""), "{diff}");
    test.command(&[&against[..], &["--fix"]].concat());
    assert_eq!(test.exit_code(), 0, "{}", test.output_text());
    let settings = std::fs::read_to_string(folder.join("medatlas.toml")).unwrap();
    assert_eq!(
        settings,
        r#"# ours
title = "T" # shown

[aliases]
b = "bee"
"#
    );
    test.build_with(&["--base-url", BASE]);
    assert_eq!(target(&test, "datasets/b/index.html").0, "../bee/");
    // Renamed once more, after a commit: the first address still answers.
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "-qm", "two"]);
    git(&folder, &["mv", "resources/Bee.md", "resources/Wasp.md"]);
    git(&folder, &["commit", "-qm", "three"]);
    test.change_file(
        "README.md",
        r"# L

## P

| Dataset | Description |
|---|---|
| [A set](<resources/A set.md>) | 3D CT, 5 Cases, 1 Category of Lung Segmentation |
| [B](resources/Wasp.md) | 2D X-ray, 9 Cases |
",
    );
    std::fs::copy(test.output().join("catalog.json"), &kept).unwrap();
    test.command(&[&against[..], &["--fix"]].concat());
    assert_eq!(
        test.exit_code(),
        0,
        "{}{}",
        test.output_text(),
        test.diagnostics()
    );
    test.build();
    for old in ["b", "bee"] {
        let page = test.page(&format!("datasets/{old}/index.html"));
        assert_eq!(
            page.one("main a").value().attr("href"),
            Some("../wasp/"),
            "{old}"
        );
    }
}

#[test]
fn what_is_not_certain_is_only_said() {
    let mut test = CatalogTest::from_text(CATALOG);
    test.build();
    let kept = test.output().with_file_name("old");
    std::fs::create_dir(&kept).unwrap();
    std::fs::copy(
        test.output().join("catalog.json"),
        kept.join("catalog.json"),
    )
    .unwrap();
    test.change_file(
        "README.md",
        r"# L

## Q

| Dataset | Description |
|---|---|
| [A set](<resources/A set.md>) | 3D CT |
",
    );
    test.remove_file("resources/B.md");
    test.command(&["check", "catalog", "--against", "old", "--fix"]);
    let words = test.output_text();
    assert_eq!(test.exit_code(), 1, "{words}");
    for part in [
        "datasets/b/ (B) would be removed",
        "categories/p/ would be removed",
        "path/of/a/page/",
    ] {
        assert!(words.contains(part), "{part}: {words}");
    }
    assert!(!test.catalog().join("medatlas.toml").exists());
    test.command(&["check", "catalog", "--against", "nowhere"]);
    assert!(
        test.exit_code() == 2 && test.diagnostics().contains("nowhere"),
        "{}",
        test.diagnostics()
    );
}
