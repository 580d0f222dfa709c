//! `[list]` of `medatlas.toml`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How the list is read. medatlas detects what is not set here.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ListConfig {
    /// Header of the column that contains the names.
    #[schemars(example = &"Dataset", extend("x-default" = "recognized by its header"))]
    pub name_column: Option<String>,

    /// Headings of the sections that contain datasets.
    #[schemars(example = ["Datasets"], extend("x-default" = "all sections"))]
    pub sections: Vec<String>,

    /// Header of the column whose values become the categories, if one section contains all
    /// datasets.
    #[schemars(example = &"Organ", extend("x-default" = "chosen automatically"))]
    pub group_by: Option<String>,
}
