//! Check-ins: sealed, for the student and the psychologist alone.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::{Act, Permit, Scope, Target},
    checkin::Checkin,
    id::{CheckinId, PersonId},
};
use sqlx::{FromRow, QueryBuilder};
use uuid::Uuid;

use crate::{Conn, Readable, Sealed, StoreError, Tx};

/// A check-in to be kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    pub id: CheckinId,
    pub at: DateTime<Utc>,
    pub checkin: Checkin,
    pub note: Option<String>,
    pub note_shown: bool,
}

/// A kept check-in as somebody sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen {
    pub id: CheckinId,
    pub at: DateTime<Utc>,
    pub checkin: Readable<Checkin>,
    /// For the student: always; for the psychologist: only when the student shows it.
    pub note: Readable<Option<String>>,
    pub note_shown: bool,
}

impl Seen {
    /// Whether all of it can be read.
    #[must_use]
    pub const fn is_readable(&self) -> bool {
        self.checkin.is_ok() && self.note.is_ok()
    }
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
    fn read(self, own: bool, conn: &Conn) -> Seen {
        let note = if own || self.note_shown {
            self.sealed_note
        } else {
            None
        };
        let note = note.as_deref().map(Sealed::open).transpose();
        Seen {
            id: CheckinId(self.id),
            at: self.at,
            checkin: conn.noted("checkin", self.id, Sealed::open(&self.sealed_answers)),
            note: conn.noted("checkin", self.id, note),
            note_shown: self.note_shown,
        }
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

/// One's own check-ins since a moment, the oldest first. Somebody else's are opened by
/// [`open_checkins`](crate::access_log::open_checkins).
///
/// # Errors
/// [`StoreError::NotFound`]: the permit is for somebody else, or for another's eyes.
pub async fn of_student(
    conn: &mut Conn,
    permit: &Permit,
    since: DateTime<Utc>,
) -> Result<Vec<Seen>, StoreError> {
    let student = permit.student(Act::SeeCheckins)?;
    if permit.actor() != student {
        return Err(StoreError::NotFound);
    }
    since_then(conn, student, since, true).await
}

/// A student's check-ins since a moment, with all notes for their `own` eyes, else with those that
/// were shown.
pub(crate) async fn since_then(
    conn: &mut Conn,
    student: PersonId,
    since: DateTime<Utc>,
    own: bool,
) -> Result<Vec<Seen>, StoreError> {
    let rows: Vec<Row> = on!(conn, c => sqlx::query_as(
        "SELECT id, at, sealed_answers, sealed_note, note_shown FROM checkin WHERE student_id = $1 AND at >= $2 ORDER BY at, id")
        .bind(student.0).bind(since).fetch_all(c).await)?;
    Ok(rows.into_iter().map(|row| row.read(own, conn)).collect())
}

/// Check-ins of today's students in scope since a moment, without their notes.
///
/// # Errors
/// [`StoreError::NotFound`]: `scope` reaches nobody else than `me`.
pub async fn of_students(
    conn: &mut Conn,
    me: PersonId,
    scope: &Scope,
    since: DateTime<Utc>,
    today: NaiveDate,
) -> Result<Vec<(PersonId, DateTime<Utc>, Readable<Checkin>)>, StoreError> {
    if scope.relations().all(|found| found.target == Target::Own) {
        return Err(StoreError::NotFound);
    }
    let rows: Vec<(Uuid, Uuid, DateTime<Utc>, Vec<u8>)> = on!(conn, c => {
        let mut query = QueryBuilder::new(
            "SELECT checkin.id, checkin.student_id, at, sealed_answers FROM checkin JOIN person ON person.id = checkin.student_id \
             JOIN membership ON membership.person_id = person.id AND membership.role = 'student' AND membership.starts_on <= ");
        query.push_bind(today).push(" AND (membership.ends_on IS NULL OR membership.ends_on > ").push_bind(today)
            .push(") WHERE at >= ").push_bind(since);
        crate::scope::restrict(&mut query, me, scope);
        query.push(" ORDER BY at, checkin.id");
        query.build_query_as().fetch_all(c).await
    })?;
    let kept = rows.into_iter().map(|(id, student, at, answers)| {
        let checkin = conn.noted("checkin", id, Sealed::open(&answers));
        (PersonId(student), at, checkin)
    });
    Ok(kept.collect())
}
