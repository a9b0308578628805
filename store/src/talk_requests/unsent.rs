//! What a student wrote of a request and has not sent: one row for each, for a day. It is in no list of
//! anybody's; only the page of its form reads it.

use chrono::{DateTime, Utc};
use domain::{
    access::{Act, Permit},
    id::TalkRequestId,
    talk_request::UNSENT,
};
use serde::{Deserialize, Serialize};

use crate::{Conn, Readable, Sealed, StoreError, Tx};

/// The form as it was left.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub struct Unsent {
    /// A person, or `any` for the psychologists together.
    pub to: String,
    pub urgency: String,
    pub words: String,
}

/// Keeps the form that would send the request `id`, in place of what was kept before. What was sent
/// meanwhile is not unsent again.
///
/// # Errors
/// [`StoreError::NotFound`]: the permit is for something else.
pub async fn keep_unsent(
    tx: &mut Tx,
    permit: &Permit,
    id: TalkRequestId,
    form: &Unsent,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let student = permit.student(Act::AskToTalk)?;
    let sealed = Sealed::seal(form)?;
    on!(tx, c => sqlx::query(
        "INSERT INTO talk_unsent (student_id, sealed_form, kept_at) SELECT person.id, $2, $3 FROM person \
         WHERE person.id = $1 AND NOT EXISTS (SELECT 1 FROM talk_request WHERE talk_request.id = $4) \
         ON CONFLICT (student_id) DO UPDATE SET sealed_form = excluded.sealed_form, kept_at = excluded.kept_at")
        .bind(student.0).bind(sealed.0).bind(now).bind(id.0).execute(c).await.map(drop))?;
    Ok(())
}

/// What the student has not sent, if it is not older than a day, and since when.
///
/// # Errors
/// [`StoreError::NotFound`]: the permit is for something else.
pub async fn unsent(
    conn: &mut Conn,
    permit: &Permit,
    now: DateTime<Utc>,
) -> Result<Option<(Readable<Unsent>, DateTime<Utc>)>, StoreError> {
    let student = permit.student(Act::AskToTalk)?;
    let row: Option<(Vec<u8>, DateTime<Utc>)> = on!(conn, c => sqlx::query_as(
        "SELECT sealed_form, kept_at FROM talk_unsent WHERE student_id = $1 AND kept_at > $2")
        .bind(student.0).bind(now - UNSENT).fetch_optional(c).await)?;
    Ok(row.map(|(form, at)| {
        (
            conn.noted("talk_unsent", student.0, Sealed::open(&form)),
            at,
        )
    }))
}

/// Throws away what the student has not sent.
///
/// # Errors
/// [`StoreError::NotFound`]: the permit is for something else.
pub async fn discard_unsent(tx: &mut Tx, permit: &Permit) -> Result<(), StoreError> {
    let student = permit.student(Act::AskToTalk)?;
    on!(tx, c => sqlx::query("DELETE FROM talk_unsent WHERE student_id = $1").bind(student.0).execute(c).await.map(drop))?;
    Ok(())
}

/// Throws away whatever is older than a day.
///
/// # Errors
/// See [`StoreError`].
pub async fn purge_unsent(tx: &mut Tx, now: DateTime<Utc>) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query("DELETE FROM talk_unsent WHERE kept_at <= $1").bind(now - UNSENT).execute(c).await.map(drop))?;
    Ok(())
}
