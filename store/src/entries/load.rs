//! Reading entries of one's own diary.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::{
    answer::Answers,
    id::{DiaryId, EditionId, EntryId},
    merge::Other,
    occurrence::Occurrence,
    shown::{Choices, Shown},
};
use sqlx::{FromRow, QueryBuilder, types::Json};
use uuid::Uuid;

use crate::{Conn, Sealed, StoreError};

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
    /// The other texts of fields in conflict.
    pub others: BTreeMap<String, Other>,
    pub choices: Choices,
    /// Empty when nothing was shown, or everything was taken back.
    pub shown: Shown,
    pub shown_version: Option<i64>,
    pub shown_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
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
    sealed_others: Option<Vec<u8>>,
    audience: Json<Choices>,
    shown: Option<Json<Shown>>,
    shown_version: Option<i64>,
    shown_at: Option<DateTime<Utc>>,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

impl EntryRow {
    pub(super) fn read(self) -> Result<Entry, StoreError> {
        Ok(Entry {
            id: EntryId(self.id),
            diary: DiaryId(self.diary_id),
            edition: EditionId(self.edition_id),
            page_key: self.page_key,
            occurrence: read_occurrence(&self.occurrence)?,
            version: self.version,
            draft: Sealed::open(&self.sealed_draft)?,
            others: self
                .sealed_others
                .as_deref()
                .map(Sealed::open)
                .transpose()?
                .unwrap_or_default(),
            choices: self.audience.0,
            shown: self.shown.map(|shown| shown.0).unwrap_or_default(),
            shown_version: self.shown_version,
            shown_at: self.shown_at,
            created_at: self.created_at,
            updated_at: self.updated_at,
        })
    }
}

pub(crate) fn read_occurrence(text: &str) -> Result<Occurrence, StoreError> {
    text.parse()
        .map_err(|_| StoreError::Damaged(format!("occurrence {text}")))
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
        "SELECT id, diary_id, edition_id, page_key, occurrence, version, sealed_draft, sealed_others, audience, shown, \
         shown_version, shown_at, created_at, updated_at FROM entry WHERE diary_id = $1 AND page_key = $2 AND occurrence = $3")
        .bind(diary.0).bind(page_key).bind(occurrence.to_string()).fetch_optional(c).await)?;
    row.map(EntryRow::read).transpose()
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
        "SELECT id, diary_id, edition_id, page_key, occurrence, version, sealed_draft, sealed_others, audience, shown, \
         shown_version, shown_at, created_at, updated_at FROM entry WHERE diary_id = $1 AND page_key = $2 ORDER BY created_at DESC, id DESC")
        .bind(diary.0).bind(page_key).fetch_all(c).await)?;
    rows.into_iter().map(EntryRow::read).collect()
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
            "SELECT id, diary_id, edition_id, page_key, occurrence, version, sealed_draft, sealed_others, audience, shown, \
             shown_version, shown_at, created_at, updated_at FROM entry WHERE diary_id = ");
        query.push_bind(diary.0).push(" AND page_key IN (");
        let mut keys = query.separated(", ");
        for key in page_keys {
            keys.push_bind((*key).to_owned());
        }
        query.push(") ORDER BY page_key, occurrence, id");
        query.build_query_as().fetch_all(c).await
    })?;
    rows.into_iter().map(EntryRow::read).collect()
}

/// Everything in a diary, by page and occasion: for printing it and for «Путь».
///
/// # Errors
/// See [`StoreError`].
pub async fn all(conn: &mut Conn, diary: DiaryId) -> Result<Vec<Entry>, StoreError> {
    let rows: Vec<EntryRow> = on!(conn, c => sqlx::query_as(
        "SELECT id, diary_id, edition_id, page_key, occurrence, version, sealed_draft, sealed_others, audience, shown, \
         shown_version, shown_at, created_at, updated_at FROM entry WHERE diary_id = $1 ORDER BY page_key, created_at, id")
        .bind(diary.0).fetch_all(c).await)?;
    rows.into_iter().map(EntryRow::read).collect()
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
    rows.into_iter()
        .map(|row| {
            Ok(Line {
                id: EntryId(row.id),
                occurrence: read_occurrence(&row.occurrence)?,
                page_key: row.page_key,
                version: row.version,
                shown_version: row.shown_version,
                shown_at: row.shown_at,
                updated_at: row.updated_at,
            })
        })
        .collect()
}
