//! Keeps the preview up to date with the files.
//!
//! In: signals that files changed or that a page failed. Out: a new site for the preview, and
//! messages for the terminal. It runs on one thread.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender};
use std::time::{Duration, Instant};

use anyhow::Result;

use crate::config::Settings;
use crate::load::folders::folders;
use crate::serve::containment::contain;
use crate::serve::messages::{self, Message};
use crate::serve::preview::{Change, Preview};
use crate::serve::rebuild::{FindingChanges, Rebuilder, Rebuilt};
use crate::serve::site::Site;
use crate::serve::watch::{self, Changes, Watch};

/// What the updater waits for.
pub(super) enum Signal {
    /// Files changed.
    Changed(Changes),
    /// A page of the site that is shown could not be rendered.
    Failed(String),
}

/// Keeps the preview up to date with the files.
pub(super) struct Updater {
    rebuilder: Rebuilder,
    watch: Watch,
    preview: Arc<Preview>,
    /// Sites to validate.
    sites: Sender<Arc<Site>>,
    /// Whether the folders of the current settings are watched.
    is_watched: bool,
    /// The paths that appeared or disappeared since the folders were last watched.
    moved: BTreeSet<PathBuf>,
    /// Whether a rebuild is running. Validation yields to it.
    is_busy: Arc<AtomicBool>,
    color: bool,
}

impl Updater {
    /// An updater that has built nothing yet.
    pub(super) fn new(
        rebuilder: Rebuilder,
        watch: Watch,
        preview: Arc<Preview>,
        sites: Sender<Arc<Site>>,
        is_busy: Arc<AtomicBool>,
        color: bool,
    ) -> Self {
        Self {
            rebuilder,
            watch,
            preview,
            sites,
            is_watched: false,
            moved: BTreeSet::new(),
            is_busy,
            color,
        }
    }

    /// Handles a signal. After a change it waits until no more changes come, and rebuilds once.
    pub(super) fn handle(
        &mut self,
        signal: Signal,
        signals: &Receiver<Signal>,
        report: &mut dyn FnMut(Message),
    ) {
        let mut batch = Batch::default();
        let is_change = matches!(signal, Signal::Changed(_));

        batch.add(signal, report);
        if is_change {
            watch::gather(signals, |signal| batch.add(signal, report));
        }

        if let Some(changes) = batch.changes {
            let paths = messages::file_names(&changes.paths, usize::MAX);
            report(Message::Debug(format!("changed: {paths}")));

            self.is_busy.store(true, Ordering::Relaxed);
            self.rebuild(&changes, Instant::now(), report);
            self.is_busy.store(false, Ordering::Relaxed);
        }
    }

    /// Rebuilds the site after `changes`, and shows it.
    pub(super) fn rebuild(
        &mut self,
        changes: &Changes,
        started: Instant,
        report: &mut dyn FnMut(Message),
    ) {
        // This comes first, because an error below must not lose it.
        self.rebuilder.forget(changes);

        let (shown, _) = self.preview.site();
        let outcome = self
            .watch_settings(changes, report)
            .and_then(|settings| self.rebuilder.rebuild(settings, shown.as_deref()));

        match outcome {
            Ok(rebuilt) => self.publish(rebuilt, changes, started, report),
            Err(error) => {
                let error = format!("error: {error:#}");
                let fallback = messages::fallback(shown.is_some());

                self.preview.show_problems(error.clone());
                report(Message::Text(error));
                report(Message::Line(format!("not rebuilt: {fallback}")));
            }
        }
    }

    /// The current settings. Their folders are watched before any file in them is read.
    fn watch_settings(
        &mut self,
        changes: &Changes,
        report: &mut dyn FnMut(Message),
    ) -> Result<Settings> {
        // These are kept until the folders are watched, since the settings may be invalid for now.
        self.moved.extend(changes.moved.iter().cloned());
        self.is_watched &= changes.is_in_place();

        let settings = self.rebuilder.settings()?;
        if self.is_watched {
            return Ok(settings);
        }

        if let Some(warning) = self.watch.set(&folders(&settings), &self.moved)? {
            report(Message::Text(format!("warning: {warning}")));
        }
        self.moved.clear();
        self.is_watched = true;
        Ok(settings)
    }

    /// Shows the site first, and reports to the terminal afterwards.
    fn publish(
        &mut self,
        mut rebuilt: Rebuilt,
        changes: &Changes,
        started: Instant,
        report: &mut dyn FnMut(Message),
    ) {
        let (previous, had_problems) = self.show(&mut rebuilt);
        let time = started.elapsed();

        let findings = contain(|| self.rebuilder.findings(&mut rebuilt, self.color));
        let findings = findings.unwrap_or_else(|error| FindingChanges {
            new: format!("error: {error:#}"),
            ..FindingChanges::default()
        });
        if !findings.new.is_empty() {
            report(Message::Text(findings.new));
        }
        report(Message::Debug(rebuilt.clock.to_string()));

        let summary = messages::findings(findings.new_count, findings.fixed);
        report(match rebuilt.change {
            Some(change) => summarize(&rebuilt, change, changes, time, &summary, had_problems),
            None => self.summarize_errors(&rebuilt, &summary),
        });

        if matches!(rebuilt.change, Some(Change::Styles | Change::Pages)) {
            self.approve_or_validate(rebuilt.site);
        }

        // Dropping a large catalog takes a while, so it comes last.
        drop(previous);
    }

    /// Shows the new site, or its errors. Returns the previous site, and whether errors were shown.
    fn show(&self, rebuilt: &mut Rebuilt) -> (Option<Arc<Site>>, bool) {
        match rebuilt.change {
            Some(Change::Nothing) => (None, self.preview.clear_problems()),
            Some(change) => (self.preview.show(rebuilt.site.clone(), change), false),
            None => {
                self.preview
                    .show_problems(std::mem::take(&mut rebuilt.errors));
                (None, false)
            }
        }
    }

    fn summarize_errors(&self, rebuilt: &Rebuilt, findings: &str) -> Message {
        let (shown, _) = self.preview.site();
        let errors = messages::count(rebuilt.error_count, "error");
        let fallback = messages::fallback(shown.is_some());

        Message::Line(format!("not rebuilt: {errors}{findings}; {fallback}"))
    }

    /// The built-in templates accept any catalog. The templates of a user are tried on all pages.
    fn approve_or_validate(&self, site: Arc<Site>) {
        if site.is_whole() || !site.has_own_theme() {
            self.preview.approve(&site);
        } else {
            let _ = self.sites.send(site);
        }
    }
}

/// The changes of signals that came shortly after one another.
#[derive(Default)]
struct Batch {
    changes: Option<Changes>,
}

impl Batch {
    fn add(&mut self, signal: Signal, report: &mut dyn FnMut(Message)) {
        match signal {
            Signal::Changed(changes) => self.changes.get_or_insert_default().add(changes),
            Signal::Failed(error) => {
                let fallback = messages::fallback(true);
                report(Message::Text(format!("error: {error}\n{fallback}")));
            }
        }
    }
}

/// One line about a rebuild without errors.
fn summarize(
    rebuilt: &Rebuilt,
    change: Change,
    changes: &Changes,
    time: Duration,
    findings: &str,
    had_problems: bool,
) -> Message {
    let what = match change {
        Change::Nothing => "the same site".to_owned(),
        Change::Styles => "styles".to_owned(),
        Change::Pages => messages::count(rebuilt.site.catalog().datasets.len(), "dataset"),
    };
    let milliseconds = time.as_secs_f64() * 1000.0;

    let mut line = messages::file_names(&changes.paths, 3);
    if !line.is_empty() {
        line.push_str(": ");
    }
    line.push_str(&format!("{what} in {milliseconds:.1} ms{findings}"));

    let is_quiet = change == Change::Nothing && !had_problems && findings.is_empty();
    if is_quiet {
        Message::Debug(line)
    } else {
        Message::Line(line)
    }
}
