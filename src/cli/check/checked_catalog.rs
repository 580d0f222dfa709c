//! The catalog as it is on disk, with its diagnostics.

use std::path::Path;

use anyhow::Result;

use super::{CheckArguments, against};
use crate::catalog::Catalog;
use crate::check::against::RemovedUrl;
use crate::config::{Overrides, Settings};
use crate::diagnostics::{Diagnostic, emit};
use crate::pipeline::{self, Clock};

/// A catalog with its diagnostics.
pub(super) struct CheckedCatalog {
    pub(super) settings: Settings,
    pub(super) catalog: Catalog,
    /// All diagnostics, sorted.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// With `--against`: URLs that no longer exist, each with its diagnostic.
    pub(super) removed_urls: Vec<RemovedUrl>,
}

impl CheckedCatalog {
    pub(super) fn read(arguments: &CheckArguments, clock: &mut Clock) -> Result<Self> {
        let settings = Settings::resolve(Overrides {
            catalog: arguments.catalog.clone(),
            ..Overrides::default()
        })?;
        let (catalog, mut diagnostics) = pipeline::load_and_check(&settings, clock)?;

        let removed_urls = match &arguments.against {
            Some(published) => against::find(&catalog, &settings, published)?,
            None => Vec::new(),
        };
        diagnostics.extend(removed_urls.iter().map(|url| url.diagnostic.clone()));
        emit::sort(&mut diagnostics, &catalog.sources);

        Ok(Self {
            settings,
            catalog,
            diagnostics,
            removed_urls,
        })
    }

    /// The path of the catalog below the current folder, empty or with a slash at its end. Programs
    /// that read a report run in the root of the repository.
    pub(super) fn path_prefix(&self) -> String {
        path_below_current(&self.settings.catalog)
            .filter(|path| !path.is_empty())
            .map_or(String::new(), |path| format!("{path}/"))
    }
}

/// The path below the current folder, with `/` between its parts.
fn path_below_current(path: &Path) -> Option<String> {
    let current = std::env::current_dir().ok()?.canonicalize().ok()?;
    let below = path.strip_prefix(current).ok()?;
    Some(below.to_string_lossy().replace('\\', "/"))
}
