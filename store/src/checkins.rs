//! Check-ins: sealed, for the student and the psychologist alone.

use chrono::{DateTime, Utc};
use domain::{
    access::{Act, Permit},
    checkin::Checkin,
    id::{CheckinId, PersonId},
};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Conn, Sealed, StoreError, Tx};

/// A kept check-in.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    pub id: CheckinId,
    pub at: DateTime<Utc>,
    pub checkin: Checkin,
    /// For the student: always; for the psychologist: only when the student shows it.
    pub note: Option<String>,
    pub note_shown: bool,
}

#[derive(FromRow)]
struct Row {
    id: Uuid,
    at: DateTime<Utc>,
    sealed_answers: Vec<u8>,
    sealed_note: Option<Vec<u8>>,
    note_shown: bool,
}

impl Row {
    fn read(self, own: bool) -> Result<Kept, StoreError> {
        let note = if own || self.note_shown {
            self.sealed_note
        } else {
            None
        };
        Ok(Kept {
            id: CheckinId(self.id),
            at: self.at,
            checkin: Sealed::open(&self.sealed_answers)?,
            note: note.as_deref().map(Sealed::open).transpose()?,
            note_shown: self.note_shown,
        })
    }
}

/// Keeps a check-in. With `amends` it replaces that one of the same student: the details that
/// follow a tap are one check-in with it.
///
/// # Errors
/// [`StoreError::NotFound`]: the permit is for somebody else, or there is nothing to amend.
pub async fn keep(
    tx: &mut Tx,
    permit: &Permit,
    kept: &Kept,
    amends: Option<CheckinId>,
) -> Result<(), StoreError> {
    let student = permit.student(Act::CheckIn)?;
    let answers = Sealed::seal(&kept.checkin)?.0;
    let note = kept
        .note
        .as_ref()
        .map(Sealed::seal)
        .transpose()?
        .map(|note| note.0);
    if let Some(id) = amends {
        let done = on!(tx, c => sqlx::query(
            "UPDATE checkin SET sealed_answers = $3, sealed_note = $4, note_shown = $5 WHERE id = $1 AND student_id = $2")
            .bind(id.0).bind(student.0).bind(answers).bind(note).bind(kept.note_shown)
            .execute(c).await.map(|done| done.rows_affected()))?;
        return if done == 1 {
            Ok(())
        } else {
            Err(StoreError::NotFound)
        };
    }
    on!(tx, c => sqlx::query(
        "INSERT INTO checkin (id, student_id, at, sealed_answers, sealed_note, note_shown) VALUES ($1, $2, $3, $4, $5, $6)")
        .bind(kept.id.0).bind(student.0).bind(kept.at).bind(answers).bind(note).bind(kept.note_shown)
        .execute(c).await.map(drop))?;
    Ok(())
}

/// A student's check-ins since a moment, the oldest first.
///
/// # Errors
/// [`StoreError::NotFound`]: the permit is for somebody else.
pub async fn of_student(
    conn: &mut Conn,
    permit: &Permit,
    since: DateTime<Utc>,
) -> Result<Vec<Kept>, StoreError> {
    let student = permit.student(Act::SeeCheckins)?;
    let rows: Vec<Row> = on!(conn, c => sqlx::query_as(
        "SELECT id, at, sealed_answers, sealed_note, note_shown FROM checkin WHERE student_id = $1 AND at >= $2 ORDER BY at, id")
        .bind(student.0).bind(since).fetch_all(c).await)?;
    let own = permit.actor() == student;
    rows.into_iter().map(|row| row.read(own)).collect()
}

/// Check-ins of many students since a moment, without their notes, for the one who may see them
/// all.
///
/// # Errors
/// [`StoreError::NotFound`]: `reach` is not the whole school.
pub async fn of_school(
    conn: &mut Conn,
    reach: &domain::access::Reach,
    since: DateTime<Utc>,
) -> Result<Vec<(PersonId, DateTime<Utc>, Checkin)>, StoreError> {
    if *reach != domain::access::Reach::School {
        return Err(StoreError::NotFound);
    }
    let rows: Vec<(Uuid, DateTime<Utc>, Vec<u8>)> = on!(conn, c => sqlx::query_as(
        "SELECT student_id, at, sealed_answers FROM checkin WHERE at >= $1 ORDER BY at, id")
        .bind(since).fetch_all(c).await)?;
    rows.into_iter()
        .map(|(student, at, answers)| Ok((PersonId(student), at, Sealed::open(&answers)?)))
        .collect()
}
