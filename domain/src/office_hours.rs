//! When and where an adult is found at school.

use chrono::{Datelike, NaiveDateTime, NaiveTime, Weekday};

use crate::calendar::{AcademicYear, is_school_day};

/// Longest name of a room, in characters.
pub const ROOM_MAX: usize = 60;

/// The room and the hours of one adult, the same every week.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct OfficeHours {
    /// As people call it: «кабинет 214». Empty: not said.
    pub room: String,
    pub weekdays: Weekdays,
    pub opens: NaiveTime,
    /// Later than `opens`.
    pub closes: NaiveTime,
}

/// Days of the week: the bit of Monday is the lowest.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Weekdays(u8);

impl Weekdays {
    pub const ALL: [Weekday; 7] = [
        Weekday::Mon,
        Weekday::Tue,
        Weekday::Wed,
        Weekday::Thu,
        Weekday::Fri,
        Weekday::Sat,
        Weekday::Sun,
    ];

    #[must_use]
    pub const fn contains(self, day: Weekday) -> bool {
        self.0 & (1 << day.num_days_from_monday()) != 0
    }

    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// `135`: Monday, Wednesday, Friday. `None`: something else than digits from 1 to 7.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut days = Self::default();
        for digit in text.chars() {
            let number = digit.to_digit(10).filter(|day| (1..=7).contains(day))?;
            days.0 |= 1 << (number - 1);
        }
        Some(days)
    }

    /// The digits of its days, Monday is `1`.
    #[must_use]
    pub fn code(self) -> String {
        let own = Self::ALL.into_iter().filter(|day| self.contains(*day));
        own.map(|day| day.number_from_monday().to_string())
            .collect()
    }
}

impl FromIterator<Weekday> for Weekdays {
    fn from_iter<I: IntoIterator<Item = Weekday>>(days: I) -> Self {
        let bit = |day: Weekday| 1 << day.num_days_from_monday();
        Self(days.into_iter().fold(0, |all, day| all | bit(day)))
    }
}

/// Whether somebody is at school at a moment.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum At {
    /// Until then.
    Here(NaiveTime),
    /// Comes on the same day.
    Later(NaiveTime, NaiveTime),
    /// Not on this day, or no more.
    Away,
}

impl OfficeHours {
    /// Where somebody with these hours is at that moment of the school's clock. In a break and at a
    /// weekend nobody is there, whatever the hours say.
    #[must_use]
    pub fn at(&self, now: NaiveDateTime, year: Option<&AcademicYear>) -> At {
        let (day, time) = (now.date(), now.time());
        let is_day = self.weekdays.contains(day.weekday()) && is_school_day(day, year);
        match is_day && time < self.closes {
            false => At::Away,
            true if time < self.opens => At::Later(self.opens, self.closes),
            true => At::Here(self.closes),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Break;

    fn moment(text: &str) -> NaiveDateTime {
        text.parse().expect("a moment")
    }

    fn time(hour: u32) -> NaiveTime {
        NaiveTime::from_hms_opt(hour, 0, 0).expect("a time")
    }

    #[test]
    fn somebody_is_found_in_their_hours_on_school_days_alone() {
        let hours = OfficeHours {
            room: "кабинет 214".to_owned(),
            weekdays: Weekdays::parse("12356").expect("days"),
            opens: time(9),
            closes: time(16),
        };
        let year = AcademicYear {
            breaks: vec![Break {
                starts_on: "2026-12-28".parse().expect("a day"),
                ends_on: "2027-01-10".parse().expect("a day"),
            }],
            ..AcademicYear::default()
        };
        for (now, expected) in [
            ("2026-11-24T08:59:59", At::Later(time(9), time(16))),
            ("2026-11-24T09:00:00", At::Here(time(16))),
            ("2026-11-24T15:59:59", At::Here(time(16))),
            ("2026-11-24T16:00:00", At::Away),
            ("2026-11-26T12:00:00", At::Away),
            ("2026-11-28T12:00:00", At::Away),
            ("2026-12-29T12:00:00", At::Away),
        ] {
            assert_eq!(hours.at(moment(now), Some(&year)), expected, "{now}");
        }
    }

    #[test]
    fn days_are_read_as_they_are_written() {
        for code in ["", "1", "12345", "67"] {
            assert_eq!(Weekdays::parse(code).expect("days").code(), code);
        }
        for wrong in ["0", "8", "1,2", "пн"] {
            assert_eq!(Weekdays::parse(wrong), None, "{wrong}");
        }
        let days: Weekdays = [Weekday::Fri, Weekday::Mon].into_iter().collect();
        assert_eq!(days.code(), "15");
    }
}
