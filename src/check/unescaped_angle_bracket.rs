//! `unescaped-angle-bracket`: see `RULE`.

use crate::catalog::Catalog;
use crate::check::in_code::is_in_code;
use crate::config::Settings;
use crate::diagnostics::{Diagnostic, Rule, Severity};
use crate::source::{FileId, Span};

pub(crate) const RULE: Rule = Rule {
    code: "unescaped-angle-bracket",
    severity: Severity::Warning,
    summary: "text in angle brackets that is not an HTML tag",
    reason: "other programs may drop it",
    example: "`<instrument, verb, target>`",
};

/// Elements of HTML that texts use.
#[rustfmt::skip]
const ELEMENTS: &[&str] = &[
    "a", "abbr", "b", "big", "blockquote", "br", "caption", "center", "cite", "code", "col",
    "colgroup", "dd", "del", "details", "div", "dl", "dt", "em", "figcaption", "figure", "font",
    "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "iframe", "img", "ins", "kbd", "li", "mark",
    "ol", "p", "picture", "pre", "q", "s", "samp", "script", "section", "small", "source", "span",
    "strike", "strong", "style", "sub", "summary", "sup", "svg", "table", "tbody", "td", "tfoot",
    "th", "thead", "tr", "tt", "u", "ul", "var", "video",
];

/// Longer texts between brackets, in bytes, are not taken for a tag by anyone.
const MAX_LENGTH: usize = 80;

pub(super) fn check(catalog: &Catalog, _: &Settings) -> Vec<Diagnostic> {
    let texts = catalog.sources.numbered_texts();

    texts
        .flat_map(|(file, text)| check_text(&text.text, file))
        .collect()
}

fn check_text(text: &str, file: FileId) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for (at, _) in text.match_indices('<') {
        let Some(inside) = inside_brackets(&text[at + 1..]) else {
            continue;
        };
        let is_target = text[..at].ends_with("](");
        if is_target || !looks_like_tag(inside) || is_in_code(text, at) {
            continue;
        }

        let location = Span::new(file, at..at + inside.len() + 2);
        let message = format!("<{inside}> looks like an HTML tag, but is not one");
        diagnostics.push(
            RULE.at(location, message)
                .label("may be taken for a tag")
                .help("Write &lt; instead of the opening bracket"),
        );
    }
    diagnostics
}

/// The text up to the closing bracket on the same line.
fn inside_brackets(rest: &str) -> Option<&str> {
    let end = rest.find(['>', '<', '\n'])?;
    rest[end..].starts_with('>').then(|| &rest[..end])
}

/// Whether other programs may take the text for a tag, although HTML has no such element.
fn looks_like_tag(inside: &str) -> bool {
    let starts_with_letter = inside.starts_with(|c: char| c.is_ascii_alphabetic());
    let is_autolink = inside.contains("://") || inside.contains('@');
    starts_with_letter && inside.len() <= MAX_LENGTH && !is_autolink && !is_element(inside)
}

fn is_element(inside: &str) -> bool {
    let end = inside
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(inside.len());
    let (name, rest) = inside.split_at(end);
    let name_ends = rest.is_empty() || rest.starts_with(|c: char| c.is_whitespace() || c == '/');
    name_ends && ELEMENTS.contains(&name.to_ascii_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_that_are_no_tags_are_reported() {
        for (text, expect) in [
            ("the triplet <instrument, verb, target>", 1),
            ("a <Word_x> <target>", 2),
            ("a < b > c, <70 years>", 0),
            ("<br/>, <img src=\"a\">", 0),
            ("<https://e.org>, <a@b.org>", 0),
            ("`<x>`, [a](<b c>)", 0),
        ] {
            assert_eq!(check_text(text, FileId(0)).len(), expect, "{text}");
        }
    }
}
