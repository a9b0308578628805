//! When things happen in the demo school: relative to now, in the school's zone, and never after
//! now.

mod rounds;
mod year;

use chrono::{DateTime, Datelike, Days, Duration, NaiveDate, NaiveTime, TimeZone, Utc, Weekday};
use chrono_tz::Tz;
use domain::calendar::{AcademicYear, StudyWeek};

use super::dice::Dice;

/// The academic year as the school lives it.
#[derive(Clone, Debug)]
pub struct Calendar {
    pub now: DateTime<Utc>,
    pub today: NaiveDate,
    pub year: AcademicYear,
    zone: Tz,
}

impl Calendar {
    /// The academic year that contains `now`; in summer the one that ended.
    #[must_use]
    pub fn new(now: DateTime<Utc>, zone: Tz) -> Self {
        let today = now.with_timezone(&zone).date_naive();
        let first = if today.month() >= 9 {
            today.year()
        } else {
            today.year() - 1
        };
        let year = year::of(first);
        Self {
            now,
            today,
            year,
            zone,
        }
    }

    #[must_use]
    pub fn yesterday(&self) -> NaiveDate {
        self.today - Days::new(1)
    }

    /// The study weeks that have begun.
    #[must_use]
    pub fn weeks(&self) -> Vec<StudyWeek> {
        self.year
            .study_weeks()
            .into_iter()
            .filter(|week| week.monday <= self.today)
            .collect()
    }

    /// That minute of a local day.
    #[must_use]
    pub fn at(&self, day: NaiveDate, hour: i64, minute: i64) -> DateTime<Utc> {
        let local = day.and_time(NaiveTime::MIN) + Duration::minutes(hour * 60 + minute);
        // An hour that the clocks skip is read as if there were no zone: the demo needs no better.
        self.zone
            .from_local_datetime(&local)
            .earliest()
            .map_or_else(|| local.and_utc(), |found| found.to_utc())
    }

    /// After lessons or in the evening, when students write.
    pub fn evening(&self, dice: &mut Dice, day: NaiveDate) -> DateTime<Utc> {
        self.at(day, dice.between(15, 20), dice.between(0, 59))
            + Duration::seconds(dice.between(0, 59))
    }

    /// Between lessons and supper, when adults read; on the Monday when the day is a Sunday.
    pub fn working(&self, dice: &mut Dice, day: NaiveDate) -> DateTime<Utc> {
        let day = if day.weekday() == Weekday::Sun {
            day + Days::new(1)
        } else {
            day
        };
        self.at(day, dice.between(13, 18), dice.between(0, 59))
            + Duration::seconds(dice.between(0, 59))
    }

    /// The local day of a moment.
    #[must_use]
    pub fn day(&self, at: DateTime<Utc>) -> NaiveDate {
        at.with_timezone(&self.zone).date_naive()
    }

    /// A day from `from` to `to`, mostly one with lessons. `None` when there is none.
    pub fn some_day(&self, dice: &mut Dice, from: NaiveDate, to: NaiveDate) -> Option<NaiveDate> {
        let days = (to - from).num_days();
        if days < 0 {
            return None;
        }
        let mut day = from + Duration::days(dice.between(0, days));
        if !self.has_lessons(day) {
            day = from + Duration::days(dice.between(0, days));
        }
        Some(day)
    }

    /// The last working day, Monday to Saturday, before that day.
    #[must_use]
    pub fn working_day_before(day: NaiveDate) -> NaiveDate {
        let before = day - Days::new(1);
        if before.weekday() == Weekday::Sun {
            before - Days::new(1)
        } else {
            before
        }
    }

    /// A day of this year written `MM-DD`, as the data files have it.
    #[must_use]
    pub fn day_of(&self, month_day: &str) -> Option<NaiveDate> {
        let (month, day) = month_day.split_once('-')?;
        self.year.date_of(month.parse().ok()?, day.parse().ok()?)
    }

    /// Whether that day has lessons.
    #[must_use]
    pub fn has_lessons(&self, day: NaiveDate) -> bool {
        day.weekday() != Weekday::Sun
            && self.year.starts_on <= day
            && day <= self.year.ends_on
            && !self
                .year
                .breaks
                .iter()
                .any(|pause| pause.starts_on <= day && day <= pause.ends_on)
    }
}

/// How students type a date.
#[must_use]
pub fn typed(day: NaiveDate) -> String {
    day.format("%d.%m.%Y").to_string()
}

fn date((year, month, day): (i32, u32, u32)) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

#[cfg(test)]
mod tests;
