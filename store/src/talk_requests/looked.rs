//! Noting that a student looked at what became of their request.

use chrono::{DateTime, Utc};
use domain::{
    access::{Act, Permit},
    id::TalkRequestId,
};

use crate::{StoreError, Tx};

/// Notes that the student has seen what adults did with a request.
///
/// # Errors
/// [`StoreError::NotFound`]: the permit is for something else, or it is not theirs.
pub async fn looked(
    tx: &mut Tx,
    permit: &Permit,
    id: TalkRequestId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let student = permit.student(Act::AskToTalk)?;
    let found = on!(tx, c => sqlx::query("UPDATE talk_request SET looked_at = $3 WHERE id = $1 AND student_id = $2")
        .bind(id.0).bind(student.0).bind(now).execute(c).await.map(|done| done.rows_affected()))?;
    match found {
        1 => Ok(()),
        _ => Err(StoreError::NotFound),
    }
}
