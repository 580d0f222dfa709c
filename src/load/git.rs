//! What the program `git` says of the repository that a catalog lies in.
//!
//! In: a folder. Out: the repository's folder, address and branch. A library for it would outweigh medatlas; without the
//! program, or outside of a repository, nothing is known.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What is known of a repository.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Repository {
    /// Its folder.
    pub root: Option<PathBuf>,
    /// Its address on the web, such as `https://github.com/owner/name`.
    pub url: Option<String>,
    /// The branch that is published: the one that the remote names, else the current one.
    pub branch: Option<String>,
}

impl Repository {
    /// Asks for the repository around a folder.
    pub fn around(folder: &Path) -> Self {
        let line = |arguments: &[&str]| {
            let text = git(folder, arguments);
            Some(text.trim_end_matches(['\n', '\r']).to_owned()).filter(|line| !line.is_empty())
        };
        let root = line(&["rev-parse", "--show-toplevel"]).map(PathBuf::from);
        let of_remote = line(&["symbolic-ref", "--short", "refs/remotes/origin/HEAD"]);
        let of_remote = of_remote.and_then(|name| name.strip_prefix("origin/").map(str::to_owned));
        Self {
            url: line(&["remote", "get-url", "origin"]).and_then(|url| web_url(&url)),
            branch: of_remote.or_else(|| line(&["symbolic-ref", "--short", "HEAD"])),
            // As the catalog's own path is.
            root: root.and_then(|root| root.canonicalize().ok()),
        }
    }
}

/// What `git` prints; nothing when it fails. No setting of the repository may start another program.
pub(super) fn git(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args([
            "-c",
            "core.fsmonitor=false",
            "-c",
            "core.quotepath=off",
            "--no-pager",
        ])
        .args(arguments)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output();
    let output = output.ok().filter(|output| output.status.success());
    output.map_or(String::new(), |output| {
        String::from_utf8_lossy(&output.stdout).into_owned()
    })
}

/// The web address of a remote, without name and password: `git@github.com:o/r.git` is `https://github.com/o/r`.
fn web_url(remote: &str) -> Option<String> {
    let rest = match remote.split_once("://") {
        Some(("https" | "http" | "ssh" | "git", rest)) => rest.to_owned(),
        Some(_) => return None,
        // The short form has a colon before the path, which no path of this machine has.
        None => remote
            .split_once('@')
            .and_then(|(_, rest)| rest.split_once(':'))
            .map(|(h, p)| format!("{h}/{p}"))?,
    };
    let (host, path) = rest.split_once('/')?;
    let host = host.rsplit('@').next()?;
    let host = host.split(':').next()?;
    let path = path.trim_matches('/').trim_end_matches(".git");
    let plain = |text: &str| {
        !text.is_empty()
            && text
                .chars()
                .all(|c| c.is_alphanumeric() || "-._~/".contains(c))
    };
    (plain(host) && host.contains('.') && plain(path)).then(|| format!("https://{host}/{path}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remotes_on_the_web() {
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
