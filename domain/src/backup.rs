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
mod tests;
