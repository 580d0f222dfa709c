//! Which of the fields that Croissant 1.1 requires a catalog states.
//!
//! In: a dataset. Out: the names of the missing fields. A dataset conforms to the format only if
//! none is missing: a description, a licence, people, a date, and a file with its checksum.

use crate::catalog::Catalog;
use crate::catalog::dataset::Dataset;

/// Fields that the format requires and a catalog may lack, by the names that the format gives them.
pub const CROISSANT_FIELDS: [&str; 5] = [
    "description",
    "license",
    "creator",
    "datePublished",
    "distribution",
];

impl Catalog {
    /// Those of [`CROISSANT_FIELDS`] that the catalog does not state for a dataset.
    pub fn missing_croissant_fields(&self, dataset: &Dataset) -> Vec<&'static str> {
        CROISSANT_FIELDS
            .into_iter()
            .filter(|field| !self.states_croissant_field(dataset, field))
            .collect()
    }

    fn states_croissant_field(&self, dataset: &Dataset, field: &str) -> bool {
        let page = self.page(dataset);

        match field {
            "description" => !dataset.description.is_empty() || page.is_some(),
            "license" => dataset.facts.license.is_some(),
            "creator" => page.is_some_and(|page| !page.authors.is_empty()),
            "datePublished" => dataset.facts.released.is_some(),
            _ => page.is_some_and(|page| !page.files.is_empty()),
        }
    }
}
