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
    reported(&assemble::join::ABSOLUTE_PAGE_LINK),
    reported(&parse::citation::RULE),
    checked(&hidden_character::BIDI_CONTROL, hidden_character::check),
    reported(&assemble::alias::BROKEN_ALIAS),
    checked(&dead_link::RULE, dead_link::check),
    checked(&stated_count::BROKEN_TOC_LINK, stated_count::check),
    reported(&load::encoding::BYTE_ORDER_MARK),
    checked(&link_health::DEAD, link_health::check),
    checked(&citation::DUPLICATE_CITATION_KEY, citation::check),
    checked(&glossary::DUPLICATE_ENTRY, glossary::check),
    checked(&duplicate_name::RULE, duplicate_name::check),
    checked(&duplicate_website::RULE, duplicate_website::check),
    checked(&page_parts::EMPTY_FIELD, page_parts::check),
    reported(&glossary::EMPTY_ENTRY),
    reported(&assemble::EMPTY_LIST),
    reported(&assemble::join::ENCODED_PAGE_LINK),
    reported(&stated_count::ENTRY_COUNT_MISMATCH),
    checked(&entry_page_differ::RULE, entry_page_differ::check),
    checked(&full_width::RULE, full_width::check),
    reported(&parse::page::HEADING_IN_HTML_BLOCK),
    reported(&load::IGNORED_SYMLINK),
    checked(&text_after_link::RULE, text_after_link::check),
    checked(&missing_image::IMAGE_CASE, missing_image::check),
    checked(&image_file::IMAGE_EXTENSION, image_file::check),
    reported(&missing_image::IMAGE_FOLDER),
    reported(&image_file::IMAGE_TOO_LARGE),
    reported(&exceptions::INVALID_EXCEPTION),
    reported(&load::image::RULE),
    reported(&assemble::INVALID_LINK_RECORD),
    reported(&load::encoding::INVALID_UTF8),
    reported(&hidden_character::INVISIBLE_CHARACTER),
    checked(&label_host::RULE, label_host::check),
    reported(&image_file::MISSING_ALT_TEXT),
    checked(&no_modality::MISSING_CASE_COUNT, no_modality::check),
    reported(&citation::MISSING_CITATION),
    reported(&missing_image::MISSING_IMAGE),
    checked(&no_link::RULE, no_link::check),
    reported(&page_parts::MISSING_META_TABLE),
    reported(&no_modality::MISSING_MODALITY),
    reported(&assemble::join::MISSING_PAGE),
    reported(&page_parts::MISSING_SECTION),
    reported(&odd_url::MISSING_URL_SCHEME),
    reported(&load::encoding::MOJIBAKE),
    reported(&link_health::MOVED),
    reported(&odd_url::NESTED_URL),
    checked(&unreadable_fact::NON_ISO_DATE, unreadable_fact::check),
    reported(&load::encoding::NON_LF_LINE_ENDINGS),
    reported(&load::NON_UTF8_FILE_NAME),
    reported(&load::PAGE_IS_FOLDER),
    reported(&assemble::join::PAGE_LINK_CASE),
    reported(&assemble::join::PAGE_LINK_FOLDER),
    reported(&assemble::join::PAGE_LINK_WITHOUT_EXTENSION),
    reported(&missing_image::REMOTE_IMAGE),
    reported(&against::RULE),
    reported(&renamed::RULE),
    reported(&assemble::alias::SHADOWED_ALIAS),
    reported(&assemble::join::SHARED_PAGE),
    reported(&parse::meta_table::RULE),
    reported(&assemble::join::SLUG_COLLISION),
    reported(&link_health::SUSPECT),
    checked(&template_leftover::RULE, template_leftover::check),
    checked(&term_spelling::RULE, term_spelling::check),
    reported(&parse::source_info::urls::RULE),
    reported(&odd_text::TRANSLATOR_REMARK),
    checked(&odd_text::HTML_LIKE_TEXT, odd_text::check),
    reported(&glossary::UNKNOWN_TERM),
    checked(&unknown_term::RULE, unknown_term::check),
    reported(&assemble::join::UNLISTED_PAGE),
    reported(&unreadable_fact::UNPARSABLE_COUNT),
    reported(&unreadable_fact::UNPARSABLE_DATE),
    reported(&load::UNREADABLE_PAGE),
    checked(&date_order::RULE, date_order::check),
    reported(&exceptions::UNUSED_EXCEPTION),
    reported(&image_file::UNUSED_IMAGE),
    checked(&unknown_synonym::RULE, unknown_synonym::check),
    checked(&awkward_file_name::RULE, awkward_file_name::check),
    checked(&odd_url::WHITESPACE_IN_URL, odd_url::check),
];

/// All rules, sorted by code.
pub(crate) fn all() -> impl Iterator<Item = &'static Rule> {
    TABLE.iter().map(|row| row.rule)
}

/// All checks over the finished catalog.
pub(super) fn checks() -> Vec<Check> {
    TABLE.iter().filter_map(|row| row.check).collect()
}

/// The rule with a code, also a former one.
pub(crate) fn named(code: &str) -> Option<&'static Rule> {
    let code = renamed::current(code);
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
