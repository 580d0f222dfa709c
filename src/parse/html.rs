//! The parts of raw HTML that carry structure in catalogs: headings, `<details>`, `<summary>`, and
//! links.
//!
//! In: the bytes of an HTML block or of one tag. Out: pieces and tags. What is safe to publish is
//! decided by `render::markdown` and not here.

use std::ops::Range;

use crate::parse::{Cell, Link};
use crate::value::text::collapse_whitespace;

/// A part of an HTML block.
#[derive(Clone, Debug)]
pub(crate) enum HtmlPiece {
    /// `<h2>…</h2>`, or a Markdown heading that the block swallowed.
    Heading {
        /// How it is written.
        form: HeadingForm,
        /// 1 to 6.
        level: u8,
        /// Its plain text and links.
        title: Cell,
    },
    /// `<details>`
    Open,
    /// `</details>`
    Close,
    /// `<summary>` without a heading, with its plain text.
    Summary(String),
    /// Anything else.
    Other,
}

/// How a heading is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HeadingForm {
    /// `## Heading`
    Markdown,
    /// `<h2>Heading</h2>`
    Html,
    /// An HTML heading inside `<summary>`, whose section ends with its `<details>`.
    Summary,
    /// `## Heading` directly below a tag, which CommonMark counts as a part of the HTML block.
    Swallowed,
}

/// One tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct HtmlTag {
    /// The name in lowercase.
    pub name: String,
    /// Whether it is a closing tag, `</name>`.
    pub closing: bool,
    attributes: Vec<(String, String)>,
}

impl HtmlTag {
    /// The value of an attribute, with entities as written.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        self.attributes
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.clone())
    }
}

/// The tags in a range of HTML, with their bytes.
pub(crate) fn tags(text: &str, span: Range<usize>) -> Vec<(HtmlTag, Range<usize>)> {
    let mut tags = Vec::new();
    let mut at = span.start;

    while let Some(start) = position(text, at..span.end, '<') {
        let Some(end) = position(text, start..span.end, '>').map(|close| close + 1) else {
            break;
        };

        // In `a < b <c>`, the tag begins at the last bracket.
        let start = text[start..end].rfind('<').map_or(start, |n| start + n);
        tags.extend(tag(&text[start..end]).map(|tag| (tag, start..end)));
        at = end;
    }
    tags
}

/// The position of the first `character` in a range of the text.
fn position(text: &str, span: Range<usize>, character: char) -> Option<usize> {
    text[span.clone()].find(character).map(|n| span.start + n)
}

/// Splits an HTML block at headings, `<details>`, and `<summary>`.
pub(crate) fn html_pieces(text: &str, span: Range<usize>) -> Vec<(HtmlPiece, Range<usize>)> {
    let mut pieces = Vec::new();
    let mut from = span.start;
    let mut at = span.start;

    while at < span.end {
        let Some((piece, end)) = piece_at(text, at, span.end) else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
            // Pieces begin at a tag or at a line that starts with `#`.
            at += text[at..span.end].find(['<', '#']).unwrap_or(span.end - at);
            continue;
        };

        push_other(text, from..at, &mut pieces);
        pieces.push((piece, at..end));
        (from, at) = (end, end);
    }

    push_other(text, from..span.end, &mut pieces);
    pieces
}

/// Adds the bytes between two pieces unless they are only whitespace.
fn push_other(text: &str, span: Range<usize>, pieces: &mut Vec<(HtmlPiece, Range<usize>)>) {
    if !text[span.clone()].trim().is_empty() {
        pieces.push((HtmlPiece::Other, span));
    }
}

/// The piece that begins at `at`, and its end.
fn piece_at(text: &str, at: usize, end: usize) -> Option<(HtmlPiece, usize)> {
    let source = &text[at..end];
    if source.starts_with('#') {
        return swallowed_heading(text, at, end);
    }

    let close = source.starts_with('<').then(|| source.find('>'))??;
    let tag = tag(&source[..=close])?;
    let after = at + close + 1;
    match (tag.name.as_str(), tag.closing) {
        ("details", false) => Some((HtmlPiece::Open, after)),
        ("details", true) => Some((HtmlPiece::Close, after)),
        ("summary", false) => {
            let (inner, next) = element(text, after, end, "summary")?;
            Some((summary(text, inner), next))
        }
        (name, false) => {
            let level = heading_level(name)?;
            let (inner, next) = element(text, after, end, name)?;
            let heading = HtmlPiece::Heading {
                form: HeadingForm::Html,
                level,
                title: plain(text, inner),
            };
            Some((heading, next))
        }
        _ => None,
    }
}

/// The level of a heading by its tag name, `h1` to `h6`.
fn heading_level(name: &str) -> Option<u8> {
    let digit = name.strip_prefix('h').filter(|rest| rest.len() == 1)?;
    digit.parse().ok().filter(|level| (1..=6).contains(level))
}

/// The content of `<summary>`: its first heading, or its plain text.
fn summary(text: &str, inner: Range<usize>) -> HtmlPiece {
    for (piece, _) in html_pieces(text, inner.clone()) {
        if let HtmlPiece::Heading { level, title, .. } = piece {
            return HtmlPiece::Heading {
                form: HeadingForm::Summary,
                level,
                title,
            };
        }
    }
    HtmlPiece::Summary(plain(text, inner).text)
}

/// Reads a line `## Heading` directly below a tag. CommonMark counts it as a part of the HTML
/// block, but the author meant a heading.
fn swallowed_heading(text: &str, at: usize, end: usize) -> Option<(HtmlPiece, usize)> {
    let line_end = position(text, at..end, '\n').unwrap_or(end);
    let line = &text[at..line_end];
    let level = line.len() - line.trim_start_matches('#').len();
    let title = line[level..].strip_prefix(' ')?;

    let starts_line = at == 0 || text[..at].ends_with('\n');
    if !starts_line || level > 6 {
        return None;
    }

    let heading = HtmlPiece::Heading {
        form: HeadingForm::Swallowed,
        level: level as u8,
        title: plain(text, line_end - title.len()..line_end),
    };
    Some((heading, line_end))
}

/// The content of the element `name` whose opening tag ends at `from`, and the end of the element.
fn element(text: &str, from: usize, end: usize, name: &str) -> Option<(Range<usize>, usize)> {
    let mut at = from;
    while let Some(open) = text[at..end].find("</") {
        let start = at + open;
        let close = position(text, start..end, '>')?;
        if text[start + 2..close].trim().eq_ignore_ascii_case(name) {
            return Some((from..start, close + 1));
        }
        at = close + 1;
    }

    None
}

/// The text of a range of HTML without its tags, and its links.
fn plain(text: &str, span: Range<usize>) -> Cell {
    let mut out = String::new();
    let mut links = Vec::<Link>::new();
    let mut at = span.start;

    while at < span.end {
        let next = position(text, at..span.end, '<').unwrap_or(span.end);
        out.push_str(&text[at..next]);
        let Some(close) = position(text, next..span.end, '>').map(|close| close + 1) else {
            out.push_str(&text[next..span.end]);
            break;
        };

        match tag(&text[next..close]) {
            Some(tag) if tag.name == "a" => {
                links.extend(tag.attribute("href").map(|target| Link {
                    label: String::new(),
                    target,
                    span: next..close,
                }))
            }
            Some(_) => {}
            None => out.push_str(&text[next..close]),
        }
        at = close;
    }

    Cell {
        text: collapse_whitespace(&out),
        links,
        span,
        ..Cell::default()
    }
}

/// Reads one tag; `None` for a comment or for text such as `<instrument, verb>`.
pub(crate) fn tag(source: &str) -> Option<HtmlTag> {
    let inner = source.strip_prefix('<')?.strip_suffix('>')?;
    let closing = inner.starts_with('/');
    let inner = inner.trim_start_matches('/').trim_end_matches('/');

    let end = inner
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(inner.len());
    let (name, rest) = inner.split_at(end);
    let has_name = name.starts_with(|c: char| c.is_ascii_alphabetic());
    let has_end = rest.is_empty() || rest.starts_with(char::is_whitespace);

    (has_name && has_end).then(|| HtmlTag {
        name: name.to_ascii_lowercase(),
        closing,
        attributes: attributes(rest),
    })
}

/// Whether `name` is an element that authors of Markdown use as markup.
pub(crate) fn is_known(name: &str) -> bool {
    const KNOWN: &[&str] = &[
        "a", "b", "br", "center", "code", "del", "details", "div", "em", "font", "h1", "h2", "h3",
        "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "s",
        "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "th", "thead",
        "tr", "u", "ul",
    ];
    KNOWN.contains(&name)
}

/// The names and the values of the attributes after the name of a tag.
fn attributes(source: &str) -> Vec<(String, String)> {
    let mut attributes = Vec::new();
    let mut rest = source.trim_start();

    while !rest.is_empty() {
        let end = rest
            .find(|c: char| c == '=' || c.is_whitespace())
            .unwrap_or(rest.len());
        let name = rest[..end].to_ascii_lowercase();
        rest = rest[end..].trim_start();

        let mut value = "";
        if let Some(after) = rest.strip_prefix('=') {
            (value, rest) = attribute_value(after.trim_start());
        }
        attributes.push((name, value.to_owned()));

        rest = rest.trim_start();
        if end == 0 && value.is_empty() {
            break;
        }
    }
    attributes
}

/// The value at the start of `source`, and what follows it.
fn attribute_value(source: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(inner) = source.strip_prefix(quote) {
            return inner.split_once(quote).unwrap_or((inner, ""));
        }
    }
    source.split_at(source.find(char::is_whitespace).unwrap_or(source.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_attributes() {
        let link = tag("<A  HREF='x y' title=z>").unwrap();
        assert_eq!((link.name.as_str(), link.closing), ("a", false));
        assert_eq!(link.attribute("href").unwrap(), "x y");
        assert_eq!(link.attribute("title").unwrap(), "z");
        assert!(tag("</div>").unwrap().closing);
        assert_eq!(tag("<instrument, verb>"), None);
        assert_eq!(tag("<!-- a -->"), None);
    }
}
