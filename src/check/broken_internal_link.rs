//! `broken-internal-link`: see `RULE`.

use crate::catalog::Catalog;
use crate::catalog::link::ResolvedLink;
use crate::check::texts;
use crate::config::Settings;
use crate::diagnostics::{Diagnostic, Rule, Severity};
use crate::source::Span;

pub(crate) const RULE: Rule = Rule {
    code: "broken-internal-link",
    severity: Severity::Warning,
    summary: "a link to a file or an anchor of the catalog that does not exist",
    reason: "readers click and find nothing; the site shows it as plain text",
    example: "`[form](../form.md)` without such a file",
};

pub(super) fn check(catalog: &Catalog, _: &Settings) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for (file, links) in texts::links(catalog) {
        let from = catalog.sources.path(file);
        for link in links {
            // `nested-url` reports a target that contains a link.
            if link.target.contains("](") {
                continue;
            }
            let target = catalog
                .link_resolver
                .resolve(&catalog.images, from, &link.target);
            if let ResolvedLink::Broken(why) = target {
                let message = format!("the link leads nowhere: {:?}", link.target);
                let location = Span::new(file, link.span.clone());
                diagnostics.push(RULE.at(location, message).label(why));
            }
        }
    }

    diagnostics
}
