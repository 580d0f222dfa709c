//! The reference to a GitHub action in a workflow: `owner/name@version`.

use std::fmt;
use std::str::FromStr;

/// A GitHub action with its version, such as `owner/name@v1.2.3`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ActionReference {
    /// `owner/name`.
    pub(super) name: String,
    /// A tag, branch or commit.
    version: String,
    /// The release that a commit belongs to, for the comment beside it.
    release: Option<String>,
}

impl Default for ActionReference {
    /// The action of this project at the commit that the program was built from, or at the tag of
    /// its version if `build.rs` found no commit.
    fn default() -> Self {
        let tag = format!("v{}", env!("CARGO_PKG_VERSION"));
        let (version, release) = match option_env!("MEDATLAS_COMMIT") {
            Some(commit) => (commit.to_owned(), Some(tag)),
            None => (tag, None),
        };

        Self {
            name: env!("CARGO_PKG_REPOSITORY")
                .trim_start_matches("https://github.com/")
                .to_owned(),
            version,
            release,
        }
    }
}

impl FromStr for ActionReference {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        parse(text)
            .map(|(name, version)| Self {
                name: name.to_owned(),
                version: version.to_owned(),
                release: None,
            })
            .ok_or("must be OWNER/NAME@VERSION, such as medatlas/medatlas@v1")
    }
}

impl fmt::Display for ActionReference {
    /// The value of `uses` in a workflow: `owner/name@commit # v1.2.3`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", self.name, self.version)?;
        match &self.release {
            Some(release) => write!(f, " # {release}"),
            None => Ok(()),
        }
    }
}

/// Splits `owner/name@version`, whose parts need no quotes in a workflow or a shell.
fn parse(text: &str) -> Option<(&str, &str)> {
    let (name, version) = text.split_once('@')?;
    let (owner, repository) = name.split_once('/')?;

    let is_valid = is_plain(owner) && is_plain(repository) && version.split('/').all(is_plain);
    is_valid.then_some((name, version))
}

fn is_plain(part: &str) -> bool {
    !part.is_empty()
        && part
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "-._".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_own_action_is_the_default() {
        let action = ActionReference::default();
        assert_eq!(action.name, "medatlas/medatlas");

        let text = format!("{}@{}", action.name, action.version);
        let parsed: ActionReference = text.parse().unwrap();
        assert_eq!(parsed.name, action.name);
        assert_eq!(parsed.version, action.version);
    }

    #[test]
    fn the_release_of_a_commit_is_a_comment() {
        let pinned = ActionReference {
            name: "a/b".to_owned(),
            version: "c0ffee".to_owned(),
            release: Some("v1.2.3".to_owned()),
        };
        assert_eq!(pinned.to_string(), "a/b@c0ffee # v1.2.3");

        let branch: ActionReference = "a/b@main".parse().unwrap();
        assert_eq!(branch.to_string(), "a/b@main");
    }

    #[test]
    fn invalid_references_are_refused() {
        for bad in [
            "",
            "a",
            "a/b",
            "a/b@",
            "a@b/c",
            "a/b/c@d",
            "a/b@c d",
            "a/b@${{x}}",
        ] {
            assert!(bad.parse::<ActionReference>().is_err(), "{bad}");
        }
    }
}
