//! Checks of URLs and host names in the settings.
//!
//! In: texts of the settings. Out: validated and normalized URLs and host names.

use crate::value::url::is_web;

/// URL at which GitHub Pages publishes the site of the repository `owner/name`.
pub fn pages_url(repository: &str) -> String {
    let (owner, name) = repository.split_once('/').unwrap_or((repository, ""));
    let host = format!("{}.github.io", owner.to_lowercase());

    if name.eq_ignore_ascii_case(&host) {
        format!("https://{host}/")
    } else {
        format!("https://{host}/{name}/")
    }
}

/// Validates a base URL; the result ends with one slash.
pub(super) fn base_url(url: &str) -> Result<String, String> {
    let has_forbidden_character = url
        .chars()
        .any(|c| c.is_whitespace() || c.is_control() || "\"'<>?#".contains(c));

    if !is_web(url) || has_forbidden_character {
        return Err(format!(
            "{url:?} must be a full URL such as https://example.org/atlas/"
        ));
    }

    Ok(format!("{}/", url.trim_end_matches('/')))
}

/// Validates a host name for the file `CNAME`; the result is lowercase.
pub(super) fn host_name(name: &str) -> Result<String, String> {
    let is_host_name = name.contains('.')
        && !name.starts_with('.')
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '.');

    if is_host_name {
        Ok(name.to_ascii_lowercase())
    } else {
        Err(format!(
            "{name:?} must be a host name such as atlas.example.org"
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_urls() {
        assert_eq!(pages_url("Ada/atlas"), "https://ada.github.io/atlas/");
        assert_eq!(pages_url("ada/ada.github.io"), "https://ada.github.io/");
    }

    #[test]
    fn host_names() {
        assert_eq!(host_name("Atlas.Example.org").unwrap(), "atlas.example.org");

        for bad in [
            "",
            "localhost",
            "https://a.org",
            "a.org/x",
            ".org",
            "a b.org",
        ] {
            assert!(host_name(bad).is_err(), "{bad}");
        }
    }
}
