//! Rules over the finished catalog; each only adds diagnostics. One rule, one file.
//!
//! In: a `Catalog` and the settings. Out: diagnostics. What load, parse and model find on their way is reported there.

pub(crate) mod against;
mod awkward_file_name;
mod citation;
mod code;
mod date_order;
mod dead_link;
mod duplicate_name;
mod duplicate_website;
mod entry_page_differ;
pub(crate) mod exceptions;
mod full_width;
mod glossary;
mod hidden_character;
mod image_file;
mod label_host;
pub(crate) mod levels;
mod link_health;
mod missing_image;
mod no_link;
mod no_modality;
mod odd_text;
mod odd_url;
mod page_parts;
pub(crate) mod renamed;
pub(crate) mod rules;
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

/// Runs all rules.
pub fn check(catalog: &Catalog, settings: &Settings) -> Vec<Diagnostic> {
    rules::checks()
        .into_par_iter()
        .flat_map_iter(|check| check(catalog, settings))
        .collect()
}
