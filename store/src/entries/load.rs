//! Reading entries of one's own diary.

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
use sqlx::{FromRow, QueryBuilder};
use uuid::Uuid;

use crate::{Conn, Readable, Sealed, StoreError, Unreadable, loose::Loose};

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

/// An entry as contents and lists need it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Line {
    pub id: EntryId,
    pub page_key: String,
    pub occurrence: Occurrence,
    pub version: i64,
    pub shown_version: Option<i64>,
    pub shown_at: Option<DateTime<Utc>>,
    pub updated_at: DateTime<Utc>,
}

#[derive(FromRow)]
pub(super) struct EntryRow {
    id: Uuid,
    diary_id: Uuid,
    edition_id: Uuid,
    page_key: String,
    occurrence: String,
    version: i64,
    sealed_draft: Vec<u8>,
    sealed_conflicts: Option<Vec<u8>>,
    audience: Loose<Choices>,
    shown: Option<Loose<Shown>>,
    shown_version: Option<i64>,
    shown_at: Option<DateTime<Utc>>,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

impl EntryRow {
    /// The entry with whatever of it can be read.
    pub(super) fn read(self, conn: &Conn) -> Entry {
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
            created_at: self.created_at,
            updated_at: self.updated_at,
            damaged,
        }
    }
}

pub(crate) fn read_occurrence(text: &str) -> Readable<Occurrence> {
    text.parse().map_err(|_| Unreadable::Unknown)
}

/// The entry of one page on one occasion.
///
/// # Errors
/// See [`StoreError`].
pub async fn find(
    conn: &mut Conn,
    diary: DiaryId,
    page_key: &str,
    occurrence: Occurrence,
) -> Result<Option<Entry>, StoreError> {
    let row: Option<EntryRow> = on!(conn, c => sqlx::query_as(
        "SELECT id, diary_id, edition_id, page_key, occurrence, version, sealed_draft, sealed_conflicts, audience, shown, \
         shown_version, shown_at, created_at, updated_at FROM entry WHERE diary_id = $1 AND page_key = $2 AND occurrence = $3")
        .bind(diary.0).bind(page_key).bind(occurrence.to_string()).fetch_optional(c).await)?;
    Ok(row.map(|row| row.read(conn)))
}

/// All entries of one page (cards, notes, weeks), the latest change first.
///
/// # Errors
/// See [`StoreError`].
pub async fn of_page(
    conn: &mut Conn,
    diary: DiaryId,
    page_key: &str,
) -> Result<Vec<Entry>, StoreError> {
    let rows: Vec<EntryRow> = on!(conn, c => sqlx::query_as(
        "SELECT id, diary_id, edition_id, page_key, occurrence, version, sealed_draft, sealed_conflicts, audience, shown, \
         shown_version, shown_at, created_at, updated_at FROM entry WHERE diary_id = $1 AND page_key = $2 ORDER BY created_at DESC, id DESC")
        .bind(diary.0).bind(page_key).fetch_all(c).await)?;
    Ok(rows.into_iter().map(|row| row.read(conn)).collect())
}

/// All entries of some pages, by page and occasion.
///
/// # Errors
/// See [`StoreError`].
pub async fn of_pages(
    conn: &mut Conn,
    diary: DiaryId,
    page_keys: &[&str],
) -> Result<Vec<Entry>, StoreError> {
    if page_keys.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<EntryRow> = on!(conn, c => {
        let mut query = QueryBuilder::new(
            "SELECT id, diary_id, edition_id, page_key, occurrence, version, sealed_draft, sealed_conflicts, audience, shown, \
             shown_version, shown_at, created_at, updated_at FROM entry WHERE diary_id = ");
        query.push_bind(diary.0).push(" AND page_key IN (");
        let mut keys = query.separated(", ");
        for key in page_keys {
            keys.push_bind((*key).to_owned());
        }
        query.push(") ORDER BY page_key, occurrence, id");
        query.build_query_as().fetch_all(c).await
    })?;
    Ok(rows.into_iter().map(|row| row.read(conn)).collect())
}

/// Everything in a diary, by page and occasion: for printing it and for «Путь».
///
/// # Errors
/// See [`StoreError`].
pub async fn all(conn: &mut Conn, diary: DiaryId) -> Result<Vec<Entry>, StoreError> {
    let rows: Vec<EntryRow> = on!(conn, c => sqlx::query_as(
        "SELECT id, diary_id, edition_id, page_key, occurrence, version, sealed_draft, sealed_conflicts, audience, shown, \
         shown_version, shown_at, created_at, updated_at FROM entry WHERE diary_id = $1 ORDER BY page_key, created_at, id")
        .bind(diary.0).fetch_all(c).await)?;
    Ok(rows.into_iter().map(|row| row.read(conn)).collect())
}

#[derive(FromRow)]
struct LineRow {
    id: Uuid,
    page_key: String,
    occurrence: String,
    version: i64,
    shown_version: Option<i64>,
    shown_at: Option<DateTime<Utc>>,
    updated_at: DateTime<Utc>,
}

/// All entries of a diary without their texts, the latest change first.
///
/// # Errors
/// See [`StoreError`].
pub async fn lines(conn: &mut Conn, diary: DiaryId) -> Result<Vec<Line>, StoreError> {
    let rows: Vec<LineRow> = on!(conn, c => sqlx::query_as(
        "SELECT id, page_key, occurrence, version, shown_version, shown_at, updated_at FROM entry \
         WHERE diary_id = $1 ORDER BY updated_at DESC, id DESC").bind(diary.0).fetch_all(c).await)?;
    let lines = rows.into_iter().filter_map(|row| {
        // Without its occasion an entry has no address; the page's own list marks it.
        let read = conn.noted("entry", row.id, read_occurrence(&row.occurrence));
        Some(Line {
            id: EntryId(row.id),
            occurrence: read.ok()?,
            page_key: row.page_key,
            version: row.version,
            shown_version: row.shown_version,
            shown_at: row.shown_at,
            updated_at: row.updated_at,
        })
    });
    Ok(lines.collect())
}
