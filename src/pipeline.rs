//! The stages in their order: the one entry to a whole build for commands and tests.

use std::fmt;
use std::time::{Duration, Instant};

use anyhow::Result;
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::check;
use crate::config::Settings;
use crate::diagnostics::{Diagnostic, FileId};
use crate::load::{self, Sources};
use crate::model::vocabulary::Vocabulary;
use crate::model::{self, Catalog};
use crate::output::{Content, OutputFile};
use crate::parse::{page, readme};
use crate::render;
use crate::render::theme::Theme;
use crate::search;

/// Load, parse, model, check.
///
/// # Errors
/// The catalog cannot be read.
pub fn catalog(settings: &Settings, clock: &mut Clock) -> Result<(Catalog, Vec<Diagnostic>)> {
    let (mut sources, mut found) = clock.run("load", || load::load(settings))?;
    let (list, pages) = clock.run("parse", || parse(&sources, &mut found));
    let targets = pages
        .iter()
        .flat_map(|(_, page)| &page.images)
        .chain(&list.images)
        .map(|image| image.target.as_str());
    found.extend(clock.run("images", || load::read_images(&mut sources, targets)));
    let (catalog, diagnostics) = clock.run("model", || {
        let vocabulary = Vocabulary::of(settings);
        model::assemble(sources, settings, &vocabulary, list, pages)
    });
    found.extend(diagnostics);
    found.extend(clock.run("check", || check::check(&catalog, settings)));
    let found = check::exceptions::apply(found, &catalog.sources, settings);
    Ok((catalog, found))
}

type Parsed = (readme::Readme, Vec<(FileId, page::Page)>);

fn parse(sources: &Sources, found: &mut Vec<Diagnostic>) -> Parsed {
    let read = || readme::readme(sources.text(Sources::README));
    let read_pages = || -> Vec<(FileId, page::Page, Vec<Diagnostic>)> {
        let files: Vec<FileId> = (1..sources.texts.len()).map(|at| FileId(at as u32)).collect();
        files
            .into_par_iter()
            .map(|file| {
                let (page, diagnostics) = page::page(sources.text(file), file);
                (file, page, diagnostics)
            })
            .collect()
    };
    let (list, read) = rayon::join(read, read_pages);
    let mut pages = Vec::with_capacity(read.len());
    for (file, page, diagnostics) in read {
        pages.push((file, page));
        found.extend(diagnostics);
    }
    (list, pages)
}

/// Renders the whole site and its search index, side by side.
///
/// # Errors
/// A template fails.
pub fn site(
    catalog: &Catalog,
    settings: &Settings,
    theme: &Theme,
    clock: &mut Clock,
) -> Result<Vec<OutputFile>> {
    let (pages, index) = rayon::join(
        || timed(|| render::render(catalog, settings, theme)),
        || timed(|| search::search(catalog, settings)),
    );
    clock.stages.extend([("render", pages.1), ("search", index.1)]);
    let mut files = pages.0?;
    files.extend(
        index.0?.into_iter().map(|file| OutputFile { path: file.path, content: Content::Bytes(file.bytes) }),
    );
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

/// The value of some work and how long it took.
fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let started = Instant::now();
    (work(), started.elapsed())
}

/// A digest of everything that the site depends on: the catalog, the settings, the theme, this program.
pub fn digest(sources: &Sources, settings: &Settings, theme: &Theme) -> String {
    let mut hash = Sha256::new();
    for part in [
        env!("CARGO_PKG_VERSION"),
        option_env!("MEDATLAS_BUILD").unwrap_or_default(),
        &sources.digest(),
        &settings.fingerprint(),
        theme.digest(),
    ] {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    load::hex(&hash.finalize())
}

/// How long each stage took.
#[derive(Debug, Default)]
pub struct Clock {
    stages: Vec<(&'static str, Duration)>,
}

impl Clock {
    /// Runs one stage and keeps its time.
    pub fn run<T>(&mut self, stage: &'static str, work: impl FnOnce() -> T) -> T {
        let (value, time) = timed(work);
        self.stages.push((stage, time));
        value
    }
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("time:")?;
        for (stage, time) in &self.stages {
            write!(f, " {stage} {:.1} ms", time.as_secs_f64() * 1000.0)?;
        }
        Ok(())
    }
}
