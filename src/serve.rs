//! The preview: the site from memory on this computer, rebuilt when a file changes, shown anew in the browser.
//!
//! In: what the command line says. Out: answers to requests, and news for the terminal. One thread rebuilds, one tries new
//! sites page by page, and each connection has its own; they share `preview::Preview` alone. Nothing is written to disk.

pub mod http;
pub mod preview;
pub mod rebuild;
mod server;
pub mod site;
pub mod watch;

use std::collections::BTreeSet;
use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use crate::config::Overrides;
use preview::{Change, Preview};
use rebuild::{Findings, Rebuilt, Workshop};
use site::Site;
use watch::{Changes, Watch};

/// What the command line says.
#[derive(Clone, Debug)]
pub struct Options {
    /// Catalog, base URL and theme.
    pub overrides: Overrides,
    /// The wanted port; the next free one is taken. 0 for any.
    pub port: u16,
    /// Minify pages, as a build does.
    pub minify: bool,
    /// Look at the files again and again instead of waiting for the system to tell.
    pub polls: bool,
    /// Findings in colours.
    pub color: bool,
}

/// What the terminal is told.
#[derive(Debug)]
pub enum News {
    /// The address, once there is something to see.
    Ready(String),
    /// One line about a rebuild.
    Line(String),
    /// Findings, or what is wrong.
    Words(String),
    /// Only for those who want to know everything.
    Debug(String),
}

/// What the thread that rebuilds waits for.
enum Signal {
    Changed(Changes),
    /// A page of the site that was shown could not be made.
    Failed(String),
}

/// How long new sites wait before they are tried: who types on gets the cores.
const REST: Duration = Duration::from_millis(150);

/// Serves until the program ends.
///
/// # Errors
/// There is no catalog, no free port, or no way to watch files.
pub fn serve(options: &Options, tell: &mut dyn FnMut(News)) -> Result<()> {
    let workshop = Workshop::new(options.overrides.clone(), options.minify);
    let settings = workshop.settings()?;
    let listener = server::listen(options.port)?;
    let preview = Arc::new(Preview::default());
    let (signals, signalled) = mpsc::channel();
    let changed = signals.clone();
    let watch = Watch::new(options.polls, move |changes| {
        let _ = changed.send(Signal::Changed(changes));
    })?;
    let (sites, to_try) = mpsc::channel();
    let url = format!(
        "http://{}{}",
        listener.local_addr().context("the server has no address")?,
        settings.base_path()
    );
    let busy = Arc::new(AtomicBool::new(false));
    let (shown, color) = (preview.clone(), options.color);
    let mut keeper = Keeper {
        workshop,
        watch,
        preview: shown,
        sites,
        is_watched: false,
        moved: BTreeSet::new(),
        busy: busy.clone(),
        color,
    };
    keeper.rebuild(&Changes::default(), Instant::now(), tell);
    start(listener, &preview, to_try, busy, &signals)?;
    tell(News::Ready(url));
    loop {
        let Ok(first) = signalled.recv() else {
            return Ok(());
        };
        keeper.hear(first, &signalled, tell);
    }
}

/// Starts the server, and the thread that tries sites.
fn start(
    listener: TcpListener,
    preview: &Arc<Preview>,
    to_try: Receiver<Arc<Site>>,
    busy: Arc<AtomicBool>,
    signals: &Sender<Signal>,
) -> Result<()> {
    let (shared, failed) = (preview.clone(), signals.clone());
    let failed = move |error| {
        let _ = failed.send(Signal::Failed(error));
    };
    let again = failed.clone();
    let answer = move || server::answer(&listener, &shared, again);
    thread::Builder::new()
        .name("server".to_owned())
        .spawn(answer)
        .context("cannot start the server")?;
    let cores = thread::available_parallelism().map_or(1, usize::from);
    // A pool of its own, of half the cores: a rebuild never waits behind it.
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads((cores / 2).max(1))
        .build()
        .context("no threads")?;
    let preview = preview.clone();
    let try_all = move || try_sites(&pool, &preview, &to_try, &busy, &failed);
    thread::Builder::new()
        .name("try".to_owned())
        .spawn(try_all)
        .context("cannot start a thread")?;
    Ok(())
}

/// Makes every page of a new site, when it was quiet for a while: a template may fail where nobody looks. A rebuild comes
/// first; the trial begins anew when it is over.
fn try_sites(
    pool: &rayon::ThreadPool,
    preview: &Arc<Preview>,
    sites: &Receiver<Arc<Site>>,
    busy: &AtomicBool,
    failed: &impl Fn(String),
) {
    while let Ok(mut site) = sites.recv() {
        loop {
            match sites.recv_timeout(REST) {
                Ok(newer) => site = newer,
                Err(RecvTimeoutError::Disconnected) => return,
                Err(RecvTimeoutError::Timeout) if !preview.shows(&site) => break,
                Err(RecvTimeoutError::Timeout) => {
                    let stop = || busy.load(Ordering::Relaxed) || !preview.shows(&site);
                    match pool.install(|| site.check(stop)) {
                        Ok(true) => preview.approve(&site),
                        Ok(false) => continue,
                        Err(error) => {
                            let error = format!("{error:#}");
                            if preview.fail(&site, error.clone()) {
                                failed(error);
                            }
                        }
                    }
                    break;
                }
            }
        }
    }
}

/// Keeps the site as the files are.
struct Keeper {
    workshop: Workshop,
    watch: Watch,
    preview: Arc<Preview>,
    sites: Sender<Arc<Site>>,
    /// The right folders are watched.
    is_watched: bool,
    /// What came or went since they were.
    moved: BTreeSet<PathBuf>,
    /// A rebuild is under way.
    busy: Arc<AtomicBool>,
    color: bool,
}

impl Keeper {
    /// Waits until no more changes come, then rebuilds once.
    fn hear(&mut self, first: Signal, signals: &Receiver<Signal>, tell: &mut dyn FnMut(News)) {
        let mut changes: Option<Changes> = None;
        let mut hear = |signal| match signal {
            Signal::Changed(more) => changes.get_or_insert_default().add(more),
            Signal::Failed(error) => tell(News::Words(format!(
                "error: {error}\nthe last good site stays"
            ))),
        };
        let only_failed = matches!(first, Signal::Failed(_));
        hear(first);
        if !only_failed {
            watch::gather(signals, hear);
        }
        if let Some(changes) = changes {
            tell(News::Debug(format!(
                "changed: {}",
                names(&changes.paths, usize::MAX)
            )));
            self.busy.store(true, Ordering::Relaxed);
            self.rebuild(&changes, Instant::now(), tell);
            self.busy.store(false, Ordering::Relaxed);
        }
    }

    fn rebuild(&mut self, changes: &Changes, started: Instant, tell: &mut dyn FnMut(News)) {
        // First of all, since what fails below must not lose it.
        self.workshop.forget(changes);
        let (shown, _) = self.preview.site();
        let outcome = self
            .watched(changes, tell)
            .and_then(|settings| self.workshop.rebuild(settings, shown.as_deref()));
        match outcome {
            Ok(rebuilt) => self.publish(rebuilt, changes, started, tell),
            Err(error) => {
                let error = format!("error: {error:#}");
                self.preview.complain(error.clone());
                tell(News::Words(error));
                tell(News::Line(format!(
                    "not rebuilt: {}",
                    stays(shown.is_some())
                )));
            }
        }
    }

    /// The settings, with their folders watched before any file of them is read.
    fn watched(
        &mut self,
        changes: &Changes,
        tell: &mut dyn FnMut(News),
    ) -> Result<crate::config::Settings> {
        // Kept until the folders are watched: the settings may be wrong for a while.
        self.moved.extend(changes.moved.iter().cloned());
        self.is_watched &= changes.is_in_place();
        let settings = self.workshop.settings()?;
        if self.is_watched {
            return Ok(settings);
        }
        if let Some(warning) = self
            .watch
            .set(crate::load::folders::folders(&settings), &self.moved)?
        {
            tell(News::Words(format!("warning: {warning}")));
        }
        self.moved.clear();
        self.is_watched = true;
        Ok(settings)
    }

    /// Shows the site first of all; the terminal hears of it after.
    fn publish(
        &mut self,
        mut rebuilt: Rebuilt,
        changes: &Changes,
        started: Instant,
        tell: &mut dyn FnMut(News),
    ) {
        let site = rebuilt.site.clone();
        let (mut old, mut had_problems) = (None, false);
        match rebuilt.change {
            Some(Change::Nothing) => had_problems = self.preview.calm(),
            Some(change) => old = self.preview.show(site.clone(), change),
            None => self.preview.complain(std::mem::take(&mut rebuilt.errors)),
        }
        let time = started.elapsed();
        let Findings {
            new,
            new_count,
            gone,
        } = self.workshop.findings(&mut rebuilt, self.color);
        if !new.is_empty() {
            tell(News::Words(new));
        }
        tell(News::Debug(rebuilt.clock.to_string()));
        let findings = findings(new_count, gone);
        let names = names(&changes.paths, 3);
        let why = if names.is_empty() {
            String::new()
        } else {
            format!("{names}: ")
        };
        let line = |what: &str| {
            format!(
                "{why}{what} in {:.1} ms{findings}",
                time.as_secs_f64() * 1000.0
            )
        };
        let datasets = many(site.catalog().datasets.len(), "dataset");
        tell(match rebuilt.change {
            None => {
                let (shown, _) = self.preview.site();
                let errors = many(rebuilt.error_count, "error");
                News::Line(format!(
                    "not rebuilt: {errors}{findings}; {}",
                    stays(shown.is_some())
                ))
            }
            Some(Change::Nothing) if had_problems || !findings.is_empty() => {
                News::Line(line("the same site"))
            }
            Some(Change::Nothing) => News::Debug(line("the same site")),
            Some(Change::Styles) => News::Line(line("styles")),
            Some(Change::Pages) => News::Line(line(&datasets)),
        });
        if !matches!(rebuilt.change, Some(Change::Styles | Change::Pages)) {
            return;
        }
        // The templates of the program take any catalog; those of others are tried on all pages.
        if site.is_whole() || !site.has_own_theme() {
            self.preview.approve(&site);
        } else {
            let _ = self.sites.send(site);
        }
        // Dropped only now: a large catalog takes its time.
        drop(old);
    }
}

fn stays(is_shown: bool) -> &'static str {
    if is_shown {
        "the last good site stays"
    } else {
        "there is no site yet"
    }
}

/// What changed in the findings, as the end of a line.
fn findings(new: usize, gone: usize) -> String {
    let new = if new > 0 {
        format!("; {}", many(new, "new finding"))
    } else {
        String::new()
    };
    let gone = if gone > 0 {
        format!("; {} gone", many(gone, "finding"))
    } else {
        String::new()
    };
    format!("{new}{gone}")
}

fn many(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// File names for one line.
fn names(paths: &BTreeSet<PathBuf>, most: usize) -> String {
    let names = paths.iter().filter_map(|path| path.file_name()).take(most);
    let mut line = names
        .map(|name| name.to_string_lossy().into_owned())
        .collect::<Vec<_>>()
        .join(", ");
    if paths.len() > most {
        line.push_str(&format!(" and {} more", paths.len() - most));
    }
    // A file's name must not steer the terminal.
    crate::diagnostics::emit::plain(&line).replace('\n', " ")
}
