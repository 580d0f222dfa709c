//! `unescaped-angle-bracket`, `translator-remark`: text that is not what its author meant readers to see.
//!
//! Why: `<target>` is a tag to other programs, and they may drop it; a remark of the translator or of a program is no word about
//! the dataset. Example: `<instrument, verb, target>`; "Here is the translation of the text:".

use crate::catalog::Catalog;
use crate::config::Settings;
use crate::diagnostics::{Diagnostic, Rule, Severity};
use crate::source::{FileId, Span};

use crate::check::code::is_code;

pub(crate) const HTML_LIKE_TEXT: Rule = Rule {
    code: "unescaped-angle-bracket",
    severity: Severity::Warning,
    summary: "text in angle brackets that is not an HTML tag",
    reason: "other programs may drop it",
    example: "`<instrument, verb, target>`",
};

pub(crate) const TRANSLATOR_REMARK: Rule = Rule {
    code: "translator-remark",
    severity: Severity::Note,
    summary: "a remark of the translator",
    reason: "it is not about the dataset",
    example: "`Here is the translation:`",
};

/// Elements of HTML that texts use.
const ELEMENTS: &[&str] = &[
    "a",
    "abbr",
    "b",
    "big",
    "blockquote",
    "br",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "iframe",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "picture",
    "pre",
    "q",
    "s",
    "samp",
    "script",
    "section",
    "small",
    "source",
    "span",
    "strike",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
    "video",
];

/// What translators and programs say of their own work.
const REMARKS: &[&str] = &[
    "here is the translation",
    "here's the translation",
    "the translation of the text",
    "translation of the given text",
    "translation is as follows",
    "translated by google",
    "translator's note",
    "translators' note",
    "as an ai language model",
    "译者注",
    "译注",
];

pub(super) fn check(catalog: &Catalog, _: &Settings) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (at, text) in catalog.sources.texts.iter().enumerate() {
        let file = FileId(at as u32);
        html_like(&text.text, file, &mut found);
        remarks(&text.text, file, &mut found);
    }
    found
}

fn html_like(text: &str, file: FileId, found: &mut Vec<Diagnostic>) {
    for (at, _) in text.match_indices('<') {
        let rest = &text[at + 1..];
        let Some(end) = rest
            .find(['>', '<', '\n'])
            .filter(|&end| rest[end..].starts_with('>'))
        else {
            continue;
        };
        let inside = &rest[..end];
        let name_end = inside
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(inside.len());
        let name = inside[..name_end].to_ascii_lowercase();
        let starts = inside.starts_with(|c: char| c.is_ascii_alphabetic());
        let closes = inside[name_end..].starts_with(|c: char| c.is_whitespace() || c == '/')
            || name_end == inside.len();
        let is_element = closes && ELEMENTS.contains(&name.as_str());
        let is_address =
            inside.contains("://") || inside.contains('@') || text[..at].ends_with("](");
        if starts && !is_element && !is_address && inside.len() <= 80 && !is_code(text, at) {
            let place = Span::new(file, at..at + end + 2);
            let message = format!("<{inside}> looks like a tag of HTML and is none");
            found.push(
                HTML_LIKE_TEXT
                    .at(place, message)
                    .label("may be taken for a tag")
                    .help("Write &lt; for the first bracket"),
            );
        }
    }
}

fn remarks(text: &str, file: FileId, found: &mut Vec<Diagnostic>) {
    // Lower case by ASCII alone keeps every byte in its place.
    let folded = text.to_ascii_lowercase();
    let mut line_end = 0;
    let mut hits: Vec<(usize, &str)> = REMARKS
        .iter()
        .flat_map(|remark| folded.match_indices(remark))
        .filter(|(at, _)| !is_code(text, *at))
        .collect();
    hits.sort_unstable();
    for (at, remark) in hits {
        // One finding a line.
        if at >= line_end {
            line_end = text[at..].find('\n').map_or(text.len(), |end| at + end);
            let place = Span::new(file, at..at + remark.len());
            found.push(
                TRANSLATOR_REMARK
                    .at(place, "a remark about the translation stands in the text")
                    .help("Delete it"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[&str]) {
        let mut found = Vec::new();
        html_like(text, FileId(0), &mut found);
        remarks(text, FileId(0), &mut found);
        assert_eq!(
            found.iter().map(|d| d.code).collect::<Vec<_>>(),
            expect,
            "{text}"
        );
    }

    #[test]
    fn suspicious() {
        check(
            "the triplet <instrument, verb, target>",
            &["unescaped-angle-bracket"],
        );
        check(
            "a <Word_x> <target>",
            &["unescaped-angle-bracket", "unescaped-angle-bracket"],
        );
        check(
            "a < b > c, <70 years>, <br/>, <img src=\"a\">, <https://e.org>, <a@b.org>, `<x>`, [a](<b c>)",
            &[],
        );
        check(
            "Here is the translation of the text:",
            &["translator-remark"],
        );
        check("Models for translation.", &[]);
    }
}
