//! `[vocabulary]` of `medatlas.toml`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Terms and spellings that the catalog adds to the built-in vocabulary. Each table maps a term to
/// a list of further spellings. A term that medatlas does not know is added. These spellings take
/// precedence over the built-in ones.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct VocabularyConfig {
    /// Imaging modalities.
    #[schemars(example = BTreeMap::from([("Fundus", ["retinography"])]))]
    pub modality: BTreeMap<String, Vec<String>>,

    /// Tasks.
    #[schemars(example = BTreeMap::from([("Segmentation", ["delineation"])]))]
    pub task: BTreeMap<String, Vec<String>>,

    /// Anatomical areas.
    #[schemars(example = BTreeMap::from([("Eye", ["retina", "fovea"])]))]
    pub area: BTreeMap<String, Vec<String>>,

    /// File formats.
    #[schemars(example = BTreeMap::from([("NIfTI", [".nii.gz"])]))]
    pub format: BTreeMap<String, Vec<String>>,
}
