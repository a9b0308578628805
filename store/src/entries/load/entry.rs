//! An entry as its owner sees it, and its parts that cannot be read.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::{
    answer::Answers,
    audience::Audience,
    id::{DiaryId, EditionId, EntryId},
    merge::Conflict,
    occurrence::Occurrence,
    shown::{Choices, Shown},
    template::Page,
};

/// An entry as its owner sees it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Entry {
    pub id: EntryId,
    pub diary: DiaryId,
    pub edition: EditionId,
    pub page_key: String,
    pub occurrence: Occurrence,
    pub version: i64,
    pub draft: Answers,
    /// What another device wrote to fields that are in conflict, until the owner has chosen.
    pub conflicts: BTreeMap<String, Conflict>,
    pub choices: Choices,
    /// Empty when nothing was shown, or everything was taken back.
    pub shown: Shown,
    pub shown_version: Option<i64>,
    pub shown_at: Option<DateTime<Utc>>,
    /// When all of it was taken back; nothing is shown since.
    pub taken_back_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    /// The parts that cannot be read, as they lie in the database; they are empty above.
    pub damaged: BTreeMap<Part, Vec<u8>>,
}

/// A part of an entry that can be damaged by itself.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Part {
    Occurrence,
    Draft,
    Conflicts,
    Choices,
    Shown,
}

impl Entry {
    /// Whether that part cannot be read.
    #[must_use]
    pub fn has_lost(&self, part: Part) -> bool {
        self.damaged.contains_key(&part)
    }

    /// Whether the owner's own words can be read.
    #[must_use]
    pub fn is_readable(&self) -> bool {
        !self.has_lost(Part::Draft) && !self.has_lost(Part::Occurrence)
    }

    /// Where it cannot be read who was to see what, nobody is, until the owner chooses again.
    pub fn close_if_lost(&mut self, page: &Page) {
        if self.has_lost(Part::Choices) {
            let fields = page.fields.iter().map(|field| field.key.clone());
            self.choices = fields.map(|key| (key, Audience::only_owner())).collect();
        }
    }
}
