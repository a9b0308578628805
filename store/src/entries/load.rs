//! Reading entries of one's own diary.

mod entry;
mod lines;
mod row;

use domain::{
    id::{DiaryId, EditionId},
    occurrence::Occurrence,
};
use sqlx::QueryBuilder;
use uuid::Uuid;

use crate::{Conn, StoreError};

pub(crate) use self::row::{EntryRow, read_occurrence};
pub use self::{
    entry::{Entry, Part},
    lines::{Line, lines},
};

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
         shown_version, shown_at, taken_back_at, created_at, updated_at FROM entry WHERE diary_id = $1 AND page_key = $2 AND occurrence = $3")
        .bind(diary.0).bind(page_key).bind(occurrence.to_string()).fetch_optional(c).await)?;
    Ok(row.map(|row| row.read(conn)))
}

/// The edition in which the entry of one page on one occasion was begun.
///
/// # Errors
/// See [`StoreError`].
pub async fn begun_in(
    conn: &mut Conn,
    diary: DiaryId,
    page_key: &str,
    occurrence: Occurrence,
) -> Result<Option<EditionId>, StoreError> {
    let found: Option<(Uuid,)> = on!(conn, c => sqlx::query_as(
        "SELECT edition_id FROM entry WHERE diary_id = $1 AND page_key = $2 AND occurrence = $3")
        .bind(diary.0).bind(page_key).bind(occurrence.to_string()).fetch_optional(c).await)?;
    Ok(found.map(|(edition,)| EditionId(edition)))
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
         shown_version, shown_at, taken_back_at, created_at, updated_at FROM entry WHERE diary_id = $1 AND page_key = $2 ORDER BY created_at DESC, id DESC")
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
             shown_version, shown_at, taken_back_at, created_at, updated_at FROM entry WHERE diary_id = ");
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
         shown_version, shown_at, taken_back_at, created_at, updated_at FROM entry WHERE diary_id = $1 ORDER BY page_key, created_at, id")
        .bind(diary.0).fetch_all(c).await)?;
    Ok(rows.into_iter().map(|row| row.read(conn)).collect())
}
