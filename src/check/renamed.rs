//! Codes that rules had in earlier versions. They still work in settings, in comments, on the
//! command line and in reports of known findings.
//!
//! In: a code as a user wrote it. Out: the code that the rule has now, and a finding that names it.

use crate::diagnostics::{Diagnostic, Location, Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    code: "renamed-rule",
    severity: Severity::Note,
    summary: "a former code of a rule in `medatlas.toml` or in a comment",
    reason: "the code works, but `medatlas check --rules` does not list it",
    example: "`dead-link = \"off\"` for `broken-internal-link`",
};

/// Former codes, sorted, and the codes of today.
const RENAMED: &[(&str, &str)] = &[
    ("address-gone", "removed-url"),
    ("alias-taken", "shadowed-alias"),
    ("alias-target", "broken-alias"),
    ("awkward-file-name", "url-unsafe-file-name"),
    ("bad-exception", "invalid-exception"),
    ("broken-image", "invalid-image-data"),
    ("contents-anchor", "broken-toc-link"),
    ("date-order", "unsorted-release-date"),
    ("date-shape", "non-iso-date"),
    ("dead-link", "broken-internal-link"),
    ("duplicate-page", "shared-page"),
    ("entry-page-differ", "entry-page-mismatch"),
    ("full-width-punctuation", "fullwidth-punctuation"),
    ("glossary-duplicate", "duplicate-glossary-entry"),
    ("glossary-empty", "empty-glossary-entry"),
    ("glossary-unknown-term", "unknown-glossary-term"),
    ("html-like-text", "unescaped-angle-bracket"),
    ("image-case", "image-case-mismatch"),
    ("image-ending", "image-extension-mismatch"),
    ("image-folder", "image-folder-mismatch"),
    ("image-without-alt", "missing-alt-text"),
    ("label-host", "link-label-mismatch"),
    ("line-ends", "non-lf-line-endings"),
    ("link-dead", "dead-external-link"),
    ("link-moved", "moved-external-link"),
    ("link-record", "invalid-link-record"),
    ("link-refused", "ignored-symlink"),
    ("link-suspect", "suspect-external-link"),
    ("no-cases", "missing-case-count"),
    ("no-entries", "empty-list"),
    ("no-link", "missing-links"),
    ("no-modality", "missing-modality"),
    ("odd-file-name", "non-utf8-file-name"),
    ("page-link-absolute", "absolute-page-link"),
    ("page-link-case", "page-link-case-mismatch"),
    ("page-link-encoded", "encoded-page-link"),
    ("page-link-ending", "page-link-without-extension"),
    ("page-link-folder", "page-link-folder-mismatch"),
    ("stated-count", "entry-count-mismatch"),
    ("swallowed-heading", "heading-in-html-block"),
    ("text-after-link", "ignored-text-after-link"),
    ("unknown-synonym", "unused-synonym"),
    ("unreadable-count", "unparsable-count"),
    ("unreadable-date", "unparsable-date"),
    ("url-blank", "whitespace-in-url"),
    ("url-nested", "nested-url"),
    ("url-punctuation", "trailing-url-punctuation"),
    ("url-scheme", "missing-url-scheme"),
];

/// The code that a rule has now: `code` itself unless the rule was renamed.
pub(crate) fn current(code: &str) -> &str {
    RENAMED
        .iter()
        .find(|(old, _)| *old == code)
        .map_or(code, |(_, new)| new)
}

/// A finding about a code that was renamed; `None` for the code of today.
pub(super) fn check(code: &str, location: impl Into<Location>) -> Option<Diagnostic> {
    let new = current(code);
    (new != code).then(|| {
        RULE.at(location, format!("the rule {code} is now named {new}"))
            .help(format!("Write {new}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::rules;

    #[test]
    fn former_codes_lead_to_rules() {
        assert!(RENAMED.is_sorted_by(|a, b| a.0 < b.0));

        let codes: Vec<&str> = rules::all().map(|rule| rule.code).collect();
        for (old, new) in RENAMED {
            assert!(codes.contains(new), "no rule has the code {new}");
            assert!(!codes.contains(old), "a rule has the former code {old}");
        }

        assert_eq!(current("dead-link"), "broken-internal-link");
        assert_eq!(current("mojibake"), "mojibake");
    }
}
