//! An entry with what it holds at the end.

use chrono::{DateTime, Utc};
use domain::{
    access::SectionKind,
    answer::Answers,
    audience::Reader,
    id::EntryId,
    occurrence::Occurrence,
    shown::{Choices, Shown},
    template::Page,
};

/// An entry.
pub struct Sheet<'a> {
    pub page: &'a Page,
    pub row: SectionKind,
    pub occurrence: Occurrence,
    pub entry: EntryId,
    pub draft: Answers,
    pub choices: Choices,
    pub shown: Shown,
    pub shown_at: Option<DateTime<Utc>>,
}

impl Sheet<'_> {
    /// Fields of the shown version that this reader sees.
    pub fn seen_by(&self, reader: Reader) -> impl Iterator<Item = &str> {
        self.shown
            .0
            .iter()
            .filter(move |(_, field)| field.audience.contains(reader))
            .map(|(key, _)| key.as_str())
    }

    pub(super) const fn week(&self) -> Option<u32> {
        match self.occurrence {
            Occurrence::Week { number, .. } => Some(number),
            _ => None,
        }
    }
}
