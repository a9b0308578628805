//! When a backup is due, which ones are kept, and what an administrator must know of them.

use chrono::{DateTime, NaiveDateTime, NaiveTime, TimeDelta, Utc};

const PREFIX: &str = "diary-";
const MOMENT: &str = "%Y%m%dT%H%M%SZ";
const ENDING: &str = ".tar";

/// What is known of a school's backups.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Backups {
    /// `None`: no folder is set, nothing is ever made.
    pub folder: Option<Folder>,
}

/// What is known of the folder of backups.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Folder {
    /// The last one that was restored and found equal.
    pub proven: Option<Proven>,
    /// How many there are.
    pub kept: usize,
    /// It lies on the same disk as the database.
    pub same_disk: bool,
    /// When the last try failed; `None` after one that succeeded.
    pub failed_at: Option<DateTime<Utc>>,
}

/// A backup that was restored and found equal.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Proven {
    pub taken_at: DateTime<Utc>,
    pub bytes: u64,
}

/// The file name of a backup: names sort as times do.
#[must_use]
pub fn name(taken_at: DateTime<Utc>) -> String {
    format!("{PREFIX}{}{ENDING}", taken_at.format(MOMENT))
}

/// When the backup of that name was taken; `None` for any other file.
#[must_use]
pub fn taken_at(name: &str) -> Option<DateTime<Utc>> {
    let moment = name.strip_prefix(PREFIX)?.strip_suffix(ENDING)?;
    let at = NaiveDateTime::parse_from_str(moment, MOMENT)
        .ok()?
        .and_utc();
    // Parsing is generous; only names that are written so are ours to remove.
    (self::name(at) == name).then_some(at)
}

/// Whether a backup is due, by the school's clock: none was taken since the last `at` o'clock. One
/// from the future (the clock was wrong) does not count.
#[must_use]
pub fn is_due(now: NaiveDateTime, at: NaiveTime, last: Option<NaiveDateTime>) -> bool {
    let today = now.date().and_time(at);
    let since = if today <= now {
        today
    } else {
        today - chrono::Duration::days(1)
    };
    last.is_none_or(|last| last < since || last > now)
}

/// Whether the newest proven backup is older than one of last night can be.
#[must_use]
pub fn is_old(now: DateTime<Utc>, newest: Option<DateTime<Utc>>) -> bool {
    newest.is_none_or(|newest| newest < now - TimeDelta::hours(26))
}

/// Which backups go when the newest `keep` stay; never all of them.
#[must_use]
pub fn surplus(mut taken: Vec<DateTime<Utc>>, keep: usize) -> Vec<DateTime<Utc>> {
    taken.sort_unstable_by(|one, other| other.cmp(one));
    taken.split_off(keep.max(1).min(taken.len()))
}

#[cfg(test)]
mod tests {
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
}
