//! `unused-synonym`: see `RULE`. A synonym leads from what people type to what pages say.

use std::collections::BTreeSet;

use crate::catalog::Catalog;
use crate::config::{self, Settings};
use crate::diagnostics::{Diagnostic, Location, Rule, Severity};
use crate::search::{self, synonyms};

pub(crate) const RULE: Rule = Rule {
    code: "unused-synonym",
    severity: Severity::Warning,
    summary: "a configured synonym that occurs in no page and no entry",
    reason: "it finds nothing",
    example: "`\"NPC\" = [\"nasopharingeal\"]`",
};

pub(super) fn check(catalog: &Catalog, settings: &Settings) -> Vec<Diagnostic> {
    if settings.config.search.synonyms.is_empty() {
        return Vec::new();
    }

    let terms = searchable_terms(catalog);
    let mut diagnostics = Vec::new();
    for (typed, meanings) in &settings.config.search.synonyms {
        for meaning in meanings {
            if synonyms::is_in(&terms, meaning) {
                continue;
            }
            let location = Location::File(config::FILE_NAME.to_owned());
            let message =
                format!("the synonym {meaning:?} of {typed:?} occurs in no page and no entry");
            diagnostics.push(
                RULE.at(location, message)
                    .help("Use words that the pages contain, or remove it"),
            );
        }
    }
    diagnostics
}

/// All terms that the search can find.
fn searchable_terms(catalog: &Catalog) -> BTreeSet<String> {
    let facts = search::facts(catalog).terms;
    let text = search::text(catalog).terms;

    facts
        .into_iter()
        .chain(text)
        .map(|term| term.term)
        .collect()
}
