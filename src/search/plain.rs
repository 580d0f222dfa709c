//! The plain text of a page: its Markdown without markup.
//!
//! In: Markdown. Out: counted terms. URLs and tags are left out; alternative texts, code and tables
//! are included.

use pulldown_cmark::{Event, Options, Parser};

use crate::parse::events::cleaned;
use crate::search::index::Counts;
use crate::search::language::{Analyzer, is_cjk};

/// Counts the terms of a page.
pub fn counts(analyzer: &mut Analyzer, markdown: &str) -> Counts {
    let mut counts = Counts::default();
    counts.add(analyzer, &text(markdown));

    if !markdown.is_ascii() && markdown.chars().any(is_cjk) {
        add_hidden_runs(analyzer, markdown, &mut counts);
    }
    counts
}

/// The text of a page as readers see it.
pub fn text(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        match cleaned(event) {
            Event::Text(text) | Event::Code(text) => push_without_urls(&text, &mut out),
            Event::Html(html) | Event::InlineHtml(html) => push_without_tags(&html, &mut out),
            Event::SoftBreak | Event::HardBreak | Event::End(_) => out.push(' '),
            _ => {}
        }
    }

    out
}

/// Adds a text without its URLs, since a search for `https` or `org` is of no use.
fn push_without_urls(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find("://") {
        let start = rest[..at]
            .rfind(|c: char| !c.is_ascii_alphanumeric())
            .map_or(0, |before| {
                before + rest[before..].chars().next().map_or(1, char::len_utf8)
            });
        out.push_str(&rest[..start]);
        out.push(' ');

        let end = rest[at..].find(|c: char| c.is_whitespace() || "\"'<>{}|，。；）".contains(c));
        rest = end.map_or("", |end| &rest[at + end..]);
    }

    out.push_str(rest);
}

fn push_without_tags(html: &str, out: &mut String) {
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        push_without_urls(&rest[..start], out);
        out.push(' ');
        rest = rest[start..]
            .find('>')
            .map_or("", |end| &rest[start + end + 1..]);
    }

    push_without_urls(rest, out);
}

/// Adds pairs of CJK characters that occur only in URLs and attributes, so that a reader who saw
/// them in the source of the page finds it.
fn add_hidden_runs(analyzer: &mut Analyzer, markdown: &str, counts: &mut Counts) {
    let runs: String = markdown
        .chars()
        .map(|c| if is_cjk(c) { c } else { ' ' })
        .collect();
    counts.add_missing(analyzer, &runs);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_and_urls_are_left_out() {
        let page = r"# A *b*

| x | y |
|---|---|
| 1 | `two` |

![alt words](a/b.png) <b>bold</b> [label](https://example.org/path) https://example.org/bare end

```
code
```
";
        let words: Vec<String> = text(page).split_whitespace().map(str::to_owned).collect();
        assert_eq!(
            words.join(" "),
            "A b x y 1 two alt words bold label end code"
        );
    }

    #[test]
    fn cjk_runs_in_urls_are_found_by_their_pairs() {
        let mut analyzer = Analyzer::default();
        let postings = counts(&mut analyzer, "![](图片/肝脏.png) text").into_postings(0, 1.0);
        let terms: Vec<&str> = postings
            .iter()
            .map(|posting| analyzer.term(posting.0))
            .collect();
        for pair in ["图片", "肝脏", "text"] {
            assert!(terms.contains(&pair), "{terms:?}");
        }
    }
}
