//! `broken-internal-link`: a link in the text of a page or of the glossary that leads to nothing in the catalog.
//!
//! Why: a reader clicks it and finds nothing; on the site it is shown as plain text. Example: `[form](../form.md)` when
//! there is no `form.md`.

use crate::catalog::Catalog;
use crate::catalog::link::Target;
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
    let mut found = Vec::new();
    let published = catalog.datasets.iter().filter_map(|dataset| dataset.page);
    let of_page = |file| catalog.pages.get(&file).map(|page| (file, &page.links));
    let of_glossary = catalog
        .glossary
        .iter()
        .map(|glossary| (glossary.file, &glossary.links));
    for (file, links) in published.filter_map(of_page).chain(of_glossary) {
        let from = catalog.sources.path(file);
        for link in links {
            if let Target::Dead(why) = catalog.files.resolve(&catalog.images, from, &link.target)
                && !link.target.contains("](")
            {
                let place = Span::new(file, link.span.clone());
                found.push(
                    RULE.at(place, format!("the link leads nowhere: {:?}", link.target))
                        .label(why),
                );
            }
        }
    }
    found
}
