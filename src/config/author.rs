//! `[[authors]]` of `medatlas.toml`: the authors of the catalog itself.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The authors of the catalog itself. With at least one author and a URL, the site contains a
/// `CITATION.cff`. Each author is a person or an institution.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct AuthorConfig {
    /// Family names of a person.
    #[schemars(example = &"Lovelace")]
    pub family_names: Option<String>,

    /// Given names of a person.
    #[schemars(example = &"Ada")]
    pub given_names: Option<String>,

    /// Name of an institution or group, instead of `family_names`.
    pub name: Option<String>,

    /// Where the person works.
    #[schemars(example = &"University of London")]
    pub affiliation: Option<String>,

    /// ORCID iD of the person, as a URL.
    #[schemars(example = &"https://orcid.org/0000-0002-1825-0097")]
    pub orcid: Option<String>,
}

impl AuthorConfig {
    /// Checks that this is one person or one institution, and the form of the ORCID iD.
    pub(super) fn validate(&self) -> Result<(), &'static str> {
        if self.name.is_some() && self.family_names.is_some() {
            return Err("names one author as a person and as an institution");
        }
        if self.name.is_none() && self.family_names.is_none() {
            return Err("needs family_names of a person, or the name of an institution");
        }

        match &self.orcid {
            Some(orcid) if !orcid.starts_with("https://orcid.org/") => {
                Err("needs an orcid such as https://orcid.org/0000-0002-1825-0097")
            }
            _ => Ok(()),
        }
    }
}
