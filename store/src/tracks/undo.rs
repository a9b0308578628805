//! Taking back a decision that was just made.

use chrono::{DateTime, Utc};
use domain::{
    access::{Act, Permit},
    id::{DiaryId, EntryId},
    waiting::UNDO,
};

use super::{
    advance::{in_turn, keep},
    track::Track,
};
use crate::{StoreError, Tx, waiting};

/// Takes back the last step, if its adult does so before the student sees it; the page it was made on
/// waits again. False: it is too late, or somebody did another step since.
///
/// # Errors
/// [`StoreError::NotFound`]: the permit is for another student or another act.
pub async fn undo(
    tx: &mut Tx,
    permit: &Permit,
    (diary, track): (DiaryId, Track),
    seq: usize,
    entry: EntryId,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let student = permit.student(Act::AgreeTrack)?;
    in_turn(tx, student, diary).await?;
    let seq = i64::try_from(seq).map_err(|_| StoreError::NotFound)?;
    let undone: Option<(DateTime<Utc>, String)> = on!(tx, c => sqlx::query_as(
        "DELETE FROM track_step WHERE diary_id = $1 AND track = $2 AND seq = $3 AND actor_id = $4 AND at > $5 \
         AND NOT EXISTS (SELECT 1 FROM track_step AS later WHERE later.diary_id = $1 AND later.track = $2 AND later.seq > $3) \
         RETURNING at, note")
        .bind(diary.0).bind(track.code()).bind(seq).bind(permit.actor().0).bind(now - UNDO)
        .fetch_optional(c).await)?;
    let Some((at, note)) = undone else {
        return Ok(false);
    };
    // What was said with it is its author's draft again.
    keep(tx, permit, (diary, track), &note, now).await?;
    waiting::again(tx, permit.actor(), entry, at).await?;
    Ok(true)
}
