//! The test of one link, a request at a time.
//!
//! In: the answer to the last request. Out: the next request and how long to wait before it, or what came of the test. It asks
//! for the head first; when that is not answered well, it begins anew and asks for all.

use std::time::Duration;

use url::Url;

use crate::catalog::link_record::{LinkTestResult, Reachability};
use crate::link_check::answer::{Answer, words};
use crate::link_check::{Limits, Method, Request};
use crate::value::url::without_fragment;

/// Longest address that a redirect may name.
const LONGEST: usize = 2_000;

/// The test of one link.
#[derive(Clone, Debug)]
pub(super) struct Probe {
    /// The address that the catalog names.
    pub(super) url: String,
    start: Url,
    at: Url,
    method: Method,
    /// Addresses of this way, but the present one.
    seen: Vec<Url>,
    /// The last address that permanent redirects alone led to.
    moved: Option<Url>,
    /// How often a request was made again.
    again: u32,
}

/// What an answer leads to.
#[derive(Debug)]
pub(super) enum Step {
    /// One more request, not before this time has passed.
    Again(Box<Probe>, Duration),
    /// The test is over.
    Done(LinkTestResult),
}

impl Probe {
    /// The test of an address; `Err` for one that is none.
    pub(super) fn new(url: &str) -> Result<Box<Self>, LinkTestResult> {
        let start = Url::parse(url).ok().filter(|start| start.has_host());
        let start = start.ok_or_else(|| failed(None, "the address is none"))?;

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

    /// What to ask next.
    pub(super) fn request(&self) -> Request {
        let mut url = self.at.clone();
        url.set_fragment(None);
        Request {
            url,
            method: self.method,
        }
    }

    /// Who is asked next: host and port.
    pub(super) fn host(&self) -> &str {
        &self.at[url::Position::BeforeHost..url::Position::AfterPort]
    }

    /// Takes the answer.
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

    /// What is to be said of a link whose host answers nothing.
    pub(super) fn fail(&self, why: &str) -> LinkTestResult {
        failed(None, why)
    }

    /// This end, but only when all was asked for; some sites answer requests for the head wrongly.
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
            // Who wants fewer requests gets none in another form.
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
            return self.end(failed(Some(code), "it redirects to what is no web address"));
        };
        let is_permanent = matches!(code, 301 | 308);

        // The way so far was permanent when it is as long as the part that was.
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

        // What follows the path may be of this one visit.
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
    // Nobody's name and password go into a file.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    without_fragment(url.as_str()).to_owned()
}

/// Whether two addresses differ in nothing but a slash at the end and the fragment.
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

/// What a code that is no success says in the end. Codes of refusal say that the site is there.
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

/// Whether a failure may be gone in a moment.
fn is_passing(code: u16) -> bool {
    matches!(code, 408 | 425 | 500..=599)
}

#[cfg(test)]
mod tests;
