//! The files that `medatlas init` gives a catalog, to check, build and publish it.
//!
//! In: where the catalog is published from. Out: paths and texts, made from the templates in
//! `starter/`. Nothing is written here.

mod action;

use rust_embed::RustEmbed;

use crate::value::text::quote_json;

pub(crate) use self::action::ActionReference;

#[derive(RustEmbed)]
#[folder = "starter/"]
struct Starter;

/// Folder of `starter/` with a list and its pages, for a catalog without content.
const CATALOG: &str = "catalog/";

/// Where a catalog is published from, and what builds it.
#[derive(Clone, Debug, Default)]
pub(crate) struct PublishingSource {
    /// Folder of the catalog below the repository; empty if it is the repository itself.
    pub(crate) path: String,
    /// URL of the repository, if there is one.
    pub(crate) repository: Option<String>,
    /// Branch that is published.
    pub(crate) branch: String,
    /// GitHub action that the workflows use.
    pub(crate) action: ActionReference,
}

impl PublishingSource {
    /// The folder of the catalog, as an argument of a command that runs in the repository.
    fn folder(&self) -> &str {
        if self.path.is_empty() {
            "."
        } else {
            &self.path
        }
    }
}

/// An example list with two pages, as texts by path below the catalog.
pub(crate) fn example_catalog() -> Vec<(String, String)> {
    let mut files = Vec::new();
    for starter_path in Starter::iter() {
        if let Some(path) = starter_path.strip_prefix(CATALOG) {
            files.push((path.to_owned(), template(&starter_path)));
        }
    }

    files.sort();
    files
}

/// The text of `medatlas.toml`.
pub(crate) fn settings_file(source: &PublishingSource) -> String {
    let lines = match &source.repository {
        Some(url) => {
            let mut lines = toml_line("repository", url) + &toml_line("branch", &source.branch);
            if !source.path.is_empty() {
                lines += &toml_line("repository_path", &source.path);
            }
            lines
        }
        None => "# repository = \"https://github.com/OWNER/NAME\"\n".to_owned(),
    };

    template("host/medatlas.toml").replace("@repository@\n", &format!("{lines}\n"))
}

fn toml_line(key: &str, value: &str) -> String {
    format!("{key} = {}\n", toml::Value::from(value))
}

/// What GitHub and Netlify need to check, build and publish, as texts by path below the repository.
pub(crate) fn publishing_files(source: &PublishingSource) -> Vec<(String, String)> {
    let command = toml::Value::from(netlify_command(source)).to_string();
    let netlify = template("host/netlify.toml").replace("@command@", &command);

    vec![
        workflow(".github/workflows/pages.yml", source),
        workflow(".github/workflows/check.yml", source),
        ("netlify.toml".to_owned(), netlify),
        (".gitignore".to_owned(), template("host/gitignore")),
    ]
}

fn workflow(path: &str, source: &PublishingSource) -> (String, String) {
    let text = template(&format!("host/{path}"))
        .replace("@action@", &source.action.to_string())
        .replace("@branch@", &quote_json(&source.branch))
        .replace("@catalog@", &quote_json(source.folder()));

    (path.to_owned(), text)
}

/// The build command for Netlify, whose machines have Linux and curl. The download is outside the
/// repository, because the archive contains a README. No program can contain the checksum of the
/// archive that it is in, so that the command compares with the published one.
fn netlify_command(source: &PublishingSource) -> String {
    let name = &source.action.name;
    let version = env!("CARGO_PKG_VERSION");
    let release = format!("https://github.com/{name}/releases/download/v{version}");
    let archive = "medatlas-x86_64-unknown-linux-gnu.tar.gz";
    let folder = source.folder().replace('\'', r"'\''");

    format!(
        "(cd /tmp && curl -fsSL --remote-name-all {release}/{archive} {release}/{archive}.sha256 \
         && sha256sum --check {archive}.sha256 && tar -xzf {archive} ./medatlas) \
         && /tmp/medatlas build '{folder}' --output public"
    )
}

/// A file of `starter/`.
fn template(path: &str) -> String {
    Starter::get(path).map_or(String::new(), |file| {
        String::from_utf8_lossy(&file.data).into_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source() -> PublishingSource {
        PublishingSource {
            path: "it's \"here\"".to_owned(),
            repository: Some("https://github.com/o/r".to_owned()),
            branch: "a\"b: c".to_owned(),
            ..PublishingSource::default()
        }
    }

    fn publishing_file(path: &str) -> String {
        let mut files = publishing_files(&source()).into_iter();
        files.find(|(known, _)| known == path).unwrap().1
    }

    #[test]
    fn values_are_quoted_in_the_settings() {
        let settings: toml::Table = settings_file(&source()).parse().unwrap();
        assert_eq!(settings["repository_path"].as_str(), Some("it's \"here\""));
        assert_eq!(settings["branch"].as_str(), Some("a\"b: c"));
    }

    #[test]
    fn values_are_quoted_in_workflows() {
        let workflow = publishing_file(".github/workflows/pages.yml");
        assert!(workflow.contains(r#"branches: ["a\"b: c"]"#));
        assert!(workflow.contains(r#"catalog: "it's \"here\"""#));
    }

    #[test]
    fn values_are_quoted_in_the_command_for_netlify() {
        let netlify: toml::Table = publishing_file("netlify.toml").parse().unwrap();
        let command = netlify["build"]["command"].as_str().unwrap();
        assert!(command.contains(r#"build 'it'\''s "here"' --output"#));

        // The archive also contains a README, which must not overwrite that of the catalog.
        assert!(command.starts_with("(cd /tmp && curl "));
        assert!(command.contains(".tar.gz ./medatlas) && /tmp/medatlas "));

        let (verified, unpacked) = command.split_once("tar -xzf").unwrap();
        assert!(verified.contains("&& sha256sum --check medatlas-"));
        assert!(!unpacked.contains("sha256"));
    }

    #[test]
    fn workflows_end_in_time_and_have_few_permissions() {
        for (name, permissions) in [
            ("pages", "contents: read, pages: write, id-token: write"),
            ("check", "contents: read, pull-requests: write"),
        ] {
            let workflow = publishing_file(&format!(".github/workflows/{name}.yml"));
            assert!(workflow.contains("\npermissions: {}\n"), "{name}");
            assert!(workflow.contains("\n    timeout-minutes: 15\n"), "{name}");

            let (_, granted) = workflow.split_once("    permissions:\n").unwrap();
            let granted = granted
                .lines()
                .take_while(|line| line.starts_with("      "));
            let granted: Vec<&str> = granted.map(str::trim).collect();
            assert_eq!(granted.join(", "), permissions, "{name}");
        }
    }

    #[test]
    fn no_placeholder_is_left() {
        for (path, text) in publishing_files(&source()) {
            for placeholder in ["@action@", "@branch@", "@catalog@", "@command@"] {
                assert!(!text.contains(placeholder), "{path}");
            }
        }
    }
}
