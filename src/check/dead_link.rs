//! `dead-link`: a link in a page's text that leads to nothing in the catalog.
//!
//! Why: a reader clicks it and finds nothing; on the site it is shown as plain text. Example: `[form](../form.md)` when
//! there is no `form.md`.

use crate::config::Settings;
use crate::diagnostics::{Diagnostic, Span};
use crate::model::Catalog;
use crate::model::link::Target;

pub(super) fn check(catalog: &Catalog, _: &Settings) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let published = catalog.datasets.iter().filter_map(|dataset| dataset.page);
    for file in published {
        let from = catalog.sources.path(file);
        for link in catalog.pages.get(&file).map_or(&[][..], |page| &page.links) {
            if let Target::Dead(why) = catalog.files.resolve(&catalog.images, from, &link.target)
                && !link.target.contains("](")
            {
                let place = Span::new(file, link.span.clone());
                found.push(
                    Diagnostic::warning(
                        "dead-link",
                        place,
                        format!("the link leads nowhere: {:?}", link.target),
                    )
                    .label(why),
                );
            }
        }
    }
    found
}
