//! Bare URLs in running text.
//!
//! In: text without markup, or a whole text. Out: where its URLs stand. The Markdown parser has no such extension.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd, TextMergeWithOffset};

use crate::parse::Link;
use crate::parse::outline::OPTIONS;

/// The bare URLs in the running text of a Markdown text; those in links, code and HTML are none.
pub fn in_markdown(text: &str) -> Vec<Link> {
    let mut found = Vec::new();
    let mut inside = 0;
    for (event, span) in TextMergeWithOffset::new(Parser::new_ext(text, OPTIONS).into_offset_iter())
    {
        match event {
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_)) => inside += 1,
            Event::End(TagEnd::Link | TagEnd::Image | TagEnd::CodeBlock) => inside -= 1,
            Event::Text(words) if inside == 0 => {
                found.extend(urls(&words).into_iter().map(|at| {
                    let target = words[at.clone()].to_owned();
                    // With escapes before it, the place is that of the whole text.
                    let exact = span.start + at.start..span.start + at.end;
                    let is_exact = text.get(exact.clone()) == Some(target.as_str());
                    Link {
                        target,
                        span: if is_exact { exact } else { span.clone() },
                        ..Link::default()
                    }
                }));
            }
            _ => {}
        }
    }
    found
}

/// The bytes of all bare URLs, in order.
pub fn urls(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find("http").map(|n| at + n) {
        let rest = &text[start..];
        let scheme = ["https://", "http://"]
            .into_iter()
            .find(|scheme| rest.starts_with(scheme))
            .map_or(0, str::len);
        let begins = !text[..start].ends_with(|c: char| c.is_ascii_alphanumeric());
        let end = start + scheme + length(&rest[scheme..]);
        if scheme > 0
            && begins
            && text[start + scheme..end].starts_with(|c: char| c.is_alphanumeric() || c == '[')
        {
            found.push(start..end);
            at = end;
        } else {
            at = start + 4;
        }
    }
    found
}

/// Length of what belongs to the URL: up to a blank or a sign that no URL has, without the punctuation at its end.
fn length(rest: &str) -> usize {
    let ends = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '<' | '>' | '"' | '`' | '|' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ff65}')
    };
    let mut url = &rest[..rest.find(ends).unwrap_or(rest.len())];
    loop {
        let last = url.chars().next_back();
        let closes =
            |open: char, close: char| url.matches(close).count() > url.matches(open).count();
        match last {
            Some('.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '_' | '~') => {}
            Some(')') if closes('(', ')') => {}
            Some(']') if closes('[', ']') => {}
            Some('}') => {}
            _ => return url.len(),
        }
        url = &url[..url.len() - 1];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[&str]) {
        let found: Vec<&str> = urls(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, expect, "{text}");
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
    fn of_a_whole_text() {
        let text = "a https://a.org/x_y_z, [https://b.org](c) `https://d.org` <https://e.org>\n\n    https://f.org\n\nhttps://g.org";
        let found: Vec<&str> = in_markdown(text)
            .iter()
            .map(|link| &text[link.span.clone()])
            .collect();
        assert_eq!(found, ["https://a.org/x_y_z", "https://g.org"]);
    }

    #[test]
    fn long_tails_take_linear_time() {
        let text = format!("https://a{}", ")".repeat(20_000));
        check(&text, &["https://a"]);
    }
}
