//! `entry-count-mismatch`: see `RULE`.

use crate::catalog::Catalog;
use crate::config::Settings;
use crate::diagnostics::{Diagnostic, Rule, Severity};
use crate::source::{Sources, Span};

pub(crate) const RULE: Rule = Rule {
    code: "entry-count-mismatch",
    severity: Severity::Warning,
    summary: "a count in the table of contents that differs from the number of entries",
    reason: "readers trust it",
    example: "`[Chest (24)](#chest)` for 23 rows",
};

pub(super) fn check(catalog: &Catalog, _: &Settings) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for line in &catalog.contents {
        let (Some(id), Some((stated, range))) = (line.category, &line.count) else {
            continue;
        };
        let category = &catalog.categories[id];
        let actual = category.entries;
        if actual == *stated {
            continue;
        }

        let location = Span::new(Sources::README, range.clone());
        let message = format!(
            "{} has {actual} entries, but {stated} are stated here",
            category.name
        );
        diagnostics.push(
            RULE.at(location.clone(), message)
                .help(format!("Write {actual}"))
                .fix(location, actual.to_string()),
        );
    }
    diagnostics
}
