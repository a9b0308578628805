//! Ending a conflict: the owner chooses between two texts of one field.

use domain::{
    access::{Act, Permit},
    merge::{Choice, settle as settled},
};

use super::{Entry, history, write, writing::Writing};
use crate::{StoreError, Tx};

/// Settles the conflict of one field. Both texts stay revisions.
///
/// # Errors
/// [`StoreError::NotFound`]: the permit is for another diary, or the field is in no conflict.
pub async fn settle(
    tx: &mut Tx,
    permit: &Permit,
    writing: &Writing<'_>,
    field: &str,
    choice: Choice,
) -> Result<Entry, StoreError> {
    write::belongs(tx, permit.student(Act::SaveEntry)?, writing.diary).await?;
    let before = write::before(tx, writing)
        .await?
        .ok_or(StoreError::NotFound)?;
    let mut conflicts = before.conflicts.clone();
    let conflict = conflicts.remove(field).ok_or(StoreError::NotFound)?;
    let mut answers = before.draft.clone();
    match settled(before.draft.get(field), conflict.answer.as_ref(), choice) {
        Some(answer) => answers.insert(field.to_owned(), answer),
        None => answers.remove(field),
    };
    let changed = answers != before.draft;
    let (choices, shown) = (before.choices.clone(), before.shown.clone());
    let entry = write::update(tx, writing, before, answers, conflicts, choices, shown).await?;
    if changed {
        history::note_save(tx, writing, &entry, None).await?;
    }
    Ok(entry)
}
