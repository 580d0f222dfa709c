//! `whitespace-in-url`, `nested-url` and `missing-url-scheme`: see the rules. They look at URLs as
//! written in all texts.

use crate::catalog::Catalog;
use crate::check::in_code::is_in_code;
use crate::config::Settings;
use crate::diagnostics::{Diagnostic, Rule, Severity};
use crate::source::{FileId, Span};

pub(crate) const WHITESPACE_IN_URL: Rule = Rule {
    code: "whitespace-in-url",
    severity: Severity::Warning,
    summary: "a URL with spaces in it or around it",
    reason: "it may not be a link",
    example: "`[A]( https://example.org)`",
};

pub(crate) const NESTED_URL: Rule = Rule {
    code: "nested-url",
    severity: Severity::Warning,
    summary: "a link target that contains another link",
    reason: "other programs take all of it for the URL; medatlas takes the inner one",
    example: "`[A]([https://example.org](https://example.org))`",
};

pub(crate) const MISSING_URL_SCHEME: Rule = Rule {
    code: "missing-url-scheme",
    severity: Severity::Warning,
    summary: "a URL without `https://`",
    reason: "it is not a link, or it leads into the catalog",
    example: "`www.example.org`",
};

/// Top-level domains that no file of a catalog has as its extension.
const TOP_LEVEL_DOMAINS: &[&str] = &[
    "ai", "au", "ca", "ch", "cn", "com", "de", "edu", "es", "eu", "fr", "gov", "io", "it", "jp",
    "net", "nl", "org", "uk",
];

pub(super) fn check(catalog: &Catalog, _: &Settings) -> Vec<Diagnostic> {
    let texts = catalog.sources.numbered_texts();

    texts
        .flat_map(|(file, text)| check_text(&text.text, file))
        .collect()
}

fn check_text(text: &str, file: FileId) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for (at, _) in text.match_indices("](") {
        // `is_in_code` comes last: it reads the text up to here, which is long in a list of 20,000
        // rows.
        let diagnostic = check_target(text, at + 2, file);
        diagnostics.extend(diagnostic.filter(|_| !is_in_code(text, at)));
    }

    for (at, _) in text.match_indices("www.") {
        let diagnostic = check_bare_url(text, at, file);
        diagnostics.extend(diagnostic.filter(|_| !is_in_code(text, at)));
    }

    diagnostics
}

/// Checks the target of a Markdown link that starts at a byte.
fn check_target(text: &str, start: usize, file: FileId) -> Option<Diagnostic> {
    let rest = &text[start..];
    if rest.starts_with("[http") {
        let end = rest.find("))").map_or(start + 1, |end| start + end + 1);
        let nested = NESTED_URL.at(Span::new(file, start..end), "the URL is itself a link");
        return Some(nested.help("Write only the URL"));
    }

    let length = rest.find([')', '\n', '"', '<'])?;
    let target = &rest[..length];
    let trimmed = target.trim();
    if !rest[length..].starts_with(')') || trimmed.is_empty() {
        return None;
    }

    let location = Span::new(file, start..start + length);
    let has_scheme = trimmed.contains("://");
    let is_url = has_scheme || trimmed.starts_with("www.");
    if is_url && trimmed.contains(char::is_whitespace) {
        let message = "the URL contains spaces, so it is not a link";
        let help = "Remove them, or write %20";
        Some(WHITESPACE_IN_URL.at(location, message).help(help))
    } else if is_url && trimmed != target {
        let around = WHITESPACE_IN_URL.at(location.clone(), "the URL has spaces around it");
        Some(around.as_note().help("Remove them").fix(location, trimmed))
    } else if !is_url && starts_with_host(trimmed) {
        Some(missing_scheme(location, trimmed))
    } else {
        None
    }
}

/// Checks `www.` in running text or as a target, without `https://` before it.
fn check_bare_url(text: &str, at: usize, file: FileId) -> Option<Diagnostic> {
    let before = text[..at].chars().next_back();
    let is_part_of_word = before
        .is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '.' | '@' | '-' | '_' | '['));

    let end = text[at..]
        .find([' ', ')', '\n', '>', '|', ',', '"', ']'])
        .map_or(text.len(), |end| at + end);
    let url = &text[at..end];
    // The label of a link may omit the scheme.
    let is_label = text[end..].starts_with("](");

    let is_url = !is_part_of_word && !is_label && url.matches('.').count() > 1;
    is_url.then(|| missing_scheme(Span::new(file, at..end), url))
}

fn missing_scheme(location: Span, url: &str) -> Diagnostic {
    MISSING_URL_SCHEME
        .at(location, format!("the URL {url} has no scheme"))
        .help(format!("Write https://{url}"))
}

/// Whether a target without a scheme starts with the name of a host.
fn starts_with_host(target: &str) -> bool {
    let host = target.split(['/', '?', '#']).next().unwrap_or_default();
    match host.rsplit_once('.') {
        Some((name, domain)) => {
            let domain = domain.to_ascii_lowercase();
            !name.is_empty() && TOP_LEVEL_DOMAINS.contains(&domain.as_str())
        }
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_are_complete_and_without_spaces() {
        for (text, expect) in [
            ("[a]( https://e.org)", &["whitespace-in-url"][..]),
            ("[a](https://e.org/a b)", &["whitespace-in-url"]),
            ("[a](https://e.org \"Title\")", &[]),
            ("[a]([https://e.org](https://e.org))", &["nested-url"]),
            (
                "[a](e.org/a), [b](resources/A.md), [c](#x), [d](A.md)",
                &["missing-url-scheme"],
            ),
            ("[a](www.e.org)", &["missing-url-scheme"]),
            ("Website: www.e.org/x", &["missing-url-scheme"]),
            (
                "https://www.e.org [www.e.org](https://www.e.org) `www.e.org`",
                &[],
            ),
        ] {
            let diagnostics = check_text(text, FileId(0));
            let codes: Vec<&str> = diagnostics.iter().map(|d| d.code).collect();
            assert_eq!(codes, expect, "{text}");
        }
    }
}
