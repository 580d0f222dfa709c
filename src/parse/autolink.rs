//! Bare URLs in running text.
//!
//! In: plain text, or a whole Markdown text. Out: the locations of its URLs. The Markdown parser
//! has no extension for them.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd, TextMergeWithOffset};

use crate::parse::Link;
use crate::parse::events::cleaned;
use crate::parse::outline::OPTIONS;

/// The bare URLs in the running text of a Markdown text, except those in links, code, and HTML.
pub(crate) fn in_markdown(text: &str) -> Vec<Link> {
    let mut links = Vec::new();
    let mut depth = 0;
    let events = Parser::new_ext(text, OPTIONS)
        .into_offset_iter()
        .map(|(event, span)| (cleaned(event), span));
    let events = TextMergeWithOffset::new(events);

    for (event, span) in events {
        match event {
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_)) => depth += 1,
            Event::End(TagEnd::Link | TagEnd::Image | TagEnd::CodeBlock) => depth -= 1,
            Event::Text(run) if depth == 0 => {
                links.extend(
                    urls(&run)
                        .into_iter()
                        .map(|at| bare_link(text, &run, at, &span)),
                );
            }
            _ => {}
        }
    }
    links
}

/// The link of the URL at `at` in a run of text that has the span `span` in the whole text.
fn bare_link(text: &str, run: &str, at: Range<usize>, span: &Range<usize>) -> Link {
    let target = &run[at.clone()];
    let exact = span.start + at.start..span.start + at.end;

    // Escapes before the URL shift it; its location is then the span of the whole run.
    let is_exact = text.get(exact.clone()) == Some(target);
    Link {
        target: target.to_owned(),
        span: if is_exact { exact } else { span.clone() },
        ..Link::default()
    }
}

/// The bytes of all bare URLs, in order.
pub(crate) fn urls(text: &str) -> Vec<Range<usize>> {
    let mut urls = Vec::new();
    let mut at = 0;

    while let Some(start) = text[at..].find("http").map(|n| at + n) {
        let is_word_start = !text[..start].ends_with(|c: char| c.is_ascii_alphanumeric());
        match url_length(&text[start..]).filter(|_| is_word_start) {
            Some(length) => {
                at = start + length;
                urls.push(start..at);
            }
            None => at = start + "http".len(),
        }
    }
    urls
}

/// The length of the URL at the start of the text.
fn url_length(text: &str) -> Option<usize> {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"))?;
    let scheme = text.len() - rest.len();
    let rest = &rest[..length(rest)];

    let has_host = rest.starts_with(|c: char| c.is_alphanumeric() || c == '[');
    has_host.then_some(scheme + rest.len())
}

/// The length of the URL after its scheme: up to whitespace or a character that no URL has, without
/// trailing punctuation.
fn length(rest: &str) -> usize {
    let mut url = &rest[..rest.find(ends_url).unwrap_or(rest.len())];
    loop {
        match url.chars().next_back() {
            Some('.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '_' | '~' | '}') => {}
            Some(')') if has_surplus(url, '(', ')') => {}
            Some(']') if has_surplus(url, '[', ']') => {}
            _ => return url.len(),
        }
        url = &url[..url.len() - 1];
    }
}

/// Whether no URL contains this character: whitespace, delimiters, and full-width punctuation.
fn ends_url(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '<' | '>' | '"' | '`' | '|')
        || matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ff65}')
}

/// Whether more brackets are closed than opened.
fn has_surplus(url: &str, open: char, close: char) -> bool {
    url.matches(close).count() > url.matches(open).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[&str]) {
        let urls: Vec<&str> = urls(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(urls, expect, "{text}");
    }

    #[test]
    fn bare_urls() {
        check(
            "see https://a.org/b, and (http://c.de/d_(e)).",
            &["https://a.org/b", "http://c.de/d_(e)"],
        );
        check("https://a.org/x，然后", &["https://a.org/x"]);
        check("xhttps://a.org https:// http", &[]);
        check("a https://e.org/?q=1&r=2#f!", &["https://e.org/?q=1&r=2#f"]);
    }

    #[test]
    fn in_a_markdown_text() {
        let text = "a https://a.org/x_y_z, [https://b.org](c) `https://d.org` <https://e.org>\n\n\
                    \x20   https://f.org\n\nhttps://g.org";
        let urls: Vec<&str> = in_markdown(text)
            .iter()
            .map(|link| &text[link.span.clone()])
            .collect();
        assert_eq!(urls, ["https://a.org/x_y_z", "https://g.org"]);
    }

    #[test]
    fn long_tails_of_brackets_are_removed() {
        let text = format!("https://a{}", ")".repeat(20_000));
        check(&text, &["https://a"]);
    }
}
