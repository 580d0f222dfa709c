//! Rules over the finished catalog; each only adds diagnostics. One rule, one file.
//!
//! In: a `Catalog` and the settings. Out: diagnostics. What load, parse and model find on their way is reported there.

mod awkward_file_name;
mod citation;
mod dead_link;
mod duplicate_name;
mod entry_page_differ;
mod missing_image;
mod no_modality;
mod stated_count;
mod unknown_synonym;
mod unknown_term;
mod unreadable_fact;

use rayon::prelude::*;

use crate::config::Settings;
use crate::diagnostics::Diagnostic;
use crate::model::Catalog;

/// A rule: what it finds stands in its file.
type Rule = fn(&Catalog, &Settings) -> Vec<Diagnostic>;

/// All rules, in the order of their names.
const RULES: &[Rule] = &[
    awkward_file_name::check,
    citation::check,
    dead_link::check,
    duplicate_name::check,
    entry_page_differ::check,
    missing_image::check,
    no_modality::check,
    stated_count::check,
    unknown_synonym::check,
    unknown_term::check,
    unreadable_fact::check,
];

/// Runs all rules.
pub fn check(catalog: &Catalog, settings: &Settings) -> Vec<Diagnostic> {
    RULES.par_iter().flat_map_iter(|rule| rule(catalog, settings)).collect()
}
