//! `[check]` of `medatlas.toml`: how the catalog treats the diagnostics of the check rules.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

/// Levels and exceptions of the check rules; see
/// [checking.md](checking.md#accepting-findings). [rules.md](rules.md) lists all rules.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CheckConfig {
    /// Rule codes and their levels: `"off"`, `"note"`, `"warning"` or `"error"`.
    #[schemars(example = BTreeMap::from([("missing-case-count", "off")]))]
    pub rules: BTreeMap<String, Level>,

    /// Accepted findings: rule, file and reason.
    pub exceptions: Vec<ExceptionConfig>,
}

/// How severe a catalog considers the findings of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Not reported.
    Off,
    /// Worth knowing.
    Note,
    /// Readers of the site lose something.
    Warning,
    /// The site must not be published in this state.
    Error,
}

/// Accepted findings of one rule in some files.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExceptionConfig {
    /// Code of the rule.
    #[schemars(example = &"missing-citation")]
    pub rule: String,

    /// Path of the file below the catalog. `*` matches any characters.
    #[schemars(example = &"resources/Survey*.md")]
    pub file: String,

    /// Why the content is right as it is.
    #[schemars(example = &"These datasets have no publication.")]
    pub reason: String,
}
