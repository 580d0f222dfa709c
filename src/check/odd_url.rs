//! `whitespace-in-url`, `nested-url`, `missing-url-scheme`: addresses that are no link, or lead into the catalog instead of out of it.
//!
//! Why: readers see the address and cannot click it. Example: `[A]( https://example.org)`, `[A](www.example.org/a)`.

use crate::catalog::Catalog;
use crate::config::Settings;
use crate::diagnostics::{Diagnostic, Rule, Severity};
use crate::source::{FileId, Span};

use crate::check::code::is_code;

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

/// Ends of host names that no file of a catalog has.
const TOP_DOMAINS: &[&str] = &[
    "ai", "au", "ca", "ch", "cn", "com", "de", "edu", "es", "eu", "fr", "gov", "io", "it", "jp",
    "net", "nl", "org", "uk",
];

pub(super) fn check(catalog: &Catalog, _: &Settings) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (at, text) in catalog.sources.texts.iter().enumerate() {
        let file = FileId(at as u32);
        targets(&text.text, file, &mut found);
        bare(&text.text, file, &mut found);
    }
    found
}

/// Targets of Markdown links with blanks around or inside, or without a scheme.
fn targets(text: &str, file: FileId, found: &mut Vec<Diagnostic>) {
    for (at, _) in text.match_indices("](") {
        let start = at + 2;
        if text[start..].starts_with("[http") && !is_code(text, at) {
            let end = text[start..]
                .find("))")
                .map_or(start + 1, |end| start + end + 1);
            found.push(
                NESTED_URL
                    .at(Span::new(file, start..end), "the address is a link itself")
                    .help("Write the address alone"),
            );
            continue;
        }
        let Some(length) = text[start..].find([')', '\n', '"', '<']) else {
            continue;
        };
        let target = &text[start..start + length];
        let trimmed = target.trim();
        if !text[start + length..].starts_with(')') || trimmed.is_empty() {
            continue;
        }
        let place = Span::new(file, start..start + length);
        let is_address = trimmed.contains("://") || trimmed.starts_with("www.");
        let finding = if is_address && trimmed.contains(char::is_whitespace) {
            WHITESPACE_IN_URL
                .at(place, "the address has blanks in it, so it is no link")
                .help("Take them out, or write %20")
        } else if is_address && trimmed != target {
            WHITESPACE_IN_URL
                .at(place.clone(), "the address has blanks around it")
                .as_note()
                .help("Take them out")
                .fix(place, trimmed)
        } else if !trimmed.contains("://") && !trimmed.starts_with("www.") && has_host(trimmed) {
            no_scheme(place, trimmed)
        } else {
            continue;
        };
        // Asked last: it reads the text up to here, which is long in a list of 20,000 rows.
        if !is_code(text, at) {
            found.push(finding);
        }
    }
}

/// `www.` in running text or as a target, without `https://` before it.
fn bare(text: &str, file: FileId, found: &mut Vec<Diagnostic>) {
    for (at, _) in text.match_indices("www.") {
        let before = text[..at].chars().next_back();
        let glued = before
            .is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '.' | '@' | '-' | '_' | '['));
        let end = text[at..]
            .find([' ', ')', '\n', '>', '|', ',', '"', ']'])
            .map_or(text.len(), |end| at + end);
        let address = &text[at..end];
        // The label of a link may leave the scheme out.
        let is_label = text[end..].starts_with("](");
        if !glued && !is_label && address.matches('.').count() > 1 && !is_code(text, at) {
            found.push(no_scheme(Span::new(file, at..end), address));
        }
    }
}

fn no_scheme(place: Span, address: &str) -> Diagnostic {
    MISSING_URL_SCHEME
        .at(place, format!("the address {address} has no scheme"))
        .help(format!("Write https://{address}"))
}

/// Whether a target without scheme begins with the name of a host.
fn has_host(target: &str) -> bool {
    let host = target.split(['/', '?', '#']).next().unwrap_or_default();
    let end = host
        .rsplit_once('.')
        .map_or("", |(name, end)| if name.is_empty() { "" } else { end });
    TOP_DOMAINS.contains(&end.to_ascii_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[&str]) {
        let mut found = Vec::new();
        targets(text, FileId(0), &mut found);
        bare(text, FileId(0), &mut found);
        assert_eq!(
            found.iter().map(|d| d.code).collect::<Vec<_>>(),
            expect,
            "{text}"
        );
    }

    #[test]
    fn addresses() {
        check("[a]( https://e.org)", &["whitespace-in-url"]);
        check("[a](https://e.org/a b)", &["whitespace-in-url"]);
        check("[a](https://e.org \"Title\")", &[]);
        check("[a]([https://e.org](https://e.org))", &["nested-url"]);
        check(
            "[a](e.org/a), [b](resources/A.md), [c](#x), [d](A.md)",
            &["missing-url-scheme"],
        );
        check("[a](www.e.org)", &["missing-url-scheme"]);
        check("Website: www.e.org/x", &["missing-url-scheme"]);
        check(
            "https://www.e.org [www.e.org](https://www.e.org) `www.e.org`",
            &[],
        );
    }
}
