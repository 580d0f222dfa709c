//! What the preview shows at this moment, and who is told when that changes.
//!
//! In: finished sites and problems, from the thread that rebuilds. Out: the site that requests are answered from, and the
//! state that browsers are told of. A site that turns out to be broken gives way to the last one that was whole.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::Serialize;

use crate::serve::site::Site;

/// The shared state of the preview.
#[derive(Debug)]
pub struct Preview {
    now: Mutex<Now>,
    changed: Condvar,
    /// Differs from one start of the program to the next, so that pages of an earlier one reload.
    start: u128,
}

#[derive(Debug, Default)]
struct Now {
    site: Option<Arc<Site>>,
    /// The last site of which every page could be made.
    whole: Option<Arc<Site>>,
    /// What is wrong, for people.
    problems: Option<String>,
    /// Counts every change of the fields above.
    version: u64,
    /// The version since which pages are as they are: only styles changed after it.
    pages: u64,
}

/// What a new site changes for those who look at the last one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Nothing.
    Nothing,
    /// Only stylesheets.
    Styles,
    /// Anything.
    Pages,
}

/// The state as a browser is told of it.
#[derive(Serialize)]
struct Event<'a> {
    /// Another value than the page's own: reload.
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
            now: Mutex::default(),
            changed: Condvar::new(),
            start,
        }
    }
}

impl Preview {
    fn lock(&self) -> MutexGuard<'_, Now> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self, mut now: MutexGuard<'_, Now>, pages: bool) {
        now.version += 1;
        if pages {
            now.pages = now.version;
        }
        drop(now);
        self.changed.notify_all();
    }

    /// Shows a site from now on, without problems. Gives the one before, to be dropped in peace.
    pub fn show(&self, site: Arc<Site>, change: Change) -> Option<Arc<Site>> {
        let mut now = self.lock();
        let old = now.site.replace(site);
        let had_problems = now.problems.take().is_some();
        if change != Change::Nothing || had_problems {
            self.change(now, change == Change::Pages);
        }
        old
    }

    /// The site stays as it is, and the problems are shown over it.
    pub fn complain(&self, problems: String) {
        let mut now = self.lock();
        now.problems = Some(problems);
        self.change(now, false);
    }

    /// No problems any more: the site that is shown is right. `false` when there were none.
    pub fn calm(&self) -> bool {
        let mut now = self.lock();
        let had = now.problems.take().is_some();
        if had {
            self.change(now, false);
        }
        had
    }

    /// A page of `site` could not be made: the last whole site is shown again. `false` when `site` is not shown any more.
    pub fn fail(&self, site: &Arc<Site>, problems: String) -> bool {
        let mut now = self.lock();
        if !now
            .site
            .as_ref()
            .is_some_and(|shown| Arc::ptr_eq(shown, site))
        {
            return false;
        }
        now.problems = Some(problems);
        now.site = now.whole.clone();
        let changed = now.site.is_some();
        self.change(now, changed);
        true
    }

    /// Every page of `site` can be made.
    pub fn approve(&self, site: &Arc<Site>) {
        let mut now = self.lock();
        let old = if now
            .site
            .as_ref()
            .is_some_and(|shown| Arc::ptr_eq(shown, site))
        {
            now.whole.replace(site.clone())
        } else {
            None
        };
        drop(now);
        drop(old);
    }

    /// Whether `site` is shown.
    pub fn shows(&self, site: &Arc<Site>) -> bool {
        self.lock()
            .site
            .as_ref()
            .is_some_and(|shown| Arc::ptr_eq(shown, site))
    }

    /// The site, and what its pages call their state.
    pub fn site(&self) -> (Option<Arc<Site>>, String) {
        let now = self.lock();
        (now.site.clone(), self.name(now.pages))
    }

    fn name(&self, pages: u64) -> String {
        format!("{:x}.{pages}", self.start)
    }

    /// The state after `version` as JSON, as soon as there is one; `None` when `wait` passes before.
    pub fn event(&self, version: Option<u64>, wait: Duration) -> Option<(u64, String)> {
        let old = |now: &mut Now| version == Some(now.version);
        let waited = self.changed.wait_timeout_while(self.lock(), wait, old);
        let (now, timeout) = waited.unwrap_or_else(PoisonError::into_inner);
        if timeout.timed_out() && version == Some(now.version) {
            return None;
        }
        let event = Event {
            pages: self.name(now.pages),
            styles: now.site.as_ref().map(|site| site.theme().folder()),
            problems: now.problems.as_deref(),
        };
        Some((
            now.version,
            serde_json::to_string(&event).unwrap_or_default(),
        ))
    }
}
