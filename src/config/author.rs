//! `[[authors]]`: who is cited for the catalog itself.

use serde::Deserialize;

/// A person by family and given names, or an institution by `name`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AuthorConfig {
    /// Family names of a person.
    pub family_names: Option<String>,
    /// Given names of a person.
    pub given_names: Option<String>,
    /// Name of an institution or group.
    pub name: Option<String>,
    /// Where the person works.
    pub affiliation: Option<String>,
    /// `https://orcid.org/0000-0002-1825-0097`.
    pub orcid: Option<String>,
}

impl AuthorConfig {
    /// What is wrong with it, if anything is.
    pub(super) fn fault(&self) -> Option<&'static str> {
        match (&self.name, &self.family_names) {
            (Some(_), Some(_)) => Some("names one author as a person and as an institution"),
            (None, None) => Some("needs family_names of a person, or the name of an institution"),
            _ if self
                .orcid
                .as_deref()
                .is_some_and(|orcid| !orcid.starts_with("https://orcid.org/")) =>
            {
                Some("needs an orcid such as https://orcid.org/0000-0002-1825-0097")
            }
            _ => None,
        }
    }
}
