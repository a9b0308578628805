//! Taking away a card that nobody but its owner ever saw.

use domain::{
    access::{Act, Permit},
    id::{DiaryId, EntryId},
};

use super::write;
use crate::{StoreError, Tx};

/// Removes an entry that was never shown, with its whole history.
///
/// # Errors
/// [`StoreError::NotFound`]: the permit is for another diary, there is no such entry in it, or it
/// was shown: others have read it, and the ledger speaks of it.
pub async fn remove(
    tx: &mut Tx,
    permit: &Permit,
    diary: DiaryId,
    entry: EntryId,
) -> Result<(), StoreError> {
    write::belongs(tx, permit.student(Act::SaveEntry)?, diary).await?;
    on!(tx, c => sqlx::query(
        "DELETE FROM entry_revision WHERE entry_id IN \
         (SELECT id FROM entry WHERE id = $1 AND diary_id = $2 AND shown_at IS NULL AND taken_back_at IS NULL)")
        .bind(entry.0).bind(diary.0).execute(c).await.map(drop))?;
    let removed = on!(tx, c => sqlx::query("DELETE FROM entry WHERE id = $1 AND diary_id = $2 AND shown_at IS NULL AND taken_back_at IS NULL")
        .bind(entry.0).bind(diary.0).execute(c).await.map(|done| done.rows_affected()))?;
    if removed == 1 {
        Ok(())
    } else {
        Err(StoreError::NotFound)
    }
}
