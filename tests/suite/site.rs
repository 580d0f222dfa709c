//! What every page of a site keeps to: nothing from elsewhere, no inline script or style, a strict policy, hostile text harmless.

use crate::support::html::Page;
use crate::support::site::Site;
use crate::support::{CatalogTest, built, table};

fn alpha(words: &str) -> String {
    format!(
        r"{}-- resources/A.md --
# A

## Dataset Information

{words}
",
        table("| [Alpha](resources/A.md) | 3D CT, 7 Cases | - | - | - | - | - |")
    )
}

const PAGE: &str = "datasets/a/index.html";

#[test]
fn bare_urls_become_links() {
    let test = built(&alpha(
        "Read https://a.example/x_y, then (http://b.example). Not `https://c.example` and a\\_https://d.example/m\\_n.",
    ));
    let links = test.page(PAGE).attributes("main a", "href");
    for url in [
        "https://a.example/x_y",
        "http://b.example",
        "https://d.example/m_n",
    ] {
        assert!(links.iter().any(|href| href == url), "{url} in {links:?}");
    }
    assert!(
        !links.iter().any(|href| href.contains("c.example")),
        "no link inside code: {links:?}"
    );
}

#[test]
fn unknown_tags_show_as_text() {
    let test = built(&alpha(
        "A triplet <instrument, verb, target> and <Word_x> and 5 < 6 & 7.",
    ));
    let text = test.main_text(PAGE);
    assert!(
        text.contains("<instrument, verb, target>")
            && text.contains("<Word_x>")
            && text.contains("5 < 6 & 7."),
        "{text}"
    );
}

#[test]
fn allowed_tags_work() {
    let test = built(&alpha(
        r"H<sub>2</sub>O<br>next <b>bold</b>

<details>
<summary>More</summary>

Inside.

</details>
",
    ));
    let page = test.page(PAGE);
    assert!(
        page.has("main sub") && page.has("main br"),
        "{}",
        page.main_html()
    );
    assert!(page.main_text().contains("Inside."));
}

/// No text of a catalog, wherever it stands, becomes a tag or an attribute of its own.
fn check_harmless(test: &CatalogTest) {
    for (path, page) in &Site::read(&test.output()).pages {
        for script in page.select("script") {
            let kind = script.value().attr("type").unwrap_or_default();
            let inline = script.value().attr("src").is_none() && !kind.contains("json");
            assert!(!inline, "{path}: inline script {}", script.html());
        }
        for element in page.select("*") {
            for (name, value) in element.value().attrs() {
                assert!(!name.starts_with("on"), "{path}: {name}={value:?}");
                assert!(name != "style", "{path}: style={value:?}");
                let value = value.trim_start().to_ascii_lowercase();
                let address = ["href", "src", "action", "srcset", "formaction"].contains(&name);
                assert!(
                    !(address && (value.starts_with("javascript:") || value.starts_with("data:"))),
                    "{path}: {name}={value:?}"
                );
            }
        }
        for tag in [
            "iframe",
            "object",
            "embed",
            "base[target]",
            "style",
            "meta[http-equiv='refresh']",
        ] {
            assert!(!page.has(tag), "{path} has a {tag}");
        }
    }
}

#[test]
fn hostile_text_is_harmless_everywhere() {
    let evil = "\\\"><script>alert(1)</script><img src=x onerror=alert(1)>";
    let page = format!(
        r#"# A {evil}

![{evil}](appendix/x.png)

## Dataset Information

<script>alert(2)</script> <iframe src="https://e.example"></iframe> <p onclick="alert(3)" style="color:red">x</p> [j](javascript:alert(4)) [d](data:text/html,x) [v](VBScript:x) <a href=" java&#10;script:alert(5)">k</a> <https://e.example/"onmouseover=alert(6)>

<svg onload=alert(7)>

## {evil}

</main></body></html>

## Dataset Meta Information

| Modality | {evil} |
|--|--|
| {evil} | {evil} |

## Citation

```
@misc{{x, title={{</script><script>alert(8)</script>}}, year={{2020}}}}
```
"#
    );
    let row = format!(
        "| [{evil}](resources/A.md) | 3D {evil}, 7 Cases | [{evil}](javascript:alert(9)) | [x](data:text/html,y) | [p](https://p.example/\"><b>) \
         | {evil} | {evil} |\n| Beta {evil} | {evil} | - | - | - | - | - |"
    );
    let text = format!(
        r"{}
## More {evil}

{evil} <style>*{{display:none}}</style>
-- resources/A.md --
{page}-- medatlas.toml --
title = '''T {evil}'''
description = '''D {evil}'''
",
        table(&row)
    );
    let test = built(&text);
    check_harmless(&test);
    assert!(
        test.main_text("datasets/index.html")
            .contains("<script>alert(1)</script>"),
        "it shows as text"
    );
}

#[test]
fn the_fixture_is_harmless() {
    let mut test = CatalogTest::from_dir("fixtures/home-format");
    check_harmless(test.build());
}

#[test]
fn every_page_has_a_strict_policy() {
    for (path, page) in &Site::read(&built(&alpha("x")).output()).pages {
        let policy = page
            .attributes("meta[http-equiv='Content-Security-Policy' i]", "content")
            .join(";");
        assert!(
            policy.contains("default-src 'none'") || policy.contains("default-src 'self'"),
            "{path}: {policy:?}"
        );
        assert!(
            !policy.contains("unsafe-") && !policy.contains('*') && !policy.contains("http"),
            "{path}: {policy:?}"
        );
        let first = page
            .select("head > *")
            .iter()
            .position(|e| e.value().attr("http-equiv").is_some());
        let loads = page
            .select("head > *")
            .iter()
            .position(|e| ["link", "script"].contains(&e.value().name()));
        assert!(
            loads.is_none() || first < loads,
            "{path}: the policy must stand before what it governs"
        );
    }
}

#[test]
fn nothing_is_loaded_from_elsewhere() {
    let mut test = CatalogTest::from_dir("fixtures/home-format");
    test.build_with(&["--base-url", "https://atlas.example/sub/"]);
    for (path, page) in &Site::read(&test.output()).pages {
        let mut loads = page.attributes("[src]", "src");
        loads.extend(page.attributes("[srcset]", "srcset"));
        loads.extend(page.attributes(
            "link[rel~=stylesheet], link[rel~=icon], link[rel~=preload], link[rel~=modulepreload]",
            "href",
        ));
        for address in loads {
            let own = address.starts_with("https://atlas.example/sub/");
            let far = address.starts_with("//") || (address.contains("://") && !own);
            assert!(!far, "{path} loads {address}");
        }
    }
    for (path, bytes) in test.bytes() {
        if path.ends_with(".css") {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            assert!(
                !text.contains("@import") && !text.contains("url(http") && !text.contains("url(//"),
                "{path}"
            );
        }
    }
}

#[test]
fn every_page_says_what_it_is() {
    let mut titles = std::collections::BTreeMap::new();
    let mut test = CatalogTest::from_dir("fixtures/home-format");
    test.build_with(&["--base-url", "https://atlas.example/sub/"]);
    for (path, page) in Site::read(&test.output()).pages {
        // Old addresses have the name of the page that they lead to.
        if page.has("meta[http-equiv=refresh]") {
            continue;
        }
        assert_eq!(page.select("h1").len(), 1, "{path}: one main heading");
        assert_eq!(page.select("main").len(), 1, "{path}");
        assert!(
            page.has("html[lang]") && page.has("meta[name=viewport]"),
            "{path}"
        );
        let title: String = page.one("title").text().collect();
        if let Some(other) = titles.insert(title.clone(), path.clone()) {
            let twins = path.contains("signal-vqa") && other.contains("signal-vqa");
            assert!(twins, "{path} and {other} are both called {title:?}");
        }
        if path != "404.html" {
            let canonical = page.attributes("link[rel=canonical]", "href");
            let expect = format!(
                "https://atlas.example/sub/{}",
                path.trim_end_matches("index.html")
            );
            assert_eq!(canonical, [expect], "{path}");
        }
    }
}

#[test]
fn every_kind_of_page_is_there() {
    let mut test = CatalogTest::from_dir("fixtures/home-format");
    test.build();
    for path in [
        "index.html",
        "datasets/index.html",
        "datasets/lantern/index.html",
        "categories/pictures/index.html",
        "categories/pictures/chest/index.html",
        "modalities/ct/index.html",
        "tasks/segmentation/index.html",
        "areas/chest/index.html",
        "more/how-to-add-a-row/index.html",
        "statistics/index.html",
        "404.html",
        "catalog.json",
        "catalog.csv",
        "catalog.schema.json",
        ".nojekyll",
    ] {
        assert!(test.has(path), "{path} in {:#?}", test.file_list());
    }
}

#[test]
fn the_page_for_missing_addresses_works_from_any_depth() {
    let mut test = CatalogTest::from_text(&alpha("x"));
    test.build_with(&["--base-url", "https://atlas.example/sub/"]);
    let page = test.page("404.html");
    if page.has("base[href]") {
        assert_eq!(page.attributes("base", "href"), ["/sub/"]);
        return;
    }
    for href in crate::support::site::links(&page) {
        let whole =
            href.starts_with("/sub/") || href.starts_with("https://") || href.starts_with('#');
        assert!(whole, "{href} depends on the address that was asked for");
    }
}

#[test]
fn a_long_list_is_complete_without_script() {
    let rows: Vec<String> = (1..=120)
        .map(|n| format!("| Set {n} | 3D CT, {n} Cases | - | - | - | - | - |"))
        .collect();
    let test = built(&table(&rows.join("\n")));
    let page = Page::new(&test.file("datasets/index.html"));
    let links: std::collections::BTreeSet<String> = page
        .attributes("main a", "href")
        .into_iter()
        .filter(|href| href.contains("set-"))
        .collect();
    assert_eq!(links.len(), 120);
}

#[test]
fn a_theme_of_the_users_own_wins() {
    let mut test = CatalogTest::from_text(&alpha("x"));
    std::fs::create_dir_all(test.folder().join("theme/static")).unwrap();
    std::fs::write(test.folder().join("theme/static/extra.txt"), "hello").unwrap();
    test.build_with(&["--theme", "theme"]);
    assert!(
        test.file_list().iter().any(|path| path.contains("extra")),
        "{:?}",
        test.file_list()
    );
}

#[test]
fn source_and_edit_links() {
    let test = built(&format!(
        "{}-- medatlas.toml --\nrepository = \"https://github.com/o/n\"\n",
        alpha("x")
    ));
    let links = test.page(PAGE).attributes("main a", "href").join(" ");
    assert!(
        links.contains("https://github.com/o/n/edit/main/resources/A.md"),
        "{links}"
    );
    assert!(
        links.contains("https://github.com/o/n/blob/main/README.md"),
        "{links}"
    );
}
