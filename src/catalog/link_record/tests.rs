//! Days, states and the file.

use super::*;

const URL: &str = "https://a.example/x";

fn day(number: i64) -> Day {
    Day::new(2026, 11, number).unwrap()
}

fn outcome(verdict: Reachability) -> LinkTestResult {
    let reason = if verdict == Reachability::Failed {
        "404 Not Found"
    } else {
        ""
    };
    LinkTestResult {
        verdict,
        status: Some(200),
        reason: reason.into(),
        moved_to: None,
        final_url: None,
    }
}

/// Tests of one link on days of a month, and its state after each.
fn check(tests: &[(i64, Reachability, LinkState)]) -> LinkRecords {
    let mut health = LinkRecords::default();
    for (at, (number, verdict, expect)) in tests.iter().enumerate() {
        health.record(URL, outcome(*verdict), day(*number));
        assert_eq!(health.of(URL).unwrap().state, *expect, "test {at}");
    }
    assert_eq!(LinkRecords::read(&health.text()), Ok(health.clone()));
    health
}

#[test]
fn three_failures_on_different_days_make_a_dead_link() {
    use LinkState::{Dead, Ok, Refused, Suspect};
    use Reachability::Failed;
    check(&[
        (1, Failed, Suspect),
        (1, Failed, Suspect),
        (1, Failed, Suspect),
    ]);
    check(&[
        (1, Failed, Suspect),
        (2, Failed, Suspect),
        (5, Failed, Dead),
        (6, Reachability::Reached, Ok),
    ]);
    check(&[
        (1, Failed, Suspect),
        (2, Failed, Suspect),
        (3, Reachability::Reached, Ok),
        (4, Failed, Suspect),
    ]);
    check(&[
        (1, Failed, Suspect),
        (2, Reachability::Refused, Refused),
        (3, Failed, Suspect),
    ]);
    let long = check(&[
        (1, Failed, Suspect),
        (2, Failed, Suspect),
        (3, Failed, Dead),
        (9, Failed, Dead),
    ]);
    assert_eq!(long.of(URL).unwrap().failed, [day(1), day(2), day(9)]);
}

#[test]
fn due_again() {
    let mut health = LinkRecords::default();
    assert!(health.is_due(URL, day(1), 7));
    health.record(URL, outcome(Reachability::Reached), day(10));
    let due =
        |health: &LinkRecords| [9, 10, 11, 16, 17].map(|number| health.is_due(URL, day(number), 7));
    assert_eq!(due(&health), [true, false, false, false, true]);
    health.record(URL, outcome(Reachability::Failed), day(10));
    assert_eq!(due(&health), [true, false, true, true, true]);
    assert!(health.is_due(URL, day(10), 0));
}

#[test]
fn text() {
    let mut health = LinkRecords::default();
    assert_eq!(LinkRecords::read(&health.text()), Ok(LinkRecords::default()));
    let moved = Some("https://b.example/".to_owned());
    health.record("https://b.example/\"#f", outcome(Reachability::Failed), day(2));
    health.record(
        URL,
        LinkTestResult {
            moved_to: moved,
            ..outcome(Reachability::Reached)
        },
        day(1),
    );
    let expect = r#"{
  "version": 1,
  "links": {
    "https://a.example/x": {"state":"moved","checked":"2026-11-01","status":200,"moved_to":"https://b.example/"},
    "https://b.example/\"": {"state":"suspect","checked":"2026-11-02","status":200,"reason":"404 Not Found","failed":["2026-11-02"]}
  }
}
"#;
    assert_eq!(health.text(), expect);
    assert_eq!(LinkRecords::read(expect), Ok(health));
}

#[test]
fn damage_is_told() {
    let damage = |text: &str| LinkRecords::read(text).unwrap_err();
    assert!(damage("<<<<<<< HEAD").contains("line 1"));
    assert!(damage("{\"version\": 2, \"links\": {}}").contains("version 2"));
    let of = |record: &str| {
        format!("{{\"version\": 1, \"links\": {{\"https://a.example\": {record}}}}}")
    };
    assert!(damage(&of(r#"{"state":"dead","checked":"2026-11-01"}"#)).contains("contradict"));
    assert!(damage(&of(r#"{"state":"moved","checked":"2026-11-01"}"#)).contains("nowhere"));
    assert!(damage(&of(r#"{"state":"ok","checked":"2026-11-31"}"#)).contains("no day"));
    let script = r#"{"state":"moved","checked":"2026-11-01","moved_to":"javascript:a"}"#;
    assert!(damage(&of(script)).contains("an address is none"));
}
