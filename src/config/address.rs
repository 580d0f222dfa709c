//! Where the site will stand and where its source is, as the settings or the surroundings of a build say.
//!
//! In: texts of the settings, and environment variables of hosts that build sites. Out: checked addresses.

use crate::value::url::is_web;
use std::path::Path;

/// What a build finds out about its place; settings and the command line win over it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Surroundings {
    /// Address of the site.
    pub(super) base_url: Option<String>,
    /// Address of the repository.
    pub(super) repository: Option<String>,
    /// Branch that is built.
    pub(super) branch: Option<String>,
    /// The repository's folder on this machine.
    pub(super) root: Option<String>,
}

impl Surroundings {
    /// Reads the variables that Netlify and GitHub Actions set; none of them elsewhere.
    ///
    /// Netlify: <https://docs.netlify.com/build/configure-builds/environment-variables/>. GitHub:
    /// <https://docs.github.com/en/actions/reference/workflows-and-actions/variables>.
    pub(super) fn of(variable: impl Fn(&str) -> Option<String>) -> Self {
        let get = |name: &str| variable(name).filter(|value| !value.is_empty());
        if get("NETLIFY").as_deref() == Some("true") {
            // A preview of a pull request has an address of its own.
            let live = get("CONTEXT").is_none_or(|context| context == "production");
            let url = if live {
                get("URL")
            } else {
                get("DEPLOY_PRIME_URL").or_else(|| get("URL"))
            };
            let web = |url: &String| is_web(url);
            return Self {
                base_url: url.filter(web),
                repository: get("REPOSITORY_URL")
                    .map(|url| url.trim_end_matches(".git").to_owned())
                    .filter(web),
                branch: get("HEAD"),
                root: None,
            };
        }
        let Some(full) =
            get("GITHUB_REPOSITORY").filter(|_| get("GITHUB_ACTIONS").as_deref() == Some("true"))
        else {
            return Self::default();
        };
        let server = get("GITHUB_SERVER_URL").unwrap_or_else(|| "https://github.com".to_owned());
        let branch =
            get("GITHUB_REF_NAME").filter(|_| get("GITHUB_REF_TYPE").as_deref() == Some("branch"));
        Self {
            base_url: Some(pages_url(&full)).filter(|_| server == "https://github.com"),
            repository: Some(format!("{server}/{full}")),
            // Of a pull request it is `12/merge`, which is no branch.
            branch: branch.filter(|name| !name.ends_with("/merge")),
            root: get("GITHUB_WORKSPACE"),
        }
    }

    /// The catalog's folder below the repository.
    pub(super) fn path_of(&self, catalog: &Path) -> Option<String> {
        let below = catalog.strip_prefix(self.root.as_deref()?).ok()?;
        Some(below.to_str()?.replace('\\', "/"))
    }
}

/// Where GitHub Pages puts the site of `owner/name`.
pub fn pages_url(repository: &str) -> String {
    let (owner, name) = repository.split_once('/').unwrap_or((repository, ""));
    let host = format!("{}.github.io", owner.to_lowercase());
    if name.eq_ignore_ascii_case(&host) {
        format!("https://{host}/")
    } else {
        format!("https://{host}/{name}/")
    }
}

/// A checked address with a slash at its end.
pub(super) fn base(url: &str) -> Result<String, String> {
    let bad = url
        .chars()
        .any(|c| c.is_whitespace() || c.is_control() || "\"'<>?#".contains(c));
    if !is_web(url) || bad {
        return Err(format!(
            "{url:?} must be a full address such as https://example.org/atlas/"
        ));
    }
    Ok(format!("{}/", url.trim_end_matches('/')))
}

/// A checked name of a host, for `CNAME`.
pub(super) fn host(name: &str) -> Result<String, String> {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
    if name.contains('.') && !name.starts_with('.') && name.chars().all(plain) {
        Ok(name.to_ascii_lowercase())
    } else {
        Err(format!(
            "{name:?} must be the name of a host such as atlas.example.org"
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(
        variables: &[(&str, &str)],
        base_url: Option<&str>,
        repository: Option<&str>,
        branch: Option<&str>,
    ) {
        let get = |name: &str| {
            variables
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(_, value)| (*value).to_owned())
        };
        let found = Surroundings::of(get);
        let found = (
            found.base_url.as_deref(),
            found.repository.as_deref(),
            found.branch.as_deref(),
        );
        assert_eq!(found, (base_url, repository, branch), "{variables:?}");
    }

    #[test]
    fn hosts_say_where_they_build() {
        check(&[], None, None, None);
        check(&[("URL", "https://a.org")], None, None, None);
        let netlify = [
            ("NETLIFY", "true"),
            ("CONTEXT", "production"),
            ("URL", "https://a.org"),
            ("DEPLOY_PRIME_URL", "https://x--a.netlify.app"),
            ("REPOSITORY_URL", "https://github.com/o/r"),
            ("HEAD", "main"),
        ];
        check(
            &netlify,
            Some("https://a.org"),
            Some("https://github.com/o/r"),
            Some("main"),
        );
        let mut preview = netlify;
        preview[1].1 = "deploy-preview";
        check(
            &preview,
            Some("https://x--a.netlify.app"),
            Some("https://github.com/o/r"),
            Some("main"),
        );
        let github = [
            ("GITHUB_ACTIONS", "true"),
            ("GITHUB_REPOSITORY", "Ada/atlas"),
            ("GITHUB_REF_TYPE", "branch"),
            ("GITHUB_REF_NAME", "main"),
        ];
        check(
            &github,
            Some("https://ada.github.io/atlas/"),
            Some("https://github.com/Ada/atlas"),
            Some("main"),
        );
        let mut pull = github;
        pull[3].1 = "7/merge";
        check(
            &pull,
            Some("https://ada.github.io/atlas/"),
            Some("https://github.com/Ada/atlas"),
            None,
        );
        assert_eq!(pages_url("ada/ada.github.io"), "https://ada.github.io/");
    }

    #[test]
    fn hosts() {
        assert_eq!(host("Atlas.Example.org").unwrap(), "atlas.example.org");
        for bad in [
            "",
            "localhost",
            "https://a.org",
            "a.org/x",
            ".org",
            "a b.org",
        ] {
            assert!(host(bad).is_err(), "{bad}");
        }
    }
}
