//! Putting an earlier state of a page back into its draft.

use domain::{
    access::{Act, Permit},
    id::RevisionId,
};

use super::{
    Entry, history,
    write::{before, belongs, update},
    writing::Writing,
};
use crate::{StoreError, Tx};

/// Puts the words of an old revision back into the draft. What stood there stays a revision.
///
/// # Errors
/// [`StoreError::NotFound`]: the permit is for another diary, or there is no such revision.
pub async fn restore(
    tx: &mut Tx,
    permit: &Permit,
    writing: &Writing<'_>,
    id: RevisionId,
) -> Result<Entry, StoreError> {
    belongs(tx, permit.student(Act::SaveEntry)?, writing.diary).await?;
    let before = before(tx, writing).await?.ok_or(StoreError::NotFound)?;
    let old = history::revision(tx, before.id, id)
        .await?
        .ok_or(StoreError::NotFound)?;
    let old = old.answers.map_err(|_| StoreError::NotFound)?;
    if old == before.draft && before.is_readable() {
        return Ok(before);
    }
    let (conflicts, choices, shown) = (
        before.conflicts.clone(),
        before.choices.clone(),
        before.shown.clone(),
    );
    let entry = update(tx, writing, before, old, conflicts, choices, shown).await?;
    history::add(
        tx,
        writing,
        entry.id,
        entry.version,
        history::Kind::Restore,
        &entry.draft,
    )
    .await?;
    Ok(entry)
}
