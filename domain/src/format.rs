//! Numbers and dates as people read them, without a locale library: there are exactly two
//! languages.

mod dates;
mod numbers;
mod pick;
mod words;

pub use self::{
    dates::{
        academic_year, day, day_and_year, moment, month_and_year, recent_day, time, typed_date,
        weekday, weekday_and_day,
    },
    numbers::{count, decimal, plural_ru, thousands},
    words::{class, quoted},
};

#[cfg(test)]
mod tests;
