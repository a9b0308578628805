//! Numbers and dates as people read them, without a locale library: there are exactly two
//! languages.

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike, Weekday};

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

/// «так» / “so”
#[must_use]
pub fn quoted(text: &str, language: Language) -> String {
    match language {
        Language::Ru => format!("«{text}»"),
        Language::En => format!("“{text}”"),
    }
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

/// The Russian form for a number: `plural(3, ["страница", "страницы", "страниц"])`.
#[must_use]
pub const fn plural_ru(count: u64, forms: [&'static str; 3]) -> &'static str {
    match (count % 10, count % 100) {
        (_, 11..=14) => forms[2],
        (1, _) => forms[0],
        (2..=4, _) => forms[1],
        _ => forms[2],
    }
}

/// «3 страницы» / “3 pages”: the number, a no-break space and the right form.
#[must_use]
pub fn count(
    number: u64,
    ru: [&'static str; 3],
    en: [&'static str; 2],
    language: Language,
) -> String {
    let word = match language {
        Language::Ru => plural_ru(number, ru),
        Language::En => en[usize::from(number != 1)],
    };
    format!("{}\u{a0}{word}", thousands(number))
}

/// `12 345` with no-break spaces.
#[must_use]
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3 * 2);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push('\u{a0}');
        }
        text.push(digit);
    }
    text
}

/// One digit after the comma (Russian) or point (English), none when it is a whole number.
#[must_use]
pub fn decimal(number: f64, language: Language) -> String {
    let text = format!("{number:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    match language {
        Language::Ru => text.replace('.', ","),
        Language::En => text.to_owned(),
    }
}

const fn pick(language: Language, ru: &'static str, en: &'static str) -> &'static str {
    match language {
        Language::Ru => ru,
        Language::En => en,
    }
}

/// A class by its grade and letter, never broken between two lines: «9 «А»».
#[must_use]
pub fn class(grade: impl std::fmt::Display, letter: &str) -> String {
    format!("{grade}\u{a0}«{letter}»")
}

#[cfg(test)]
mod tests;
