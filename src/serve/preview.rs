//! What the preview shows at this moment, and the events about its changes.
//!
//! In: finished sites and problems, from the thread that rebuilds. Out: the site that requests are
//! answered from, and the state that is sent to browsers. A site that turns out to be broken is
//! replaced by the last complete one.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::Serialize;

use crate::serve::site::Site;

/// The shared state of the preview.
#[derive(Debug)]
pub struct Preview {
    state: Mutex<PreviewState>,
    changed: Condvar,
    /// The start time of the program, so that the pages of an earlier run reload.
    start: u128,
}

#[derive(Debug, Default)]
struct PreviewState {
    site: Option<Arc<Site>>,
    /// The last site of which every page was rendered without an error.
    whole: Option<Arc<Site>>,
    /// The errors as text.
    problems: Option<String>,
    /// Counts every change of the fields above.
    version: u64,
    /// The version of the last change of pages. After it only stylesheets changed.
    pages: u64,
}

impl PreviewState {
    fn shows(&self, site: &Arc<Site>) -> bool {
        self.site
            .as_ref()
            .is_some_and(|shown| Arc::ptr_eq(shown, site))
    }
}

/// What a new site changes for the browsers that show the last one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Nothing.
    Nothing,
    /// Only stylesheets.
    Styles,
    /// Anything.
    Pages,
}

/// The state as it is sent to browsers.
#[derive(Serialize)]
struct StateEvent<'a> {
    /// A page reloads when this differs from its own value.
    pages: String,
    /// The folder of the stylesheets.
    styles: Option<String>,
    problems: Option<&'a str>,
}

impl Default for Preview {
    fn default() -> Self {
        let start = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .map_or(0, |time| time.as_millis());
        Self {
            state: Mutex::default(),
            changed: Condvar::new(),
            start,
        }
    }
}

impl Preview {
    fn lock(&self) -> MutexGuard<'_, PreviewState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts a change and wakes the threads that wait for one.
    fn announce(&self, mut state: MutexGuard<'_, PreviewState>, pages: bool) {
        state.version += 1;
        if pages {
            state.pages = state.version;
        }

        drop(state);
        self.changed.notify_all();
    }

    /// Shows a site, without problems. Returns the previous site, so that the caller can drop it
    /// when there is time.
    pub fn show(&self, site: Arc<Site>, change: Change) -> Option<Arc<Site>> {
        let mut state = self.lock();
        let previous = state.site.replace(site);
        let had_problems = state.problems.take().is_some();

        if change != Change::Nothing || had_problems {
            self.announce(state, change == Change::Pages);
        }
        previous
    }

    /// Keeps the site, and shows the problems over it.
    pub fn show_problems(&self, problems: String) {
        let mut state = self.lock();
        state.problems = Some(problems);

        self.announce(state, false);
    }

    /// Removes the problems. `false` when there were none.
    pub fn clear_problems(&self) -> bool {
        let mut state = self.lock();
        let had_problems = state.problems.take().is_some();

        if had_problems {
            self.announce(state, false);
        }
        had_problems
    }

    /// Replaces a site, of which a page could not be rendered, by the last complete one. `false`
    /// when `site` is no longer shown.
    pub fn fail(&self, site: &Arc<Site>, problems: String) -> bool {
        let mut state = self.lock();
        if !state.shows(site) {
            return false;
        }

        state.problems = Some(problems);
        state.site = state.whole.clone();

        let has_site = state.site.is_some();
        self.announce(state, has_site);
        true
    }

    /// Records that every page of `site` was rendered without an error.
    pub fn approve(&self, site: &Arc<Site>) {
        let mut state = self.lock();
        let previous = if state.shows(site) {
            state.whole.replace(site.clone())
        } else {
            None
        };

        // The previous site is large, so it is dropped after the lock.
        drop(state);
        drop(previous);
    }

    /// Whether `site` is shown.
    pub fn shows(&self, site: &Arc<Site>) -> bool {
        self.lock().shows(site)
    }

    /// The site, and the state that its pages carry.
    pub fn site(&self) -> (Option<Arc<Site>>, String) {
        let state = self.lock();
        (state.site.clone(), self.name(state.pages))
    }

    fn name(&self, pages: u64) -> String {
        format!("{:x}.{pages}", self.start)
    }

    /// Wakes all listeners, so that those that are no longer kept end.
    pub fn wake_listeners(&self) {
        // A listener that holds the lock has yet to look whether it is kept.
        drop(self.lock());
        self.changed.notify_all();
    }

    /// The state after `version` as JSON, as soon as there is one. `None` after `timeout`, or when
    /// the listener is not kept.
    pub fn event(
        &self,
        version: Option<u64>,
        timeout: Duration,
        is_kept: impl Fn() -> bool,
    ) -> Option<(u64, String)> {
        let waits = |state: &mut PreviewState| version == Some(state.version) && is_kept();

        let waited = self.changed.wait_timeout_while(self.lock(), timeout, waits);
        let (state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        if version == Some(state.version) {
            return None;
        }

        let event = StateEvent {
            pages: self.name(state.pages),
            styles: state.site.as_ref().map(|site| site.theme().folder()),
            problems: state.problems.as_deref(),
        };

        Some((
            state.version,
            serde_json::to_string(&event).unwrap_or_default(),
        ))
    }
}
