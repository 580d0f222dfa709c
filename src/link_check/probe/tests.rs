//! Responses in, results out, without a network.

use super::*;

const START: &str = "https://a.example/x";

fn to(code: u16, location: &str) -> Answer {
    Answer::Status {
        code,
        location: Some(location.to_owned()),
        wait: None,
    }
}

fn wait(code: u16, seconds: u64) -> Answer {
    Answer::Status {
        code,
        location: None,
        wait: Some(Duration::from_secs(seconds)),
    }
}

/// The outcome, the requests that led to it, and the waits between them.
fn run(answers: &[Answer]) -> (LinkTestResult, Vec<String>, Vec<u64>) {
    let limits = Limits::default();
    let mut probe = Probe::new(START).unwrap();
    let (mut asked, mut waits) = (Vec::new(), Vec::new());
    for answer in answers {
        let Request { url, method } = probe.request();
        asked.push(format!("{method:?} {}", &url[url::Position::BeforeHost..]));
        match probe.take(answer.clone(), &limits) {
            Step::Done(outcome) => {
                assert_eq!(
                    asked.len(),
                    answers.len(),
                    "the test ended before the last answer"
                );
                return (outcome, asked, waits);
            }
            Step::Again(next, wait) => {
                waits.push(wait.as_secs());
                probe = next;
            }
        }
    }
    panic!("the test goes on: {asked:?}");
}

#[track_caller]
fn check(answers: &[Answer], reachability: Reachability, reason: &str) {
    let (outcome, ..) = run(answers);
    assert_eq!(
        (outcome.reachability, outcome.reason.as_str()),
        (reachability, reason)
    );
}

#[track_caller]
fn check_moved(answers: &[Answer], moved: Option<&str>, last: Option<&str>) {
    let (outcome, ..) = run(answers);
    assert_eq!(outcome.reachability, Reachability::Reached);
    assert_eq!(
        (outcome.moved_to.as_deref(), outcome.final_url.as_deref()),
        (moved, last)
    );
}

#[test]
fn codes() {
    use Answer as A;
    use Reachability::{Failed, Reached, Refused};
    check(&[A::code(200)], Reached, "");
    check(&[A::code(405), A::code(200)], Reached, "");
    check(&[A::code(501), A::code(200)], Reached, "");
    check(&[A::code(404), A::code(404)], Failed, "404 Not Found");
    check(&[A::code(410), A::code(410)], Failed, "410 Gone");
    check(&[A::code(403), A::code(403)], Refused, "403 Forbidden");
    check(
        &[A::code(405), A::code(405)],
        Refused,
        "405 Method Not Allowed",
    );
    check(&[A::code(999), A::code(999)], Refused, "status 999");
    check(&[A::code(301), A::code(301)], Failed, "status 301");
    check(
        &[A::code(500), A::code(500), A::code(502), A::code(503)],
        Failed,
        "503 Service Unavailable",
    );
    check(&[A::code(500), A::code(500), A::code(200)], Reached, "");
    check(
        &[
            A::Silent("a"),
            A::Silent("b"),
            A::Silent("c"),
            A::Silent("d"),
        ],
        Failed,
        "d",
    );
    check(&[A::Unusable("a"), A::Unusable("b")], Failed, "b");
    check(&[A::Unsure("a")], Refused, "a");
    check(&[A::Forbidden("a")], Failed, "a");
    assert_eq!(
        Probe::new("https://").unwrap_err().reason,
        "the URL is invalid"
    );
}

#[test]
fn waits_are_those_that_were_asked_for() {
    let (outcome, asked, waits) = run(&[wait(429, 7), wait(429, 9), Answer::code(200)]);
    assert_eq!(
        (outcome.reachability, asked.len(), waits),
        (Reachability::Reached, 3, vec![7, 9])
    );
    let (outcome, _, waits) = run(&[Answer::code(429), Answer::code(429), Answer::code(429)]);
    assert_eq!(
        (outcome.reachability, waits),
        (Reachability::Refused, vec![1, 2])
    );
    let (outcome, ..) = run(&[wait(429, 61)]);
    assert_eq!(outcome.reachability, Reachability::Refused);
    let (outcome, ..) = run(&[wait(503, 61), wait(503, 61)]);
    assert_eq!(outcome.reachability, Reachability::Failed);
}

#[test]
fn redirects() {
    let ok = Answer::code(200);
    check_moved(
        &[to(301, "/y"), ok.clone()],
        Some("https://a.example/y"),
        None,
    );
    check_moved(&[to(301, "/x/"), ok.clone()], None, None);
    check_moved(
        &[to(302, "//b.example/y?session=1"), ok.clone()],
        None,
        Some("https://b.example/y"),
    );
    let (moved, last) = (Some("http://b.example/y"), Some("http://b.example/login"));
    check_moved(
        &[
            to(308, "http://u:p@b.example/y#f"),
            to(302, "/login?a"),
            ok.clone(),
        ],
        moved,
        last,
    );
    check_moved(
        &[to(302, "/y"), to(301, "/z"), ok.clone()],
        None,
        Some("https://a.example/z"),
    );
    check_moved(
        &[to(301, "/y"), Answer::code(403), to(301, "/y"), ok],
        Some("https://a.example/y"),
        None,
    );
}

#[test]
fn ways_without_end() {
    let circle = [to(301, "/y"), to(301, "/x")];
    let twice = [circle.clone(), circle].concat();
    check(&twice, Reachability::Failed, "it redirects in a circle");
    let long: Vec<Answer> = (0..11).map(|at| to(302, &format!("/{at}"))).collect();
    check(
        &[long.clone(), long].concat(),
        Reachability::Failed,
        "it redirects without end",
    );
    let bad = to(302, "javascript:alert(1)");
    check(
        &[bad.clone(), bad],
        Reachability::Failed,
        "it redirects to something other than a web page",
    );
    let (_, asked, _) = run(&[to(302, "/y"), to(302, "/y"), to(302, "/y"), to(302, "/y")]);
    assert_eq!(
        asked,
        [
            "Head a.example/x",
            "Head a.example/y",
            "Get a.example/x",
            "Get a.example/y"
        ]
    );
}
