//! All entries of a diary without their texts.

use chrono::{DateTime, Utc};
use domain::{
    id::{DiaryId, EntryId},
    occurrence::Occurrence,
};
use sqlx::FromRow;
use uuid::Uuid;

use super::row::read_occurrence;
use crate::{Conn, StoreError};

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
