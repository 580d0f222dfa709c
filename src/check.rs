//! Rules over the finished catalog; each only adds diagnostics. One rule, one file.
//!
//! In: a `Catalog` and the settings. Out: diagnostics. What load, parse and model find on their way is reported there.

pub mod address_gone;
mod awkward_file_name;
mod citation;
mod code;
mod date_order;
mod dead_link;
mod duplicate_name;
mod duplicate_website;
mod entry_page_differ;
pub mod exceptions;
mod full_width;
mod glossary;
mod hidden_character;
mod image_file;
mod label_host;
mod link_health;
mod missing_image;
mod no_link;
mod no_modality;
mod odd_text;
mod odd_url;
mod page_parts;
mod stated_count;
mod template_leftover;
mod term_spelling;
mod text_after_link;
mod unknown_synonym;
mod unknown_term;
mod unreadable_fact;

use rayon::prelude::*;

use crate::catalog::Catalog;
use crate::config::Settings;
use crate::diagnostics::Diagnostic;

/// A rule: what it finds stands in its file.
type Rule = fn(&Catalog, &Settings) -> Vec<Diagnostic>;

/// All rules, in the order of their names.
const RULES: &[Rule] = &[
    awkward_file_name::check,
    citation::check,
    date_order::check,
    dead_link::check,
    duplicate_name::check,
    duplicate_website::check,
    entry_page_differ::check,
    full_width::check,
    glossary::check,
    hidden_character::check,
    image_file::check,
    label_host::check,
    link_health::check,
    missing_image::check,
    no_link::check,
    no_modality::check,
    odd_text::check,
    odd_url::check,
    page_parts::check,
    stated_count::check,
    template_leftover::check,
    term_spelling::check,
    text_after_link::check,
    unknown_synonym::check,
    unknown_term::check,
    unreadable_fact::check,
];

/// Runs all rules.
pub fn check(catalog: &Catalog, settings: &Settings) -> Vec<Diagnostic> {
    RULES
        .par_iter()
        .flat_map_iter(|rule| rule(catalog, settings))
        .collect()
}
