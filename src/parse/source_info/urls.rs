//! Links in a line of text: Markdown, `<a>`, `<URL>` and bare URLs.
//!
//! In: the line and where it starts. Out: links in order, the text around them, and a note for
//! punctuation that directly follows a URL.

use std::ops::Range;

use crate::diagnostics::{Diagnostic, Rule, Severity};
use crate::parse::Link;
use crate::source::{FileId, Span};

pub(crate) const RULE: Rule = Rule {
    code: "trailing-url-punctuation",
    severity: Severity::Note,
    summary: "a URL with punctuation at its end",
    reason: "the link leads to a URL that does not exist",
    example: "`https://example.org/a,`",
};

/// The links of a line and the text around them.
#[derive(Debug, Default)]
pub(crate) struct LineLinks {
    /// The links, in order.
    pub links: Vec<Link>,
    /// The text between and around them.
    pub rest: String,
    /// Punctuation at the end of URLs.
    pub diagnostics: Vec<Diagnostic>,
}

/// Finds the links of a line that starts at byte `base` of `file`.
pub(crate) fn find_links(line: &str, base: usize, file: FileId) -> LineLinks {
    let mut found = LineLinks::default();
    let mut at = 0;

    while at < line.len() {
        let Some((link, next)) = markdown_link(line, at)
            .or_else(|| html_link(line, at))
            .or_else(|| bare_url(line, at))
        else {
            let width = line[at..].chars().next().map_or(1, char::len_utf8);
            found.rest.push_str(&line[at..at + width]);
            at += width;
            continue;
        };

        // Between two URLs, punctuation is a separator; at the end of the line it is a mistake.
        let trailing = &line[link.span.end..next];
        if trailing.contains(|c| !matches!(c, ')' | ']')) && !line[next..].contains("://") {
            let location = Span::new(file, base + link.span.end..base + next);
            let fixed = without_separators(trailing, &line[next..]);
            found
                .diagnostics
                .push(trailing_punctuation(trailing, location, fixed));
        }

        found.rest.push_str(trailing);
        found.links.push(Link {
            span: base + link.span.start..base + link.span.end,
            ..link
        });
        at = next;
    }
    found
}

fn trailing_punctuation(trailing: &str, location: Span, fixed: String) -> Diagnostic {
    RULE.at(location.clone(), format!("A URL ends with \"{trailing}\""))
        .label("not part of the URL")
        .help("Remove it, or put a space before it")
        .fix(location, fixed)
}

/// What replaces the punctuation between a URL and the rest of its line. Brackets stay, because
/// they were opened before the URL. If a word follows directly, the punctuation stays too, after a
/// space: without it, the word would become part of the URL.
fn without_separators(trailing: &str, rest: &str) -> String {
    let brackets: String = trailing
        .chars()
        .filter(|c| matches!(c, ')' | ']'))
        .collect();

    if rest.starts_with(|c| !ends_bare_url(c)) {
        return format!(" {trailing}");
    }
    brackets
}

/// `[text](url "title")` at a byte.
fn markdown_link(line: &str, at: usize) -> Option<(Link, usize)> {
    let inside = line[at..].strip_prefix('[')?;
    let label_end = inside.find("](")?;
    let label = &inside[..label_end];

    let target_start = at + 1 + label_end + 2;
    let target_end = target_start + closing(&line[target_start..])?;
    let target = line[target_start..target_end]
        .trim()
        .split(['"', ' '])
        .next()?
        .trim_matches(['<', '>']);

    let span = at..target_end + 1;
    (!target.is_empty()).then(|| (link(label, target, span.clone()), span.end))
}

/// `<https://…>` or `<a href="…">text</a>` at a byte.
fn html_link(line: &str, at: usize) -> Option<(Link, usize)> {
    let inside = line[at..].strip_prefix('<')?;
    let tag_end = inside.find('>')?;
    let tag = &inside[..tag_end];
    if is_url(tag) && !tag.contains(char::is_whitespace) {
        let end = at + 1 + tag_end + 1;
        return Some((link("", tag, at..end), end));
    }

    let attributes = tag.strip_prefix("a ").or_else(|| tag.strip_prefix("A "))?;
    let value = attributes.split_once("href=")?.1;
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let target = value[1..].split(quote).next()?.trim();

    let text_start = at + 1 + tag_end + 1;
    let text = &line[text_start..];
    let text_end = text.find("</").unwrap_or(text.len());
    let end = text_start
        + text[text_end..]
            .find('>')
            .map_or(text.len(), |length| text_end + length + 1);

    (!target.is_empty()).then(|| (link(&text[..text_end], target, at..end), end))
}

/// A bare URL at a byte, and the byte after the punctuation that follows the URL.
fn bare_url(line: &str, at: usize) -> Option<(Link, usize)> {
    let text = &line[at..];
    let starts_word = !line[..at].ends_with(char::is_alphanumeric);
    if !is_url(text) || !starts_word {
        return None;
    }

    let mut end = text.find(ends_bare_url).unwrap_or(text.len());
    // "https://a,https://b" is two URLs.
    if let Some(second) = text[8.min(end)..end].find(",http").map(|at| at + 8) {
        end = second;
    }
    let url = without_loose_punctuation(&text[..end]);

    let separator: usize = text[end..]
        .chars()
        .take_while(|c| matches!(c, '，' | '。' | '；' | '、' | ','))
        .map(char::len_utf8)
        .sum();
    (url.len() > "https://".len())
        .then(|| (link("", url, at..at + url.len()), at + end + separator))
}

fn ends_bare_url(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '<' | '>' | '"' | '，' | '、' | '；' | '。' | '）' | '（' | '|' | '`'
        )
}

/// The URL without punctuation and unmatched closing brackets at its end.
fn without_loose_punctuation(mut url: &str) -> &str {
    while let Some(last) = url.chars().next_back() {
        let is_loose = match last {
            ',' | '.' | ';' | ':' | '!' | '\'' | '*' => true,
            ')' => url.matches('(').count() < url.matches(')').count(),
            ']' => url.matches('[').count() < url.matches(']').count(),
            _ => false,
        };
        if !is_loose {
            break;
        }
        url = &url[..url.len() - last.len_utf8()];
    }
    url
}

fn link(label: &str, target: &str, span: Range<usize>) -> Link {
    let label = label.trim().trim_matches(['*', '_', '`']).to_owned();
    Link {
        label,
        target: unescaped(target),
        span,
    }
}

/// The offset of the bracket that closes the one before the text.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' if depth == 0 => return Some(at),
            ')' => depth -= 1,
            _ => {}
        }
    }

    None
}

/// A target without Markdown's backslashes and HTML's ampersands.
fn unescaped(target: &str) -> String {
    let mut plain = String::with_capacity(target.len());
    let mut letters = target.chars().peekable();

    while let Some(c) = letters.next() {
        if c != '\\' || !letters.peek().is_some_and(char::is_ascii_punctuation) {
            plain.push(c);
        }
    }
    plain.replace("&amp;", "&")
}

fn is_url(text: &str) -> bool {
    ["https://", "http://", "ftp://"].iter().any(|scheme| {
        text.get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    })
}
