//! The row of an entry, read as far as it can be.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::{
    answer::Answers,
    id::{DiaryId, EditionId, EntryId},
    occurrence::Occurrence,
    shown::{Choices, Shown},
};
use sqlx::FromRow;
use uuid::Uuid;

use super::entry::{Entry, Part};
use crate::{Conn, Readable, Sealed, Unreadable, loose::Loose};

#[derive(FromRow)]
pub(crate) struct EntryRow {
    pub(super) id: Uuid,
    pub(super) diary_id: Uuid,
    pub(super) edition_id: Uuid,
    pub(super) page_key: String,
    pub(super) occurrence: String,
    pub(super) version: i64,
    pub(super) sealed_draft: Vec<u8>,
    pub(super) sealed_conflicts: Option<Vec<u8>>,
    pub(super) audience: Loose<Choices>,
    pub(super) shown: Option<Loose<Shown>>,
    pub(super) shown_version: Option<i64>,
    pub(super) shown_at: Option<DateTime<Utc>>,
    pub(super) taken_back_at: Option<DateTime<Utc>>,
    pub(super) created_at: DateTime<Utc>,
    pub(super) updated_at: DateTime<Utc>,
}

impl EntryRow {
    /// The entry with whatever of it can be read.
    pub(crate) fn read(self, conn: &Conn) -> Entry {
        let mut damaged = BTreeMap::new();
        let mut lost = |part: Part, why: Unreadable, bytes: Vec<u8>| {
            conn.noted::<()>("entry", self.id, Err(why)).ok();
            damaged.insert(part, bytes);
        };
        let occurrence = read_occurrence(&self.occurrence).unwrap_or_else(|why| {
            lost(Part::Occurrence, why, self.occurrence.into_bytes());
            // No page has this one: the entry is taken for no other.
            Occurrence::Card(self.id)
        });
        let draft: Answers = Sealed::open(&self.sealed_draft).unwrap_or_else(|why| {
            lost(Part::Draft, why, self.sealed_draft);
            Answers::new()
        });
        let conflicts = self.sealed_conflicts.map_or_else(BTreeMap::new, |sealed| {
            Sealed::open(&sealed).unwrap_or_else(|why| {
                lost(Part::Conflicts, why, sealed);
                BTreeMap::new()
            })
        });
        let shown = self.shown.map_or_else(Shown::default, |shown| {
            shown.0.unwrap_or_else(|(why, bytes)| {
                lost(Part::Shown, why, bytes);
                Shown::default()
            })
        });
        let choices = self.audience.0.unwrap_or_else(|(why, bytes)| {
            lost(Part::Choices, why, bytes);
            Choices::new()
        });
        Entry {
            id: EntryId(self.id),
            diary: DiaryId(self.diary_id),
            edition: EditionId(self.edition_id),
            page_key: self.page_key,
            occurrence,
            version: self.version,
            draft,
            conflicts,
            choices,
            shown,
            shown_version: self.shown_version,
            shown_at: self.shown_at,
            taken_back_at: self.taken_back_at,
            created_at: self.created_at,
            updated_at: self.updated_at,
            damaged,
        }
    }
}

pub(crate) fn read_occurrence(text: &str) -> Readable<Occurrence> {
    text.parse().map_err(|_| Unreadable::Unknown)
}
