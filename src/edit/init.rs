//! `medatlas init`: the files that a catalog needs to be checked, built and published.
//!
//! In: what is known of the catalog's place. Out: paths and texts, taken from `starter/` with the place filled in. What is
//! there already is the caller's to keep.

use crate::value::text::quote_json;
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "starter/"]
struct Starter;

/// The list and its pages for a folder that has none.
const CATALOG: &str = "catalog/";

/// Where a catalog lies, and what builds it.
#[derive(Clone, Debug, Default)]
pub struct Place {
    /// Its folder below the repository; empty when it is the same.
    pub path: String,
    /// The repository's address, when it has one.
    pub repository: Option<String>,
    /// The branch that is published.
    pub branch: String,
    /// The action that the workflows use.
    pub action: Action,
}

/// An action of GitHub with its version, such as `owner/name@v1.2.3`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// `owner/name`.
    name: String,
    /// Tag, branch or commit.
    version: String,
    /// The release that a commit belongs to, for the comment beside it.
    release: Option<String>,
}

impl Default for Action {
    /// The action of this project at the commit that the program was built from, or at the tag of
    /// its version when `build.rs` found no commit.
    fn default() -> Self {
        let name = env!("CARGO_PKG_REPOSITORY")
            .trim_start_matches("https://github.com/")
            .to_owned();
        let tag = format!("v{}", env!("CARGO_PKG_VERSION"));

        match option_env!("MEDATLAS_COMMIT") {
            Some(commit) => Self {
                name,
                version: commit.to_owned(),
                release: Some(tag),
            },
            None => Self {
                name,
                version: tag,
                release: None,
            },
        }
    }
}

impl std::fmt::Display for Action {
    /// The value of `uses` in a workflow: `owner/name@commit # v1.2.3`.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}@{}", self.name, self.version)?;
        match &self.release {
            Some(release) => write!(formatter, " # {release}"),
            None => Ok(()),
        }
    }
}

impl std::str::FromStr for Action {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let plain = |part: &str| {
            !part.is_empty()
                && part
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || "-._".contains(c))
        };
        let named = text.split_once('@').filter(|(name, version)| {
            let halves = name.split_once('/');
            halves.is_some_and(|(owner, name)| plain(owner) && plain(name))
                && version.split('/').all(plain)
        });
        let (name, version) =
            named.ok_or("must be OWNER/NAME@VERSION, such as medatlas/medatlas@v1")?;
        Ok(Self {
            name: name.to_owned(),
            version: version.to_owned(),
            release: None,
        })
    }
}

/// Texts by path below the catalog: an example list with two pages.
pub fn catalog() -> Vec<(String, String)> {
    let paths = Starter::iter().filter_map(|path| path.strip_prefix(CATALOG).map(str::to_owned));
    let mut files: Vec<_> = paths
        .map(|path| (text(&format!("{CATALOG}{path}")), path))
        .collect();
    files.sort_by(|a, b| a.1.cmp(&b.1));
    files.into_iter().map(|(text, path)| (path, text)).collect()
}

/// `medatlas.toml`, beside the list.
pub fn settings(place: &Place) -> String {
    let key = |key: &str, value: &str| format!("{key} = {}\n", toml::Value::from(value));
    let lines = match &place.repository {
        Some(url) => {
            let path = if place.path.is_empty() {
                String::new()
            } else {
                key("repository_path", &place.path)
            };
            format!(
                "{}{}{path}",
                key("repository", url),
                key("branch", &place.branch)
            )
        }
        None => "# repository = \"https://github.com/OWNER/NAME\"\n".to_owned(),
    };
    text("host/medatlas.toml").replace("@repository@\n", &format!("{lines}\n"))
}

/// Texts by path below the repository: what hosts need to check, build and publish.
pub fn host(place: &Place) -> Vec<(String, String)> {
    let workflow = |path: &str| {
        let text = text(&format!("host/{path}"))
            .replace("@action@", &place.action.to_string())
            .replace("@branch@", &quote_json(&place.branch))
            .replace("@catalog@", &quote_json(folder(place)));
        (path.to_owned(), text)
    };
    let netlify = text("host/netlify.toml")
        .replace("@command@", &toml::Value::from(command(place)).to_string());
    vec![
        workflow(".github/workflows/pages.yml"),
        workflow(".github/workflows/check.yml"),
        ("netlify.toml".to_owned(), netlify),
        (".gitignore".to_owned(), text("host/gitignore")),
    ]
}

/// What Netlify runs: its machines have Linux and curl.
fn command(place: &Place) -> String {
    let (name, version) = (&place.action.name, env!("CARGO_PKG_VERSION"));
    let folder = folder(place).replace('\'', r"'\''");
    format!(
        "curl -fsSL https://github.com/{name}/releases/download/v{version}/medatlas-x86_64-unknown-linux-gnu.tar.gz | tar -xz ./medatlas \
         && ./medatlas build '{folder}' --output public"
    )
}

/// The catalog's folder as a command in the repository names it.
fn folder(place: &Place) -> &str {
    if place.path.is_empty() {
        "."
    } else {
        &place.path
    }
}

fn text(path: &str) -> String {
    Starter::get(path).map_or(String::new(), |file| {
        String::from_utf8_lossy(&file.data).into_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn actions() {
        let own = Action::default();
        assert_eq!(own.name, "medatlas/medatlas");
        let parsed: Action = format!("{}@{}", own.name, own.version).parse().unwrap();
        assert_eq!((parsed.name, parsed.version), (own.name, own.version));

        let pinned = Action {
            name: "a/b".to_owned(),
            version: "c0ffee".to_owned(),
            release: Some("v1.2.3".to_owned()),
        };
        assert_eq!(pinned.to_string(), "a/b@c0ffee # v1.2.3");
        assert_eq!(
            "a/b@main".parse::<Action>().unwrap().to_string(),
            "a/b@main"
        );

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
            assert!(bad.parse::<Action>().is_err(), "{bad}");
        }
    }

    #[test]
    fn places_are_quoted() {
        let place = Place {
            path: "it's \"here\"".to_owned(),
            repository: Some("https://github.com/o/r".to_owned()),
            branch: "a\"b: c".to_owned(),
            ..Place::default()
        };
        let settings: toml::Table = settings(&place).parse().unwrap();
        assert_eq!(settings["repository_path"].as_str(), Some("it's \"here\""));
        assert_eq!(settings["branch"].as_str(), Some("a\"b: c"));
        let files = host(&place);
        assert!(
            files[0].1.contains(r#"branches: ["a\"b: c"]"#)
                && files[0].1.contains(r#"catalog: "it's \"here\"""#)
        );
        let netlify: toml::Table = files[2].1.parse().unwrap();
        assert!(
            netlify["build"]["command"]
                .as_str()
                .unwrap()
                .contains(r#"build 'it'\''s "here"' --output"#)
        );
        // The archive holds a README, too, which must not fall on the catalog's.
        assert!(files[2].1.contains(" | tar -xz ./medatlas && "));
        assert!(
            files
                .iter()
                .all(|(_, text)| !text.contains("@branch@") && !text.contains("@action@"))
        );
    }
}
