//! Rules over the finished catalog; each only adds diagnostics. One rule, one file.
//!
//! In: a `Catalog`. Out: diagnostics. What load, parse and model find on their way is reported there.

mod dead_link;
mod duplicate_name;
mod missing_image;
mod no_modality;

use rayon::prelude::*;

use crate::diagnostics::Diagnostic;
use crate::model::Catalog;

/// A rule: what it finds stands in its file.
type Rule = fn(&Catalog) -> Vec<Diagnostic>;

/// All rules, in the order of their names.
const RULES: &[Rule] = &[dead_link::check, duplicate_name::check, missing_image::check, no_modality::check];

/// Runs all rules.
pub fn check(catalog: &Catalog) -> Vec<Diagnostic> {
    RULES.par_iter().flat_map_iter(|rule| rule(catalog)).collect()
}
