//! From changed files to a new site, or to words about what is wrong.
//!
//! In: the command line, and the site that is shown. Out: a `Site` that is planned and checked, the findings that were not
//! there before. The settings are read again each time: they are files, too.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;

use crate::config::{Level, Overrides, Settings};
use crate::diagnostics::{Diagnostic, Location, Severity, emit};
use crate::load;
use crate::pipeline::{self, BuildMemo, Clock};
use crate::render::theme::Theme;
use crate::serve::preview::Change;
use crate::serve::site::Site;
use crate::serve::watch::Changes;
use crate::source::Sources;

/// What is kept from one rebuild to the next.
pub struct Workshop {
    overrides: Overrides,
    minify: bool,
    /// The theme, and the user's files that it was loaded from.
    theme: Option<(ThemeFiles, Arc<Theme>)>,
    memo: BuildMemo,
    /// Findings that were told, with how many of each there are.
    known: BTreeMap<Finding, usize>,
}

type ThemeFiles = BTreeMap<String, Vec<u8>>;

/// A finding without its line, which every edit above it changes: code, path, words.
type Finding = (&'static str, String, String);

/// The outcome of a rebuild.
pub struct Rebuilt {
    /// The new site; with errors it must not be shown.
    pub site: Arc<Site>,
    /// What it changes; `None` with errors.
    pub change: Option<Change>,
    /// The errors with their places, without colours; empty without errors.
    pub errors: String,
    /// How many.
    pub error_count: usize,
    /// How long each stage took.
    pub clock: Clock,
    /// What was found so far.
    found: Vec<Diagnostic>,
    is_checked: bool,
}

/// What is new about the findings.
pub struct Findings {
    /// Those that were not there before, ready to print.
    pub new: String,
    /// How many.
    pub new_count: usize,
    /// How many are gone.
    pub gone: usize,
}

/// How long an editor may leave a file empty between two steps of saving it.
const EMPTY: Duration = Duration::from_millis(60);

/// How many new findings are printed; the rest is counted.
const SHOWN: usize = 10;

impl Workshop {
    /// Starts with nothing.
    pub fn new(overrides: Overrides, minify: bool) -> Self {
        Self {
            overrides,
            minify,
            theme: None,
            memo: BuildMemo::default(),
            known: BTreeMap::new(),
        }
    }

    /// The settings as they are now.
    ///
    /// # Errors
    /// `medatlas.toml` is not right.
    pub fn settings(&self) -> Result<Settings> {
        Ok(Settings {
            minify: self.minify,
            ..Settings::resolve(self.overrides.clone())?
        })
    }

    /// Forgets what was read of files that changed; all of it, when it is not known which.
    pub fn forget(&mut self, changes: &Changes) {
        if changes.paths.is_empty() {
            self.memo = BuildMemo::default();
        }
        self.memo
            .files
            .forget(&changes.paths, !changes.is_in_place());
    }

    /// Reads what changed and plans the site. `shown` is the site to compare with. The rules come later, in `findings`:
    /// they only add warnings, unless the settings make errors of some.
    ///
    /// # Errors
    /// The catalog cannot be read, or the theme is not right.
    pub fn rebuild(&mut self, settings: Settings, shown: Option<&Site>) -> Result<Rebuilt> {
        let mut clock = Clock::default();
        let theme = clock.run("theme", || self.theme(&settings))?;
        let (mut catalog, mut found) =
            pipeline::load_catalog(&settings, &mut self.memo, &mut clock)?;
        if shown.is_some_and(|shown| is_emptied(&shown.catalog().sources, &catalog.sources)) {
            // Many editors empty a file and then write it: a moment later it is whole, or it was meant.
            std::thread::sleep(EMPTY);
            self.memo = BuildMemo::default();
            (catalog, found) = pipeline::load_catalog(&settings, &mut self.memo, &mut clock)?;
        }
        let is_checked = settings
            .check
            .rules
            .values()
            .any(|level| *level == Level::Error);
        if is_checked {
            found = pipeline::check_catalog(&catalog, &settings, found, &mut clock);
        }
        let mut errors: Vec<Diagnostic> = found
            .iter()
            .filter(|d| d.severity == Severity::Error)
            .cloned()
            .collect();
        emit::sort(&mut errors, &catalog.sources);
        let shown_errors: Vec<&Diagnostic> = errors.iter().take(SHOWN).collect();
        let words = emit::human(&shown_errors, &catalog.sources, false);
        let site = clock.run("plan", || Site::new(catalog, settings, theme));
        let change = errors
            .is_empty()
            .then(|| shown.map_or(Change::Pages, |shown| change(shown, &site)));
        let is_new_theme =
            site.has_own_theme() && shown.is_none_or(|shown| other_theme(shown, &site));
        if change == Some(Change::Pages) && is_new_theme {
            // Templates that were changed are tried before anybody sees them.
            clock.run("try", || site.check(|| false))?;
        }
        let site = Arc::new(site);
        Ok(Rebuilt {
            site,
            change,
            errors: words,
            error_count: errors.len(),
            clock,
            found,
            is_checked,
        })
    }

    /// Checks the catalog, and compares the findings with those of the last time.
    pub fn findings(&mut self, rebuilt: &mut Rebuilt, color: bool) -> Findings {
        let (catalog, settings) = (rebuilt.site.catalog(), rebuilt.site.settings());
        let mut found = std::mem::take(&mut rebuilt.found);
        if !rebuilt.is_checked {
            found = pipeline::check_catalog(catalog, settings, found, &mut rebuilt.clock);
        }
        emit::sort(&mut found, &catalog.sources);
        let (new, gone) = self.compare(&found, &catalog.sources);
        let told: Vec<&Diagnostic> = new.iter().copied().take(SHOWN).collect();
        Findings {
            new: emit::human(&told, &catalog.sources, color),
            new_count: new.len(),
            gone,
        }
    }

    /// The theme; the same as before when its files are.
    fn theme(&mut self, settings: &Settings) -> Result<Arc<Theme>> {
        let files = load::theme::files(settings.theme.as_deref())?;
        if let Some((_, theme)) = self.theme.as_ref().filter(|(known, _)| *known == files) {
            return Ok(theme.clone());
        }
        let theme = Arc::new(Theme::load(files.clone())?);
        self.theme = Some((files, theme.clone()));
        Ok(theme)
    }

    /// The findings that were not there last time, notes left out, and how many are gone.
    fn compare<'a>(
        &mut self,
        found: &'a [Diagnostic],
        sources: &Sources,
    ) -> (Vec<&'a Diagnostic>, usize) {
        let mut now: BTreeMap<Finding, usize> = BTreeMap::new();
        let mut new = Vec::new();
        for diagnostic in found
            .iter()
            .filter(|diagnostic| diagnostic.severity != Severity::Note)
        {
            let path = match &diagnostic.location {
                Location::Span(span) => sources.path(span.file),
                Location::File(path) => path,
            };
            let finding = (diagnostic.code, path.to_owned(), diagnostic.message.clone());
            let known = self.known.get(&finding).copied().unwrap_or_default();
            let count = now.entry(finding).or_default();
            *count += 1;
            if *count > known {
                new.push(diagnostic);
            }
        }
        let left = |(finding, count): (&Finding, &usize)| {
            count.saturating_sub(now.get(finding).copied().unwrap_or(0))
        };
        let gone = self.known.iter().map(left).sum();
        self.known = now;
        (new, gone)
    }
}

/// Whether a text that had words has none now.
fn is_emptied(before: &Sources, now: &Sources) -> bool {
    let empty = now.texts.iter().filter(|text| text.text.is_empty());
    let had_words = |path: &str| {
        before
            .texts
            .iter()
            .any(|text| text.path == path && !text.text.is_empty())
    };
    empty.into_iter().any(|text| had_words(&text.path))
}

fn change(shown: &Site, site: &Site) -> Change {
    if shown.digest() != site.digest() || other_theme(shown, site) {
        Change::Pages
    } else if shown.theme().digest() != site.theme().digest() {
        Change::Styles
    } else {
        Change::Nothing
    }
}

fn other_theme(shown: &Site, site: &Site) -> bool {
    shown.theme().digest_but_styles() != site.theme().digest_but_styles()
}
