//! The table of all rules, from which `medatlas check --rules`, docs/rules.md, the codes of the
//! settings and of the command line, and the rules of a SARIF report follow.
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
    reported(&assemble::page_link::ABSOLUTE_PAGE_LINK),
    reported(&parse::citation::RULE),
    reported(&load::encoding::control::BIDI_CONTROL),
    reported(&assemble::alias::BROKEN_ALIAS),
    checked(&broken_internal_link::RULE, broken_internal_link::check),
    checked(&broken_toc_link::RULE, broken_toc_link::check),
    reported(&load::encoding::BYTE_ORDER_MARK),
    reported(&load::encoding::control::CONTROL_CHARACTER),
    reported(&load::listing::CONTROL_CHARACTER_IN_FILE_NAME),
    checked(&external_link::DEAD, external_link::check),
    checked(&duplicate_citation_key::RULE, duplicate_citation_key::check),
    checked(&glossary::DUPLICATE_ENTRY, glossary::check),
    checked(&duplicate_name::RULE, duplicate_name::check),
    checked(&duplicate_website::RULE, duplicate_website::check),
    checked(&empty_field::RULE, empty_field::check),
    reported(&glossary::EMPTY_ENTRY),
    reported(&assemble::empty_list::EMPTY_LIST),
    reported(&assemble::page_link::ENCODED_PAGE_LINK),
    checked(&entry_count_mismatch::RULE, entry_count_mismatch::check),
    checked(&entry_page_mismatch::RULE, entry_page_mismatch::check),
    checked(&fullwidth_punctuation::RULE, fullwidth_punctuation::check),
    reported(&parse::page::HEADING_IN_HTML_BLOCK),
    reported(&load::listing::IGNORED_SYMLINK),
    checked(&ignored_text_after_link::RULE, ignored_text_after_link::check),
    checked(&image_link::IMAGE_CASE, image_link::check),
    checked(&image_file::IMAGE_EXTENSION, image_file::check),
    reported(&image_link::IMAGE_FOLDER),
    reported(&image_file::IMAGE_TOO_LARGE),
    reported(&exceptions::INVALID_EXCEPTION),
    reported(&load::image::RULE),
    reported(&assemble::link_records::INVALID_LINK_RECORD),
    reported(&load::encoding::INVALID_UTF8),
    checked(&hidden_character::INVISIBLE_CHARACTER, hidden_character::check),
    checked(&link_label_mismatch::RULE, link_label_mismatch::check),
    checked(&missing_alt_text::RULE, missing_alt_text::check),
    checked(&missing_case_count::RULE, missing_case_count::check),
    checked(&missing_citation::RULE, missing_citation::check),
    reported(&image_link::MISSING_IMAGE),
    checked(&missing_links::RULE, missing_links::check),
    checked(&missing_part::MISSING_META_TABLE, missing_part::check),
    checked(&missing_modality::RULE, missing_modality::check),
    reported(&assemble::page_link::MISSING_PAGE),
    reported(&missing_part::MISSING_SECTION),
    checked(&url_syntax::MISSING_URL_SCHEME, url_syntax::check),
    reported(&load::encoding::MOJIBAKE),
    reported(&external_link::MOVED),
    reported(&url_syntax::NESTED_URL),
    checked(&unparsable_fact::NON_ISO_DATE, unparsable_fact::check),
    reported(&load::encoding::NON_LF_LINE_ENDINGS),
    reported(&load::encoding::wide::NON_UTF8_ENCODING),
    reported(&load::listing::NON_UTF8_FILE_NAME),
    reported(&load::listing::PAGE_IS_FOLDER),
    reported(&assemble::page_link::PAGE_LINK_CASE),
    reported(&assemble::page_link::PAGE_LINK_FOLDER),
    reported(&assemble::page_link::PAGE_LINK_WITHOUT_EXTENSION),
    reported(&image_link::REMOTE_IMAGE),
    reported(&against::RULE),
    reported(&renamed::RULE),
    reported(&assemble::alias::SHADOWED_ALIAS),
    reported(&assemble::dataset_slugs::SHARED_PAGE),
    reported(&parse::meta_table::RULE),
    reported(&assemble::dataset_slugs::SLUG_COLLISION),
    reported(&external_link::SUSPECT),
    checked(&template_leftover::RULE, template_leftover::check),
    checked(&term_spelling::RULE, term_spelling::check),
    reported(&parse::source_info::urls::RULE),
    checked(&translator_remark::RULE, translator_remark::check),
    checked(&unescaped_angle_bracket::RULE, unescaped_angle_bracket::check),
    reported(&glossary::UNKNOWN_TERM),
    checked(&unknown_term::RULE, unknown_term::check),
    reported(&assemble::join::UNLISTED_PAGE),
    reported(&unparsable_fact::UNPARSABLE_COUNT),
    reported(&unparsable_fact::UNPARSABLE_DATE),
    reported(&load::text_file::UNREADABLE_PAGE),
    checked(&unsorted_release_date::RULE, unsorted_release_date::check),
    reported(&exceptions::UNUSED_EXCEPTION),
    reported(&image_file::UNUSED_IMAGE),
    checked(&unused_synonym::RULE, unused_synonym::check),
    checked(&url_unsafe_file_name::RULE, url_unsafe_file_name::check),
    reported(&url_syntax::WHITESPACE_IN_URL),
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
