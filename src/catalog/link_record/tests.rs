//! Days, states and the file.

use super::*;

const URL: &str = "https://a.example/x";

fn day(number: i64) -> Day {
    Day::new(2026, 11, number).unwrap()
}

fn result(reachability: Reachability) -> LinkTestResult {
    let reason = match reachability {
        Reachability::Failed => "404 Not Found",
        Reachability::Reached | Reachability::Refused => "",
    };

    LinkTestResult {
        reachability,
        status: Some(200),
        reason: reason.into(),
        moved_to: None,
        final_url: None,
    }
}

/// Tests one link on days of a month; each test comes with the expected state after it.
fn check(tests: &[(i64, Reachability, LinkState)]) -> LinkRecords {
    let mut records = LinkRecords::default();
    for (at, (number, reachability, expected)) in tests.iter().enumerate() {
        records.record(URL, result(*reachability), day(*number));
        assert_eq!(records.get(URL).unwrap().state, *expected, "test {at}");
    }
    assert_eq!(LinkRecords::parse(&records.to_text()), Ok(records.clone()));

    records
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
    assert_eq!(long.get(URL).unwrap().failed, [day(1), day(2), day(9)]);
}

#[test]
fn failed_links_are_due_on_the_next_day() {
    let mut records = LinkRecords::default();
    assert!(records.is_due(URL, day(1), 7));

    records.record(URL, result(Reachability::Reached), day(10));
    assert_eq!(due_on_days(&records), [true, false, false, false, true]);

    records.record(URL, result(Reachability::Failed), day(10));
    assert_eq!(due_on_days(&records), [true, false, true, true, true]);
    assert!(records.is_due(URL, day(10), 0));
}

fn due_on_days(records: &LinkRecords) -> [bool; 5] {
    [9, 10, 11, 16, 17].map(|number| records.is_due(URL, day(number), 7))
}

#[test]
fn the_file_has_one_line_per_link() {
    let none = LinkRecords::default();
    assert_eq!(LinkRecords::parse(&none.to_text()), Ok(none));

    let mut records = LinkRecords::default();
    let moved = LinkTestResult {
        moved_to: Some("https://b.example/".to_owned()),
        ..result(Reachability::Reached)
    };
    let failed = result(Reachability::Failed);
    records.record("https://b.example/\"#f", failed, day(2));
    records.record(URL, moved, day(1));

    let expected = r#"{
  "version": 1,
  "links": {
    "https://a.example/x": {"state":"moved","checked":"2026-11-01","status":200,@@
    "https://b.example/\"": {"state":"suspect","checked":"2026-11-02","status":200,@@
  }
}
"#;
    let expected = expected
        .replacen("@@", r#""moved_to":"https://b.example/"},"#, 1)
        .replacen(
            "@@",
            r#""reason":"404 Not Found","failed":["2026-11-02"]}"#,
            1,
        );
    assert_eq!(records.to_text(), expected);
    assert_eq!(LinkRecords::parse(&expected), Ok(records));
}

#[test]
fn damaged_files_are_reported() {
    for (text, expected) in [
        ("<<<<<<< HEAD", "line 1"),
        (r#"{"version": 2, "links": {}}"#, "version 2"),
    ] {
        let error = LinkRecords::parse(text).unwrap_err();
        assert!(error.contains(expected), "{error}");
    }
}

#[test]
fn contradictory_records_are_reported() {
    let script = r#"{"state":"moved","checked":"2026-11-01","moved_to":"javascript:a"}"#;

    for (record, expected) in [
        (r#"{"state":"dead","checked":"2026-11-01"}"#, "contradict"),
        (r#"{"state":"moved","checked":"2026-11-01"}"#, "nowhere"),
        (r#"{"state":"ok","checked":"2026-11-31"}"#, "no day"),
        (script, "a URL is invalid"),
    ] {
        let text = format!(r#"{{"version": 1, "links": {{"https://a.example": {record}}}}}"#);
        let error = LinkRecords::parse(&text).unwrap_err();
        assert!(error.contains(expected), "{record}: {error}");
    }
}
