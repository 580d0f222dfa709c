//! Watches folders for changed files.
//!
//! In: the folders to watch. Out: the paths that changed. Each folder is watched without its
//! subfolders, since a catalog may be a whole repository: folders that `load` skips (`.git`,
//! `target`, the site itself) cost nothing here.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
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
    /// Started when the first folders are set.
    watcher: Option<SystemWatcher>,
    folders: BTreeSet<PathBuf>,
    polls: bool,
    start: StartWatcher,
    callback: Callback,
}

type Callback = std::sync::Arc<dyn Fn(Changes) + Send + Sync>;
type SystemWatcher = Box<dyn Watcher + Send>;

/// Starts a watcher that polls, or one that is notified by the system.
type StartWatcher = fn(polls: bool, Callback) -> notify::Result<SystemWatcher>;

impl Watch {
    /// Starts without a folder. `callback` is called on another thread.
    pub fn new(polls: bool, callback: impl Fn(Changes) + Send + Sync + 'static) -> Self {
        Self {
            watcher: None,
            folders: BTreeSet::new(),
            polls,
            start: start_watcher,
            callback: std::sync::Arc::new(callback),
        }
    }

    /// Watches exactly these folders. `moved` are paths that appeared or disappeared since the last
    /// call: a folder of that name is a different folder now. Returns a warning when the system
    /// cannot watch all folders, so that they are polled instead.
    ///
    /// # Errors
    /// The folders cannot be polled either.
    pub fn set(
        &mut self,
        folders: &BTreeSet<PathBuf>,
        moved: &BTreeSet<PathBuf>,
    ) -> Result<Option<String>> {
        match self.watch(folders, moved) {
            Ok(()) => Ok(None),
            Err(error) if !self.polls => self.poll(folders, &error).map(Some),
            Err(error) => Err(error).context("cannot watch the folders of the catalog"),
        }
    }

    fn watch(
        &mut self,
        folders: &BTreeSet<PathBuf>,
        moved: &BTreeSet<PathBuf>,
    ) -> notify::Result<()> {
        let watcher = match &mut self.watcher {
            Some(watcher) => watcher,
            None => {
                let watcher = (self.start)(self.polls, self.callback.clone())?;
                self.watcher.insert(watcher)
            }
        };

        let mut outdated = self.folders.clone();
        outdated.retain(|path| !folders.contains(path) || has_moved(path, moved));

        for path in outdated {
            // The watch is gone already when the folder is; ignore the error.
            let _ = watcher.unwatch(&path);
            self.folders.remove(&path);
        }

        for path in folders.difference(&self.folders.clone()) {
            match watcher.watch(path, RecursiveMode::NonRecursive) {
                Ok(()) => {}
                // The folder disappeared after it was listed. Its parent reports that.
                Err(_) if !path.exists() => continue,
                Err(error) => return Err(error),
            }
            self.folders.insert(path.clone());
        }
        Ok(())
    }

    /// Polls the folders, because the system does not provide a watcher or too few watches.
    fn poll(&mut self, folders: &BTreeSet<PathBuf>, why: &notify::Error) -> Result<String> {
        self.watcher = None;
        self.polls = true;
        self.folders.clear();

        self.watch(folders, &BTreeSet::new())
            .with_context(|| format!("the folders can be neither watched ({why}) nor polled"))?;

        let milliseconds = POLL.as_millis();
        Ok(format!(
            "the system cannot watch the folders ({why}); \
             they are polled every {milliseconds} ms instead"
        ))
    }
}

/// Whether a path or a folder around it moved: the watches of everything below went with it.
fn has_moved(path: &Path, moved: &BTreeSet<PathBuf>) -> bool {
    path.ancestors().any(|folder| moved.contains(folder))
}

fn start_watcher(polls: bool, callback: Callback) -> notify::Result<SystemWatcher> {
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

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    /// The system has no watcher left, as when the inotify instances of a user are exhausted.
    fn start_none(polls: bool, callback: Callback) -> notify::Result<SystemWatcher> {
        if polls {
            start_watcher(polls, callback)
        } else {
            Err(std::io::Error::other("too many open files").into())
        }
    }

    #[test]
    fn folders_are_polled_when_the_system_has_no_watcher() {
        let folder = tempfile::tempdir().unwrap();
        let (sender, changes) = mpsc::channel();
        let mut watch = Watch::new(false, move |change| {
            let _ = sender.send(change);
        });
        watch.start = start_none;

        let folders = BTreeSet::from([folder.path().to_owned()]);
        let warning = watch.set(&folders, &BTreeSet::new()).unwrap().unwrap();
        assert!(warning.contains("too many open files"), "{warning}");
        assert!(warning.contains("polled every 500 ms"), "{warning}");
        assert_eq!(watch.set(&folders, &BTreeSet::new()).unwrap(), None);

        let file = folder.path().join("new.md");
        std::fs::write(&file, "new").unwrap();
        let mut paths = changes.iter().flat_map(|changes| changes.paths);
        assert!(paths.any(|path| path == file));
    }
}
