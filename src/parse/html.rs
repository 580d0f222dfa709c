//! The little of raw HTML that carries structure in catalogs: headings, `<details>`, `<summary>`, links.
//!
//! In: the bytes of an HTML block or of one tag. Out: pieces and tags. Nothing here decides what is safe to publish:
//! that is `render::markdown`.

use std::ops::Range;

use crate::parse::{Cell, Link};
use crate::value::text::collapse_whitespace;

/// A part of an HTML block.
#[derive(Clone, Debug)]
pub enum Piece {
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
    /// `<summary>` without a heading: its plain text.
    Summary(String),
    /// Anything else.
    Other,
}

/// How a heading is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeadingForm {
    /// `## Heading`
    Markdown,
    /// `<h2>Heading</h2>`
    Html,
    /// An HTML heading inside `<summary>`: it ends with its `<details>`.
    Summary,
    /// `## Heading` directly below a tag: CommonMark counts it to the HTML block.
    Swallowed,
}

/// One tag, read from its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HtmlTag {
    /// Lower-case name.
    pub name: String,
    /// `</name>`
    pub closing: bool,
    attributes: Vec<(String, String)>,
}

impl HtmlTag {
    /// The value of an attribute, entities left as they are.
    pub fn attribute(&self, name: &str) -> Option<String> {
        self.attributes
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.clone())
    }
}

/// The tags of a run of HTML, with their bytes.
pub fn tags(text: &str, span: Range<usize>) -> Vec<(HtmlTag, Range<usize>)> {
    let (mut found, mut at) = (Vec::new(), span.start);
    while let Some(start) = text[at..span.end].find('<').map(|n| at + n) {
        let Some(end) = text[start..span.end].find('>').map(|n| start + n + 1) else {
            break;
        };
        // `a < b <c>`: the tag begins at the last bracket.
        let start = text[start..end].rfind('<').map_or(start, |n| start + n);
        found.extend(tag(&text[start..end]).map(|tag| (tag, start..end)));
        at = end;
    }
    found
}

/// Splits the HTML block `span` of `text` where a heading, `<details>` or `<summary>` stands.
pub fn pieces(text: &str, span: Range<usize>) -> Vec<(Piece, Range<usize>)> {
    let mut found = Vec::new();
    let mut from = span.start;
    let mut at = span.start;
    while at < span.end {
        let Some((piece, end)) = piece_at(text, at, span.end) else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
            // Pieces begin at a tag or at a line that starts with `#`.
            at += text[at..span.end].find(['<', '#']).unwrap_or(span.end - at);
            continue;
        };
        rest(text, from..at, &mut found);
        found.push((piece, at..end));
        (from, at) = (end, end);
    }
    rest(text, from..span.end, &mut found);
    found
}

fn rest(text: &str, span: Range<usize>, found: &mut Vec<(Piece, Range<usize>)>) {
    if !text[span.clone()].trim().is_empty() {
        found.push((Piece::Other, span));
    }
}

fn piece_at(text: &str, at: usize, end: usize) -> Option<(Piece, usize)> {
    let source = &text[at..end];
    if source.starts_with('#') {
        return swallowed(text, at, end);
    }
    let close = source.starts_with('<').then(|| source.find('>'))??;
    let found = tag(&source[..=close])?;
    let after = at + close + 1;
    match (found.name.as_str(), found.closing) {
        ("details", false) => Some((Piece::Open, after)),
        ("details", true) => Some((Piece::Close, after)),
        ("summary", false) => {
            let (inner, next) = element(text, after, end, "summary")?;
            let heading =
                pieces(text, inner.clone())
                    .into_iter()
                    .find_map(|(piece, _)| match piece {
                        Piece::Heading { level, title, .. } => Some(Piece::Heading {
                            form: HeadingForm::Summary,
                            level,
                            title,
                        }),
                        _ => None,
                    });
            Some((
                heading.unwrap_or_else(|| Piece::Summary(plain(text, inner).text)),
                next,
            ))
        }
        (name, false) if name.len() == 2 && name.starts_with('h') => {
            let level = name[1..]
                .parse()
                .ok()
                .filter(|level| (1..=6).contains(level))?;
            let (inner, next) = element(text, after, end, name)?;
            Some((
                Piece::Heading {
                    form: HeadingForm::Html,
                    level,
                    title: plain(text, inner),
                },
                next,
            ))
        }
        _ => None,
    }
}

/// A line `## Heading` directly below a tag belongs to the HTML block by CommonMark's rule, but not by the author's.
fn swallowed(text: &str, at: usize, end: usize) -> Option<(Piece, usize)> {
    let line_end = text[at..end].find('\n').map_or(end, |n| at + n);
    let line = &text[at..line_end];
    let level = line.len() - line.trim_start_matches('#').len();
    let begins = at == 0 || text[..at].ends_with('\n');
    let title = line[level..].strip_prefix(' ')?;
    if !begins || level > 6 {
        return None;
    }
    let title = plain(text, line_end - title.len()..line_end);
    Some((
        Piece::Heading {
            form: HeadingForm::Swallowed,
            level: level as u8,
            title,
        },
        line_end,
    ))
}

fn element(text: &str, from: usize, end: usize, name: &str) -> Option<(Range<usize>, usize)> {
    let mut at = from;
    while let Some(open) = text[at..end].find("</") {
        let start = at + open;
        let close = text[start..end].find('>').map(|n| start + n)?;
        if text[start + 2..close].trim().eq_ignore_ascii_case(name) {
            return Some((from..start, close + 1));
        }
        at = close + 1;
    }
    None
}

/// The text of a run of HTML without its tags, and its links.
fn plain(text: &str, span: Range<usize>) -> Cell {
    let (mut out, mut links, mut at) = (String::new(), Vec::<Link>::new(), span.start);
    while at < span.end {
        let next = text[at..span.end].find('<').map_or(span.end, |n| at + n);
        out.push_str(&text[at..next]);
        let Some(close) = text[next..span.end].find('>').map(|n| next + n + 1) else {
            out.push_str(&text[next..span.end]);
            break;
        };
        match tag(&text[next..close]) {
            Some(tag) if tag.name == "a" => {
                if let Some(target) = tag.attribute("href") {
                    links.push(Link {
                        label: String::new(),
                        target,
                        span: next..close,
                    });
                }
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

/// Reads one tag; `None` when it is not one (a comment, `<instrument, verb>`).
pub fn tag(source: &str) -> Option<HtmlTag> {
    let inner = source.strip_prefix('<')?.strip_suffix('>')?;
    let closing = inner.starts_with('/');
    let inner = inner.trim_start_matches('/').trim_end_matches('/');
    let end = inner
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(inner.len());
    let (name, rest) = inner.split_at(end);
    let begins = name.starts_with(|c: char| c.is_ascii_alphabetic());
    (begins && (rest.is_empty() || rest.starts_with(char::is_whitespace))).then(|| HtmlTag {
        name: name.to_ascii_lowercase(),
        closing,
        attributes: attributes(rest),
    })
}

/// Whether `name` is an element that authors of Markdown use as markup.
pub fn is_known(name: &str) -> bool {
    const KNOWN: &[&str] = &[
        "a", "b", "br", "center", "code", "del", "details", "div", "em", "font", "h1", "h2", "h3",
        "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "s",
        "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "th", "thead",
        "tr", "u", "ul",
    ];
    KNOWN.contains(&name)
}

fn attributes(source: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
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
        found.push((name, value.to_owned()));
        rest = rest.trim_start();
        if end == 0 && value.is_empty() {
            break;
        }
    }
    found
}

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
    fn tags() {
        let found = tag("<A  HREF='x y' title=z>").unwrap();
        assert_eq!((found.name.as_str(), found.closing), ("a", false));
        assert_eq!(found.attribute("href").unwrap(), "x y");
        assert_eq!(found.attribute("title").unwrap(), "z");
        assert!(tag("</div>").unwrap().closing);
        assert_eq!(tag("<instrument, verb>"), None);
        assert_eq!(tag("<!-- a -->"), None);
    }
}
