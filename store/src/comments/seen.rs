//! Noting that words were seen.

use chrono::{DateTime, Utc};
use domain::{
    access::{Act, Permit},
    id::{EntryId, PersonId},
};

use crate::{Conn, StoreError, Tx};

/// Notes that the owner has seen what adults wrote on an entry.
///
/// # Errors
/// [`StoreError::NotFound`]: the permit is for another diary.
pub async fn seen(
    tx: &mut Tx,
    permit: &Permit,
    entry: EntryId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let owner = permit.student(Act::ReadDiary)?;
    let seen = on!(tx, c => sqlx::query(
        "UPDATE comment SET seen_at = $3 WHERE author_id <> $2 AND visible_at <= $3 AND seen_at IS NULL AND entry_id IN \
         (SELECT entry.id FROM entry JOIN diary ON diary.id = entry.diary_id WHERE entry.id = $1 AND student_id = $2)")
        .bind(entry.0).bind(owner.0).bind(now).execute(c).await.map(|done| done.rows_affected()))?;
    if seen == 0 {
        belongs(tx, owner, entry).await?;
    }
    Ok(())
}

/// The entry must be in that student's diary.
pub(crate) async fn belongs(
    conn: &mut Conn,
    student: PersonId,
    entry: EntryId,
) -> Result<(), StoreError> {
    let found: Option<(i64,)> = on!(conn, c => sqlx::query_as(
        "SELECT version FROM entry JOIN diary ON diary.id = entry.diary_id WHERE entry.id = $1 AND student_id = $2")
        .bind(entry.0).bind(student.0).fetch_optional(c).await)?;
    found.map(drop).ok_or(StoreError::NotFound)
}
