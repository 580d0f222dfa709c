//! `[links]` of `medatlas.toml`: which outside links are tested, and how often.
//!
//! In: the table as typed. Out: whether an address is left alone, and after how many days one is tested again.

use serde::Deserialize;

use crate::config::pattern::matches;

/// After how many days a link that was reached is tested again, when nothing else is said.
const MAX_AGE: u32 = 7;

/// What a catalog says of the links that leave it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LinksConfig {
    /// Addresses that are never asked, `*` for any characters: `"https://intranet.example/*"`.
    pub ignore: Vec<String>,
    /// After how many days a link that was reached is tested again; 7 when absent.
    pub max_age: Option<u32>,
}

impl LinksConfig {
    /// Whether this address is to be left alone.
    pub fn ignores(&self, url: &str) -> bool {
        self.ignore.iter().any(|pattern| matches(pattern, url))
    }

    /// After how many days a link that was reached is tested again.
    pub fn max_age(&self) -> u32 {
        self.max_age.unwrap_or(MAX_AGE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_and_days() {
        let config: LinksConfig = toml::from_str("ignore = [\"https://a.example/*\"]").unwrap();
        assert!(config.ignores("https://a.example/x") && !config.ignores("https://b.example/x"));
        assert_eq!(
            (
                config.max_age(),
                LinksConfig {
                    max_age: Some(0),
                    ..config
                }
                .max_age()
            ),
            (7, 0)
        );
        assert!(toml::from_str::<LinksConfig>("ignored = []").is_err());
    }
}
