//! Reads the text of sections.

use super::*;

#[track_caller]
fn check(text: &str, expect: &str) {
    let whole = format!("## Source\n{text}");
    let base = whole.len() - text.len();
    let info = source_info(text, base, FileId(0));

    let mut shown = Vec::new();
    for (kind, links) in [
        ("web", &info.website),
        ("load", &info.download),
        ("paper", &info.paper),
    ] {
        for link in links {
            let start = link.target.get(..12).unwrap_or("");
            assert!(whole[link.span.clone()].contains(start), "span in {text:?}");
            let equals = if link.label.is_empty() { "" } else { "=" };
            shown.push(format!("{kind} {}{equals}{}", link.label, link.target));
        }
    }

    if let Some(date) = &info.date {
        assert_eq!(whole[date.span.clone()], date.raw);
        let read = date.date.map_or("none".to_owned(), |date| date.to_string());
        shown.push(format!("date {read}"));
    }
    shown.extend(
        info.diagnostics
            .iter()
            .map(|diagnostic| diagnostic.code.to_owned()),
    );

    let mut left = String::new();
    let mut at = base;
    for range in &info.consumed {
        left.push_str(&whole[at..range.start]);
        at = range.end;
    }
    left.push_str(&whole[at..]);
    if !left.trim().is_empty() {
        shown.push(format!("left {}", left.trim()));
    }
    assert_eq!(shown.join("; "), expect, "{text:?}");
}

#[test]
fn plain_lines() {
    check(
        "
Official Website: https://a.org/

Download Link: https://b.org/x_y

Article Address: https://c.org/1(2)3

Publication Date: 2022-07
",
        "web https://a.org/; load https://b.org/x_y; paper https://c.org/1(2)3; date 2022-07",
    );
    check("Article Address: TBD\nPublication Date: TBD\n", "");
    check(
        "Official Website: -\nRelease Date: 2010-07 till now.",
        "date 2010-07",
    );
    check("Data Public Release Date: 2022-07", "date 2022-07");
    check(
        "Publication Date: soon",
        "date none; left Publication Date: soon",
    );
}

#[test]
fn several_urls() {
    check(
        "Official Website: https://a.org/, https://b.org/",
        "web https://a.org/; web https://b.org/",
    );
    check(
        "Article: https://a.org,https://b.org",
        "paper https://a.org; paper https://b.org",
    );
    check(
        "Download Link:\n- https://a.org\n- https://b.org\n",
        "load https://a.org; load https://b.org",
    );
    check(
        "Download Link: https://a.org\n\nSee https://b.org too\nhttps://c.org",
        "load https://a.org; left See https://b.org too\nhttps://c.org",
    );
}

#[test]
fn punctuation() {
    check(
        "Official Website: https://a.org/,",
        "web https://a.org/; trailing-url-punctuation",
    );
    check(
        "Official Website: https://a.org/x.",
        "web https://a.org/x; trailing-url-punctuation",
    );
    check(
        "Official Website: https://a.org/。",
        "web https://a.org/; trailing-url-punctuation",
    );
    check("Official Website: (https://a.org/x)", "web https://a.org/x");
    check(
        "Download: https://a.org (pw=3iqf)",
        "load https://a.org; left Download: https://a.org (pw=3iqf)",
    );
}

#[test]
fn marked_up() {
    check(
        "- **Official Website**: [Home](https://a.org/w(1))",
        "web Home=https://a.org/w(1)",
    );
    check("Official Website https://a.org/x", "web https://a.org/x");
    check("* **Download Link:** <https://a.org>", "load https://a.org");
    check(
        "1. Paper： <a href=\"https://a.org?a=1&amp;b\">MIA</a>",
        "paper MIA=https://a.org?a=1&b",
    );
    check(
        "Official Website: https://a.org/medical\\_m",
        "web https://a.org/medical_m",
    );
}

#[test]
fn other_text_stays() {
    check("", "");
    check(
        "Some words.\n\nhttps://a.org",
        "left Some words.\n\nhttps://a.org",
    );
    check("Contact: me@a.org", "left Contact: me@a.org");
    check(
        "The paper that describes how this was done: https://a.org",
        "left The paper that describes how this was done: https://a.org",
    );
}
