//! The files of the site: a list of jobs, run in parallel as pure functions of the catalog.
//!
//! In: a `Catalog`, the `Settings`, a `Theme`. Out: `OutputFile`s by path. Nothing here touches the
//! disk; images are named, not read.

mod abbreviations;
mod context;
pub mod cover;
mod data;
mod hosting;
pub mod job;
pub mod markdown;
mod metadata;
mod minify;
mod number;
mod pages;
mod prose;
mod repository;
mod statistics;
pub mod theme;
pub mod view;

use std::collections::BTreeSet;

use anyhow::Result;
use rayon::prelude::*;

use crate::catalog::Catalog;
use crate::catalog::image::ImageId;
use crate::config::Settings;
use crate::output::{Content, OutputFile};
use crate::render::context::RenderedFile;
use crate::render::theme::Theme;

/// Makes all files of the site, sorted by path.
///
/// # Errors
/// A template of the theme fails.
pub fn render(catalog: &Catalog, settings: &Settings, theme: &Theme) -> Result<Vec<OutputFile>> {
    let rendered: Vec<(String, RenderedFile)> = job::plan(catalog, settings)
        .into_par_iter()
        .map(|job| Ok((job.path(), job.run(catalog, settings, theme)?)))
        .collect::<Result<_>>()?;

    let mut files = theme.files();
    let mut images = BTreeSet::new();

    for (path, file) in rendered {
        images.extend(file.images);
        files.push(OutputFile {
            path,
            content: Content::Bytes(file.bytes),
        });
    }

    files.extend(images.into_iter().map(|id| image_file(catalog, id)));
    files.sort_by(|a, b| a.path.cmp(&b.path));

    Ok(files)
}

fn image_file(catalog: &Catalog, id: ImageId) -> OutputFile {
    let image = &catalog.images.list[id];

    OutputFile {
        path: image.route.output_path(),
        content: Content::Asset(image.asset.source.clone()),
    }
}
