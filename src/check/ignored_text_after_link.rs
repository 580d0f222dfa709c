//! `ignored-text-after-link`: see `RULE`. The text belongs either to the name or to the
//! description.

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
    let mut diagnostics = Vec::new();
    for (_, dataset) in catalog.listed_datasets() {
        let source = &dataset.source;
        let text = catalog.sources.text(source.file);
        let ignored = text.get(source.range.clone()).and_then(text_after_link);
        let Some((offset, ignored)) = ignored else {
            continue;
        };

        let start = source.range.start + offset;
        let location = Span::new(source.file, start..start + ignored.len());
        let message = format!("{ignored:?} is not part of the name {}", dataset.name);
        diagnostics.push(
            RULE.at(location, message)
                .help("Move it into the label of the link, or into the description"),
        );
    }
    diagnostics
}

/// The text of `[NAME](target) text (description)` or `| [NAME](target) text |`, and its offset.
fn text_after_link(entry: &str) -> Option<(usize, &str)> {
    let label_end = entry.find("](")?;
    // Only if the name comes first in the entry.
    let label_start = entry[..label_end].find('[')?;
    if entry[..label_start].contains(char::is_alphanumeric) {
        return None;
    }

    let target = label_end + 2;
    let link_end = target + entry[target..].find(')')? + 1;
    let rest = &entry[link_end..];
    let is_row = entry.contains('|') || !rest.contains('(');
    let text = &rest[..rest.find(if is_row { '|' } else { '(' })?];

    let trimmed = text.trim_matches(is_separator);
    // Further links and inline code are not part of a name.
    if trimmed.contains(['[', '<', '`', '!']) || !trimmed.contains(char::is_alphanumeric) {
        return None;
    }
    Some((link_end + text.find(trimmed)?, trimmed))
}

fn is_separator(c: char) -> bool {
    c.is_whitespace() || ":：-–—,，<>/".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_text_between_the_name_and_the_description_is_ignored() {
        for (entry, expect) in [
            ("[A](r/A.md) v2.0 (QA, 3 Cases)", Some("v2.0")),
            ("[A](r/A.md) (QA, 3 Cases)", None),
            ("[A](r/A.md): (QA)", None),
            ("[A](r/A.md) 2D CT, 3 cases", None),
            ("[A](r/A.md) 2 | 3D CT (x) |", Some("2")),
            ("| 1 | [A](r/A.md) 2 | x |", None),
            ("A | [B](r/A.md) 2 | x |", None),
        ] {
            let text = text_after_link(entry).map(|(_, text)| text);
            assert_eq!(text, expect, "{entry}");
        }
    }
}
