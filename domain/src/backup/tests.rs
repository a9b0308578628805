//! Names of backups, and when one is due or old.

use super::*;

fn utc(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn local(text: &str) -> NaiveDateTime {
    text.parse().unwrap()
}

const THREE: NaiveTime = NaiveTime::from_hms_opt(3, 0, 0).unwrap();

#[test]
fn a_name_says_when_and_nothing_else_has_such_a_name() {
    let at = utc("2026-11-24T19:00:05Z");
    assert_eq!(name(at), "diary-20261124T190005Z.tar");
    assert_eq!(taken_at(&name(at)), Some(at));
    for other in [
        "diary.sqlite",
        "diary-20261124T190005Z.tar.part",
        "diary-2026-11-24.tar",
        "diary- 20261124T190005Z.tar",
        "diary-20261324T190005Z.tar",
    ] {
        assert_eq!(taken_at(other), None, "{other}");
    }
}

#[test]
fn a_backup_is_due_once_after_each_night() {
    let due = |now, last: Option<&str>| is_due(local(now), THREE, last.map(local));
    assert!(due("2026-11-24T02:00:00", None));
    assert!(due("2026-11-24T03:00:00", Some("2026-11-23T03:00:10")));
    assert!(!due("2026-11-24T02:59:59", Some("2026-11-23T03:00:10")));
    assert!(!due("2026-11-24T03:00:11", Some("2026-11-24T03:00:10")));
    assert!(!due("2026-11-25T02:59:59", Some("2026-11-24T03:00:10")));
    // The server stood still at night.
    assert!(due("2026-11-24T08:00:00", Some("2026-11-23T03:00:10")));
    // By hand at noon: the next night is still due.
    assert!(!due("2026-11-24T13:00:00", Some("2026-11-24T12:00:00")));
    assert!(due("2026-11-25T03:00:00", Some("2026-11-24T12:00:00")));
}

#[test]
fn a_backup_of_last_night_is_not_old_and_none_is() {
    let old = |newest: &str| is_old(utc("2026-11-24T19:00:00Z"), Some(utc(newest)));
    assert!(!old("2026-11-24T18:59:00Z") && !old("2026-11-23T17:00:00Z"));
    assert!(old("2026-11-23T16:59:59Z"));
    assert!(is_old(utc("2026-11-24T19:00:00Z"), None));
}

#[test]
fn a_backup_from_the_future_keeps_nobody_from_making_one() {
    assert!(is_due(
        local("2026-11-24T12:00:00"),
        THREE,
        Some(local("2036-11-24T03:00:00"))
    ));
}

#[test]
fn the_newest_are_kept_and_never_none() {
    let taken = vec![
        utc("2026-11-22T19:00:00Z"),
        utc("2026-11-24T19:00:00Z"),
        utc("2026-11-23T19:00:00Z"),
    ];
    assert_eq!(surplus(taken.clone(), 2), [utc("2026-11-22T19:00:00Z")]);
    assert!(surplus(taken.clone(), 5).is_empty());
    assert_eq!(surplus(taken, 0).len(), 2);
    assert!(surplus(Vec::new(), 0).is_empty());
}
