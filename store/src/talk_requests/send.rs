//! Sending a request.

use chrono::{DateTime, Utc};
use domain::{
    access::{Act, Permit},
    id::{PersonId, TalkRequestId},
    talk_request::Urgency,
};

use crate::{Sealed, StoreError, Tx};

/// What is sent.
#[derive(Clone, Copy, Debug)]
pub struct Sending<'a> {
    pub id: TalkRequestId,
    /// `None`: the psychologists together.
    pub addressee: Option<PersonId>,
    pub urgency: Urgency,
    pub words: &'a str,
    pub now: DateTime<Utc>,
}

/// Sends a request of the student's own; nothing unsent is left. The same one sent twice is one.
///
/// # Errors
/// [`StoreError::NotFound`]: the permit is for something else.
pub async fn send(tx: &mut Tx, permit: &Permit, sending: &Sending<'_>) -> Result<(), StoreError> {
    let student = permit.student(Act::AskToTalk)?;
    let words = Sealed::seal(&sending.words)?;
    on!(tx, c => sqlx::query(
        "INSERT INTO talk_request (id, student_id, addressee_id, urgency, sealed_words, sent_at) \
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO NOTHING")
        .bind(sending.id.0).bind(student.0).bind(sending.addressee.map(|person| person.0))
        .bind(sending.urgency.code()).bind(words.0).bind(sending.now)
        .execute(c).await.map(drop))?;
    super::discard_unsent(tx, permit).await
}
