//! The occasion an entry belongs to: once, a study week, a month, a revisit date or a card.

use std::{fmt, str::FromStr};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Written in addresses and in the database exactly as [`fmt::Display`] prints it.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(try_from = "String", into = "String")]
pub enum Occurrence {
    /// `once`
    Once,
    /// `2026-w12`: study week 12 of the academic year that began in 2026.
    Week { year: i32, number: u32 },
    /// `2026-q1`: the first term of the academic year that began in 2026.
    Term { year: i32, number: u32 },
    /// `2026-h1`
    HalfYear { year: i32, number: u32 },
    /// `2026-11`
    Month { year: i32, month: u32 },
    /// `2027-01-15`: the page looked at again.
    Revisit(NaiveDate),
    /// A card or a free page, by its own id.
    Card(Uuid),
    /// `2026-h1-0192f0c1-…`: a card of that half-year.
    HalfYearCard { year: i32, number: u32, id: Uuid },
}

/// The text is no occurrence.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("not an occurrence")]
pub struct NotAnOccurrence;

impl Occurrence {
    /// Whether it is one of any number, begun and taken away by hand.
    #[must_use]
    pub const fn is_card(self) -> bool {
        matches!(self, Self::Card(_) | Self::HalfYearCard { .. })
    }
}

impl fmt::Display for Occurrence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Once => f.write_str("once"),
            Self::Week { year, number } => write!(f, "{year}-w{number:02}"),
            Self::Term { year, number } => write!(f, "{year}-q{number}"),
            Self::HalfYear { year, number } => write!(f, "{year}-h{number}"),
            Self::Month { year, month } => write!(f, "{year}-{month:02}"),
            Self::Revisit(date) => write!(f, "{date}"),
            Self::Card(id) => id.fmt(f),
            Self::HalfYearCard { year, number, id } => write!(f, "{year}-h{number}-{id}"),
        }
    }
}

impl FromStr for Occurrence {
    type Err = NotAnOccurrence;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let found = if text == "once" {
            Some(Self::Once)
        } else if let Some((year, number)) = text.split_once("-w") {
            numbered(year, number, 53).map(|(year, number)| Self::Week { year, number })
        } else if let Some((year, number)) = text.split_once("-q") {
            numbered(year, number, 6).map(|(year, number)| Self::Term { year, number })
        } else if let Some((year, number)) = text.split_once("-h") {
            match number.split_once('-') {
                None => {
                    numbered(year, number, 2).map(|(year, number)| Self::HalfYear { year, number })
                }
                Some((number, id)) => card_of_half_year(year, number, id),
            }
        } else if text.len() == 7 {
            month(text)
        } else if text.len() == 10 {
            text.parse().ok().map(Self::Revisit)
        } else {
            text.parse().ok().map(Self::Card)
        };
        // One occasion has one spelling: `2026-w2` beside `2026-w02` would be two entries.
        found
            .filter(|occurrence| occurrence.to_string() == text)
            .ok_or(NotAnOccurrence)
    }
}

fn numbered(year: &str, number: &str, most: u32) -> Option<(i32, u32)> {
    let (year, number) = (year.parse().ok()?, number.parse().ok()?);
    (1..=most).contains(&number).then_some((year, number))
}

fn card_of_half_year(year: &str, number: &str, id: &str) -> Option<Occurrence> {
    let (year, number) = numbered(year, number, 2)?;
    let id = id.parse().ok()?;
    Some(Occurrence::HalfYearCard { year, number, id })
}

fn month(text: &str) -> Option<Occurrence> {
    let (year, month) = text.split_once('-')?;
    let (year, month) = (year.parse().ok()?, month.parse().ok()?);
    (1..=12)
        .contains(&month)
        .then_some(Occurrence::Month { year, month })
}

impl TryFrom<String> for Occurrence {
    type Error = NotAnOccurrence;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Occurrence> for String {
    fn from(occurrence: Occurrence) -> Self {
        occurrence.to_string()
    }
}

#[cfg(test)]
mod tests;
