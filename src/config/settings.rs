//! The resolved settings of one run.
//!
//! In: `medatlas.toml`, the options of the command line, the build environment. Out: `Settings`.
//! The command line takes precedence over the settings file, and that over the environment.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use serde::Serialize;

use super::confined::{check_pages, is_real_folder, list_path, theme_folder};
use super::environment::BuildEnvironment;
use super::file::{Config, FILE_NAME};
use super::url::base_url;
use crate::value::url::is_web;

/// Folder of the pages, if the settings do not name one.
const PAGES: &str = "resources";

/// Options of the command line that override settings.
#[derive(Clone, Debug, Default)]
pub struct Overrides {
    /// Catalog folder, or its list.
    pub catalog: Option<PathBuf>,
    /// Folder of the site.
    pub output: Option<PathBuf>,
    /// URL of the site.
    pub base_url: Option<String>,
    /// Theme folder.
    pub theme: Option<PathBuf>,
}

/// Everything that a run needs to know, resolved.
///
/// Its serialized form is the fingerprint: fields that do not change the site are skipped.
#[derive(Clone, Debug, Serialize)]
pub struct Settings {
    /// The settings that need no resolution. The others are private there and resolved below.
    pub config: Config,
    /// Catalog folder, absolute.
    #[serde(skip)]
    pub catalog: PathBuf,
    /// Folder of the pages below the catalog, with `/` between its parts and without slashes at its
    /// ends; empty for the catalog folder itself.
    pub pages: String,
    /// Whether any Markdown file of the catalog can be a page: the settings name no folder of
    /// pages, and there is no folder `resources`.
    pub pages_are_anywhere: bool,
    /// Folder of the site, absolute.
    #[serde(skip)]
    pub output: PathBuf,
    /// Theme folder, absolute. The theme has a digest of its own.
    #[serde(skip)]
    pub theme: Option<PathBuf>,
    /// URL of the site, with a slash at its end.
    pub base_url: Option<String>,
    /// URL of the repository, without a slash at its end.
    pub repository: Option<String>,
    /// Branch that the links to the source lead to.
    pub branch: String,
    /// Folder of the catalog inside its repository: empty, or with a slash at its end.
    pub repository_path: String,
    /// Whether pages are minified.
    pub minify: bool,
}

impl Settings {
    /// Finds the catalog, reads its `medatlas.toml`, and applies the command line and the
    /// environment.
    ///
    /// # Errors
    /// The catalog folder is missing, or the settings file cannot be parsed or contains an unknown
    /// key or an invalid value.
    pub fn resolve(overrides: Overrides) -> Result<Self> {
        let current = std::env::current_dir().context("the current folder no longer exists")?;
        let (catalog, list) = find_catalog(&current, overrides.catalog.as_deref())?;
        let environment = BuildEnvironment::detect(|name| std::env::var(name).ok());

        let mut config = Config::read(&catalog)?;
        let file = catalog.join(FILE_NAME);
        let invalid = |why| anyhow!("{}: {why}", file.display());
        config.readme = match list {
            Some(list) => list,
            None => list_path(&catalog, &config.readme)
                .map_err(|why| invalid(format!("readme {why}")))?,
        };

        Self::combine(config, catalog, &current, overrides, &environment).map_err(invalid)
    }

    /// Validates the settings and combines them with the command line and the environment.
    fn combine(
        mut config: Config,
        catalog: PathBuf,
        current: &Path,
        overrides: Overrides,
        environment: &BuildEnvironment,
    ) -> Result<Self, String> {
        config.validate()?;

        let base_url = resolve_base_url(&config, overrides.base_url, environment)?;
        let repository = resolve_repository(&config, environment)?;
        let repository_path = resolve_repository_path(&config, &catalog, environment);
        let (pages, pages_are_anywhere) = resolve_pages(&config, &catalog)?;

        let branch = config.branch.clone().or_else(|| environment.branch.clone());
        let output = resolve_path(
            current,
            overrides.output,
            &catalog,
            config.output.as_deref(),
        );
        let theme = resolve_theme(current, overrides.theme, &catalog, &config)?;

        Ok(Self {
            config,
            catalog,
            pages,
            pages_are_anywhere,
            output: output.unwrap_or_else(|| current.join("public")),
            theme,
            base_url,
            repository,
            branch: branch.unwrap_or_else(|| "main".to_owned()),
            repository_path,
            minify: true,
        })
    }

    /// The files and folders that a build reads, which must not overlap with the output folder.
    ///
    /// The output folder may be next to the list, where `load` skips it. Without a list, any file
    /// of the catalog may be a page.
    pub fn inputs(&self) -> Vec<PathBuf> {
        let list = self.catalog.join(&self.config.readme);
        let pages = self.catalog.join(&self.pages);

        let has_list = list.is_file();
        let has_pages_folder = is_real_folder(&pages) && pages != self.catalog;

        let mut inputs = Vec::new();
        if has_list {
            inputs.push(list);
        }
        if has_pages_folder || !has_list {
            inputs.push(pages);
        }
        inputs.extend(self.theme.clone());
        inputs
    }

    /// A text that differs whenever settings differ on which the files of the site depend. It
    /// contains no path of this machine.
    pub fn fingerprint(&self) -> String {
        serde_json::json!(self).to_string()
    }

    /// The path of the site's URL: `/atlas/`, or `/` without a URL.
    pub fn base_path(&self) -> &str {
        let rest = self
            .base_url
            .as_deref()
            .and_then(|url| url.split_once("://"))
            .map_or("", |(_, rest)| rest);

        rest.find('/').map_or("/", |at| &rest[at..])
    }

    /// The common prefix of the paths of the pages below the catalog: empty, or with a slash at its
    /// end.
    pub fn pages_prefix(&self) -> String {
        if self.pages.is_empty() {
            String::new()
        } else {
            format!("{}/", self.pages)
        }
    }
}

/// The catalog folder, and the name of the list if the argument names a file.
fn find_catalog(current: &Path, argument: Option<&Path>) -> Result<(PathBuf, Option<String>)> {
    let path = match argument {
        Some(path) => current.join(path),
        None if current.join("content/README.md").is_file() => current.join("content"),
        None => current.to_owned(),
    };
    let path = fs_err::canonicalize(&path)
        .with_context(|| format!("there is no catalog at {}", path.display()))?;

    if path.is_dir() {
        return Ok((path, None));
    }

    let folder = path.parent().map(Path::to_owned);
    let name = path.file_name().and_then(|name| name.to_str());
    folder
        .zip(name.map(|name| Some(name.to_owned())))
        .with_context(|| format!("{} cannot be a catalog", path.display()))
}

/// The URL from the command line, else of `base_url`, else of `cname`, else of the environment.
fn resolve_base_url(
    config: &Config,
    option: Option<String>,
    environment: &BuildEnvironment,
) -> Result<Option<String>, String> {
    let custom_domain = config.cname.as_ref().map(|host| format!("https://{host}/"));

    option
        .or_else(|| config.base_url.clone())
        .or(custom_domain)
        .or_else(|| environment.base_url.clone())
        .map(|url| base_url(&url).map_err(|why| format!("base_url {why}")))
        .transpose()
}

/// The repository's URL without a slash at its end.
fn resolve_repository(
    config: &Config,
    environment: &BuildEnvironment,
) -> Result<Option<String>, String> {
    let url = config
        .repository
        .as_ref()
        .or(environment.repository.as_ref());

    match url.map(|url| url.trim_end_matches('/')) {
        Some(url) if !is_web(url) => {
            Err("repository must start with https:// or http://".to_owned())
        }
        url => Ok(url.map(str::to_owned)),
    }
}

/// The catalog's folder inside its repository: empty, or with a slash at its end.
fn resolve_repository_path(
    config: &Config,
    catalog: &Path,
    environment: &BuildEnvironment,
) -> String {
    let path = config
        .repository_path
        .clone()
        .or_else(|| environment.path_of(catalog))
        .unwrap_or_default();

    match path.trim_matches('/') {
        "" => String::new(),
        path => format!("{path}/"),
    }
}

/// The folder of the pages, and whether any Markdown file of the catalog can be a page.
fn resolve_pages(config: &Config, catalog: &Path) -> Result<(String, bool), String> {
    let Some(pages) = &config.pages else {
        return Ok(if catalog.join(PAGES).is_dir() {
            (PAGES.to_owned(), false)
        } else {
            (String::new(), true)
        });
    };

    let pages = pages.trim_matches('/').trim_start_matches("./");
    if pages.split('/').any(|part| part == "..") {
        return Err("pages must be inside the catalog".to_owned());
    }
    check_pages(catalog, pages).map_err(|why| format!("pages {why}"))?;
    Ok((pages.to_owned(), false))
}

/// The theme of the command line, which can be anywhere, else that of the settings.
fn resolve_theme(
    current: &Path,
    option: Option<PathBuf>,
    catalog: &Path,
    config: &Config,
) -> Result<Option<PathBuf>, String> {
    if let Some(path) = option {
        return Ok(Some(current.join(path)));
    }

    let setting = config.theme.as_deref();
    setting
        .map(|path| theme_folder(catalog, path).map_err(|why| format!("theme {why}")))
        .transpose()
}

/// An option relative to the current folder, else a setting relative to the catalog.
fn resolve_path(
    current: &Path,
    option: Option<PathBuf>,
    catalog: &Path,
    setting: Option<&str>,
) -> Option<PathBuf> {
    option
        .map(|path| current.join(path))
        .or_else(|| setting.map(|path| catalog.join(path)))
}
