//! `ignored-text-after-link`: words between the link of a name and what the entry says of the dataset.
//!
//! Why: they belong either to the name or to the description; as they stand the dataset is listed without them. Example:
//! `[cMedQA](resources/cMedQA.md) v2.0 (QA, 108K Cases)`.

use crate::catalog::Catalog;
use crate::config::Settings;
use crate::diagnostics::{Diagnostic, Rule, Severity};
use crate::source::Span;

pub(crate) const RULE: Rule = Rule {
    code: "ignored-text-after-link",
    severity: Severity::Note,
    summary: "text between the link of a name and its description",
    reason: "the dataset is listed without it",
    example: "`[A](resources/A.md) v2.0 (QA, 3 Cases)`",
};

pub(super) fn check(catalog: &Catalog, _: &Settings) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (_, dataset) in catalog.listed() {
        let text = catalog.sources.text(dataset.source.file);
        let Some(entry) = text.get(dataset.source.range.clone()) else {
            continue;
        };
        let Some((start, words)) = words_after(entry) else {
            continue;
        };
        let start = dataset.source.range.start + start;
        let place = Span::new(dataset.source.file, start..start + words.len());
        found.push(
            RULE.at(
                place,
                format!("{words:?} is no part of the name {}", dataset.name),
            )
            .help("Put it into the link's label, or into the description"),
        );
    }
    found
}

/// The words of `[NAME](target) words (description)` or `| [NAME](target) words |`, and where they start.
fn words_after(entry: &str) -> Option<(usize, &str)> {
    let label = entry.find("](")?;
    // Only where the name itself is the first thing of the entry.
    let opens = entry[..label].find('[')?;
    if entry[..opens].contains(|c: char| c.is_alphanumeric()) {
        return None;
    }
    let target = label + 2;
    let end = target + entry[target..].find(')')? + 1;
    let is_row = entry.contains('|') || !entry[end..].contains('(');
    let stop = entry[end..].find(if is_row { '|' } else { '(' })?;
    let raw = &entry[end..end + stop];
    let words = raw.trim_matches(|c: char| c.is_whitespace() || ":：-–—,，<>/".contains(c));
    // Further links and marks are no words.
    if words.contains(['[', '<', '`', '!']) || !words.contains(|c: char| c.is_alphanumeric()) {
        return None;
    }
    Some((end + raw.find(words)?, words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words() {
        for (entry, expect) in [
            ("[A](r/A.md) v2.0 (QA, 3 Cases)", Some("v2.0")),
            ("[A](r/A.md) (QA, 3 Cases)", None),
            ("[A](r/A.md): (QA)", None),
            ("[A](r/A.md) 2D CT, 3 cases", None),
            ("[A](r/A.md) 2 | 3D CT (x) |", Some("2")),
            ("| 1 | [A](r/A.md) 2 | x |", None),
            ("A | [B](r/A.md) 2 | x |", None),
        ] {
            assert_eq!(
                words_after(entry).map(|(_, words)| words),
                expect,
                "{entry}"
            );
        }
    }
}
