//! What a build service reports about the build through environment variables.
//!
//! In: the environment variables of Netlify and GitHub Actions. Out: the URL of the site and the
//! location of its source, where the service reports them.

use std::path::Path;

use super::url::pages_url;
use crate::value::url::is_web;

/// What the build service reports; settings and the command line take precedence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct BuildEnvironment {
    /// URL of the site.
    pub(super) base_url: Option<String>,
    /// URL of the repository.
    pub(super) repository: Option<String>,
    /// Branch that is built.
    pub(super) branch: Option<String>,
    /// Folder of the repository on this machine.
    root: Option<String>,
}

impl BuildEnvironment {
    /// Reads the variables that Netlify and GitHub Actions set; elsewhere, everything is `None`.
    pub(super) fn detect(variable: impl Fn(&str) -> Option<String>) -> Self {
        let variable = |name: &str| variable(name).filter(|value| !value.is_empty());

        if variable("NETLIFY").as_deref() == Some("true") {
            Self::of_netlify(variable)
        } else if variable("GITHUB_ACTIONS").as_deref() == Some("true") {
            Self::of_github(variable)
        } else {
            Self::default()
        }
    }

    /// Source: <https://docs.netlify.com/build/configure-builds/environment-variables/>.
    fn of_netlify(variable: impl Fn(&str) -> Option<String>) -> Self {
        let is_production = variable("CONTEXT").is_none_or(|context| context == "production");

        // A preview of a pull request has its own URL.
        let url = if is_production {
            variable("URL")
        } else {
            variable("DEPLOY_PRIME_URL").or_else(|| variable("URL"))
        };

        let repository = variable("REPOSITORY_URL");
        let repository = repository.map(|url| url.trim_end_matches(".git").to_owned());

        Self {
            base_url: url.filter(|url| is_web(url)),
            repository: repository.filter(|url| is_web(url)),
            branch: variable("HEAD"),
            root: None,
        }
    }

    /// Source: <https://docs.github.com/en/actions/reference/workflows-and-actions/variables>.
    fn of_github(variable: impl Fn(&str) -> Option<String>) -> Self {
        let Some(repository) = variable("GITHUB_REPOSITORY") else {
            return Self::default();
        };

        let server =
            variable("GITHUB_SERVER_URL").unwrap_or_else(|| "https://github.com".to_owned());
        let is_public_server = server == "https://github.com";

        // The reference of a pull request is `12/merge`, which is not a branch.
        let is_branch = variable("GITHUB_REF_TYPE").as_deref() == Some("branch");
        let branch =
            variable("GITHUB_REF_NAME").filter(|name| is_branch && !name.ends_with("/merge"));

        Self {
            base_url: is_public_server.then(|| pages_url(&repository)),
            repository: Some(format!("{server}/{repository}")),
            branch,
            root: variable("GITHUB_WORKSPACE"),
        }
    }

    /// The catalog's folder below the repository, with `/` between its parts.
    pub(super) fn path_of(&self, catalog: &Path) -> Option<String> {
        let below = catalog.strip_prefix(self.root.as_deref()?).ok()?;
        Some(below.to_str()?.replace('\\', "/"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NETLIFY: &[(&str, &str)] = &[
        ("NETLIFY", "true"),
        ("CONTEXT", "production"),
        ("URL", "https://a.org"),
        ("DEPLOY_PRIME_URL", "https://x--a.netlify.app"),
        ("REPOSITORY_URL", "https://github.com/o/r"),
        ("HEAD", "main"),
    ];

    const GITHUB: &[(&str, &str)] = &[
        ("GITHUB_ACTIONS", "true"),
        ("GITHUB_REPOSITORY", "Ada/atlas"),
        ("GITHUB_REF_TYPE", "branch"),
        ("GITHUB_REF_NAME", "main"),
    ];

    /// Compares base URL, repository and branch with what is detected from variables.
    #[track_caller]
    fn check(variables: &[(&str, &str)], expected: [Option<&str>; 3]) {
        let environment = BuildEnvironment::detect(|name| {
            let variable = variables.iter().find(|(known, _)| *known == name);
            variable.map(|(_, value)| (*value).to_owned())
        });

        let detected = [
            environment.base_url.as_deref(),
            environment.repository.as_deref(),
            environment.branch.as_deref(),
        ];
        assert_eq!(detected, expected, "{variables:?}");
    }

    /// The variables with another value for one of them.
    fn with<'a>(
        variables: &[(&'a str, &'a str)],
        name: &str,
        value: &'a str,
    ) -> Vec<(&'a str, &'a str)> {
        variables
            .iter()
            .map(|&(known, old)| (known, if known == name { value } else { old }))
            .collect()
    }

    #[test]
    fn nothing_is_detected_outside_build_services() {
        check(&[], [None; 3]);
        check(&[("URL", "https://a.org")], [None; 3]);
    }

    #[test]
    fn netlify_reports_the_site_or_its_preview() {
        let repository = Some("https://github.com/o/r");

        check(NETLIFY, [Some("https://a.org"), repository, Some("main")]);
        check(
            &with(NETLIFY, "CONTEXT", "deploy-preview"),
            [Some("https://x--a.netlify.app"), repository, Some("main")],
        );
    }

    #[test]
    fn github_reports_a_branch_unless_it_is_a_pull_request() {
        let url = Some("https://ada.github.io/atlas/");
        let repository = Some("https://github.com/Ada/atlas");

        check(GITHUB, [url, repository, Some("main")]);
        check(
            &with(GITHUB, "GITHUB_REF_NAME", "7/merge"),
            [url, repository, None],
        );
    }
}
