//! The settings file: all keys of `medatlas.toml`, and how the file is read.
//!
//! In: the catalog folder. Out: a `Config` as written, with the defaults that depend on nothing
//! else. Values that depend on the command line or the environment are resolved by `Settings`, and
//! are private to `config` here.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::cleaned;
use super::confined::read_settings;
use super::{AuthorConfig, CheckConfig, LinksConfig, ListConfig, SearchConfig, VocabularyConfig};

/// Name of the settings file, next to the list.
pub const FILE_NAME: &str = "medatlas.toml";

/// The settings of a catalog are in the file `medatlas.toml` next to the list. Every key is
/// optional. An unknown key or an invalid value is an error that names the file and the key.
///
/// Options on the command line override the settings. Relative paths in the settings start at the
/// catalog; relative paths on the command line start at the current folder.
///
/// Without `base_url` and `cname`, the URL of the site is taken from the environment of GitHub
/// Actions or Netlify. Without any URL the site works as well, but files that require absolute URLs
/// are left out; see [publishing.md](publishing.md#any-other-host).
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Title of the site.
    #[schemars(
        example = &"Atlas of retinal datasets",
        extend("x-default" = "the first heading of the list")
    )]
    pub title: Option<String>,

    /// One sentence about the catalog, for the home page, search engines and link previews.
    #[schemars(example = &"Public datasets of the eye, with labels, links and citations.")]
    pub description: Option<String>,

    /// Language of the texts, as a BCP 47 tag such as `en` or `zh-CN`.
    #[serde(default = "default_language")]
    #[schemars(example = &"en")]
    pub language: String,

    /// URL of the site.
    #[serde(skip_serializing)]
    #[schemars(
        example = &"https://example.org/atlas/",
        extend("x-default" = "from `cname` or the build service")
    )]
    pub(super) base_url: Option<String>,

    /// Custom domain on GitHub Pages. Without `base_url`, it is also the host of the site.
    #[schemars(example = &"atlas.example.org")]
    pub cname: Option<String>,

    /// Folder of the site.
    #[serde(skip_serializing)]
    #[schemars(
        example = &"../public",
        extend("x-default" = "`public` in the current folder")
    )]
    pub(super) output: Option<String>,

    /// Folder whose files replace those of the built-in theme; see [site.md](site.md#themes). It is
    /// inside the catalog or its Git repository, and not behind a symbolic link.
    #[serde(skip_serializing)]
    #[schemars(example = &"theme", extend("x-default" = "the built-in theme"))]
    pub(super) theme: Option<String>,

    /// URL of the catalog's repository. Adds "Edit this page" and links to the source.
    #[serde(skip_serializing)]
    #[schemars(
        example = &"https://github.com/example/atlas",
        extend("x-default" = "from the build service")
    )]
    pub(super) repository: Option<String>,

    /// Branch that the links to the source lead to.
    #[serde(skip_serializing)]
    #[schemars(
        example = &"main",
        extend("x-default" = "from the build service, else `\"main\"`")
    )]
    pub(super) branch: Option<String>,

    /// Folder of the catalog inside its repository.
    #[serde(skip_serializing)]
    #[schemars(
        example = &"content",
        extend("x-default" = "from the build service, else the root")
    )]
    pub(super) repository_path: Option<String>,

    /// File name of the list, or its path below the catalog.
    #[serde(default = "default_readme")]
    #[schemars(example = &"README.md")]
    pub readme: String,

    /// Folder of the dataset pages, below the catalog. Without it and without a folder `resources`,
    /// any Markdown file of the catalog can be a page.
    #[serde(skip_serializing)]
    #[schemars(example = &"resources", extend("x-default" = "`\"resources\"`"))]
    pub(super) pages: Option<String>,

    /// File name of the form that contributors copy. It is never a dataset.
    #[serde(default = "default_template")]
    #[schemars(example = &"template.md")]
    pub template: String,

    /// Publish pages that no entry of the list links to.
    #[serde(default = "default_publish_unlisted")]
    #[schemars(example = true)]
    pub publish_unlisted: bool,

    /// How the list is read.
    #[serde(default)]
    pub list: ListConfig,

    /// Terms and spellings that the catalog adds.
    #[serde(default)]
    pub vocabulary: VocabularyConfig,

    /// The search.
    #[serde(default)]
    pub search: SearchConfig,

    /// Levels and exceptions of the checks. They do not change the site.
    #[serde(default, skip_serializing)]
    pub check: CheckConfig,

    /// External links.
    #[serde(default)]
    pub links: LinksConfig,

    /// Old URLs: `"old-name" = "new-name"` redirects the URL of a dataset that was renamed. A value
    /// with a slash, such as `"categories/chest/"`, is the path of any page. See
    /// [publishing.md](publishing.md#stable-urls).
    #[serde(default)]
    #[schemars(example = BTreeMap::from([("old-name", "new-name")]))]
    pub aliases: BTreeMap<String, String>,

    /// The authors of the catalog itself.
    #[serde(default)]
    pub authors: Vec<AuthorConfig>,

    // The keys whose values contain control characters, which are left out.
    #[serde(skip)]
    pub(crate) cleaned_keys: Vec<String>,
}

fn default_language() -> String {
    "en".to_owned()
}

fn default_readme() -> String {
    "README.md".to_owned()
}

fn default_template() -> String {
    "template.md".to_owned()
}

fn default_publish_unlisted() -> bool {
    true
}

impl Config {
    /// Reads the settings file of a catalog folder; without a file, every key has its default.
    ///
    /// # Errors
    /// The file cannot be read or parsed, or contains an unknown key.
    pub(super) fn read(catalog: &Path) -> Result<Self> {
        let path = catalog.join(FILE_NAME);

        let text = read_settings(&path)
            .with_context(|| format!("cannot read {}", path.display()))?
            .unwrap_or_default();

        // The error of the toml crate shows line, column and the keys that exist.
        let cannot_parse = || format!("cannot parse {}", path.display());
        let config: Self = toml::from_str(&text).with_context(cannot_parse)?;

        let mut table: toml::Table = toml::from_str(&text).with_context(cannot_parse)?;
        let cleaned_keys = cleaned::clean(&mut table);
        if cleaned_keys.is_empty() {
            return Ok(config);
        }

        let config = Self::deserialize(table).with_context(cannot_parse)?;
        Ok(Self {
            cleaned_keys,
            ..config
        })
    }

    /// Checks the values that stand on their own, and normalizes `cname`.
    ///
    /// # Errors
    /// The message names the key and what is wrong with its value.
    pub(super) fn validate(&mut self) -> Result<(), String> {
        if let Some(name) = &self.cname {
            self.cname = Some(super::url::host_name(name).map_err(|why| format!("cname {why}"))?);
        }

        if !is_language_tag(&self.language) {
            return Err("language must be a language tag such as en or zh-CN".to_owned());
        }

        for author in &self.authors {
            author.validate().map_err(|why| format!("authors {why}"))?;
        }

        Ok(())
    }
}

/// Whether a text has the characters of a BCP 47 language tag.
fn is_language_tag(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}
