//! Taking back a page that was shown: others lose it at once.

use domain::access::{Act, Permit};
use sqlx::types::Json;

use super::{Entry, find, write, writing::Writing};
use crate::{StoreError, Tx, waiting};

/// Takes back what was shown of an entry, but for the fields that cannot be kept for oneself. `None`:
/// nothing is shown.
///
/// # Errors
/// [`StoreError::NotFound`]: the permit is for another diary.
pub async fn take_back(
    tx: &mut Tx,
    permit: &Permit,
    writing: &Writing<'_>,
) -> Result<Option<Entry>, StoreError> {
    write::belongs(tx, permit.student(Act::ShowEntry)?, writing.diary).await?;
    let found = find(tx, writing.diary, &writing.page.key, writing.occurrence).await?;
    let Some(entry) = found.filter(|entry| entry.shown_at.is_some()) else {
        return Ok(None);
    };
    let shown = entry
        .shown
        .clone()
        .taken_back(writing.page, writing.row, writing.week());
    let is_whole = shown.0.is_empty();
    let (shown_version, shown_at, taken_back_at) = match is_whole {
        true => (None, None, Some(writing.now)),
        false => (entry.shown_version, entry.shown_at, None),
    };
    let written = on!(tx, c => sqlx::query(
        "UPDATE entry SET version = version + 1, shown = $3, shown_to = $4, shown_version = $5, shown_at = $6, taken_back_at = $7, \
         updated_at = $8 WHERE id = $1 AND version = $2")
        .bind(entry.id.0).bind(entry.version).bind((!is_whole).then_some(Json(&shown))).bind(shown.audience().bits())
        .bind(shown_version).bind(shown_at).bind(taken_back_at).bind(writing.now)
        .execute(c).await.map(|done| done.rows_affected()))?;
    if written == 0 {
        return Err(StoreError::Raced);
    }
    waiting::narrowed(tx, entry.id, &shown.audience()).await?;
    Ok(Some(Entry {
        version: entry.version + 1,
        shown,
        shown_version,
        shown_at,
        taken_back_at,
        updated_at: writing.now,
        ..entry
    }))
}
