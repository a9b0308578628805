//! Survivors and the report.

use super::*;

const SET: &Set = &ALL[0];

fn found(lines: &[(&str, &'static str)]) -> Found {
    lines
        .iter()
        .map(|(what, end)| ((unplaced(what), *end), 1))
        .collect()
}

#[test]
fn a_survivor_needs_a_reason_and_a_reason_needs_a_survivor() {
    let made = found(&[
        ("domain/src/a.rs:1:2: replace f with 0", "caught"),
        ("domain/src/a.rs:9:3: replace == with != in g", "missed"),
        (
            "domain/src/a.rs:9:3: replace h -> bool with true",
            "unviable",
        ),
    ]);
    let missed = ["missed: domain/src/a.rs: replace == with != in g"];
    assert_eq!(wrong(SET, &made, &[]), missed);
    let reason = ("domain/src/a.rs: replace == with != in g", "why");
    assert!(wrong(SET, &made, &[reason]).is_empty());
    let vain = ("domain/src/a.rs: replace f with 0", "why");
    assert_eq!(wrong(SET, &made, &[reason, vain]).len(), 1);
    let elsewhere = ("store/src/a.rs: replace f with 0", "why");
    assert!(wrong(SET, &made, &[reason, elsewhere]).is_empty());
}

#[test]
fn the_report_is_the_same_when_lines_move() {
    let one = found(&[("a.rs:1:2: replace A::b -> C with D", "caught")]);
    let other = found(&[("a.rs:7:8: replace A::b -> C with D", "caught")]);
    assert_eq!(section(SET, &one), section(SET, &other));
    assert!(section(SET, &one).contains("caught   a.rs: replace A::b -> C with D"));
}

#[test]
fn a_set_that_is_not_run_keeps_its_section() {
    let [policy, store, _] = &ALL;
    let first = section(policy, &found(&[("a.rs:1:2: replace f with 0", "caught")]));
    let second = section(store, &found(&[("b.rs:1:2: replace f with 0", "missed")]));
    let report = with_section("", store, &second);
    let report = with_section(&report, policy, &first);
    assert_eq!(report, format!("{}{first}{second}", head()));
    let empty = section(policy, &Found::new());
    let report = with_section(&report, policy, &empty);
    assert_eq!(report, format!("{}{empty}{second}", head()));
}

#[test]
fn a_set_that_is_not_known_is_said() {
    assert!(chosen(&["polity".to_owned()]).is_err());
    assert_eq!(chosen(&[]).map(|sets| sets.len()).ok(), Some(ALL.len()));
}
