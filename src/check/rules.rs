//! The table of all rules, from which `medatlas check --rules`, docs/rules.md, the codes of the settings and of the
//! command line, and the rules of a SARIF report follow.
//!
//! In: the constants that stages and checks declare beside their code. Out: rules, sorted by code.

use std::fmt::Write as _;

use crate::catalog::Catalog;
use crate::check::*;
use crate::config::Settings;
use crate::diagnostics::{Diagnostic, Rule};
use crate::{assemble, load, parse};

/// Finds the defects of one rule, or of a few rules that share a scan.
pub(super) type Check = fn(&Catalog, &Settings) -> Vec<Diagnostic>;

/// A rule, and the check that reports it.
struct Row {
    rule: &'static Rule,
    check: Option<Check>,
}

/// A rule with a check of its own.
const fn checked(rule: &'static Rule, check: Check) -> Row {
    Row {
        rule,
        check: Some(check),
    }
}

/// A rule that an earlier stage reports, or the check of a related rule.
const fn reported(rule: &'static Rule) -> Row {
    Row { rule, check: None }
}

/// All rules, sorted by code.
#[rustfmt::skip]
const TABLE: &[Row] = &[
    reported(&against::RULE),
    reported(&assemble::alias::SHADOWED_ALIAS),
    reported(&assemble::alias::BROKEN_ALIAS),
    checked(&awkward_file_name::RULE, awkward_file_name::check),
    reported(&exceptions::INVALID_EXCEPTION),
    reported(&parse::citation::RULE),
    checked(&hidden_character::BIDI_CONTROL, hidden_character::check),
    reported(&load::image::RULE),
    reported(&load::encoding::BYTE_ORDER_MARK),
    checked(&stated_count::BROKEN_TOC_LINK, stated_count::check),
    checked(&date_order::RULE, date_order::check),
    checked(&unreadable_fact::NON_ISO_DATE, unreadable_fact::check),
    checked(&dead_link::RULE, dead_link::check),
    checked(&citation::DUPLICATE_CITATION_KEY, citation::check),
    checked(&duplicate_name::RULE, duplicate_name::check),
    reported(&assemble::join::SHARED_PAGE),
    checked(&duplicate_website::RULE, duplicate_website::check),
    checked(&page_parts::EMPTY_FIELD, page_parts::check),
    checked(&entry_page_differ::RULE, entry_page_differ::check),
    checked(&full_width::RULE, full_width::check),
    checked(&glossary::DUPLICATE_ENTRY, glossary::check),
    reported(&glossary::EMPTY_ENTRY),
    reported(&glossary::UNKNOWN_TERM),
    checked(&odd_text::HTML_LIKE_TEXT, odd_text::check),
    checked(&missing_image::IMAGE_CASE, missing_image::check),
    checked(&image_file::IMAGE_EXTENSION, image_file::check),
    reported(&missing_image::IMAGE_FOLDER),
    reported(&image_file::IMAGE_TOO_LARGE),
    reported(&image_file::MISSING_ALT_TEXT),
    reported(&load::encoding::INVALID_UTF8),
    reported(&hidden_character::INVISIBLE_CHARACTER),
    checked(&label_host::RULE, label_host::check),
    reported(&load::encoding::NON_LF_LINE_ENDINGS),
    checked(&link_health::DEAD, link_health::check),
    reported(&link_health::MOVED),
    reported(&assemble::INVALID_LINK_RECORD),
    reported(&load::IGNORED_SYMLINK),
    reported(&link_health::SUSPECT),
    reported(&citation::MISSING_CITATION),
    reported(&missing_image::MISSING_IMAGE),
    reported(&page_parts::MISSING_META_TABLE),
    reported(&assemble::join::MISSING_PAGE),
    reported(&page_parts::MISSING_SECTION),
    reported(&load::encoding::MOJIBAKE),
    checked(&no_modality::MISSING_CASE_COUNT, no_modality::check),
    reported(&assemble::EMPTY_LIST),
    checked(&no_link::RULE, no_link::check),
    reported(&no_modality::MISSING_MODALITY),
    reported(&load::NON_UTF8_FILE_NAME),
    reported(&load::PAGE_IS_FOLDER),
    reported(&assemble::join::ABSOLUTE_PAGE_LINK),
    reported(&assemble::join::PAGE_LINK_CASE),
    reported(&assemble::join::ENCODED_PAGE_LINK),
    reported(&assemble::join::PAGE_LINK_WITHOUT_EXTENSION),
    reported(&assemble::join::PAGE_LINK_FOLDER),
    reported(&missing_image::REMOTE_IMAGE),
    reported(&parse::meta_table::RULE),
    reported(&assemble::join::SLUG_COLLISION),
    reported(&stated_count::ENTRY_COUNT_MISMATCH),
    reported(&parse::page::HEADING_IN_HTML_BLOCK),
    checked(&template_leftover::RULE, template_leftover::check),
    checked(&term_spelling::RULE, term_spelling::check),
    checked(&text_after_link::RULE, text_after_link::check),
    reported(&odd_text::TRANSLATOR_REMARK),
    checked(&unknown_synonym::RULE, unknown_synonym::check),
    checked(&unknown_term::RULE, unknown_term::check),
    reported(&assemble::join::UNLISTED_PAGE),
    reported(&unreadable_fact::UNPARSABLE_COUNT),
    reported(&unreadable_fact::UNPARSABLE_DATE),
    reported(&load::UNREADABLE_PAGE),
    reported(&exceptions::UNUSED_EXCEPTION),
    reported(&image_file::UNUSED_IMAGE),
    checked(&odd_url::WHITESPACE_IN_URL, odd_url::check),
    reported(&odd_url::NESTED_URL),
    reported(&parse::source_info::urls::RULE),
    reported(&odd_url::MISSING_URL_SCHEME),
];

/// All rules, sorted by code.
pub(crate) fn all() -> impl Iterator<Item = &'static Rule> {
    TABLE.iter().map(|row| row.rule)
}

/// All checks over the finished catalog.
pub(super) fn checks() -> Vec<Check> {
    TABLE.iter().filter_map(|row| row.check).collect()
}

/// The rule with a code.
pub(crate) fn named(code: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.code == code)
}

/// The table of all rules as Markdown.
pub(crate) fn reference() -> String {
    let mut out = String::from(
        "| Code | Severity | Finds | Why it matters | Example |\n|---|---|---|---|---|\n",
    );

    for rule in all() {
        let _ = writeln!(
            out,
            "| `{}` | {} | {} | {} | {} |",
            rule.code,
            rule.severity.word(),
            rule.summary,
            rule.reason,
            rule.example.replace('|', "\\|")
        );
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_complete() {
        let rules: Vec<&Rule> = all().collect();
        assert!(rules.is_sorted_by(|a, b| a.code < b.code));

        for rule in rules {
            let texts = [rule.summary, rule.reason, rule.example];
            assert!(!texts.contains(&""), "{}", rule.code);
        }
    }
}
