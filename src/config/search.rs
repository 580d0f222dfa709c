//! `[search]` of `medatlas.toml`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The search of the site.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SearchConfig {
    /// Search terms, and the terms of the pages that each one also finds.
    #[schemars(example = BTreeMap::from([("NPC", ["nasopharyngeal carcinoma"])]))]
    pub synonyms: BTreeMap<String, Vec<String>>,

    /// Also write `search/elasticlunr.json`, an index for elasticlunr.js.
    #[schemars(example = true)]
    pub elasticlunr_json: bool,
}
