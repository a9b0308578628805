//! A save goes into the revision of its sitting, or into a new one.

use super::{add::add, last::Last, revision::Kind};
use crate::{
    Sealed, StoreError, Tx,
    entries::{Entry, writing::Writing},
};

/// Notes a save: in the revision of this sitting, or in a new one.
pub(crate) async fn note_save(
    tx: &mut Tx,
    writing: &Writing<'_>,
    entry: &Entry,
    last: Option<Last>,
) -> Result<(), StoreError> {
    match last {
        Some(last)
            if last.kind == Kind::Save
                && last.client_id == writing.client_id
                && last.is_same_sitting(writing.now) =>
        {
            let answers = Sealed::seal(&entry.draft)?;
            on!(tx, c => sqlx::query("UPDATE entry_revision SET version = $2, saved_at = $3, sealed_answers = $4, seq = $5 WHERE id = $1")
                .bind(last.id).bind(entry.version).bind(writing.now).bind(answers.0).bind(writing.seq).execute(c).await.map(drop))?;
            Ok(())
        }
        _ => {
            add(
                tx,
                writing,
                entry.id,
                entry.version,
                Kind::Save,
                &entry.draft,
            )
            .await
        }
    }
}
