//! `medatlas check --links` against a server that behaves in every way, and what the site shows of it. Nothing here leaves
//! this computer.

use std::time::{Duration, Instant};

use medatlas::catalog::link_record::Reachability;
use medatlas::link_check::answer::Answer;
use medatlas::link_check::client::Client;
use medatlas::link_check::{self, Limits, Method, Request};
use serde_json::Value;

use crate::support::web::Web;
use crate::support::{CatalogTest, table};

const RECORD: &str = "medatlas-links.json";

/// A catalog of one dataset whose page names these addresses.
fn catalog(urls: &[String]) -> CatalogTest {
    let links: String = urls
        .iter()
        .enumerate()
        .map(|(at, url)| format!("See [{at}]({url}).\n\n"))
        .collect();
    let rows = "| [A](resources/A.md) | 3D CT, 7 Cases | - | - | - | - | - |";
    CatalogTest::from_text(&format!(
        "{}-- resources/A.md --\n# A\n\n{links}",
        table(rows)
    ))
}

/// Tests the links on a day in November 2026, quickly.
fn check(test: &mut CatalogTest, day: u32, arguments: &[&str]) -> String {
    let today = format!("2026-11-{day:02}");
    let quick = [
        "--private-hosts",
        "--pace",
        "0",
        "--backoff",
        "5",
        "--timeout",
        "0.4",
        "--today",
        &today,
    ];
    test.command(&[&["check", "catalog", "--links"], &quick[..], arguments].concat());
    test.output_text()
}

#[track_caller]
fn record(test: &CatalogTest) -> Value {
    let text = std::fs::read_to_string(test.catalog().join(RECORD)).unwrap();
    serde_json::from_str::<Value>(&text).unwrap()["links"].clone()
}

/// State and reason of an address.
#[track_caller]
fn state(test: &CatalogTest, url: &str) -> (String, String) {
    let record = record(test)[url].clone();
    let word = |key: &str| record[key].as_str().unwrap_or_default().to_owned();
    (word("state"), word("reason"))
}

#[test]
fn every_behaviour_is_told_apart() {
    let expect = [
        ("/ok", "ok", ""),
        ("/moved", "moved", ""),
        ("/moved-and-on", "moved", ""),
        ("/elsewhere", "ok", ""),
        ("/loop", "suspect", "it redirects in a circle"),
        ("/far", "suspect", "it redirects without end"),
        (
            "/odd",
            "suspect",
            "it redirects to something other than a web page",
        ),
        ("/trick", "moved", ""),
        ("/missing", "suspect", "404 Not Found"),
        ("/gone", "suspect", "410 Gone"),
        ("/forbidden", "refused", "403 Forbidden"),
        ("/error", "suspect", "500 Internal Server Error"),
        ("/shaky", "ok", ""),
        ("/busy", "ok", ""),
        ("/no-head", "ok", ""),
        ("/endless", "ok", ""),
        ("/slow", "ok", ""),
        ("/noise", "suspect", "the answer makes no sense"),
    ];
    let (web, silent, closing, tired) = (Web::start(), Web::start(), Web::start(), Web::start());
    let closed = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let others = [
        (silent.url("/hang"), "suspect", "no answer in time"),
        (
            closing.url("/close"),
            "suspect",
            "the host closed the connection",
        ),
        (
            tired.url("/always-busy"),
            "refused",
            "429 Too Many Requests",
        ),
        (
            format!("http://{closed}/"),
            "suspect",
            "the host refuses connections",
        ),
        (
            format!("https://127.0.0.1:{}/ok", web.port()),
            "suspect",
            "no secure connection",
        ),
        (
            format!("http://no-such-host.invalid:{}/", web.port()),
            "suspect",
            "the host is not known",
        ),
    ];
    let mut expect: Vec<(String, &str, &str)> = expect
        .map(|(path, state, reason)| (web.url(path), state, reason))
        .into();
    expect.extend(others);
    let urls: Vec<String> = expect.iter().map(|(url, ..)| url.clone()).collect();
    let mut test = catalog(&urls);
    let started = Instant::now();
    check(&mut test, 20, &[]);
    assert_eq!(test.exit_code(), 0, "{}", test.diagnostics());
    assert!(
        started.elapsed() < Duration::from_secs(8),
        "{:?}",
        started.elapsed()
    );
    for (url, expected, reason) in &expect {
        assert_eq!(
            state(&test, url),
            ((*expected).to_owned(), (*reason).to_owned()),
            "{url}"
        );
    }
    let records = record(&test);
    assert_eq!(records[web.url("/moved")]["moved_to"], web.url("/ok"));
    let on = &records[web.url("/moved-and-on")];
    assert_eq!(
        (&on["moved_to"], &on["final"]),
        (&web.url("/elsewhere").into(), &web.url("/login").into())
    );
    assert_eq!(
        records[web.url("/trick")]["moved_to"],
        web.url("/ok[31m%22%3E%3Cscript%3E")
    );
    assert_eq!(
        records[web.url("/missing")]["failed"],
        serde_json::json!(["2026-11-20"])
    );
    assert_eq!(
        (web.count("HEAD /slow"), web.count("GET /slow")),
        (1, 0),
        "the head is enough"
    );
    assert_eq!((web.count("HEAD /busy"), web.count("GET /missing")), (2, 1));
    assert_eq!(tired.requests(), 1, "who asks for an hour is left alone");
    assert!(
        web.taken() < 8 << 20,
        "an endless body is not read: {}",
        web.taken()
    );
    let name = format!("medatlas/{} (+link check)", env!("CARGO_PKG_VERSION"));
    assert!(
        web.agents().iter().all(|agent| *agent == name),
        "{:?}",
        web.agents()
    );
}

#[test]
fn within_the_cache_time_nobody_is_asked() {
    let web = Web::start();
    let mut test = catalog(&[
        web.url("/ok"),
        web.url("/moved"),
        web.url("/forbidden"),
        web.url("/missing"),
    ]);
    check(&mut test, 1, &[]);
    let (asked, first) = (
        web.requests(),
        std::fs::read(test.catalog().join(RECORD)).unwrap(),
    );
    check(&mut test, 1, &[]);
    assert_eq!(web.requests(), asked, "the second run sends no request");
    assert!(
        test.diagnostics().contains("0 tested now, 0 requests"),
        "{}",
        test.diagnostics()
    );
    assert_eq!(std::fs::read(test.catalog().join(RECORD)).unwrap(), first);
    check(&mut test, 2, &[]);
    assert_eq!(
        web.requests(),
        asked + 2,
        "only what failed is asked on the next day, for its head and for all"
    );
    check(&mut test, 8, &["--select", "dead-external-link"]);
    assert_eq!(
        web.count("HEAD /ok"),
        4,
        "after a week all, the target of the redirect too"
    );
    check(
        &mut test,
        9,
        &["--max-age", "1", "--select", "dead-external-link"],
    );
    assert_eq!(web.count("HEAD /forbidden"), 3);
    test.change_file("medatlas.toml", "[links]\nmax_age = 30\n");
    check(&mut test, 20, &[]);
    assert_eq!(
        web.count("HEAD /forbidden"),
        3,
        "the catalog's own cache time"
    );
}

#[test]
fn three_days_make_a_link_dead_and_a_success_makes_it_whole() {
    let web = Web::start();
    let url = web.url("/x");
    web.change("/x", "/missing");
    let mut test = catalog(std::slice::from_ref(&url));
    for (day, expected, code) in [
        (1, "suspect", "suspect-external-link"),
        (1, "suspect", "suspect-external-link"),
        (2, "suspect", "suspect-external-link"),
        (4, "dead", "dead-external-link"),
    ] {
        let report: Value =
            serde_json::from_str(&check(&mut test, day, &["--format", "json"])).unwrap();
        assert_eq!(state(&test, &url).0, expected, "day {day}");
        let found = report["findings"].as_array().unwrap();
        let found: Vec<&Value> = found
            .iter()
            .filter(|found| found["code"].as_str().unwrap().ends_with("-external-link"))
            .collect();
        assert_eq!(
            (found.len(), &found[0]["code"]),
            (1, &code.into()),
            "day {day}"
        );
        assert_eq!(
            (&found[0]["file"], &found[0]["line"]),
            (&"catalog/resources/A.md".into(), &3.into())
        );
    }
    // The record speaks without the network, too, and to all readers of findings.
    let asked = web.requests();
    test.command(&[
        "check",
        "catalog",
        "--select",
        "dead-external-link",
        "--deny",
        "warnings",
    ]);
    assert_eq!(test.exit_code(), 1);
    let dead = format!("{url} is dead: 404 Not Found, on 2026-11-01, 2026-11-02 and 2026-11-04");
    assert!(test.output_text().contains(&dead), "{}", test.output_text());
    test.command(&[
        "check",
        "catalog",
        "--select",
        "dead-external-link",
        "--format",
        "github",
    ]);
    assert!(
        test.output_text()
            .starts_with("::warning file=catalog/resources/A.md,line=3,")
    );
    test.command(&[
        "check",
        "catalog",
        "--select",
        "dead-external-link",
        "--format",
        "sarif",
    ]);
    assert!(
        test.output_text()
            .contains("\"ruleId\": \"dead-external-link\"")
            || test
                .output_text()
                .contains("\"ruleId\":\"dead-external-link\"")
    );
    assert_eq!(web.requests(), asked);
    web.change("/x", "/ok");
    check(&mut test, 5, &[]);
    assert_eq!(
        record(&test)[&url],
        serde_json::json!({ "state": "ok", "checked": "2026-11-05", "status": 200 })
    );
    web.change("/x", "/missing");
    check(&mut test, 12, &[]);
    assert_eq!(
        state(&test, &url).0,
        "suspect",
        "a success forgets the days before it"
    );
}

#[test]
fn a_host_is_asked_by_two_at_a_time() {
    let web = Web::start();
    let urls: Vec<String> = (0..12).map(|at| web.url(&format!("/page-{at}"))).collect();
    urls.iter().for_each(|url| {
        web.change(
            url.rsplit_once('/')
                .map_or("", |_| &url[web.url("").len()..]),
            "/slow",
        )
    });
    let other = Web::start();
    let more: Vec<String> = (0..6).map(|at| other.url(&format!("/ok?{at}"))).collect();
    let mut test = catalog(&[urls, more].concat());
    check(&mut test, 1, &[]);
    assert_eq!((web.requests(), web.most_open()), (12, 2));
    assert_eq!(other.requests(), 6);
}

#[test]
fn each_address_is_asked_once() {
    let web = Web::start();
    let (url, doi) = (web.url("/a"), "10.1/x");
    let row = format!(
        "| [A](resources/A.md) | 3D CT, 7 Cases | [site]({url}#top) | {url} | [paper]({url}) | - | - |"
    );
    let page = format!(
        "# A\n\nSee {url} and <{url}#part>, [mail](mailto:a@b.example), ![x]({url}).\n\n## Citation\n\n```\n@misc{{a, title={{A}}, doi={{{doi}}}}}\n```\n"
    );
    let mut test = CatalogTest::from_text(&format!("{}-- resources/A.md --\n{page}", table(&row)));
    test.change_file(
        "medatlas.toml",
        "[links]\nignore = [\"https://doi.org/*\"]\n",
    );
    web.change("/a", "/missing");
    let found = check(
        &mut test,
        1,
        &["--select", "suspect-external-link", "--format", "github"],
    );
    assert_eq!(web.requests(), 2, "for its head and for all");
    assert_eq!(record(&test).as_object().unwrap().len(), 1);
    assert_eq!(found.lines().count(), 6, "{found}");
    test.change_file(
        "medatlas.toml",
        "[links]\nignore = [\"http://127.0.0.1:*\"]\n",
    );
    test.command(&[
        "check",
        "catalog",
        "--select",
        "suspect-external-link",
        "--format",
        "github",
    ]);
    assert_eq!(
        test.output_text().trim(),
        "",
        "what is left alone is not told"
    );
}

#[test]
fn hosts_that_are_not_public_are_never_asked() {
    let web = Web::start();
    let mut test = catalog(&[web.url("/ok"), format!("http://localhost:{}/", web.port())]);
    test.command(&[
        "check",
        "catalog",
        "--links",
        "--today",
        "2026-11-01",
        "--pace",
        "0",
    ]);
    assert_eq!(
        state(&test, &web.url("/ok")),
        ("suspect".into(), "the host is not public".into())
    );
    let client = Client::new(Duration::from_secs(1), false);
    for host in [
        "127.0.0.1",
        "localhost",
        "0x7f.1",
        "2130706433",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "0.0.0.0",
    ] {
        let url = format!("http://{host}:{}/ok", web.port()).parse().unwrap();
        let answer = client.ask(&Request {
            url,
            method: Method::Get,
        });
        assert_eq!(
            answer,
            Answer::Forbidden("the host is not public"),
            "{host}"
        );
    }
    assert_eq!(web.requests(), 0);
}

#[test]
fn redirects_to_hosts_that_are_not_public_are_not_followed() {
    let web = Web::start();
    let client = Client::new(Duration::from_secs(1), false);
    let inside = web.url("/ok");
    let ask = |request: &Request| match request.url.host_str() {
        Some("public.example") => Answer::Status {
            code: 302,
            location: Some(inside.clone()),
            wait: None,
        },
        _ => client.ask(request),
    };
    let url = "https://public.example/".to_owned();
    let tested = link_check::test(std::slice::from_ref(&url), &Limits::default(), ask, |_| {});
    let outcome = &tested.outcomes[&url];
    assert_eq!(
        (outcome.reachability, outcome.reason.as_str()),
        (Reachability::Failed, "the host is not public")
    );
    assert_eq!((tested.requests, web.requests()), (2, 0));
}

#[test]
fn a_client_that_breaks_ends_no_run() {
    let urls: Vec<String> = (0..3).map(|at| format!("https://h{at}.example/")).collect();
    let ask = |request: &Request| match request.url.host_str() {
        Some("h1.example") => panic!("a fault, made for this test"),
        _ => Answer::code(200),
    };
    let tested = link_check::test(&urls, &Limits::default(), ask, |_| {});
    let failed: Vec<&str> = tested
        .outcomes
        .values()
        .map(|outcome| outcome.reason.as_str())
        .collect();
    assert_eq!(failed, ["", "the answer makes no sense", ""]);
}

#[test]
fn without_a_network_nothing_is_recorded() {
    let closed = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let urls: Vec<String> = (0..5)
        .map(|at| format!("http://{}.invalid:{closed}/", ["a", "b", "c"][at % 3]) + &at.to_string())
        .collect();
    let mut test = catalog(&urls);
    check(&mut test, 1, &[]);
    assert_eq!(test.exit_code(), 2);
    assert!(
        test.diagnostics().contains("there seems to be no network"),
        "{}",
        test.diagnostics()
    );
    assert!(!test.catalog().join(RECORD).exists());
}

#[test]
fn a_damaged_record_is_named_and_kept() {
    let web = Web::start();
    let mut test = catalog(&[web.url("/ok")]);
    for text in ["<<<<<<< HEAD\n", "", "{\"version\": 9, \"links\": {}}"] {
        test.change_file(RECORD, text);
        check(&mut test, 1, &[]);
        assert_eq!(test.exit_code(), 2, "{text}");
        assert!(
            test.diagnostics().contains(RECORD),
            "{}",
            test.diagnostics()
        );
        assert_eq!(
            std::fs::read_to_string(test.catalog().join(RECORD)).unwrap(),
            text
        );
        test.build();
        assert_eq!(
            test.found("invalid-link-record"),
            1,
            "{}",
            test.diagnostics()
        );
    }
    assert_eq!(web.requests(), 0);
}

#[cfg(unix)]
#[test]
fn a_record_that_is_a_link_is_refused() {
    let mut test = catalog(&["https://h.example/".to_owned()]);
    let other = test.folder().join("other.json");
    std::fs::write(&other, "{}").unwrap();
    std::os::unix::fs::symlink(&other, test.catalog().join(RECORD)).unwrap();
    check(&mut test, 1, &[]);
    assert_eq!(test.exit_code(), 2);
    assert!(
        test.diagnostics()
            .contains("medatlas-links.json is not a regular file"),
        "{}",
        test.diagnostics()
    );
    assert_eq!(std::fs::read_to_string(&other).unwrap(), "{}");
}

#[test]
fn readers_see_what_is_known_with_its_day() {
    let at = |path: &str| format!("https://h.example/{path}");
    let row = format!(
        "| A | 3D CT, 7 Cases | [site]({}) | [one]({}), [two]({}) | [paper]({}) | - | - |",
        at("dead"),
        at("moved#top"),
        at("suspect"),
        at("ok")
    );
    let mut test = CatalogTest::from_text(&table(&row));
    test.build();
    let before = test.file("datasets/a/index.html");
    assert!(!before.contains("class=link-state") && !before.contains("Reached on"));
    let line = |path: &str, rest: &str| {
        format!(
            "\"{}\": {{\"state\":\"{path}\",\"checked\":\"2026-11-20\"{rest}}}",
            at(path)
        )
    };
    let days = ",\"failed\":[\"2026-11-18\",\"2026-11-19\",\"2026-11-20\"]";
    let lines = [
        line("dead", days),
        line("moved", ",\"moved_to\":\"https://h.example/new\""),
        line("ok", ",\"status\":200"),
        line("suspect", ",\"failed\":[\"2026-11-20\"]"),
    ];
    test.change_file(
        RECORD,
        format!("{{\"version\": 1, \"links\": {{{}}}}}", lines.join(",")),
    );
    test.build();
    assert!(
        !test.summary().contains(" 0 written"),
        "the record is part of what the site depends on"
    );
    let text = test.main_text("datasets/a/index.html");
    assert_eq!(
        text.matches("not reachable on 2026-11-20").count(),
        2,
        "{text}"
    );
    assert_eq!(
        text.matches("moved, seen on 2026-11-20").count(),
        1,
        "{text}"
    );
    assert!(
        test.file("datasets/a/index.html")
            .contains("title=\"Reached on 2026-11-20\"")
    );
    let links = &test.dataset("a")["links"];
    assert_eq!(
        (
            &links["website"][0]["state"],
            &links["website"][0]["checked"]
        ),
        (&"dead".into(), &"2026-11-20".into())
    );
    assert_eq!(links["paper"][0]["state"], "ok");
    let own: Value = serde_json::from_str(&test.file("datasets/a/index.json")).unwrap();
    assert_eq!(own["links"], *links);
    test.build();
    assert!(test.summary().contains(" 0 written"), "{}", test.summary());
}
