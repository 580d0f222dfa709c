//! `[links]` of `medatlas.toml`: which external links are tested, and how often.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::config::pattern::matches;

/// External links.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct LinksConfig {
    /// URLs that are never requested or reported. `*` matches any characters.
    #[schemars(example = ["https://intranet.example/*"])]
    pub ignore: Vec<String>,

    /// Number of days after which a link that was reachable is tested again.
    // It decides when links are tested, not what the site contains.
    #[serde(skip_serializing)]
    #[schemars(example = 14, extend("x-default" = "`7`"))]
    pub max_age: u32,
}

impl Default for LinksConfig {
    fn default() -> Self {
        Self {
            ignore: Vec::new(),
            max_age: 7,
        }
    }
}

impl LinksConfig {
    /// Whether a URL is never requested or reported.
    pub fn ignores(&self, url: &str) -> bool {
        self.ignore.iter().any(|pattern| matches(pattern, url))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ignored_urls_are_patterns() {
        let config: LinksConfig = toml::from_str(r#"ignore = ["https://a.example/*"]"#).unwrap();
        assert!(config.ignores("https://a.example/x"));
        assert!(!config.ignores("https://b.example/x"));
    }

    #[test]
    fn the_maximum_age_has_a_default_and_can_be_zero() {
        let config: LinksConfig = toml::from_str("").unwrap();
        assert_eq!(config.max_age, 7);

        let config: LinksConfig = toml::from_str("max_age = 0").unwrap();
        assert_eq!(config.max_age, 0);
    }

    #[test]
    fn unknown_keys_are_refused() {
        assert!(toml::from_str::<LinksConfig>("ignored = []").is_err());
    }
}
