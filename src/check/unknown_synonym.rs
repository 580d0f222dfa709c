//! `unused-synonym`: a word in `[search.synonyms]` that no page and no entry says.
//!
//! Why: a synonym leads from what people type to what pages say; one that stands nowhere finds nothing. Example:
//! `"NPC" = ["nasopharingeal carcinoma"]`, where the pages write "nasopharyngeal".

use std::collections::BTreeSet;

use crate::catalog::Catalog;
use crate::config::{self, Settings};
use crate::diagnostics::{Diagnostic, Place, Rule, Severity};
use crate::search::{self, synonyms};

pub(crate) const RULE: Rule = Rule {
    code: "unused-synonym",
    severity: Severity::Warning,
    summary: "a configured synonym that occurs in no page and no entry",
    reason: "it finds nothing",
    example: "`\"NPC\" = [\"nasopharingeal\"]`",
};

pub(super) fn check(catalog: &Catalog, settings: &Settings) -> Vec<Diagnostic> {
    if settings.synonyms.is_empty() {
        return Vec::new();
    }
    let known = known_words(catalog);
    let mut found = Vec::new();
    for (typed, meant) in &settings.synonyms {
        for words in meant.iter().filter(|words| !synonyms::is_in(&known, words)) {
            let message = format!("the synonym {words:?} of {typed:?} is in no page and no entry");
            found.push(
                RULE.at(Place::File(config::FILE_NAME.to_owned()), message)
                    .help("Name words that the pages use, or take it out"),
            );
        }
    }
    found
}

/// All terms that the search can find.
fn known_words(catalog: &Catalog) -> BTreeSet<String> {
    let mut known = BTreeSet::new();
    let mut add = |term: &search::index::Term| {
        known.insert(term.term.clone());
    };
    search::facts(catalog).terms.iter().for_each(&mut add);
    search::text(catalog).terms.iter().for_each(&mut add);
    known
}
