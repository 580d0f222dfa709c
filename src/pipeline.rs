//! The stages in their order: the one entry to a whole build for commands and tests.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Result;
use rayon::prelude::*;

use crate::assemble;
use crate::catalog::Catalog;
use crate::check;
use crate::config::Settings;
use crate::diagnostics::{Diagnostic, Location};
use crate::digest;
use crate::load;
use crate::output::{Content, OutputFile};
use crate::parse::{glossary, page, readme};
use crate::render;
use crate::render::theme::Theme;
use crate::search;
use crate::source::FileId;
use crate::source::Sources;
use crate::source::text::Text;
use crate::vocabulary::Vocabulary;

/// Load, parse, model, check.
///
/// # Errors
/// The catalog cannot be read.
pub fn catalog(settings: &Settings, clock: &mut Clock) -> Result<(Catalog, Vec<Diagnostic>)> {
    let (catalog, found) = join(settings, &mut Memo::default(), clock)?;
    let found = check(&catalog, settings, found, clock);
    Ok((catalog, found))
}

/// Load, parse, model: all that a site depends on. Of what `memo` holds, what did not change is taken over.
///
/// # Errors
/// The catalog cannot be read.
pub fn join(
    settings: &Settings,
    memo: &mut Memo,
    clock: &mut Clock,
) -> Result<(Catalog, Vec<Diagnostic>)> {
    check::levels::validate(settings)?;
    let (mut sources, mut found) = clock.run("load", || load::load(settings, &mut memo.files))?;
    let (list, pages) = clock.run("parse", || parse(&sources, settings, memo, &mut found));
    let glossary = sources
        .glossary
        .map(|file| glossary::glossary(sources.text(file)));
    let targets = pages
        .iter()
        .flat_map(|(_, page)| &page.images)
        .chain(&list.images)
        .chain(glossary.iter().flat_map(|glossary| &glossary.images))
        .map(|image| image.target.as_str());
    found.extend(clock.run("images", || {
        load::read_images(&mut sources, targets, &mut memo.files)
    }));
    let (catalog, diagnostics) = clock.run("model", || {
        let vocabulary = Vocabulary::of(settings);
        assemble::assemble(sources, settings, &vocabulary, list, pages, glossary)
    });
    found.extend(diagnostics);
    Ok((catalog, found))
}

/// The rules, and then the levels and exceptions of the settings, over what the stages before found.
pub fn check(
    catalog: &Catalog,
    settings: &Settings,
    mut found: Vec<Diagnostic>,
    clock: &mut Clock,
) -> Vec<Diagnostic> {
    clock.run("check", || {
        found.extend(check::check(catalog, settings));
        if settings.pages_are_anywhere {
            // Texts that turned out to be no pages are not the catalog's.
            let published: BTreeSet<FileId> =
                catalog.published_pages().map(|(file, _)| file).collect();
            found.retain(|diagnostic| match &diagnostic.location {
                Location::Span(span) => {
                    [Some(Sources::README), catalog.sources.glossary].contains(&Some(span.file))
                        || published.contains(&span.file)
                }
                Location::File(_) => true,
            });
        }
        check::exceptions::apply(found, &catalog.sources, settings)
    })
}

/// Results of load and parse by what they were made from. Both are pure functions of a file's bytes and its number, so that
/// a result holds as long as those do. It keeps what the last run used and nothing else.
#[derive(Debug, Default)]
pub struct Memo {
    /// Texts and images.
    pub files: load::memo::Memo,
    list: Option<ParsedList>,
    pages: BTreeMap<FileId, ParsedPage>,
}

/// The list with the text and the rules that it was parsed by.
type ParsedList = (Arc<Text>, readme::ListRules, readme::Readme);

/// A page with the text that it was parsed from.
type ParsedPage = (Arc<Text>, Arc<page::Page>, Arc<[Diagnostic]>);

type Parsed = (readme::Readme, Vec<(FileId, Arc<page::Page>)>);

fn parse(
    sources: &Sources,
    settings: &Settings,
    memo: &mut Memo,
    found: &mut Vec<Diagnostic>,
) -> Parsed {
    let Memo { list, pages, .. } = memo;
    let is_page = |at: &usize| sources.glossary != Some(FileId(*at as u32));
    let text = &sources.texts[0];
    let rules = readme::ListRules {
        name_column: settings.list.name_column.clone(),
        sections: settings.list.sections.clone(),
    };
    let same = |(known, by, _): &ParsedList| Arc::ptr_eq(known, text) && *by == rules;
    let read = || match list.take().filter(same) {
        Some((.., list)) => list,
        None => readme::readme(&text.text, &rules),
    };
    let read_page = |at: usize| {
        let (file, text) = (FileId(at as u32), &sources.texts[at]);
        if let Some(known) = pages
            .get(&file)
            .filter(|(known, ..)| Arc::ptr_eq(known, text))
        {
            return (file, known.clone());
        }
        let (page, diagnostics) = page::page(&text.text, file);
        (file, (text.clone(), Arc::new(page), diagnostics.into()))
    };
    let read_pages = || -> BTreeMap<FileId, ParsedPage> {
        let read: Vec<_> = (1..sources.texts.len())
            .into_par_iter()
            .filter(is_page)
            .map(read_page)
            .collect();
        read.into_iter().collect()
    };
    let (read_list, read) = rayon::join(read, read_pages);
    found.extend(
        read.values()
            .flat_map(|(_, _, diagnostics)| diagnostics.iter().cloned()),
    );
    let all = read
        .iter()
        .map(|(file, (_, page, _))| (*file, page.clone()))
        .collect();
    *list = Some((text.clone(), rules, read_list.clone()));
    *pages = read;
    (read_list, all)
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
    clock
        .stages
        .extend([("render", pages.1), ("search", index.1)]);
    let mut files = pages.0?;
    files.extend(index.0?.into_iter().map(|file| OutputFile {
        path: file.path,
        content: Content::Bytes(file.bytes),
    }));
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
    let program = [
        env!("CARGO_PKG_VERSION"),
        option_env!("MEDATLAS_BUILD").unwrap_or_default(),
    ];
    let parts = [&sources.digest(), &settings.fingerprint(), theme.digest()];

    digest::of_parts(program.iter().chain(&parts))
}

/// A digest of the catalog and the settings alone.
pub fn content_digest(sources: &Sources, settings: &Settings) -> String {
    digest::of_parts([sources.digest(), settings.fingerprint()])
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
