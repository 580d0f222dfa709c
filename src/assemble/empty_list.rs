//! `empty-list`: a list in which no dataset was found.
//!
//! In: the parsed list. Out: one diagnostic that explains what was looked at, with lines.

use std::fmt::Write as _;

use crate::diagnostics::{Diagnostic, Rule, Severity};
use crate::parse::readme::Readme;
use crate::source::{Sources, Span};

pub(crate) const EMPTY_LIST: Rule = Rule {
    code: "empty-list",
    severity: Severity::Error,
    summary: "a list without datasets",
    reason: "there is nothing to publish",
    example: "a README without a table or list of datasets",
};

/// A text may hold hundreds of tables; the first ones are enough.
const MOST_SHOWN: usize = 12;

/// What was found in place of a list: each table and list with its line and the reason why it was
/// not taken.
pub(super) fn empty_list(list: &Readme, sources: &Sources) -> Diagnostic {
    let path = sources.path(Sources::README);
    let mut help = String::from(
        "an entry is a row of a table with a column headed Dataset, a line or an item that starts \
         with a link, or a heading that is one",
    );
    if list.refused.is_empty() {
        help.push_str("; the text holds no table and no list");
    }

    for (range, reason) in list.refused.iter().take(MOST_SHOWN) {
        let line = sources.line(&Span::new(Sources::README, range.clone()));
        let _ = write!(help, "; {path}:{line}: {reason}");
    }
    let rest = list.refused.len().saturating_sub(MOST_SHOWN);
    if rest > 0 {
        let _ = write!(help, "; and {rest} more");
    }

    let first = list.refused.first();
    let range = first.map_or(0..0, |(range, _)| range.clone());
    EMPTY_LIST
        .at(
            Span::new(Sources::README, range),
            "the list holds no datasets",
        )
        .help(help)
}
