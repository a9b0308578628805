//! Revisions of an entry, and what was shown when.

use chrono::{DateTime, Utc};
use domain::{
    answer::Answers,
    id::{DiaryId, EntryId, RevisionId},
};
use sqlx::QueryBuilder;
use uuid::Uuid;

use super::revision::{Kind, Revision, RevisionRow};
use crate::{Conn, Sealed, StoreError};

/// All revisions of an entry, the latest first.
///
/// # Errors
/// See [`StoreError`].
pub async fn revisions(conn: &mut Conn, entry: EntryId) -> Result<Vec<Revision>, StoreError> {
    let rows: Vec<RevisionRow> = on!(conn, c => sqlx::query_as(
        "SELECT id, version, kind, saved_at, sealed_answers FROM entry_revision WHERE entry_id = $1 \
         ORDER BY version DESC, saved_at DESC, id DESC").bind(entry.0).fetch_all(c).await)?;
    Ok(rows.into_iter().map(|row| row.read(conn)).collect())
}

/// How some pages stood each time they were shown: the page, when, and the answers of then as far
/// as they can be read, the oldest first.
///
/// # Errors
/// See [`StoreError`].
pub async fn shown_states(
    conn: &mut Conn,
    diary: DiaryId,
    page_keys: &[&str],
) -> Result<Vec<(String, DateTime<Utc>, Answers)>, StoreError> {
    if page_keys.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<(Uuid, String, DateTime<Utc>, Vec<u8>)> = on!(conn, c => {
        let mut query = QueryBuilder::new(
            "SELECT entry_revision.id, page_key, saved_at, sealed_answers FROM entry_revision JOIN entry ON entry.id = entry_revision.entry_id \
             WHERE kind = 'show' AND diary_id = ");
        query.push_bind(diary.0).push(" AND page_key IN (");
        let mut keys = query.separated(", ");
        for key in page_keys {
            keys.push_bind((*key).to_owned());
        }
        query.push(") ORDER BY saved_at, entry_revision.id");
        query.build_query_as().fetch_all(c).await
    })?;
    let states = rows.into_iter().filter_map(|(id, page, at, answers)| {
        let answers = conn.noted("entry_revision", id, Sealed::open(&answers));
        Some((page, at, answers.ok()?))
    });
    Ok(states.collect())
}

/// One revision of an entry.
///
/// # Errors
/// See [`StoreError`].
pub async fn revision(
    conn: &mut Conn,
    entry: EntryId,
    id: RevisionId,
) -> Result<Option<Revision>, StoreError> {
    let row: Option<RevisionRow> = on!(conn, c => sqlx::query_as(
        "SELECT id, version, kind, saved_at, sealed_answers FROM entry_revision WHERE entry_id = $1 AND id = $2")
        .bind(entry.0).bind(id.0).fetch_optional(c).await)?;
    Ok(row.map(|row| row.read(conn)))
}

/// The last state that can be read, apart from what another device wrote.
pub(crate) async fn last_readable(conn: &mut Conn, entry: EntryId) -> Result<Answers, StoreError> {
    let revisions = revisions(conn, entry).await?.into_iter();
    let mut readable = revisions
        .filter(|revision| revision.kind != Kind::Conflict)
        .filter_map(|revision| revision.answers.ok());
    Ok(readable.next().unwrap_or_default())
}
