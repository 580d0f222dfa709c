//! One state of the site in memory. Each file is rendered when it is requested.
//!
//! In: a checked `Catalog`, the settings and a theme. Out: the same bytes as a build, since the
//! same pure functions render them. Nothing of an earlier state is reused, so that nothing can be
//! stale.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use anyhow::Result;
use rayon::prelude::*;

use crate::catalog::Catalog;
use crate::catalog::image::ImageId;
use crate::config::Settings;
use crate::load::image;
use crate::output::Content;
use crate::pipeline;
use crate::render::job::{self, Job};
use crate::render::theme::Theme;
use crate::search;
use crate::serve::answer::SharedBytes;
use crate::serve::containment::contain;
use crate::serve::shared_files::SharedFiles;

/// The files of the search index, by path.
type SearchFiles = BTreeMap<String, SharedBytes>;

/// One state of the site.
#[derive(Debug)]
pub struct Site {
    catalog: Catalog,
    settings: Settings,
    theme: Arc<Theme>,
    digest: String,
    jobs: BTreeMap<String, Job>,
    fixed: BTreeMap<String, SharedBytes>,
    images: BTreeMap<String, ImageId>,
    /// The images that the pages rendered so far show.
    shown: Mutex<BTreeSet<ImageId>>,
    /// Set once every page was rendered without an error.
    whole: OnceLock<()>,
    /// The files of the search index, which are made together.
    search: Mutex<Option<Arc<SearchFiles>>>,
    /// The pages and images that are being sent.
    sent: SharedFiles,
}

impl Site {
    /// Plans the site without rendering anything.
    pub fn new(catalog: Catalog, settings: Settings, theme: Arc<Theme>) -> Self {
        let jobs = job::plan(&catalog, &settings)
            .into_iter()
            .map(|job| (job.path(), job))
            .collect();

        let bytes = |content| {
            if let Content::Bytes(bytes) = content {
                Some(Arc::new(bytes))
            } else {
                None
            }
        };

        let fixed = theme
            .files()
            .into_iter()
            .filter_map(|file| Some((file.path, bytes(file.content)?)))
            .collect();
        let images = catalog.images.list.iter().enumerate();
        let images = images
            .map(|(id, image)| (image.route.output_path(), id))
            .collect();
        let digest = pipeline::content_digest(&catalog.sources, &settings);

        Self {
            catalog,
            settings,
            theme,
            digest,
            jobs,
            fixed,
            images,
            shown: Mutex::default(),
            whole: OnceLock::new(),
            search: Mutex::default(),
            sent: SharedFiles::default(),
        }
    }

    /// A digest of everything that the site depends on, except the theme.
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// Its theme.
    pub fn theme(&self) -> &Theme {
        &self.theme
    }

    /// Whether a user's files replace those of the built-in theme.
    pub fn has_own_theme(&self) -> bool {
        self.settings.theme.is_some()
    }

    /// Its settings.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Its catalog.
    pub fn catalog(&self) -> &Catalog {
        &self.catalog
    }

    /// The path of the URL of the site: `/`, or `/atlas/`.
    pub fn base(&self) -> &str {
        self.settings.base_path()
    }

    /// Whether there is a file at this path.
    pub fn has(&self, path: &str) -> bool {
        self.jobs.contains_key(path) || self.fixed.contains_key(path)
    }

    /// The bytes of the file at this path. `None` when the site has no such file. Threads of the
    /// thread pool must not call this; see `SharedFiles`.
    ///
    /// # Errors
    /// A template fails.
    pub fn get(&self, path: &str) -> Result<Option<SharedBytes>> {
        if let Some(job) = self.jobs.get(path) {
            return self.sent.get_or_make(path, || self.make(job).map(Some));
        }
        if let Some(bytes) = self.fixed.get(path) {
            return Ok(Some(bytes.clone()));
        }
        if let Some(id) = self.images.get(path) {
            return self.sent.get_or_make(path, || self.image(*id));
        }
        if Path::new(path).starts_with("search") {
            return Ok(self.search()?.get(path).cloned());
        }

        Ok(None)
    }

    fn make(&self, job: &Job) -> Result<Vec<u8>> {
        let rendered = contain(|| job.run(&self.catalog, &self.settings, &self.theme))??;
        if !rendered.images.is_empty() {
            self.shown
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .extend(rendered.images);
        }

        Ok(rendered.bytes)
    }

    /// An image is published when a page shows it. Usually that page was requested just before.
    fn image(&self, id: ImageId) -> Result<Option<Vec<u8>>> {
        let is_shown = || {
            self.shown
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .contains(&id)
        };
        if !is_shown() {
            self.check(|| false)?;
        }

        // An image that was removed in the meantime is missing until the next rebuild reports it.
        Ok(if is_shown() {
            image::bytes(&self.catalog.images.list[id].asset).ok()
        } else {
            None
        })
    }

    /// The search index. Threads that want it at the same time wait for the first of them.
    fn search(&self) -> Result<Arc<SearchFiles>> {
        let mut search = self.search.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(files) = &*search {
            return Ok(files.clone());
        }

        let files = contain(|| search::search(&self.catalog, &self.settings))??;
        let files = files
            .into_iter()
            .map(|file| (file.path, Arc::new(file.bytes)));

        let files = Arc::new(files.collect());
        *search = Some(Arc::clone(&files));
        Ok(files)
    }

    /// Renders everything once to find errors. `false` when `stop` ended it early.
    ///
    /// # Errors
    /// A template fails.
    pub fn check(&self, stop: impl Fn() -> bool + Sync) -> Result<bool> {
        if self.is_whole() {
            return Ok(true);
        }
        let jobs: Vec<&Job> = self.jobs.values().collect();
        let one = |job: &Job| {
            if stop() {
                Ok(false)
            } else {
                self.make(job).map(|_| true)
            }
        };

        let done = jobs
            .into_par_iter()
            .map(one)
            .try_reduce(|| true, |a, b| Ok(a && b))?;
        if done {
            let _ = self.whole.set(());
        }

        Ok(done)
    }

    /// Whether every page was rendered without an error.
    pub fn is_whole(&self) -> bool {
        self.whole.get().is_some()
    }
}
