//! Survivors and the report.

use super::*;

fn found(lines: &[(&str, &'static str)]) -> Found {
    lines
        .iter()
        .map(|(what, end)| ((unplaced(what), *end), 1))
        .collect()
}

#[test]
fn a_survivor_needs_a_reason_and_a_reason_needs_a_survivor() {
    let made = found(&[
        ("a.rs:1:2: replace f with 0", "caught"),
        ("a.rs:9:3: replace == with != in g", "missed"),
        ("a.rs:9:3: replace h -> bool with true", "unviable"),
    ]);
    assert_eq!(wrong(&made, &[]), ["missed: a.rs: replace == with != in g"]);
    let reason = ("a.rs: replace == with != in g", "why");
    assert!(wrong(&made, &[reason]).is_empty());
    let vain = ("a.rs: replace f with 0", "why");
    assert_eq!(wrong(&made, &[reason, vain]).len(), 1);
}

#[test]
fn the_report_is_the_same_when_lines_move() {
    let one = found(&[("a.rs:1:2: replace A::b -> C with D", "caught")]);
    let other = found(&[("a.rs:7:8: replace A::b -> C with D", "caught")]);
    assert_eq!(report(&one), report(&other));
    assert!(report(&one).contains("caught   a.rs: replace A::b -> C with D"));
}
