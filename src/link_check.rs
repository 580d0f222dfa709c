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
    /// How long the whole run may send requests. The links that are left then are not tested.
    pub budget: Duration,
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
            budget: Duration::from_secs(30 * 60),
        }
    }
}

/// A request to a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The URL.
    pub url: Url,
    /// The method.
    pub method: Method,
}

/// The method of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// HEAD.
    Head,
    /// GET, which every site supports. The body is not read.
    Get,
}

/// The results of a run.
#[derive(Debug, Default)]
pub struct Tested {
    /// The results by URL, without the links of hosts that refused further requests and those that
    /// were left when the time of the run was over.
    pub outcomes: BTreeMap<String, LinkTestResult>,
    /// The number of requests that were sent.
    pub requests: usize,
}

/// Tests every URL. `progress` receives the number of links that are done.
pub fn test(
    urls: &[String],
    limits: &Limits,
    ask: impl Fn(&Request) -> Answer + Sync,
    progress: impl Fn(usize) + Sync,
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
                    // A panic in a client library, caused by a hostile response, must not end the
                    // run.
                    let answer = catch_unwind(AssertUnwindSafe(|| ask(&request)));
                    let answer = answer.unwrap_or(Answer::Unusable("the answer makes no sense"));
                    queue = lock();
                    queue.take(probe, answer, Instant::now());
                    progress(queue.done());
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
