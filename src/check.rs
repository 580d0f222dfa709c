//! Rules over the finished catalog, one file per rule or per scan that several rules share.
//!
//! In: a `Catalog` and the settings. Out: diagnostics. Earlier stages report what they find
//! themselves; `rules` lists the rules of all stages.

pub(crate) mod against;
mod broken_internal_link;
mod broken_toc_link;
mod duplicate_citation_key;
mod duplicate_name;
mod duplicate_website;
mod empty_field;
mod entry_count_mismatch;
mod entry_page_mismatch;
pub(crate) mod exceptions;
mod external_link;
mod fix_scope;
pub(crate) mod fullwidth_punctuation;
mod glossary;
mod hidden_character;
mod ignored_text_after_link;
mod image_file;
mod image_link;
mod in_code;
pub(crate) mod levels;
mod link_label_mismatch;
mod missing_alt_text;
mod missing_case_count;
mod missing_citation;
mod missing_links;
mod missing_modality;
mod missing_part;
pub(crate) mod renamed;
pub(crate) mod rules;
mod template_leftover;
mod term_spelling;
mod texts;
mod translator_remark;
mod unescaped_angle_bracket;
mod unknown_term;
mod unparsable_fact;
mod unsorted_release_date;
mod unused_synonym;
mod url_syntax;
mod url_unsafe_file_name;

use rayon::prelude::*;

use crate::catalog::Catalog;
use crate::config::Settings;
use crate::diagnostics::Diagnostic;
use crate::source::Sources;

/// Runs the checks of all rules, in parallel.
pub(crate) fn check(catalog: &Catalog, settings: &Settings) -> Vec<Diagnostic> {
    rules::checks()
        .into_par_iter()
        .flat_map_iter(|check| check(catalog, settings))
        .collect()
}

/// Removes the fixes that would change link targets, URLs or code, unless their rules are about
/// these.
pub(crate) fn keep_safe_fixes(diagnostics: &mut [Diagnostic], sources: &Sources) {
    fix_scope::apply(diagnostics, sources);
}
