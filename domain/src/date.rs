//! Dates as a person types them.

use chrono::NaiveDate;

/// Reads `24.11.2026`, `4.9.26`, `24,11,2026`, `24 11 2026`, `24/11/2026`, `24-11-2026`,
/// `24112026` or `2026-11-24`: a telephone's keys for numbers have not always a point. `None` when
/// the date does not exist or is written otherwise; the text as typed stays with whoever asked.
#[must_use]
pub fn parse(text: &str) -> Option<NaiveDate> {
    let is_mark = |letter: char| letter.is_whitespace() || ['.', ',', '/', '-'].contains(&letter);
    let parts: Vec<&str> = text
        .split(is_mark)
        .filter(|part| !part.is_empty())
        .collect();
    let (first, month, last) = match parts.as_slice() {
        [first, month, last] => (*first, *month, *last),
        [whole] if whole.len() == 8 && whole.is_ascii() => {
            let (day, rest) = whole.split_at(2);
            let (month, year) = rest.split_at(2);
            (day, month, year)
        }
        _ => return None,
    };
    if [first, month, last]
        .iter()
        .any(|part| !part.bytes().all(|byte| byte.is_ascii_digit()))
    {
        return None;
    }
    let (year, day) = if first.len() == 4 {
        (first, last)
    } else {
        (last, first)
    };
    let year = match year.len() {
        2 => 2000 + year.parse::<i32>().ok()?,
        4 => year.parse().ok()?,
        _ => return None,
    };
    if !(1900..=2199).contains(&year) || day.len() > 2 || month.len() > 2 {
        return None;
    }
    NaiveDate::from_ymd_opt(year, month.parse().ok()?, day.parse().ok()?)
}

#[cfg(test)]
mod tests;
