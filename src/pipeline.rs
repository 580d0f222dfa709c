//! The stages in their order: the entry to a whole build, for commands and tests.
//!
//! In: settings, a theme. Out: the checked catalog, the files of the site. What a preview keeps
//! between two builds is in `memo`, how long the stages take in `clock`.

pub mod clock;
pub mod memo;

use std::collections::BTreeSet;

use anyhow::Result;

use crate::assemble::{add_public_pages, assemble};
use crate::catalog::Catalog;
use crate::check;
use crate::config::Settings;
use crate::diagnostics::{Diagnostic, Location};
use crate::digest;
use crate::load;
use crate::output::{Content, OutputFile};
use crate::render;
use crate::render::theme::Theme;
use crate::search;
use crate::source::{FileId, Sources};
use crate::vocabulary::Vocabulary;

pub use crate::pipeline::clock::Clock;
pub use crate::pipeline::memo::BuildMemo;

use crate::pipeline::clock::timed;

/// Loads and checks a catalog: load, parse, assemble, check.
///
/// # Errors
/// The catalog cannot be read.
pub fn load_and_check(
    settings: &Settings,
    clock: &mut Clock,
) -> Result<(Catalog, Vec<Diagnostic>)> {
    let (catalog, diagnostics) = load_catalog(settings, &mut BuildMemo::default(), clock)?;
    let diagnostics = check_catalog(&catalog, settings, diagnostics, clock);

    Ok((catalog, diagnostics))
}

/// Loads a catalog: load, parse, assemble. A site depends on nothing else. What `memo` holds of
/// unchanged files is used again.
///
/// # Errors
/// The catalog cannot be read.
pub fn load_catalog(
    settings: &Settings,
    memo: &mut BuildMemo,
    clock: &mut Clock,
) -> Result<(Catalog, Vec<Diagnostic>)> {
    check::levels::validate(settings)?;

    let (mut sources, mut diagnostics) =
        clock.run("load", || load::load(settings, &mut memo.files))?;

    let (parsed, faults) = clock.run("parse", || memo.parse(&sources, settings));
    diagnostics.extend(faults);

    let targets = parsed.image_targets();
    let faults = clock.run("images", || {
        load::read_images(&mut sources, targets, &mut memo.files)
    });
    diagnostics.extend(faults);

    let (catalog, faults) = clock.run("assemble", || {
        let vocabulary = Vocabulary::from_settings(settings);
        let (mut catalog, mut faults) = assemble(sources, parsed, settings, &vocabulary);

        // The table of files in `render` determines which pages there are.
        let (public_pages, outputs) = render::job::public_pages(&catalog, settings);
        let found = add_public_pages(&mut catalog, settings, public_pages, &outputs);
        faults.extend(found);

        (catalog, faults)
    });
    diagnostics.extend(faults);

    Ok((catalog, diagnostics))
}

/// Runs all check rules, and applies the levels and exceptions of the settings to their diagnostics
/// and those of the stages before.
pub fn check_catalog(
    catalog: &Catalog,
    settings: &Settings,
    mut diagnostics: Vec<Diagnostic>,
    clock: &mut Clock,
) -> Vec<Diagnostic> {
    clock.run("check", || {
        diagnostics.extend(check::check(catalog, settings));
        check::keep_safe_fixes(&mut diagnostics, &catalog.sources);
        if settings.pages_are_anywhere {
            retain_published(&mut diagnostics, catalog);
        }
        check::exceptions::apply(diagnostics, &catalog.sources, settings)
    })
}

/// Removes diagnostics about texts that turned out not to belong to the catalog.
fn retain_published(diagnostics: &mut Vec<Diagnostic>, catalog: &Catalog) {
    let pages = catalog.published_pages().map(|(file, _)| file);
    let mut published: BTreeSet<FileId> = pages.collect();
    published.insert(Sources::README);
    published.extend(catalog.sources.glossary);

    diagnostics.retain(|diagnostic| match &diagnostic.location {
        Location::Span(span) => published.contains(&span.file),
        Location::File(_) => true,
    });
}

/// Renders the site and builds its search index, in parallel.
///
/// # Errors
/// A template fails.
pub fn render_site(
    catalog: &Catalog,
    settings: &Settings,
    theme: &Theme,
    clock: &mut Clock,
) -> Result<Vec<OutputFile>> {
    let ((pages, render_time), (index, search_time)) = rayon::join(
        || timed(|| render::render(catalog, settings, theme)),
        || timed(|| search::search(catalog, settings)),
    );
    clock.add("render", render_time);
    clock.add("search", search_time);

    let mut files = pages?;
    files.extend(index?.into_iter().map(|file| OutputFile {
        path: file.path,
        content: Content::Bytes(file.bytes),
    }));
    files.sort_by(|a, b| a.path.cmp(&b.path));

    Ok(files)
}

/// A digest of everything that the site depends on: the catalog, the settings, the theme, this
/// program.
pub fn site_digest(sources: &Sources, settings: &Settings, theme: &Theme) -> String {
    digest::of_parts([
        env!("MEDATLAS_BUILD"),
        &sources.digest(),
        &settings.fingerprint(),
        theme.digest(),
    ])
}

/// A digest of the catalog and the settings alone.
pub fn content_digest(sources: &Sources, settings: &Settings) -> String {
    digest::of_parts([sources.digest(), settings.fingerprint()])
}
