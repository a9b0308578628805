//! Days, months and moments in words.

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike, Weekday};

use super::pick::pick;
use crate::language::Language;

const MONTHS_RU: [&str; 12] = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
];

const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// «24 ноября» / “24 November”.
#[must_use]
pub fn day(date: NaiveDate, language: Language) -> String {
    let months = match language {
        Language::Ru => &MONTHS_RU,
        Language::En => &MONTHS_EN,
    };
    format!("{}\u{a0}{}", date.day(), months[date.month0() as usize])
}

/// «вторник, 24 ноября» / “Tuesday, 24 November”.
#[must_use]
pub fn weekday_and_day(date: NaiveDate, language: Language) -> String {
    format!(
        "{}, {}",
        weekday(date.weekday(), language),
        day(date, language)
    )
}

const MONTH_NAMES_RU: [&str; 12] = [
    "январь",
    "февраль",
    "март",
    "апрель",
    "май",
    "июнь",
    "июль",
    "август",
    "сентябрь",
    "октябрь",
    "ноябрь",
    "декабрь",
];

/// «ноябрь 2026» / “November 2026”; `month` from 1 to 12.
#[must_use]
pub fn month_and_year(year: i32, month: u32, language: Language) -> String {
    let names = match language {
        Language::Ru => &MONTH_NAMES_RU,
        Language::En => &MONTHS_EN,
    };
    let index = usize::try_from(month.saturating_sub(1)).unwrap_or(0);
    let name = names.get(index).copied().unwrap_or_default();
    format!("{name}\u{a0}{year}")
}

/// «2026/27»: the academic year that began in `year`.
#[must_use]
pub fn academic_year(year: i32) -> String {
    format!("{year}/{:02}", (year + 1).rem_euclid(100))
}

/// «24 ноября 2026» / “24 November 2026”.
#[must_use]
pub fn day_and_year(date: NaiveDate, language: Language) -> String {
    format!("{} {}", day(date, language), date.year())
}

/// `24.11.2026`, as one types it.
#[must_use]
pub fn typed_date(date: NaiveDate) -> String {
    date.format("%d.%m.%Y").to_string()
}

/// `8:05`.
#[must_use]
pub fn time(at: NaiveDateTime) -> String {
    format!("{}:{:02}", at.hour(), at.minute())
}

/// A moment as seen from `today`: «сегодня в 8:05», «вчера в 19:40», «24 ноября в 8:05»; the year
/// is added when it is another.
#[must_use]
pub fn moment(at: NaiveDateTime, today: NaiveDate, language: Language) -> String {
    let date = at.date();
    let day = match (today - date).num_days() {
        0 => pick(language, "сегодня", "today").to_owned(),
        1 => pick(language, "вчера", "yesterday").to_owned(),
        _ if date.year() == today.year() => day(date, language),
        _ => day_and_year(date, language),
    };
    format!("{day} {} {}", pick(language, "в", "at"), time(at))
}

/// «сегодня», «вчера», «24 ноября».
#[must_use]
pub fn recent_day(date: NaiveDate, today: NaiveDate, language: Language) -> String {
    match (today - date).num_days() {
        0 => pick(language, "сегодня", "today").to_owned(),
        1 => pick(language, "вчера", "yesterday").to_owned(),
        _ if date.year() == today.year() => day(date, language),
        _ => day_and_year(date, language),
    }
}

#[must_use]
pub const fn weekday(weekday: Weekday, language: Language) -> &'static str {
    match (weekday, language) {
        (Weekday::Mon, Language::Ru) => "понедельник",
        (Weekday::Tue, Language::Ru) => "вторник",
        (Weekday::Wed, Language::Ru) => "среда",
        (Weekday::Thu, Language::Ru) => "четверг",
        (Weekday::Fri, Language::Ru) => "пятница",
        (Weekday::Sat, Language::Ru) => "суббота",
        (Weekday::Sun, Language::Ru) => "воскресенье",
        (Weekday::Mon, Language::En) => "Monday",
        (Weekday::Tue, Language::En) => "Tuesday",
        (Weekday::Wed, Language::En) => "Wednesday",
        (Weekday::Thu, Language::En) => "Thursday",
        (Weekday::Fri, Language::En) => "Friday",
        (Weekday::Sat, Language::En) => "Saturday",
        (Weekday::Sun, Language::En) => "Sunday",
    }
}
