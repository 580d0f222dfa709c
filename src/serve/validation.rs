//! Renders every page of a new site in the background, since a template may fail on a page that
//! the browser does not show.
//!
//! In: new sites. Out: a site that is approved, or an error that replaces it by the last good one.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use crate::serve::preview::Preview;
use crate::serve::site::Site;

/// The idle time before background validation, so that typing stays responsive.
const IDLE_TIME: Duration = Duration::from_millis(150);

/// Validates the newest site until the channel closes.
pub(super) fn validate_sites(
    pool: &rayon::ThreadPool,
    preview: &Preview,
    sites: &Receiver<Arc<Site>>,
    is_busy: &AtomicBool,
    on_failure: &impl Fn(String),
) {
    while let Ok(mut site) = sites.recv() {
        loop {
            match sites.recv_timeout(IDLE_TIME) {
                Ok(newer) => site = newer,
                Err(RecvTimeoutError::Disconnected) => return,
                Err(RecvTimeoutError::Timeout) => {
                    if is_done(pool, preview, &site, is_busy, on_failure) {
                        break;
                    }
                }
            }
        }
    }
}

/// Validates one site. `false` when a rebuild interrupted it, so that it has to start again.
fn is_done(
    pool: &rayon::ThreadPool,
    preview: &Preview,
    site: &Arc<Site>,
    is_busy: &AtomicBool,
    on_failure: &impl Fn(String),
) -> bool {
    if !preview.shows(site) {
        return true;
    }

    let outcome =
        pool.install(|| site.check(|| is_busy.load(Ordering::Relaxed) || !preview.shows(site)));
    match outcome {
        Ok(true) => preview.approve(site),
        Ok(false) => return false,
        Err(error) => {
            let error = format!("{error:#}");
            if preview.fail(site, error.clone()) {
                on_failure(error);
            }
        }
    }
    true
}
