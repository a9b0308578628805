//! Adding a revision.

use domain::{answer::Answers, id::EntryId};
use uuid::Uuid;

use super::revision::Kind;
use crate::{
    Sealed, StoreError, Tx,
    entries::{Entry, Part, writing::Writing},
};

/// Keeps what cannot be read as revisions, byte for byte, before something is written in its place.
pub(crate) async fn keep_damaged(
    tx: &mut Tx,
    writing: &Writing<'_>,
    entry: &Entry,
    parts: &[Part],
) -> Result<(), StoreError> {
    let lost = parts
        .iter()
        .filter_map(|part| Some((*part, entry.damaged.get(part)?)));
    for (part, bytes) in lost {
        // An id of its own, made of the one that was given.
        let id = writing.revision_id.0.as_u128() ^ ((part as u128 + 1) << 64);
        on!(tx, c => sqlx::query(
            "INSERT INTO entry_revision (id, entry_id, version, kind, client_id, seq, began_at, saved_at, sealed_answers) \
             VALUES ($1, $2, $3, $4, $5, 0, $6, $6, $7)")
            .bind(Uuid::from_u128(id)).bind(entry.id.0).bind(entry.version).bind(Kind::Save.code()).bind(Uuid::nil())
            .bind(writing.now).bind(bytes.as_slice()).execute(c).await.map(drop))?;
    }
    Ok(())
}

/// Adds a revision.
pub(crate) async fn add(
    tx: &mut Tx,
    writing: &Writing<'_>,
    entry: EntryId,
    version: i64,
    kind: Kind,
    answers: &Answers,
) -> Result<(), StoreError> {
    let answers = Sealed::seal(answers)?;
    on!(tx, c => sqlx::query(
        "INSERT INTO entry_revision (id, entry_id, version, kind, client_id, seq, began_at, saved_at, sealed_answers) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8)")
        .bind(writing.revision_id.0).bind(entry.0).bind(version).bind(kind.code()).bind(writing.client_id)
        .bind(writing.seq).bind(writing.now).bind(answers.0).execute(c).await.map(drop))?;
    Ok(())
}
