//! What the maintainer and the command line say: `medatlas.toml` as typed, and `Settings` as resolved.
//!
//! In: the text of `medatlas.toml` and the arguments. Out: `Settings` with defaults, absolute paths and a checked base
//! URL. The one file of settings is read here, before load.

mod address;
mod author;
pub mod links;
pub mod pattern;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde::Deserialize;

pub use self::address::pages_url;
use self::address::{Surroundings, base, host};
pub use self::author::AuthorConfig;
use crate::value::url::is_web;
use links::LinksConfig;

/// `medatlas.toml`, all keys optional; an unknown key is an error that names it with its line.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Title of the site; the README's first heading when absent.
    pub title: Option<String>,
    /// One sentence about the catalog.
    pub description: Option<String>,
    /// Where the site will stand, such as `https://example.org/atlas/`.
    pub base_url: Option<String>,
    /// BCP 47 language tag of the texts; `en` when absent.
    pub language: Option<String>,
    /// The catalog's repository, such as `https://github.com/owner/name`: gives "edit this page" and source links.
    pub repository: Option<String>,
    /// Branch that the source links lead to; `main` when absent.
    pub branch: Option<String>,
    /// Folder of the catalog inside its repository; the root when absent.
    pub repository_path: Option<String>,
    /// Name of the list's file; `README.md` when absent.
    pub readme: Option<String>,
    /// Folder of the pages, below the catalog; `resources` when absent.
    pub pages: Option<String>,
    /// File name of the form that contributors copy; `template.md` when absent.
    pub template: Option<String>,
    /// Publish pages that no entry lists; true when absent.
    pub publish_unlisted: Option<bool>,
    /// Folder of the site; `public` beside the current folder when absent.
    pub output: Option<String>,
    /// Folder whose files replace those of the built-in theme.
    pub theme: Option<String>,
    /// Further spellings of terms: `[vocabulary.modality]` with `"MRI" = ["magnetic resonance"]`.
    pub vocabulary: VocabularyConfig,
    /// The search: `[search]`.
    pub search: SearchConfig,
    /// The checks: `[check]`.
    pub check: CheckConfig,
    /// How the list is read: `[list]`.
    pub list: ListConfig,
    /// Who is cited for the catalog itself: `[[authors]]`.
    pub authors: Vec<AuthorConfig>,
    /// Old addresses and the pages that took their place: `[aliases]` with `"old-slug" = "new-slug"`.
    pub aliases: BTreeMap<String, String>,
    /// A host of one's own on GitHub Pages, such as `atlas.example.org`.
    pub cname: Option<String>,
    /// Links that leave the catalog: `[links]`.
    pub links: LinksConfig,
}

/// What a catalog says of how its list is read; all that is not said is found out.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ListConfig {
    /// Header of the column of names.
    pub name_column: Option<String>,
    /// Headings of the sections that hold entries; any when empty.
    pub sections: Vec<String>,
    /// Header of the column whose values become categories, when one section holds all entries.
    pub group_by: Option<String>,
}

/// What a catalog says of its checks.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CheckConfig {
    /// How much the findings of a rule matter here, by code: `"missing-case-count" = "off"`.
    pub rules: BTreeMap<String, Level>,
    /// Findings that are accepted, each with its reason: `[[check.exceptions]]`.
    pub exceptions: Vec<ExceptionConfig>,
}

/// How much a catalog minds the findings of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Not at all.
    Off,
    /// Worth knowing.
    Note,
    /// Readers lose something.
    Warning,
    /// The site must not be published so.
    Error,
}

/// Accepted findings of one rule in some files.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExceptionConfig {
    /// Code of the rule.
    pub rule: String,
    /// Path below the catalog, `*` for any characters.
    pub file: String,
    /// Why the findings are right as they are.
    pub reason: String,
}

/// What a catalog says of its search.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SearchConfig {
    /// Also write the index as elasticlunr.js reads it; false when absent.
    pub elasticlunr_json: bool,
    /// What people type, and the words of the pages that it stands for: `"NPC" = ["nasopharyngeal carcinoma"]`.
    pub synonyms: BTreeMap<String, Vec<String>>,
}

/// Terms and spellings that a catalog adds to the built-in vocabulary.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct VocabularyConfig {
    /// Modalities.
    pub modality: BTreeMap<String, Vec<String>>,
    /// Tasks.
    pub task: BTreeMap<String, Vec<String>>,
    /// Anatomical areas.
    pub area: BTreeMap<String, Vec<String>>,
    /// File formats.
    pub format: BTreeMap<String, Vec<String>>,
}

/// What the command line says.
#[derive(Clone, Debug, Default)]
pub struct Overrides {
    /// Catalog folder or README file.
    pub catalog: Option<PathBuf>,
    /// Folder of the site.
    pub output: Option<PathBuf>,
    /// Where the site will stand.
    pub base_url: Option<String>,
    /// Theme folder.
    pub theme: Option<PathBuf>,
}

/// Everything that a build needs to know, resolved.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Catalog folder, absolute.
    pub catalog: PathBuf,
    /// Name of the list's file in it.
    pub readme: String,
    /// Folder of the pages below it, with `/`, without slashes around; empty for the catalog folder itself.
    pub pages: String,
    /// Nobody named a folder of pages and there is no `resources`: every text of the catalog may be a page.
    pub pages_are_anywhere: bool,
    /// File name of the form that contributors copy.
    pub template: String,
    /// Publish pages that no entry lists.
    pub publish_unlisted: bool,
    /// Folder of the site, absolute.
    pub output: PathBuf,
    /// Folder that overrides the built-in theme, absolute.
    pub theme: Option<PathBuf>,
    /// Title of the site, when set.
    pub title: Option<String>,
    /// Description of the site, when set.
    pub description: Option<String>,
    /// With a slash at its end, when set.
    pub base_url: Option<String>,
    /// BCP 47 language tag.
    pub language: String,
    /// Repository URL without a slash at its end, when set.
    pub repository: Option<String>,
    /// Branch of the source links.
    pub branch: String,
    /// Folder of the catalog inside its repository: empty, or with a slash at its end.
    pub repository_path: String,
    /// Terms that the catalog adds.
    pub vocabulary: VocabularyConfig,
    /// Also write the index as elasticlunr.js reads it.
    pub elasticlunr_json: bool,
    /// What people type, and the words of the pages that it stands for.
    pub synonyms: BTreeMap<String, Vec<String>>,
    /// How the checks are set, and what is accepted.
    pub check: CheckConfig,
    /// How the list is read.
    pub list: ListConfig,
    /// Who is cited for the catalog itself.
    pub authors: Vec<AuthorConfig>,
    /// Old addresses and the pages that took their place.
    pub aliases: BTreeMap<String, String>,
    /// A host of one's own on GitHub Pages.
    pub cname: Option<String>,
    /// Which outside links are tested, and how often.
    pub links: LinksConfig,
    /// Minify pages.
    pub minify: bool,
}

impl Settings {
    /// Finds the catalog, reads its `medatlas.toml`, and lets the command line win.
    ///
    /// # Errors
    /// The catalog folder is missing; the file of settings does not parse or holds an unknown key or a bad value.
    pub fn resolve(overrides: Overrides) -> Result<Self> {
        let here = std::env::current_dir().context("the current folder is gone")?;
        let (catalog, named_readme) = find_catalog(&here, overrides.catalog)?;
        let config = read_config(&catalog)?;
        let file = catalog.join(FILE_NAME);
        let bad = |key: &str, why: &str| format!("{}: {key} {why}", file.display());
        let around = Surroundings::of(|name| std::env::var(name).ok());
        let cname = config.cname.map(|name| host(&name)).transpose();
        let cname = cname.map_err(|why| anyhow::anyhow!(bad("cname", &why)))?;
        let own_host = cname.as_ref().map(|host| format!("https://{host}/"));
        let base_url = overrides
            .base_url
            .or(config.base_url)
            .or(own_host)
            .or(around.base_url.clone());
        let base_url = base_url.map(|url| base(&url)).transpose();
        let base_url = base_url.map_err(|why| anyhow::anyhow!(bad("base_url", &why)))?;
        let repository = config.repository.or(around.repository.clone());
        let repository = repository.map(|url| url.trim_end_matches('/').to_owned());
        if repository.as_deref().is_some_and(|url| !is_web(url)) {
            bail!(bad("repository", "must start with https:// or http://"));
        }
        let pages_are_anywhere = config.pages.is_none() && !catalog.join(PAGES).is_dir();
        let pages = config
            .pages
            .unwrap_or_else(|| if pages_are_anywhere { "" } else { PAGES }.to_owned());
        let pages = pages.trim_matches('/').trim_start_matches("./").to_owned();
        if pages.split('/').any(|part| part == "..") {
            bail!(bad("pages", "must lie inside the catalog"));
        }
        let language = config.language.unwrap_or_else(|| "en".to_owned());
        if language.is_empty()
            || !language
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || c == '-')
        {
            bail!(bad(
                "language",
                "must be a language tag such as en or zh-CN"
            ));
        }
        if let Some(fault) = config.authors.iter().find_map(AuthorConfig::fault) {
            bail!(bad("authors", fault));
        }
        let path = config
            .repository_path
            .or_else(|| around.path_of(&catalog))
            .unwrap_or_default();
        let path = path.trim_matches('/');
        Ok(Self {
            readme: named_readme
                .or(config.readme)
                .unwrap_or_else(|| "README.md".to_owned()),
            pages,
            pages_are_anywhere,
            template: config.template.unwrap_or_else(|| "template.md".to_owned()),
            publish_unlisted: config.publish_unlisted.unwrap_or(true),
            output: overrides
                .output
                .map(|path| here.join(path))
                .or(config.output.map(|path| catalog.join(path)))
                .unwrap_or_else(|| here.join("public")),
            theme: overrides
                .theme
                .map(|path| here.join(path))
                .or(config.theme.map(|path| catalog.join(path))),
            title: config.title,
            description: config.description,
            base_url,
            language,
            repository,
            branch: config
                .branch
                .or(around.branch)
                .unwrap_or_else(|| "main".to_owned()),
            repository_path: if path.is_empty() {
                String::new()
            } else {
                format!("{path}/")
            },
            vocabulary: config.vocabulary,
            elasticlunr_json: config.search.elasticlunr_json,
            synonyms: config.search.synonyms,
            check: config.check,
            list: config.list,
            authors: config.authors,
            aliases: config.aliases,
            cname,
            links: config.links,
            minify: true,
            catalog,
        })
    }

    /// What is read: the output must not touch it. It may lie beside the list, where load passes it by; where there is no
    /// list, any file may be a page.
    pub fn inputs(&self) -> Vec<PathBuf> {
        let list = Some(self.catalog.join(&self.readme)).filter(|list| list.is_file());
        let pages = self.catalog.join(&self.pages);
        let pages = Some(pages)
            .filter(|pages| list.is_none() || (pages.is_dir() && *pages != self.catalog));
        list.into_iter()
            .chain(pages)
            .chain(self.theme.clone())
            .collect()
    }

    /// What of the settings the site's bytes depend on; no path of the machine is part of it.
    pub fn fingerprint(&self) -> String {
        let Self {
            readme,
            pages,
            template,
            publish_unlisted,
            title,
            description,
            base_url,
            language,
            ..
        } = self;
        let Self {
            repository,
            branch,
            repository_path,
            vocabulary,
            minify,
            elasticlunr_json,
            synonyms,
            list,
            authors,
            aliases,
            cname,
            links,
            ..
        } = self;
        format!(
            "{readme:?} {pages:?} {template:?} {publish_unlisted} {title:?} {description:?} {base_url:?} {language:?} \
             {repository:?} {branch:?} {repository_path:?} {vocabulary:?} {minify} {elasticlunr_json} {synonyms:?} {list:?} \
             {authors:?} {aliases:?} {cname:?} {:?}",
            links.ignore
        )
    }

    /// The path of the site's address: `/atlas/`, or `/` when it has none.
    pub fn base_path(&self) -> &str {
        let rest = self
            .base_url
            .as_deref()
            .and_then(|url| url.split_once("://"))
            .map_or("", |(_, rest)| rest);
        rest.find('/').map_or("/", |at| &rest[at..])
    }

    /// What the path of a page below the catalog starts with.
    pub fn pages_prefix(&self) -> String {
        if self.pages.is_empty() {
            String::new()
        } else {
            format!("{}/", self.pages)
        }
    }
}

/// Folder of the pages, when there is one.
const PAGES: &str = "resources";

/// Name of the file of settings, beside the README.
pub const FILE_NAME: &str = "medatlas.toml";

/// The catalog folder, and the README's name when the argument names a file.
fn find_catalog(here: &Path, named: Option<PathBuf>) -> Result<(PathBuf, Option<String>)> {
    let path = match named {
        Some(path) => here.join(path),
        None if here.join("content/README.md").is_file() => here.join("content"),
        None => here.to_owned(),
    };
    let path = fs_err::canonicalize(&path)
        .with_context(|| format!("there is no catalog at {}", path.display()))?;
    if path.is_dir() {
        return Ok((path, None));
    }
    let name = path
        .file_name()
        .and_then(|name| name.to_str())
        .map(str::to_owned);
    let folder = path.parent().map(Path::to_owned);
    name.zip(folder)
        .map(|(name, folder)| (folder, Some(name)))
        .with_context(|| format!("{} cannot be a catalog", path.display()))
}

fn read_config(catalog: &Path) -> Result<Config> {
    let path = catalog.join(FILE_NAME);
    if !path.exists() {
        return Ok(Config::default());
    }
    let text = fs_err::read_to_string(&path)?;
    // The error of the toml crate shows line, column and the keys that exist.
    toml::from_str(&text).with_context(|| format!("{} is not right", path.display()))
}
