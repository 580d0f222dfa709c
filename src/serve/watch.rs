//! Hears of changed files.
//!
//! In: the folders to watch. Out: the paths that something happened to. Each folder is watched alone, since a catalog may
//! be a whole repository: what `load` passes by (`.git`, `target`, the site itself) costs nothing here.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use anyhow::Result;
use notify::event::{EventKind, ModifyKind};
use notify::{Config, Event, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

use crate::config::FILE_NAME;

/// How long it must be quiet after a change: editors write a file in several steps.
pub const QUIET: Duration = Duration::from_millis(25);
/// How long a change waits at most while others go on.
const LONGEST: Duration = Duration::from_millis(250);
/// How often files are looked at where the system does not tell of changes.
const POLL: Duration = Duration::from_millis(500);

/// What the watcher tells. Nothing is known of the paths but that something happened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Files and folders.
    pub paths: BTreeSet<PathBuf>,
    /// Folders or files that came, went or were renamed: a watch may have gone with them.
    pub moved: BTreeSet<PathBuf>,
}

impl Changes {
    /// Files that were there changed in place, and the settings did not: which files there are is as before.
    pub fn is_in_place(&self) -> bool {
        let is_settings = |path: &PathBuf| path.file_name().is_some_and(|name| name == FILE_NAME);
        !self.paths.is_empty() && self.moved.is_empty() && !self.paths.iter().any(is_settings)
    }

    /// Takes over what another one holds.
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
    tell: Tell,
}

type Tell = std::sync::Arc<dyn Fn(Changes) + Send + Sync>;

impl Watch {
    /// Starts with no folder. `tell` is called on another thread.
    ///
    /// # Errors
    /// The system gives no watcher.
    pub fn new(polls: bool, tell: impl Fn(Changes) + Send + Sync + 'static) -> Result<Self> {
        let tell: Tell = std::sync::Arc::new(tell);
        Ok(Self {
            watcher: watcher(polls, tell.clone())?,
            folders: BTreeSet::new(),
            polls,
            tell,
        })
    }

    /// Watches exactly these folders. `moved` are paths that came or went since: a folder of that name is another one now.
    /// Gives a warning when the system cannot watch them all, so that files are looked at again and again instead.
    ///
    /// # Errors
    /// Not even that can be done.
    pub fn set(
        &mut self,
        folders: BTreeSet<PathBuf>,
        moved: &BTreeSet<PathBuf>,
    ) -> Result<Option<String>> {
        // With a folder that moved, the watches of all below it go.
        let has_moved = |path: &Path| path.ancestors().any(|folder| moved.contains(folder));
        let is_gone = |path: &&PathBuf| !folders.contains(*path) || has_moved(path);
        let gone: Vec<PathBuf> = self.folders.iter().filter(is_gone).cloned().collect();
        for path in gone {
            // It is gone already where the folder is.
            let _ = self.watcher.unwatch(&path);
            self.folders.remove(&path);
        }
        for path in folders.difference(&self.folders.clone()) {
            match self.watcher.watch(path, RecursiveMode::NonRecursive) {
                Ok(()) => {}
                // It went since it was listed: its parent tells of that.
                Err(_) if !path.exists() => continue,
                Err(error) if !self.polls => return self.poll(folders, &error).map(Some),
                Err(error) => return Err(error.into()),
            }
            self.folders.insert(path.clone());
        }
        Ok(None)
    }

    fn poll(&mut self, folders: BTreeSet<PathBuf>, why: &notify::Error) -> Result<String> {
        self.watcher = watcher(true, self.tell.clone())?;
        self.polls = true;
        self.folders.clear();
        self.set(folders, &BTreeSet::new())?;
        Ok(format!(
            "the system cannot watch the folders ({why}); they are looked at twice a second instead"
        ))
    }
}

fn watcher(polls: bool, tell: Tell) -> Result<Box<dyn Watcher + Send>> {
    let hear = move |event: notify::Result<Event>| match event {
        Ok(event) => tell_of(event, &*tell),
        // Events were lost: look at everything.
        Err(_) => tell(Changes::default()),
    };
    Ok(if polls {
        let config = Config::default()
            .with_poll_interval(POLL)
            .with_compare_contents(true);
        Box::new(PollWatcher::new(hear, config)?)
    } else {
        Box::new(RecommendedWatcher::new(hear, Config::default())?)
    })
}

fn tell_of(event: Event, tell: &dyn Fn(Changes)) {
    if matches!(event.kind, EventKind::Access(_)) {
        return;
    }
    let was_told = !event.paths.is_empty();
    let is_move = !matches!(
        event.kind,
        EventKind::Modify(ModifyKind::Data(_) | ModifyKind::Metadata(_))
    );
    let paths: BTreeSet<PathBuf> = event
        .paths
        .into_iter()
        .filter(|path| !is_hidden(path))
        .collect();
    if was_told && paths.is_empty() {
        return;
    }
    let moved = if is_move {
        paths.clone()
    } else {
        BTreeSet::new()
    };
    tell(Changes { paths, moved });
}

/// Swap files of editors, and what `load` passes by.
fn is_hidden(path: &Path) -> bool {
    path.file_name()
        .is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}

/// Gathers what comes until it is quiet.
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
