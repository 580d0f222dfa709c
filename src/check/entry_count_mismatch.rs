//! `entry-count-mismatch`: see `RULE`.

use crate::catalog::Catalog;
use crate::catalog::category::CategoryId;
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
        let diagnostic = RULE
            .at(location.clone(), message)
            .help(format!("Write {actual}"));
        diagnostics.push(if may_lack_entries(catalog, id) {
            diagnostic
        } else {
            diagnostic.fix(location, actual.to_string())
        });
    }
    diagnostics
}

/// Whether a category may have more entries than were read: the text between its entries has rows
/// or headings that are not recognized as such, for example because the line below the header of a
/// table is broken. The stated count is then the only trace of the lost entries, and it stays.
fn may_lack_entries(catalog: &Catalog, id: CategoryId) -> bool {
    let text = catalog.sources.text(Sources::README);
    let is_inside = |category: CategoryId| {
        let parent = |at: &CategoryId| catalog.categories[*at].parent;
        std::iter::successors(Some(category), parent).any(|at| at == id)
    };

    catalog.categories[id].entries == 0
        || (0..catalog.categories.len())
            .filter(|category| is_inside(*category))
            .flat_map(|category| &catalog.categories[category].prose)
            .filter_map(|range| text.get(range.clone()))
            .flat_map(str::lines)
            .any(|line| line.trim_start().starts_with(['|', '#']))
}
