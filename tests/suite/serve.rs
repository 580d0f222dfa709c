//! The preview: what it serves, whom it refuses, what it tells after a change.

use std::fs;
use std::net::TcpListener;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::support::CatalogTest;
use crate::support::image::png;
use crate::support::preview::Preview;

const LIST: &str = "# List\n\n## Eyes\n\n| Dataset | Description |\n|:--|:--|\n| [Kite](resources/Kite.md) | 2D fundus, 40 Cases |\n\
                    | [Buoy](resources/Buoy.md) | 3D CT, 12 Cases |\n";

fn catalog() -> CatalogTest {
    let mut test = CatalogTest::empty();
    test.change_file("README.md", LIST);
    test.change_file(
        "resources/Kite.md",
        "# Kite\n\nWords about the kite.\n\n![A kite](kite.png)\n",
    );
    test.change_file("resources/Buoy.md", "# Buoy\n\nWords about the buoy.\n");
    test.change_file("resources/kite.png", png(3, 2));
    test.change_file("resources/unseen.png", png(2, 2));
    test
}

fn problems(event: &Value) -> &str {
    event["problems"].as_str().unwrap_or_default()
}

#[test]
fn serves_the_bytes_that_a_build_writes() {
    let mut test = CatalogTest::from_dir("fixtures/home-format");
    let built = test.build().bytes();
    let preview = Preview::start(test.catalog(), &[]);
    for (path, bytes) in &built {
        if path.starts_with(".medatlas") || path.ends_with("-manifest.json") {
            continue;
        }
        let url = path.strip_suffix("index.html").unwrap_or(path);
        let answer = preview.get(&format!("/{}", percent(url)));
        let status = if path == "404.html" {
            200
        } else {
            answer.status
        };
        assert_eq!(status, 200, "{path}");
        assert!(answer.built() == *bytes, "{path} differs");
        let is_page = path.ends_with(".html");
        assert_eq!(
            answer.body != *bytes,
            is_page,
            "{path}: pages have the script, and nothing else has"
        );
        let length = format!("Content-Length: {}", answer.body.len());
        assert!(answer.head.contains(&length), "{path}: {}", answer.head);
    }
}

fn percent(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/._-".contains(&byte);
    path.bytes()
        .map(|b| {
            if plain(b) {
                char::from(b).to_string()
            } else {
                format!("%{b:02X}")
            }
        })
        .collect()
}

#[test]
fn missing_pages_folders_and_head() {
    let test = catalog();
    let preview = Preview::start(test.catalog(), &[]);
    let missing = preview.get("/no/such/page");
    assert_eq!(missing.status, 404);
    assert!(
        missing.text().contains("Page not found"),
        "{}",
        missing.text()
    );
    let folder = preview.get("/datasets?q=kite");
    assert_eq!(folder.status, 301);
    assert!(
        folder.head.contains("Location: /datasets/?q=kite"),
        "{}",
        folder.head
    );
    for folder in [
        "/assets/",
        "/images/",
        "/images/resources/",
        "/search/",
        "/resources/Kite.md",
        "/README.md",
        "/medatlas.toml",
    ] {
        assert_eq!(
            preview.get(folder).status,
            404,
            "{folder}: no listing, no source"
        );
    }
    assert_eq!(preview.get("/images/resources/kite.png").status, 200);
    assert_eq!(
        preview.get("/images/resources/unseen.png").status,
        404,
        "no page shows it"
    );
    let (get, head) = (preview.get("/"), preview.send("HEAD", "/"));
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(head.head, get.head);
    for header in [
        "X-Content-Type-Options: nosniff",
        "Cross-Origin-Resource-Policy: same-origin",
        "Cache-Control: no-store",
    ] {
        assert!(get.head.contains(header), "{header} in {}", get.head);
    }
}

#[test]
fn bad_requests_are_refused() {
    let test = catalog();
    fs::write(test.folder().join("secret.txt"), "secret").unwrap();
    let preview = Preview::start(test.catalog(), &[]);
    let host = format!("Host: 127.0.0.1:{}", preview.port);
    let long = format!("X-Long: {}", "a".repeat(64 << 10));
    let many = "A: b\r\n".repeat(4000);
    let absolute = format!("GET http://127.0.0.1:{}/ HTTP/1.1", preview.port);
    let foreign = format!("{host}\r\nOrigin: http://127.0.0.1:{}0", preview.port);
    for (line, headers, status) in [
        ("GET /../secret.txt HTTP/1.1", host.as_str(), 400),
        ("GET /datasets/../../secret.txt HTTP/1.1", &host, 400),
        ("GET /./ HTTP/1.1", &host, 400),
        ("GET /%2e%2e/secret.txt HTTP/1.1", &host, 400),
        ("GET /%2E%2E/secret.txt HTTP/1.1", &host, 400),
        ("GET /datasets/..%2fsecret.txt HTTP/1.1", &host, 400),
        ("GET /datasets%2Fkite/ HTTP/1.1", &host, 400),
        ("GET /..%5csecret.txt HTTP/1.1", &host, 400),
        ("GET /..\\secret.txt HTTP/1.1", &host, 400),
        ("GET /%252e%252e/secret.txt HTTP/1.1", &host, 404),
        ("GET /index.html%00 HTTP/1.1", &host, 400),
        ("GET /index.html\0 HTTP/1.1", &host, 400),
        ("GET /%0d%0aSet-Cookie:a HTTP/1.1", &host, 400),
        ("GET /%ff HTTP/1.1", &host, 400),
        ("GET //etc/passwd HTTP/1.1", &host, 404),
        ("GET /etc/passwd HTTP/1.1", &host, 404),
        (absolute.as_str(), &host, 400),
        ("GET http://evil.example/ HTTP/1.1", &host, 400),
        ("GET * HTTP/1.1", &host, 400),
        ("GET / HTTP/1.1", "Host: evil.example", 403),
        ("GET / HTTP/1.1", "Host: 127.0.0.1", 403),
        ("GET / HTTP/1.1", "Accept: */*", 400),
        ("GET / HTTP/1.1", &format!("{host}\r\n{host}"), 400),
        (
            "GET / HTTP/1.1",
            &format!("{host}\r\nOrigin: https://evil.example"),
            403,
        ),
        ("GET / HTTP/1.1", &foreign, 403),
        ("GET / HTTP/1.1", &format!("{host}\r\nOrigin: null"), 403),
        (
            "GET /__medatlas/events HTTP/1.1",
            &format!("{host}\r\nOrigin: https://evil.example"),
            403,
        ),
        ("GET /__medatlas/events HTTP/1.1", "Host: evil.example", 403),
        (
            "GET /catalog.json HTTP/1.1",
            &format!("{host}\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors"),
            403,
        ),
        ("POST / HTTP/1.1", &host, 405),
        ("PUT /index.html HTTP/1.1", &host, 405),
        ("DELETE / HTTP/1.1", &host, 405),
        ("OPTIONS / HTTP/1.1", &host, 405),
        ("CONNECT 127.0.0.1:1 HTTP/1.1", &host, 405),
        ("get / HTTP/1.1", &host, 405),
        ("GET / HTTP/2", &host, 400),
        ("GET  / HTTP/1.1", &host, 400),
        (
            "GET / HTTP/1.1",
            &format!("{host}\r\nContent-Length: 5"),
            400,
        ),
        (
            "GET / HTTP/1.1",
            &format!("{host}\r\nTransfer-Encoding: chunked"),
            400,
        ),
        ("GET / HTTP/1.1", &format!("{host}\r\n folded"), 400),
        ("GET / HTTP/1.1", &format!("{host}\r\n{long}"), 431),
        ("GET / HTTP/1.1", &format!("{host}\r\n{many}"), 431),
        (
            &format!("GET /{} HTTP/1.1", "a".repeat(64 << 10)),
            &host,
            431,
        ),
    ] {
        let answer = preview.raw(format!("{line}\r\n{headers}\r\n\r\n").as_bytes());
        let shown: String = format!("{line} {headers}").chars().take(160).collect();
        assert_eq!(answer.status, status, "{shown}: {}", answer.text());
        assert!(
            !answer.text().contains("secret") && !answer.text().contains("root:"),
            "{shown}"
        );
    }
    for host in ["127.0.0.1", "localhost", "LOCALHOST", "[::1]"] {
        let request = format!(
            "GET / HTTP/1.1\r\nHost: {host}:{port}\r\nOrigin: http://{host}:{port}\r\n\r\n",
            port = preview.port
        );
        assert_eq!(preview.raw(request.as_bytes()).status, 200, "{host}");
    }
}

#[test]
fn an_edit_is_told_and_shown() {
    let mut test = catalog();
    let preview = Preview::start(test.catalog(), &[]);
    let mut events = preview.listen();
    let first = events.next();
    assert_eq!(first["problems"], Value::Null);
    let state = |page: &str| {
        page.split("data-state=\"")
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap()
            .to_owned()
    };
    assert_eq!(
        state(&preview.get("/").text()),
        first["pages"].as_str().unwrap()
    );
    // In place.
    test.change_file(
        "resources/Kite.md",
        "# Kite\n\nOther words.\n\n![A kite](kite.png)\n",
    );
    let second = events.next();
    assert_ne!(second["pages"], first["pages"]);
    let page = preview.get("/datasets/kite/").text();
    assert!(page.contains("Other words."), "{page}");
    assert_eq!(state(&page), second["pages"].as_str().unwrap());
    preview.hear("Kite.md: 2 datasets in ");
    // As editors save: a new file takes the old one's name.
    fs::write(test.catalog().join("resources/.Kite.md.swp"), "half").unwrap();
    fs::write(
        test.catalog().join("resources/Kite.md~"),
        "# Kite\n\nSaved by rename.\n",
    )
    .unwrap();
    fs::rename(
        test.catalog().join("resources/Kite.md~"),
        test.catalog().join("resources/Kite.md"),
    )
    .unwrap();
    events.next();
    assert!(
        preview
            .get("/datasets/kite/")
            .text()
            .contains("Saved by rename.")
    );
    assert_eq!(
        preview.get("/images/resources/kite.png").status,
        404,
        "no page shows it any more"
    );
    // A new page, its folder, and a row for it; a page less.
    test.change_file(
        "resources/deep/er/Anchor.md",
        "# Anchor\n\nDeep words.\n\n![](anchor.png)\n",
    );
    test.change_file("resources/deep/er/anchor.png", png(4, 4));
    test.change_file(
        "README.md",
        format!("{LIST}| [Anchor](resources/deep/er/Anchor.md) | 3D MRI, 5 Cases |\n"),
    );
    test.remove_file("resources/Buoy.md");
    wait(|| {
        preview
            .get("/datasets/anchor/")
            .text()
            .contains("Deep words.")
    });
    wait(|| {
        !preview
            .get("/datasets/buoy/")
            .text()
            .contains("Words about the buoy.")
    });
    wait(|| preview.get("/images/resources/deep/er/anchor.png").body == png(4, 4));
    // Files in folders that are new are watched, too; also in one that went and came again.
    test.change_file(
        "resources/deep/er/Anchor.md",
        "# Anchor\n\nDeeper words.\n\n![](anchor.png)\n",
    );
    wait(|| {
        preview
            .get("/datasets/anchor/")
            .text()
            .contains("Deeper words.")
    });
    fs::rename(
        test.catalog().join("resources"),
        test.catalog().join("away"),
    )
    .unwrap();
    fs::rename(
        test.catalog().join("away"),
        test.catalog().join("resources"),
    )
    .unwrap();
    thread::sleep(Duration::from_millis(500));
    test.change_file(
        "resources/deep/er/Anchor.md",
        "# Anchor\n\nAt last.\n\n![](anchor.png)\n",
    );
    wait(|| preview.get("/datasets/anchor/").text().contains("At last."));
    test.change_file("resources/deep/er/anchor.png", png(5, 5));
    wait(|| preview.get("/images/resources/deep/er/anchor.png").body == png(5, 5));
}

#[test]
fn files_can_be_looked_at_where_nobody_tells_of_changes() {
    let mut test = catalog();
    let preview = Preview::start(test.catalog(), &["--poll"]);
    preview.listen().next();
    test.change_file(
        "resources/Kite.md",
        "# Kite\n\nWords that were looked for.\n",
    );
    wait(|| {
        preview
            .get("/datasets/kite/")
            .text()
            .contains("Words that were looked for.")
    });
    test.change_file("resources/far/Reef.md", "# Reef\n\nA new folder.\n");
    test.change_file(
        "README.md",
        format!("{LIST}| [Reef](resources/far/Reef.md) | 3D MRI, 5 Cases |\n"),
    );
    wait(|| {
        preview
            .get("/datasets/reef/")
            .text()
            .contains("A new folder.")
    });
    test.remove_file("resources/Kite.md");
    wait(|| {
        !preview
            .get("/datasets/kite/")
            .text()
            .contains("Words that were looked for.")
    });
}

#[track_caller]
fn wait(holds: impl Fn() -> bool) {
    let until = Instant::now() + Duration::from_secs(60);
    while !holds() {
        assert!(Instant::now() < until, "it never came true");
        thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn an_error_is_a_panel_over_the_last_good_site() {
    let mut test = catalog();
    let preview = Preview::start(test.catalog(), &[]);
    let mut events = preview.listen();
    let first = events.next();
    test.change_file("README.md", "# List\n\nNo table any more.\n");
    let broken = events.next();
    assert_eq!(broken["pages"], first["pages"], "no reload");
    let words = problems(&broken);
    for part in ["error[empty-list]", "--> README.md:1:1", "^"] {
        assert!(words.contains(part), "{part} in {words}");
    }
    assert!(
        preview
            .get("/datasets/kite/")
            .text()
            .contains("Words about the kite.")
    );
    preview.hear("not rebuilt: 1 error; 3 new findings; the last good site is still shown");
    test.change_file("README.md", LIST);
    let calm = events.next();
    assert_eq!(
        (calm["problems"].clone(), calm["pages"].clone()),
        (Value::Null, first["pages"].clone())
    );
    // The settings are files, too.
    test.change_file("medatlas.toml", "titel = \"x\"\n");
    let wrong = events.next();
    assert!(
        problems(&wrong).contains("medatlas.toml") && problems(&wrong).contains("titel"),
        "{wrong}"
    );
    test.change_file("medatlas.toml", "title = \"New name\"\n");
    let right = events.next();
    assert_eq!(right["problems"], Value::Null);
    assert_ne!(right["pages"], first["pages"]);
    assert!(preview.get("/").text().contains("New name"));
}

#[test]
fn without_a_first_site_the_problem_is_the_page() {
    let mut test = CatalogTest::empty();
    test.change_file("README.md", "# List\n");
    let preview = Preview::start(test.catalog(), &[]);
    let page = preview.get("/datasets/");
    assert_eq!(page.status, 503);
    assert!(page.text().contains("/__medatlas/preview.js"));
    let mut events = preview.listen();
    assert!(problems(&events.next()).contains("empty-list"));
    test.change_file("README.md", LIST);
    events.until(|event| event["problems"].is_null());
    assert_eq!(preview.get("/datasets/").status, 200);
}

#[test]
fn a_template_that_fails_leaves_the_last_good_site() {
    let mut test = catalog();
    test.change_file("medatlas.toml", "theme = \"theme\"\n");
    test.change_file("theme/static/extra.css", "/* one */\n");
    let preview = Preview::start(test.catalog(), &[]);
    let mut events = preview.listen();
    let first = events.next();
    // One that does not parse, one that fails when it runs, one that fails on one page only.
    for (template, word) in [
        ("{% if %}", "404.html"),
        ("{{ nothing.such }}", "404.html"),
        (
            "{% if site.title == \"Other\" %}{{ nothing.such }}{% endif %}fine",
            "",
        ),
    ] {
        test.change_file("theme/templates/404.html", template);
        let event = events.next();
        assert!(problems(&event).contains(word), "{event}");
        assert_eq!(
            event["pages"] == first["pages"],
            !word.is_empty(),
            "{event}"
        );
        let page = preview.get("/nothing/here").text();
        assert_eq!(page.contains("Page not found"), !word.is_empty(), "{page}");
    }
    // The content now makes the template fail: whoever looks, or the trial of all pages, finds out.
    test.change_file("medatlas.toml", "theme = \"theme\"\ntitle = \"Other\"\n");
    let event = events.until(|event| !problems(event).is_empty());
    assert!(problems(&event).contains("404.html"), "{event}");
    assert_eq!(
        preview
            .get("/nothing/here")
            .text()
            .lines()
            .next()
            .unwrap()
            .split('<')
            .next(),
        Some("fine")
    );
    assert!(
        !preview.get("/").text().contains("Other"),
        "the whole site is the last good one"
    );
    preview.hear("the last good site is still shown");
    test.change_file("theme/templates/404.html", "better");
    events.until(|event| event["problems"].is_null());
    assert!(preview.get("/").text().contains("Other"));
}

#[test]
fn a_stylesheet_is_no_reload() {
    let mut test = catalog();
    test.change_file("theme/static/style.css", "body { color: black }\n");
    let theme = test.catalog().join("theme");
    let preview = Preview::start(test.catalog(), &["--theme", theme.to_str().unwrap()]);
    let mut events = preview.listen();
    let first = events.next();
    test.change_file("theme/static/style.css", "body { color: red }\n");
    let second = events.next();
    assert_eq!(second["pages"], first["pages"]);
    assert_ne!(second["styles"], first["styles"]);
    let style = preview.get(&format!(
        "/{}/style.css",
        second["styles"].as_str().unwrap()
    ));
    assert_eq!(style.text(), "body { color: red }\n");
    preview.hear("style.css: styles in ");
    test.change_file("theme/static/site.js", "// nothing\n");
    assert_ne!(
        events.next()["pages"],
        first["pages"],
        "a script is a reload"
    );
}

#[test]
fn only_new_findings_are_told() {
    let mut test = catalog();
    let preview = Preview::start(test.catalog(), &[]);
    let mut events = preview.listen();
    events.next();
    let row = |name: &str| format!("| [{name}](resources/{name}.md) | 3D CT, 1 Case |\n");
    test.change_file("README.md", format!("{LIST}{}", row("Missing")));
    events.next();
    preview.hear("the page resources/Missing.md is not there");
    let before = preview.said().len();
    test.change_file(
        "README.md",
        format!("{LIST}\n{}{}", row("Missing"), row("Absent")),
    );
    preview.hear("the page resources/Absent.md is not there");
    thread::sleep(Duration::from_millis(300));
    let said = preview.said()[before..].to_owned();
    assert!(!said.contains("Missing.md"), "{said}");
}

#[test]
fn five_hundred_files_at_once_are_few_rebuilds() {
    let mut test = catalog();
    for n in 0..500 {
        test.change_file(&format!("resources/D{n}.md"), format!("# D{n}\n\nOld.\n"));
    }
    let preview = Preview::start(test.catalog(), &[]);
    for n in 0..500 {
        test.change_file(
            &format!("resources/D{n}.md"),
            format!("# D{n}\n\nNew words {n}.\n"),
        );
    }
    wait(|| {
        (0..500).step_by(83).all(|n| {
            preview
                .get(&format!("/datasets/d{n}/"))
                .text()
                .contains(&format!("New words {n}."))
        })
    });
    let rebuilds = preview.said().matches(" datasets in ").count() - 1;
    assert!(rebuilds <= 10, "{rebuilds} rebuilds\n{}", preview.said());
}

#[test]
fn ports_base_paths_and_the_end() {
    let test = catalog();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let mut preview = Preview::start(
        test.catalog(),
        &[
            "--port",
            &port.to_string(),
            "--base-url",
            "https://example.org/some/atlas/",
        ],
    );
    assert!(
        preview.port > port && preview.port <= port + 100,
        "{port} is taken: {}",
        preview.port
    );
    assert_eq!(preview.base, "/some/atlas/");
    for path in ["/", "/some/atlas"] {
        let answer = preview.get(path);
        assert_eq!(answer.status, 302, "{path}");
        assert!(
            answer.head.ends_with("Location: /some/atlas/"),
            "{}",
            answer.head
        );
    }
    assert_eq!(preview.get("/some/atlas/datasets/kite/").status, 200);
    assert_eq!(preview.get("/datasets/kite/").status, 404);
    assert!(
        preview
            .get("/nothing")
            .text()
            .contains("/some/atlas/datasets/")
    );
    if cfg!(unix) {
        let _open = preview.listen();
        let id = preview.id().to_string();
        assert!(
            std::process::Command::new("kill")
                .args(["-INT", &id])
                .status()
                .unwrap()
                .success()
        );
        assert!(preview.end() < Duration::from_secs(2));
    }
}

#[test]
fn wrong_use_is_said() {
    let mut test = CatalogTest::empty();
    test.command(&["serve", "nowhere"]);
    assert_eq!(test.exit_code(), 2);
    assert!(
        test.diagnostics().contains("there is no catalog at"),
        "{}",
        test.diagnostics()
    );
}
