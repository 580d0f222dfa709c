//! What the program `git` reports about the repository that contains a catalog.
//!
//! In: a folder. Out: the folder, the URL and the branch of the repository. A library for this
//! would be larger than medatlas; without the program, or outside a repository, nothing is known.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Settings that keep a repository from starting other programs or quoting paths: a folder that was
/// unpacked from an archive can contain any `.git/config`.
const OPTIONS: &[&str] = &[
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.hooksPath=/dev/null",
    "-c",
    "core.quotepath=off",
    "-c",
    "log.showSignature=false",
    "-c",
    "protocol.allow=never",
    "--no-pager",
    "--no-optional-locks",
];

/// Variables that keep git from fetching what a partial clone lacks. An empty list of protocols
/// overrides the settings of the repository.
const VARIABLES: &[(&str, &str)] = &[
    ("GIT_ALLOW_PROTOCOL", ""),
    ("GIT_NO_LAZY_FETCH", "1"),
    ("GIT_TERMINAL_PROMPT", "0"),
];

/// What is known of a repository.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Repository {
    /// Its folder, canonical.
    pub root: Option<PathBuf>,
    /// Its URL on the web, such as `https://github.com/owner/name`.
    pub url: Option<String>,
    /// The branch that is published: the default branch of the remote, else the current one.
    pub branch: Option<String>,
}

impl Repository {
    /// Looks for the repository around a folder.
    pub fn around(folder: &Path) -> Self {
        let root = git_line(folder, &["rev-parse", "--show-toplevel"]);
        let remote = git_line(folder, &["remote", "get-url", "origin"]);
        let remote_head = git_line(
            folder,
            &["symbolic-ref", "--short", "refs/remotes/origin/HEAD"],
        );
        let default_branch = remote_head.and_then(|name| {
            let branch = name.strip_prefix("origin/")?;
            Some(branch.to_owned())
        });

        Self {
            root: root.and_then(|root| Path::new(&root).canonicalize().ok()),
            url: remote.and_then(|remote| web_url(&remote)),
            branch: default_branch
                .or_else(|| git_line(folder, &["symbolic-ref", "--short", "HEAD"])),
        }
    }
}

/// The one line that a git command prints, if it is not empty.
fn git_line(folder: &Path, arguments: &[&str]) -> Option<String> {
    let output = git(folder, arguments);
    let line = output.trim_end_matches(['\n', '\r']);
    (!line.is_empty()).then(|| line.to_owned())
}

/// The output of a git command; empty if it fails.
pub(super) fn git(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(OPTIONS)
        .args(arguments)
        .envs(VARIABLES.iter().copied())
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output();

    match output {
        Ok(output) if output.status.success() => {
            String::from_utf8_lossy(&output.stdout).into_owned()
        }
        _ => String::new(),
    }
}

/// The web URL of a remote, without user and password: `git@github.com:o/r.git` becomes
/// `https://github.com/o/r`.
fn web_url(remote: &str) -> Option<String> {
    let rest = match remote.split_once("://") {
        Some(("https" | "http" | "ssh" | "git", rest)) => rest.to_owned(),
        Some(_) => return None,
        // The short form has a colon before the path, as no local path has.
        None => {
            let (_, rest) = remote.split_once('@')?;
            let (host, path) = rest.split_once(':')?;
            format!("{host}/{path}")
        }
    };

    let (authority, path) = rest.split_once('/')?;
    let host = authority.rsplit('@').next()?.split(':').next()?;
    let path = path.trim_matches('/').trim_end_matches(".git");
    let is_web = host.contains('.') && is_plain(host) && is_plain(path);
    is_web.then(|| format!("https://{host}/{path}"))
}

fn is_plain(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|c| c.is_alphanumeric() || "-._~/".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remotes_on_the_web_have_a_url() {
        for (remote, expect) in [
            ("https://github.com/o/r.git", Some("https://github.com/o/r")),
            (
                "https://me:secret@github.com/o/r",
                Some("https://github.com/o/r"),
            ),
            ("git@github.com:o/r.git", Some("https://github.com/o/r")),
            (
                "ssh://git@gitlab.example.org:2222/group/sub/r.git",
                Some("https://gitlab.example.org/group/sub/r"),
            ),
            ("/srv/git/r.git", None),
            ("../r", None),
            ("file:///srv/git/r.git", None),
            ("https://github.com/o/\"r", None),
        ] {
            assert_eq!(web_url(remote).as_deref(), expect, "{remote}");
        }
    }
}
