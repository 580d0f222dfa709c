//! Tests the links that leave a catalog, with limits per host.
//!
//! In: URLs, `Limits`, and a function that sends requests (`client::Client`, or a test). Out: one
//! result per URL. This file runs the threads, `queue` decides when each host gets a request, and
//! `probe` decides what follows a response. Only `client` uses the network.

pub mod address;
pub mod answer;
pub mod client;
mod probe;
mod queue;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use url::Url;

use crate::catalog::link_record::LinkTestResult;
use crate::link_check::answer::Answer;
use crate::link_check::queue::{Next, Queue};

/// Rate limits, timeouts and retries.
#[derive(Clone, Debug)]
pub struct Limits {
    /// The number of concurrent requests.
    pub total: usize,
    /// The number of concurrent requests to one host.
    pub per_host: usize,
    /// The minimum time between the starts of two requests to one host.
    pub pace: Duration,
    /// How long one request may take.
    pub timeout: Duration,
    /// How often a request is repeated after a failure that may be temporary.
    pub retries: u32,
    /// The wait before the first retry. It doubles with each further retry.
    pub backoff: Duration,
    /// The longest wait that a site may ask for. Beyond it the link is skipped.
    pub longest_wait: Duration,
    /// How many redirects are followed.
    pub redirects: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            total: 16,
            per_host: 2,
            pace: Duration::from_millis(100),
            timeout: Duration::from_secs(20),
            retries: 2,
            backoff: Duration::from_secs(1),
            longest_wait: Duration::from_secs(60),
            redirects: 10,
        }
    }
}

/// What is asked of a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Where.
    pub url: Url,
    /// How.
    pub method: Method,
}

/// How a site is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// For the head of the answer alone.
    Head,
    /// For all of it: some sites know nothing else. The body is not read.
    Get,
}

/// What came of a run.
#[derive(Debug, Default)]
pub struct Tested {
    /// By address. Links of a host that wanted no more requests are not among them.
    pub outcomes: BTreeMap<String, LinkTestResult>,
    /// How many requests were made.
    pub requests: usize,
}

/// Tests every address. `told` hears how many are done.
pub fn test(
    urls: &[String],
    limits: &Limits,
    ask: impl Fn(&Request) -> Answer + Sync,
    told: impl Fn(usize) + Sync,
) -> Tested {
    let queue = Mutex::new(Queue::new(urls, limits.clone()));
    let changed = Condvar::new();
    let lock = || queue.lock().unwrap_or_else(PoisonError::into_inner);
    let work = || {
        let mut queue = lock();
        loop {
            match queue.next(Instant::now()) {
                Next::Finished => return,
                Next::Wait(time) => {
                    let woken = changed.wait_timeout(queue, time);
                    queue = woken.unwrap_or_else(PoisonError::into_inner).0;
                }
                Next::Ask(probe) => {
                    drop(queue);
                    let request = probe.request();
                    // A site could find a fault in the code that reads its answer; that must not
                    // end the run.
                    let answer = catch_unwind(AssertUnwindSafe(|| ask(&request)));
                    let answer = answer.unwrap_or(Answer::Unusable("the answer makes no sense"));
                    queue = lock();
                    queue.take(probe, answer, Instant::now());
                    told(queue.done());
                    changed.notify_all();
                }
            }
        }
    };

    std::thread::scope(|scope| {
        for _ in 0..limits.total.clamp(1, urls.len().max(1)) {
            scope.spawn(work);
        }
    });

    queue
        .into_inner()
        .unwrap_or_else(PoisonError::into_inner)
        .finish()
}
