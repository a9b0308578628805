//! How long ago a fact was checked, and whether the last nights were short.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};

use crate::{answer::Answers, date};

/// A checked fact older than this many days should be looked at again.
pub const STALE_DAYS: i64 = 180;

/// So many short nights in a row are worth a gentle word.
pub const SHORT_NIGHTS: usize = 5;

/// A night under this is short, in half hours: 8 hours.
pub const SHORT_HALF_HOURS: u8 = 16;

/// Days since a checked fact; `None` without a date, or with one to come.
#[must_use]
pub fn age_days(answers: &Answers, key: &str, today: NaiveDate) -> Option<i64> {
    let day = date::parse(answers.get(key)?.text()?)?;
    let days = (today - day).num_days();
    (days >= 0).then_some(days)
}

/// Whether the last [`SHORT_NIGHTS`] nights told of, within three weeks, were all short. A night
/// told of twice counts once, by its longer answer.
#[must_use]
pub fn slept_little(nights: &[(NaiveDate, u8)], today: NaiveDate) -> bool {
    let since = today - Days::new(21);
    let recent: BTreeSet<NaiveDate> = nights
        .iter()
        .map(|(day, _)| *day)
        .filter(|day| *day > since && *day <= today)
        .collect();
    let longest = |day: NaiveDate| {
        nights
            .iter()
            .filter(|(found, _)| *found == day)
            .map(|(_, hours)| *hours)
            .max()
            .unwrap_or(0)
    };
    let last: Vec<NaiveDate> = recent.into_iter().rev().take(SHORT_NIGHTS).collect();
    last.len() == SHORT_NIGHTS && last.into_iter().all(|day| longest(day) < SHORT_HALF_HOURS)
}
