//! The queue of requests: few at a time per host, with a pause between them, and none to a host
//! that refuses them.
//!
//! In: probes, responses and the time. Out: the next probe to send, or how long to wait. A redirect
//! moves a probe to the queue of its new host, so that the limits of that host hold, too.

use std::collections::{BTreeMap, VecDeque};
use std::time::{Duration, Instant};

use crate::link_check::answer::Answer;
use crate::link_check::probe::{Probe, Step};
use crate::link_check::{Limits, Tested};

/// After this number of responses 429 without a good response in between, the remaining links of a
/// host are skipped.
const PATIENCE: usize = 6;

/// After this number of requests without any response, the remaining links of a host count as
/// failed, too.
const SILENCE: usize = 6;

/// The longest sleep of a thread that waits for work.
const LONGEST: Duration = Duration::from_secs(1);

/// All links of one run.
#[derive(Debug)]
pub(super) struct Queue {
    limits: Limits,
    hosts: BTreeMap<String, Host>,
    running: usize,
    waiting: usize,
    left: usize,
    /// When the last request may be sent; known once the first one is.
    deadline: Option<Instant>,
    tested: Tested,
}

/// The requests queued for one host.
#[derive(Debug, Default)]
struct Host {
    waiting: VecDeque<(Option<Instant>, Box<Probe>)>,
    running: usize,
    /// When the next request may be made.
    free: Option<Instant>,
    /// Responses 429 since the last good response.
    refusals: usize,
    /// Requests without any response; `None` after the first response.
    silence: Option<usize>,
}

/// What a thread does next.
#[derive(Debug)]
pub(super) enum Next {
    /// Send a request.
    Ask(Box<Probe>),
    /// Wait this long, or until something changes.
    Wait(Duration),
    /// All links are tested.
    Finished,
}

impl Queue {
    pub(super) fn new(urls: &[String], limits: Limits) -> Self {
        let mut queue = Self {
            limits,
            hosts: BTreeMap::new(),
            running: 0,
            waiting: 0,
            left: 0,
            deadline: None,
            tested: Tested::default(),
        };

        for url in urls {
            match Probe::new(url) {
                Ok(probe) => queue.push(probe, None),
                Err(outcome) => drop(queue.tested.outcomes.insert(url.clone(), outcome)),
            }
        }

        queue
    }

    fn push(&mut self, probe: Box<Probe>, at: Option<Instant>) {
        let host = self
            .hosts
            .entry(probe.host().to_owned())
            .or_insert_with(|| Host {
                silence: Some(0),
                ..Host::default()
            });

        // A probe that was started is finished before another one of the host is started.
        host.waiting.push_front((at, probe));

        self.waiting += 1;
    }

    /// What a thread does next.
    pub(super) fn next(&mut self, now: Instant) -> Next {
        let time_left = self.time_left(now);
        if time_left.is_zero() {
            self.postpone_all();
        }

        if self.waiting == 0 {
            return if self.running == 0 {
                Next::Finished
            } else {
                Next::Wait(LONGEST)
            };
        }

        let mut wait = LONGEST.min(time_left);

        for host in self
            .hosts
            .values_mut()
            .filter(|host| host.running < self.limits.per_host)
        {
            let Some((at, time)) = host.first() else {
                continue;
            };
            let time = time
                .max(host.free)
                .map_or(Duration::ZERO, |time| time.saturating_duration_since(now));
            if !time.is_zero() {
                wait = wait.min(time);
                continue;
            }
            let Some((_, probe)) = host.waiting.remove(at) else {
                continue;
            };
            host.running += 1;
            host.free = Some(now + self.limits.pace);
            self.running += 1;
            self.waiting -= 1;
            self.tested.requests += 1;
            return Next::Ask(probe);
        }

        Next::Wait(wait)
    }

    /// Takes the response to a probe that `next` returned.
    pub(super) fn take(&mut self, probe: Box<Probe>, answer: Answer, now: Instant) {
        let name = probe.host().to_owned();
        let url = probe.url.clone();
        self.running -= 1;
        let silent = match &answer {
            Answer::Silent(why) => Some(*why),
            _ => None,
        };

        if let Some(host) = self.hosts.get_mut(&name) {
            host.running -= 1;
            host.hear(&answer);
        }

        match probe.take(answer, &self.limits) {
            Step::Done(outcome) => drop(self.tested.outcomes.insert(url, outcome)),
            Step::Again(probe, wait) => {
                let at = now + wait;
                if let Some(host) = self.hosts.get_mut(&name).filter(|host| host.refusals > 0) {
                    // The pause that was asked for concerns the whole host.
                    host.free = host.free.max(Some(at));
                }
                self.push(probe, Some(at));
            }
        }

        self.give_up(&name, silent);
    }

    /// Empties the queue of a host that refuses further requests, or never responds.
    fn give_up(&mut self, name: &str, silent: Option<&'static str>) {
        let Some(host) = self.hosts.get_mut(name) else {
            return;
        };
        let is_silent = host.silence.is_some_and(|count| count >= SILENCE);
        if host.refusals < PATIENCE && !is_silent {
            return;
        }
        let rest = std::mem::take(&mut host.waiting);
        self.waiting -= rest.len();

        for (_, probe) in rest {
            match silent.filter(|_| is_silent) {
                Some(why) => drop(
                    self.tested
                        .outcomes
                        .insert(probe.url.clone(), probe.fail(why)),
                ),
                None => self.left += 1,
            }
        }
    }

    /// How long requests may still be sent.
    fn time_left(&mut self, now: Instant) -> Duration {
        if self.deadline.is_none() {
            // A budget that no clock can count is none.
            self.deadline = now.checked_add(self.limits.budget);
        }

        self.deadline.map_or(Duration::MAX, |deadline| {
            deadline.saturating_duration_since(now)
        })
    }

    /// Empties all queues: their links are left for another day.
    fn postpone_all(&mut self) {
        for host in self.hosts.values_mut() {
            host.waiting.clear();
        }

        self.left += self.waiting;
        self.waiting = 0;
    }

    /// The number of links that are done.
    pub(super) fn done(&self) -> usize {
        self.tested.outcomes.len() + self.left
    }

    pub(super) fn finish(self) -> Tested {
        self.tested
    }
}

impl Host {
    /// The index of the probe that may be sent first, and when.
    fn first(&self) -> Option<(usize, Option<Instant>)> {
        let times = self.waiting.iter().map(|(time, _)| *time).enumerate();
        times.min_by_key(|(_, time)| *time)
    }

    fn hear(&mut self, answer: &Answer) {
        match answer {
            Answer::Status { code: 429, .. } => self.refusals += 1,
            Answer::Status {
                code: 200..=399, ..
            } => self.refusals = 0,
            _ => {}
        }
        self.silence = match answer {
            Answer::Silent(_) => self.silence.map(|count| count + 1),
            _ => None,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn queue(urls: &[&str]) -> Queue {
        let urls: Vec<String> = urls.iter().map(|url| (*url).to_owned()).collect();
        Queue::new(
            &urls,
            Limits {
                pace: Duration::from_millis(10),
                ..Limits::default()
            },
        )
    }

    fn ask(queue: &mut Queue, now: Instant) -> Option<Box<Probe>> {
        match queue.next(now) {
            Next::Ask(probe) => Some(probe),
            _ => None,
        }
    }

    #[test]
    fn few_at_a_time_and_slowly() {
        let mut queue = queue(&[
            "https://a.example/1",
            "https://a.example/2",
            "https://a.example/3",
        ]);
        let start = Instant::now();
        let first = ask(&mut queue, start).unwrap();
        assert!(ask(&mut queue, start).is_none(), "too soon");
        let later = start + Duration::from_millis(10);
        assert!(ask(&mut queue, later).is_some());
        assert!(
            ask(&mut queue, later + LONGEST).is_none(),
            "a third at a time"
        );
        queue.take(first, Answer::code(200), later);
        assert!(ask(&mut queue, later + LONGEST).is_some());
        assert_eq!(queue.done(), 1);
    }

    #[test]
    fn a_pause_is_the_host_s() {
        let mut queue = queue(&["https://a.example/1", "https://a.example/2"]);
        let start = Instant::now();
        let probe = ask(&mut queue, start).unwrap();
        let wait = Some(Duration::from_secs(5));
        queue.take(
            probe,
            Answer::Status {
                code: 429,
                location: None,
                wait,
            },
            start,
        );
        assert!(ask(&mut queue, start + Duration::from_secs(4)).is_none());
        assert!(ask(&mut queue, start + Duration::from_secs(5)).is_some());
    }

    /// Gives every request the same answer; how many requests were made, and how many links have an
    /// outcome.
    fn run(answer: &Answer) -> (usize, usize) {
        let urls: Vec<String> = (0..30)
            .map(|at| format!("https://a.example/{at}"))
            .collect();
        let mut queue = Queue::new(&urls, Limits::default());
        let mut now = Instant::now();
        loop {
            now += LONGEST;
            match queue.next(now) {
                Next::Ask(probe) => queue.take(probe, answer.clone(), now),
                Next::Wait(_) => {}
                Next::Finished => break,
            }
        }
        assert_eq!(queue.done(), 30);
        let tested = queue.finish();
        (tested.requests, tested.outcomes.len())
    }

    #[test]
    fn the_run_ends_when_its_time_is_over() {
        let mut queue = queue(&["https://a.example/1", "https://a.example/2"]);
        queue.limits.budget = Duration::from_secs(5);
        let start = Instant::now();
        let probe = ask(&mut queue, start).unwrap();

        // What is on its way is finished, but nothing is sent again.
        let end = start + Duration::from_secs(5);
        assert!(ask(&mut queue, end).is_none());
        queue.take(probe, Answer::code(503), end);
        assert!(matches!(queue.next(end), Next::Finished));
        assert_eq!(queue.done(), 2);
        assert!(queue.finish().outcomes.is_empty());
    }

    #[test]
    fn hosts_are_given_up() {
        assert_eq!(run(&Answer::code(200)), (30, 30));
        assert_eq!(
            run(&Answer::Silent("no answer")),
            (SILENCE, 30),
            "all of them failed"
        );
        let (requests, known) = run(&Answer::code(429));
        assert!(
            requests == PATIENCE && known < PATIENCE,
            "the rest is for another day"
        );
    }
}
