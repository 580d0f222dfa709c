//! Turns changed files into a new site, or into errors.
//!
//! In: the command line, and the site that is shown. Out: a `Site` that is planned and checked, and
//! the findings that are new. The settings are read again each time, since they are a file, too.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;

use crate::catalog::Catalog;
use crate::config::{Level, Overrides, Settings};
use crate::diagnostics::{Diagnostic, Location, Severity, emit};
use crate::load;
use crate::pipeline::{self, BuildMemo, Clock};
use crate::render::theme::Theme;
use crate::serve::containment::contain;
use crate::serve::preview::Change;
use crate::serve::site::Site;
use crate::serve::watch::Changes;
use crate::source::Sources;

/// The number of new findings that are printed. The others are only counted.
const MAX_PRINTED: usize = 10;

/// How long an editor may leave a file empty between two steps of saving it.
const EMPTY_TIME: Duration = Duration::from_millis(60);

/// Rebuilds the site, and keeps what the next rebuild can reuse.
pub struct Rebuilder {
    overrides: Overrides,
    minify: bool,
    /// The theme, and the user's files that it was loaded from.
    theme: Option<(ThemeFiles, Arc<Theme>)>,
    memo: BuildMemo,
    /// The findings that were reported, with the number of each.
    known: BTreeMap<FindingKey, usize>,
}

type ThemeFiles = BTreeMap<String, Vec<u8>>;

/// A finding without its line, which every edit above it changes: code, path and message.
type FindingKey = (&'static str, String, String);

/// The outcome of a rebuild.
pub struct Rebuilt {
    /// The new site. With errors it must not be shown.
    pub site: Arc<Site>,
    /// What differs from the site that is shown; `None` when there are errors.
    pub change: Option<Change>,
    /// The printed errors, without colors. It is empty when there are none.
    pub errors: String,
    /// The number of errors.
    pub error_count: usize,
    /// How long each stage took.
    pub clock: Clock,
    diagnostics: Vec<Diagnostic>,
    is_checked: bool,
}

/// How the findings differ from those of the rebuild before.
#[derive(Debug, Default)]
pub struct FindingChanges {
    /// The new findings, ready to print.
    pub new: String,
    /// The number of new findings.
    pub new_count: usize,
    /// The number of findings that no longer occur.
    pub fixed: usize,
}

impl Rebuilder {
    /// A rebuilder that has read nothing yet.
    pub fn new(overrides: Overrides, minify: bool) -> Self {
        Self {
            overrides,
            minify,
            theme: None,
            memo: BuildMemo::default(),
            known: BTreeMap::new(),
        }
    }

    /// The current settings.
    ///
    /// # Errors
    /// `medatlas.toml` is invalid.
    pub fn settings(&self) -> Result<Settings> {
        let settings = Settings::resolve(self.overrides.clone())?;

        Ok(Settings {
            minify: self.minify,
            ..settings
        })
    }

    /// Forgets what was read of files that changed, or everything when the files are unknown.
    pub fn forget(&mut self, changes: &Changes) {
        if changes.paths.is_empty() {
            self.memo = BuildMemo::default();
        }

        self.memo
            .files
            .forget(&changes.paths, !changes.is_in_place());
    }

    /// Reads what changed and plans the site. `shown` is the site to compare with.
    ///
    /// The check rules run later, in `findings`: they only add warnings, unless the settings turn
    /// some of them into errors.
    ///
    /// # Errors
    /// The catalog cannot be read, the theme is invalid, or a stage panicked.
    pub fn rebuild(&mut self, settings: Settings, shown: Option<&Site>) -> Result<Rebuilt> {
        let outcome = contain(|| self.read_and_plan(settings, shown));

        outcome.unwrap_or_else(|defect| {
            // The stage may have left it half filled.
            self.memo = BuildMemo::default();
            Err(defect)
        })
    }

    fn read_and_plan(&mut self, settings: Settings, shown: Option<&Site>) -> Result<Rebuilt> {
        let mut clock = Clock::default();
        let theme = clock.run("theme", || self.load_theme(&settings))?;
        let (catalog, mut diagnostics) = self.load_catalog(&settings, shown, &mut clock)?;

        let is_checked = has_error_level(&settings);
        if is_checked {
            diagnostics = pipeline::check_catalog(&catalog, &settings, diagnostics, &mut clock);
        }
        let (errors, error_count) = print_errors(&diagnostics, &catalog.sources);

        let site = clock.run("plan", || Site::new(catalog, settings, theme));
        let change = (error_count == 0)
            .then(|| shown.map_or(Change::Pages, |shown| compare_sites(shown, &site)));
        if change == Some(Change::Pages) && has_new_theme(shown, &site) {
            // Changed templates are tried before anybody sees their pages.
            clock.run("try", || site.check(|| false))?;
        }

        Ok(Rebuilt {
            site: Arc::new(site),
            change,
            errors,
            error_count,
            clock,
            diagnostics,
            is_checked,
        })
    }

    /// Checks the catalog, and compares the findings with those of the rebuild before.
    pub fn findings(&mut self, rebuilt: &mut Rebuilt, color: bool) -> FindingChanges {
        let (catalog, settings) = (rebuilt.site.catalog(), rebuilt.site.settings());

        let mut diagnostics = std::mem::take(&mut rebuilt.diagnostics);
        if !rebuilt.is_checked {
            diagnostics =
                pipeline::check_catalog(catalog, settings, diagnostics, &mut rebuilt.clock);
        }
        emit::sort(&mut diagnostics, &catalog.sources);

        let (new, fixed) = self.compare_findings(&diagnostics, &catalog.sources);
        let printed: Vec<&Diagnostic> = new.iter().copied().take(MAX_PRINTED).collect();

        FindingChanges {
            new: emit::human(&printed, &catalog.sources, color),
            new_count: new.len(),
            fixed,
        }
    }

    fn load_catalog(
        &mut self,
        settings: &Settings,
        shown: Option<&Site>,
        clock: &mut Clock,
    ) -> Result<(Catalog, Vec<Diagnostic>)> {
        let loaded = pipeline::load_catalog(settings, &mut self.memo, clock)?;
        let sources = &loaded.0.sources;
        if !shown.is_some_and(|shown| is_emptied(&shown.catalog().sources, sources)) {
            return Ok(loaded);
        }

        // Many editors empty a file before they write it. A moment later it is complete, or the
        // user emptied it on purpose.
        std::thread::sleep(EMPTY_TIME);
        self.memo = BuildMemo::default();
        pipeline::load_catalog(settings, &mut self.memo, clock)
    }

    /// Loads the theme, or reuses the last one when its files are the same.
    fn load_theme(&mut self, settings: &Settings) -> Result<Arc<Theme>> {
        let files = load::theme::files(settings.theme.as_deref())?;
        if let Some((known, theme)) = &self.theme
            && *known == files
        {
            return Ok(theme.clone());
        }

        let theme = Arc::new(Theme::load(files.clone())?);
        self.theme = Some((files, theme.clone()));
        Ok(theme)
    }

    /// The new findings without notes, and the number of findings that no longer occur.
    fn compare_findings<'a>(
        &mut self,
        diagnostics: &'a [Diagnostic],
        sources: &Sources,
    ) -> (Vec<&'a Diagnostic>, usize) {
        let mut now: BTreeMap<FindingKey, usize> = BTreeMap::new();
        let mut new = Vec::new();

        for diagnostic in diagnostics.iter().filter(|d| d.severity != Severity::Note) {
            let key = finding_key(diagnostic, sources);
            let known = self.known.get(&key).copied().unwrap_or_default();

            let count = now.entry(key).or_default();
            *count += 1;
            if *count > known {
                new.push(diagnostic);
            }
        }

        let known = self.known.iter();
        let fixed = known
            .map(|(key, count)| count.saturating_sub(now.get(key).copied().unwrap_or(0)))
            .sum();

        self.known = now;
        (new, fixed)
    }
}

/// Whether the settings turn the findings of some rule into errors.
fn has_error_level(settings: &Settings) -> bool {
    settings
        .config
        .check
        .rules
        .values()
        .any(|level| *level == Level::Error)
}

/// The first errors as text, and the number of all errors.
fn print_errors(diagnostics: &[Diagnostic], sources: &Sources) -> (String, usize) {
    let mut errors: Vec<Diagnostic> = diagnostics.to_vec();
    errors.retain(|diagnostic| diagnostic.severity == Severity::Error);
    emit::sort(&mut errors, sources);

    let printed: Vec<&Diagnostic> = errors.iter().take(MAX_PRINTED).collect();
    (emit::human(&printed, sources, false), errors.len())
}

fn finding_key(diagnostic: &Diagnostic, sources: &Sources) -> FindingKey {
    let path = match &diagnostic.location {
        Location::Span(span) => sources.path(span.file),
        Location::File(path) => path,
    };

    (diagnostic.code, path.to_owned(), diagnostic.message.clone())
}

/// Whether a text that had content is empty now.
fn is_emptied(before: &Sources, now: &Sources) -> bool {
    let emptied = now.texts.iter().filter(|text| text.text.is_empty());

    emptied.into_iter().any(|empty| {
        before
            .texts
            .iter()
            .any(|text| text.path == empty.path && !text.text.is_empty())
    })
}

fn compare_sites(shown: &Site, site: &Site) -> Change {
    if shown.digest() != site.digest() || differs_beyond_styles(shown, site) {
        Change::Pages
    } else if shown.theme().digest() != site.theme().digest() {
        Change::Styles
    } else {
        Change::Nothing
    }
}

fn has_new_theme(shown: Option<&Site>, site: &Site) -> bool {
    site.has_own_theme() && shown.is_none_or(|shown| differs_beyond_styles(shown, site))
}

fn differs_beyond_styles(shown: &Site, site: &Site) -> bool {
    shown.theme().digest_but_styles() != site.theme().digest_but_styles()
}
