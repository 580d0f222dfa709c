//! Which fixes may change link targets, URLs and code: those of the rules that are about them.
//!
//! In: diagnostics of all stages. Out: the same diagnostics, without fixes that reach too far.

use std::collections::BTreeMap;

use crate::assemble::page_link;
use crate::check::url_syntax;
use crate::diagnostics::{Diagnostic, Rule};
use crate::load::encoding::{self, control};
use crate::parse::protected::ProtectedRanges;
use crate::parse::source_info::urls;
use crate::source::{FileId, Sources};

/// Rules about the targets of links, and about characters that the site shows repaired everywhere.
const UNRESTRICTED: &[&Rule] = &[
    &page_link::ABSOLUTE_PAGE_LINK,
    &page_link::ENCODED_PAGE_LINK,
    &page_link::PAGE_LINK_CASE,
    &page_link::PAGE_LINK_FOLDER,
    &page_link::PAGE_LINK_WITHOUT_EXTENSION,
    &url_syntax::WHITESPACE_IN_URL,
    &urls::RULE,
    &encoding::MOJIBAKE,
    &control::BIDI_CONTROL,
    &control::CONTROL_CHARACTER,
];

/// Removes the edits of each diagnostic that would change a protected part of a text.
pub(super) fn apply(diagnostics: &mut [Diagnostic], sources: &Sources) {
    let mut protected: BTreeMap<FileId, ProtectedRanges> = BTreeMap::new();

    for diagnostic in diagnostics {
        if diagnostic.edits.is_empty() || is_unrestricted(diagnostic.code) {
            continue;
        }

        let touches = diagnostic.edits.iter().any(|edit| {
            protected
                .entry(edit.span.file)
                .or_insert_with(|| ProtectedRanges::of(sources.text(edit.span.file)))
                .touches(&edit.span.range)
        });
        if touches {
            diagnostic.edits.clear();
        }
    }
}

fn is_unrestricted(code: &str) -> bool {
    UNRESTRICTED.iter().any(|rule| rule.code == code)
}
