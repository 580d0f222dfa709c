//! `broken-toc-link`: see `RULE`.

use crate::catalog::Catalog;
use crate::config::Settings;
use crate::diagnostics::{Diagnostic, Rule, Severity};
use crate::source::{Sources, Span};

pub(crate) const RULE: Rule = Rule {
    code: "broken-toc-link",
    severity: Severity::Warning,
    summary: "a link of the table of contents to a heading that does not exist",
    reason: "readers click and stay where they are",
    example: "`[Imaging](#imaging)` without such a heading",
};

pub(super) fn check(catalog: &Catalog, _: &Settings) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for line in &catalog.contents {
        if line.resolves {
            continue;
        }
        let location = Span::new(Sources::README, line.link.span.clone());
        let message = format!("no heading has the anchor {}", line.link.target);
        diagnostics.push(RULE.at(location, message).help(
            "Write the heading in lowercase letters with hyphens instead of spaces, \
             or add the heading",
        ));
    }

    diagnostics
}
