//! Opening a student's check-ins for somebody else.

use chrono::{DateTime, Utc};
use domain::{
    access::{Act, Permit},
    id::DiaryId,
};
use uuid::Uuid;

use super::{note::note, opening::Opening};
use crate::{
    StoreError, Tx,
    checkins::{self, Seen},
    ledger::Head,
};

/// Opens a student's check-ins since a moment for somebody else and writes the line in the same
/// transaction. Without a diary there is no ledger: then the words stay where they are.
///
/// # Errors
/// [`StoreError::NotFound`]: the permit is for something else, or for the student's own eyes.
pub async fn open_checkins(
    tx: &mut Tx,
    permit: &Permit,
    since: DateTime<Utc>,
    opening: &Opening<'_>,
) -> Result<Vec<Seen>, StoreError> {
    let student = permit.student(Act::SeeCheckins)?;
    if permit.actor() == student {
        return Err(StoreError::NotFound);
    }
    // Locks the end of the chain on either engine.
    let found: Option<(Uuid, i64, Vec<u8>)> = on!(tx, c => sqlx::query_as(
        "UPDATE diary SET access_log_lines = access_log_lines WHERE student_id = $1 RETURNING id, access_log_lines, access_log_hash")
        .bind(student.0).fetch_optional(c).await)?;
    let mut kept = checkins::since_then(tx, student, since, false).await?;
    match found {
        Some((diary, lines, hash)) if !kept.is_empty() => {
            let head = Head {
                diary: DiaryId(diary),
                lines,
                hash,
            };
            note(tx, permit, &head, None, opening).await?;
        }
        Some(_) => {}
        None => kept.iter_mut().for_each(|one| one.note = Ok(None)),
    }
    Ok(kept)
}
