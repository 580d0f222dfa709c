//! Watches folders for changed files.
//!
//! In: the folders to watch. Out: the paths that changed. Each folder is watched without its
//! subfolders, since a catalog may be a whole repository: folders that `load` skips (`.git`,
//! `target`, the site itself) cost nothing here.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use anyhow::Result;
use notify::event::{EventKind, ModifyKind};
use notify::{Config, Event, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

use crate::config::FILE_NAME;

/// The quiet time after a change before it is reported, since editors write a file in several
/// steps.
pub const QUIET: Duration = Duration::from_millis(25);
/// The longest time that a change waits while others follow.
const LONGEST: Duration = Duration::from_millis(250);
/// The polling interval where the system does not report changes.
const POLL: Duration = Duration::from_millis(500);

/// Changed paths. What happened to them is unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Files and folders.
    pub paths: BTreeSet<PathBuf>,
    /// Files and folders that appeared, disappeared or were renamed. Their watches may be gone.
    pub moved: BTreeSet<PathBuf>,
}

impl Changes {
    /// Whether existing files changed in place and the settings did not, so that the set of files
    /// is the same.
    pub fn is_in_place(&self) -> bool {
        let mut names = self.paths.iter().filter_map(|path| path.file_name());
        let has_settings = names.any(|name| name == FILE_NAME);

        !self.paths.is_empty() && self.moved.is_empty() && !has_settings
    }

    /// Adds the paths of `other`.
    pub fn add(&mut self, other: Self) {
        self.paths.extend(other.paths);
        self.moved.extend(other.moved);
    }
}

/// Watched folders.
pub struct Watch {
    watcher: Box<dyn Watcher + Send>,
    folders: BTreeSet<PathBuf>,
    polls: bool,
    callback: Callback,
}

type Callback = std::sync::Arc<dyn Fn(Changes) + Send + Sync>;

impl Watch {
    /// Starts without a folder. `callback` is called on another thread.
    ///
    /// # Errors
    /// The system provides no watcher.
    pub fn new(polls: bool, callback: impl Fn(Changes) + Send + Sync + 'static) -> Result<Self> {
        let callback: Callback = std::sync::Arc::new(callback);

        Ok(Self {
            watcher: start_watcher(polls, callback.clone())?,
            folders: BTreeSet::new(),
            polls,
            callback,
        })
    }

    /// Watches exactly these folders. `moved` are paths that appeared or disappeared since the last
    /// call: a folder of that name is a different folder now. Returns a warning when the system
    /// cannot watch all folders, so that they are polled instead.
    ///
    /// # Errors
    /// The folders cannot be polled either.
    pub fn set(
        &mut self,
        folders: BTreeSet<PathBuf>,
        moved: &BTreeSet<PathBuf>,
    ) -> Result<Option<String>> {
        let mut outdated = self.folders.clone();
        outdated.retain(|path| !folders.contains(path) || has_moved(path, moved));

        for path in outdated {
            // The watch is gone already when the folder is; ignore the error.
            let _ = self.watcher.unwatch(&path);
            self.folders.remove(&path);
        }

        for path in folders.difference(&self.folders.clone()) {
            match self.watcher.watch(path, RecursiveMode::NonRecursive) {
                Ok(()) => {}
                // The folder disappeared after it was listed. Its parent reports that.
                Err(_) if !path.exists() => continue,
                Err(error) if !self.polls => return self.poll(folders, &error).map(Some),
                Err(error) => return Err(error.into()),
            }
            self.folders.insert(path.clone());
        }

        Ok(None)
    }

    fn poll(&mut self, folders: BTreeSet<PathBuf>, why: &notify::Error) -> Result<String> {
        self.watcher = start_watcher(true, self.callback.clone())?;
        self.polls = true;
        self.folders.clear();

        self.set(folders, &BTreeSet::new())?;
        Ok(format!(
            "the system cannot watch the folders ({why}); they are polled every 500 ms instead"
        ))
    }
}

/// Whether a path or a folder around it moved: the watches of everything below went with it.
fn has_moved(path: &Path, moved: &BTreeSet<PathBuf>) -> bool {
    path.ancestors().any(|folder| moved.contains(folder))
}

fn start_watcher(polls: bool, callback: Callback) -> Result<Box<dyn Watcher + Send>> {
    let handler = move |event: notify::Result<Event>| match event {
        Ok(event) => report_event(event, &*callback),
        // Events were lost, so everything may have changed.
        Err(_) => callback(Changes::default()),
    };

    Ok(if polls {
        let config = Config::default()
            .with_poll_interval(POLL)
            .with_compare_contents(true);
        Box::new(PollWatcher::new(handler, config)?)
    } else {
        Box::new(RecommendedWatcher::new(handler, Config::default())?)
    })
}

fn report_event(event: Event, callback: &dyn Fn(Changes)) {
    if matches!(event.kind, EventKind::Access(_)) {
        return;
    }

    let has_paths = !event.paths.is_empty();
    let is_move = !matches!(
        event.kind,
        EventKind::Modify(ModifyKind::Data(_) | ModifyKind::Metadata(_))
    );
    let paths: BTreeSet<PathBuf> = event
        .paths
        .into_iter()
        .filter(|path| !is_hidden(path))
        .collect();
    if has_paths && paths.is_empty() {
        return;
    }

    let moved = if is_move {
        paths.clone()
    } else {
        BTreeSet::new()
    };

    callback(Changes { paths, moved });
}

/// Whether `load` skips a path: hidden files, such as the swap files of editors.
fn is_hidden(path: &Path) -> bool {
    path.file_name()
        .is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}

/// Collects further values until none arrives for a while.
pub fn gather<T>(receiver: &Receiver<T>, mut add: impl FnMut(T)) {
    let until = Instant::now() + LONGEST;
    loop {
        let left = until.saturating_duration_since(Instant::now()).min(QUIET);
        match receiver.recv_timeout(left) {
            Ok(more) => add(more),
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return,
        }
        if Instant::now() >= until {
            return;
        }
    }
}
