//! What every job reads, and what it returns.

use std::collections::BTreeSet;

use anyhow::Result;
use serde::Serialize;

use crate::catalog::Catalog;
use crate::catalog::dataset::DatasetId;
use crate::catalog::image::ImageId;
use crate::catalog::route::Route;
use crate::config::Settings;
use crate::render::minify;
use crate::render::theme::{Texts, Theme};
use crate::value::date::ReleaseDate;

/// What every job reads.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) settings: &'a Settings,
    pub(super) theme: &'a Theme,
}

/// The content of a file, and the images that it shows.
#[derive(Debug)]
pub struct RenderedFile {
    /// The bytes of the file.
    pub bytes: Vec<u8>,
    /// Images that are published because this file shows them.
    pub images: BTreeSet<ImageId>,
}

impl RenderedFile {
    /// A file without images.
    pub(super) fn new(content: impl Into<Vec<u8>>) -> Self {
        Self {
            bytes: content.into(),
            images: BTreeSet::new(),
        }
    }
}

impl<'a> Context<'a> {
    /// The texts of the user interface.
    pub(super) fn texts(&self) -> &'a Texts {
        self.theme.texts()
    }

    /// Renders the view of a page with a template, and minifies the page if the settings say so.
    pub(super) fn render_page(
        &self,
        template: &str,
        view: &impl Serialize,
        images: BTreeSet<ImageId>,
    ) -> Result<RenderedFile> {
        let html = self.theme.render(template, view)?;

        let bytes = if self.settings.minify {
            minify::minify_page(html)
        } else {
            html.into_bytes()
        };

        Ok(RenderedFile { bytes, images })
    }

    /// Up to `limit` of these datasets, the newest first; datasets without a date come last, in the
    /// order of the list.
    pub(super) fn newest_first(&self, ids: &[DatasetId], limit: usize) -> Vec<DatasetId> {
        let mut newest: Vec<(Option<ReleaseDate>, DatasetId)> =
            ids.iter().map(|&id| (self.release_date(id), id)).collect();
        newest.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));

        newest.into_iter().take(limit).map(|(_, id)| id).collect()
    }

    /// The release date of a dataset, if one is stated.
    pub(super) fn release_date(&self, id: DatasetId) -> Option<ReleaseDate> {
        let released = self.catalog.datasets[id].facts.released.as_ref();
        released.map(|fact| fact.value)
    }
}

/// The program and its version, as the site names them.
pub(super) fn generator() -> String {
    format!("medatlas {}", env!("CARGO_PKG_VERSION"))
}

/// The absolute URL of a route if the site knows its own URL, else the URL relative to the site's
/// root.
pub(super) fn full_url(settings: &Settings, route: &Route) -> String {
    format!(
        "{}{}",
        settings.base_url.as_deref().unwrap_or_default(),
        route.url()
    )
}
