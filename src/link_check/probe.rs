//! The test of one link, one request at a time.
//!
//! In: the response to the last request. Out: the next request and the wait before it, or the
//! result of the test. It sends HEAD first; without a good response it starts again with GET.

use std::time::Duration;

use url::Url;

use crate::catalog::link_record::{LinkTestResult, Reachability};
use crate::link_check::answer::{Answer, words};
use crate::link_check::{Limits, Method, Request};
use crate::value::url::without_fragment;

/// The longest URL that a redirect may name, in bytes.
const LONGEST: usize = 2_000;

/// The test of one link.
#[derive(Clone, Debug)]
pub(super) struct Probe {
    /// The URL in the catalog.
    pub(super) url: String,
    start: Url,
    at: Url,
    method: Method,
    /// The URLs of the redirects so far, without the current one.
    seen: Vec<Url>,
    /// The last URL that was reached by permanent redirects only.
    moved: Option<Url>,
    /// The number of retries so far.
    again: u32,
}

/// What follows a response.
#[derive(Debug)]
pub(super) enum Step {
    /// Another request, not before this time has passed.
    Again(Box<Probe>, Duration),
    /// The test is finished.
    Done(LinkTestResult),
}

impl Probe {
    /// The test of a URL, or the result when it is not a valid URL.
    pub(super) fn new(url: &str) -> Result<Box<Self>, LinkTestResult> {
        let start = Url::parse(url).ok().filter(|start| start.has_host());
        let start = start.ok_or_else(|| failed(None, "the URL is invalid"))?;

        Ok(Box::new(Self {
            url: url.to_owned(),
            at: start.clone(),
            start,
            method: Method::Head,
            seen: Vec::new(),
            moved: None,
            again: 0,
        }))
    }

    /// The next request.
    pub(super) fn request(&self) -> Request {
        let mut url = self.at.clone();
        url.set_fragment(None);
        Request {
            url,
            method: self.method,
        }
    }

    /// The host and port of the next request.
    pub(super) fn host(&self) -> &str {
        &self.at[url::Position::BeforeHost..url::Position::AfterPort]
    }

    /// Takes the response to the last request.
    pub(super) fn take(self, answer: Answer, limits: &Limits) -> Step {
        match answer {
            Answer::Status {
                code: code @ 200..=299,
                ..
            } => Step::Done(self.reached(code)),
            Answer::Status {
                code: code @ (301 | 302 | 303 | 307 | 308),
                location: Some(location),
                ..
            } => self.redirect(code, &location, limits),
            Answer::Status {
                code: code @ (429 | 503),
                wait: Some(wait),
                ..
            } => self.later(limits, wait, of_code(code)),
            Answer::Status { code: 429, .. } => {
                let wait = self.backoff(limits);
                self.later(limits, wait, of_code(429))
            }
            Answer::Status { code, .. } if self.method == Method::Get && is_passing(code) => {
                let wait = self.backoff(limits);
                self.later(limits, wait, of_code(code))
            }
            Answer::Status { code, .. } => self.end(of_code(code)),
            Answer::Silent(why) if self.method == Method::Get => {
                let wait = self.backoff(limits);
                self.later(limits, wait, failed(None, why))
            }
            Answer::Silent(why) | Answer::Unusable(why) => self.end(failed(None, why)),
            Answer::Unsure(why) => Step::Done(LinkTestResult {
                reachability: Reachability::Refused,
                ..failed(None, why)
            }),
            Answer::Forbidden(why) => Step::Done(failed(None, why)),
        }
    }

    /// The result for a link whose host never responds.
    pub(super) fn fail(&self, why: &str) -> LinkTestResult {
        failed(None, why)
    }

    /// This result, but only after GET, since some sites respond wrongly to HEAD.
    fn end(self, outcome: LinkTestResult) -> Step {
        match self.method {
            Method::Get => Step::Done(outcome),
            Method::Head => {
                let Self {
                    url, start, again, ..
                } = self;
                let at = start.clone();
                let probe = Self {
                    url,
                    start,
                    at,
                    method: Method::Get,
                    seen: Vec::new(),
                    moved: None,
                    again,
                };
                Step::Again(Box::new(probe), Duration::ZERO)
            }
        }
    }

    /// The same request later, when that may help and does not take too long.
    fn later(mut self, limits: &Limits, wait: Duration, end: LinkTestResult) -> Step {
        if self.again >= limits.retries || wait > limits.longest_wait {
            // A site that wants fewer requests gets no second one with GET.
            return if end.reachability == Reachability::Refused {
                Step::Done(end)
            } else {
                self.end(end)
            };
        }

        self.again += 1;

        Step::Again(Box::new(self), wait)
    }

    fn backoff(&self, limits: &Limits) -> Duration {
        limits
            .backoff
            .saturating_mul(1 << self.again.min(16))
            .min(limits.longest_wait)
    }

    fn redirect(mut self, code: u16, location: &str, limits: &Limits) -> Step {
        let next = self.at.join(location).ok().filter(|next| {
            matches!(next.scheme(), "http" | "https")
                && next.has_host()
                && next.as_str().len() <= LONGEST
        });
        let Some(next) = next else {
            return self.end(failed(
                Some(code),
                "it redirects to something other than a web page",
            ));
        };
        let is_permanent = matches!(code, 301 | 308);

        // All redirects so far were permanent when the permanent part is as long as the whole.
        if is_permanent && (self.seen.is_empty() || self.moved.as_ref() == Some(&self.at)) {
            self.moved = Some(next.clone());
        }
        let last = std::mem::replace(&mut self.at, next);
        self.seen.push(last);
        if self.seen.contains(&self.at) {
            return self.end(failed(Some(code), "it redirects in a circle"));
        }
        if self.seen.len() > limits.redirects {
            return self.end(failed(Some(code), "it redirects without end"));
        }

        Step::Again(Box::new(self), Duration::ZERO)
    }

    fn reached(self, code: u16) -> LinkTestResult {
        let moved = self.moved.filter(|moved| !is_same(moved, &self.start));
        let mut last = self.at;
        let is_new = !is_same(&last, &self.start)
            && moved.as_ref().is_none_or(|moved| !is_same(&last, moved));

        // The query and the fragment may belong to this one visit.
        last.set_query(None);

        LinkTestResult {
            reachability: Reachability::Reached,
            status: Some(code),
            reason: String::new(),
            moved_to: moved.map(text),
            final_url: is_new.then(|| text(last)),
        }
    }
}

fn text(mut url: Url) -> String {
    // User names and passwords must not be written to a file.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    without_fragment(url.as_str()).to_owned()
}

/// Whether two URLs differ only in a slash at the end and the fragment.
fn is_same(a: &Url, b: &Url) -> bool {
    let folded = |url: &Url| {
        without_fragment(url.as_str())
            .trim_end_matches('/')
            .to_owned()
    };
    folded(a) == folded(b)
}

fn failed(status: Option<u16>, why: &str) -> LinkTestResult {
    LinkTestResult {
        reachability: Reachability::Failed,
        status,
        reason: why.to_owned(),
        moved_to: None,
        final_url: None,
    }
}

/// The reason for a status code that is no success. Codes of refusal mean that the site exists.
fn of_code(code: u16) -> LinkTestResult {
    let refuses = matches!(
        code,
        401 | 402 | 403 | 405 | 406 | 407 | 418 | 429 | 451 | 999
    );

    let reachability = if refuses {
        Reachability::Refused
    } else {
        Reachability::Failed
    };

    LinkTestResult {
        reachability,
        ..failed(Some(code), &words(code))
    }
}

/// Whether a failure may be temporary.
fn is_passing(code: u16) -> bool {
    matches!(code, 408 | 425 | 500..=599)
}

#[cfg(test)]
mod tests;
