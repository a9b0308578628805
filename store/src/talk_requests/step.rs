//! Doing a step. Of two at once one does it; the other reads who.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::{Act, Permit},
    id::{PersonId, TalkRequestId},
    talk_request::{Kind, State},
};

use super::{of_student::steps, reach::is_here};
use crate::{Sealed, StoreError, Tx};

/// What is to be done.
#[derive(Clone, Copy, Debug)]
pub struct Doing<'a> {
    pub kind: Kind,
    /// What is said with it.
    pub note: &'a str,
    /// Whom it is passed on to; `None`: the psychologists together.
    pub to: Option<PersonId>,
    pub today: NaiveDate,
    pub now: DateTime<Utc>,
}

/// What came of it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Did {
    Done,
    /// It is not possible where the request stands now.
    NotNow,
}

/// Does a step of an adult whom the request was sent to. A second press of the same button finds its
/// step done.
///
/// # Errors
/// [`StoreError::NotFound`]: the permit is for something else.
pub async fn step(
    tx: &mut Tx,
    permit: &Permit,
    id: TalkRequestId,
    doing: &Doing<'_>,
) -> Result<Did, StoreError> {
    let student = permit.student(Act::AnswerTalkRequest)?;
    done(tx, permit, student, id, doing).await
}

/// The student takes a request back.
///
/// # Errors
/// [`StoreError::NotFound`]: the permit is for something else, or it is not theirs.
pub async fn withdraw(
    tx: &mut Tx,
    permit: &Permit,
    id: TalkRequestId,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<Did, StoreError> {
    let student = permit.student(Act::AskToTalk)?;
    let doing = Doing {
        kind: Kind::Withdrawn,
        note: "",
        to: None,
        today,
        now,
    };
    done(tx, permit, student, id, &doing).await
}

async fn done(
    tx: &mut Tx,
    permit: &Permit,
    student: PersonId,
    id: TalkRequestId,
    doing: &Doing<'_>,
) -> Result<Did, StoreError> {
    // Two who do a step at once come one after the other.
    let found = on!(tx, c => sqlx::query("UPDATE talk_request SET taken_by = taken_by WHERE id = $1 AND student_id = $2")
        .bind(id.0).bind(student.0).execute(c).await.map(|done| done.rows_affected()))?;
    if found != 1 {
        return Err(StoreError::NotFound);
    }
    let before = steps(tx, id).await?;
    let me = permit.actor();
    let mut count = before.len();
    // What others only looked at since changes nothing of that.
    let last = before.iter().rev().find(|step| step.kind != Kind::Seen);
    let is_same = last.is_some_and(|last| {
        (last.kind, last.actor) == (doing.kind, me) && last.note.as_deref() == Ok(doing.note)
    });
    if is_same {
        return Ok(Did::Done);
    }
    let mut state = State::replay(before.iter().map(|step| (step.kind, step.actor)));
    // Whoever has taken it and can answer no more holds nobody up.
    if let (State::Taken(by), Some(student)) = (state, permit.resource().student())
        && by != me
        && !is_here(tx, by, student, doing.today).await?
    {
        add(tx, permit, id, count, (Kind::Released, "", None), doing.now).await?;
        (count, state) = (count + 1, State::Sent);
    }
    let Some(next) = state.step(doing.kind, me) else {
        return Ok(Did::NotNow);
    };
    add(
        tx,
        permit,
        id,
        count,
        (doing.kind, doing.note, doing.to),
        doing.now,
    )
    .await?;
    let taker = match next {
        State::Taken(by) => Some(by.0),
        _ => None,
    };
    let closed_at = (!next.is_open()).then_some(doing.now);
    let passes = doing.kind == Kind::PassedOn;
    on!(tx, c => sqlx::query(
        "UPDATE talk_request SET taken_by = $2, closed_at = $3, addressee_id = CASE WHEN $4 THEN $5 ELSE addressee_id END WHERE id = $1")
        .bind(id.0).bind(taker).bind(closed_at).bind(passes).bind(doing.to.map(|person| person.0))
        .execute(c).await.map(drop))?;
    Ok(Did::Done)
}

/// Adds a step after the `seq` steps that are there; [`StoreError::Raced`] when somebody was faster.
pub(super) async fn add(
    tx: &mut Tx,
    permit: &Permit,
    id: TalkRequestId,
    seq: usize,
    (kind, note, to): (Kind, &str, Option<PersonId>),
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let seq = i64::try_from(seq + 1).map_err(|_| StoreError::NotFound)?;
    let note = Sealed::seal(&note)?;
    on!(tx, c => sqlx::query(
        "INSERT INTO talk_request_step (request_id, seq, kind, actor_id, role, addressee_id, sealed_note, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)")
        .bind(id.0).bind(seq).bind(kind.code()).bind(permit.actor().0).bind(permit.role().code())
        .bind(to.map(|person| person.0)).bind(note.0).bind(now).execute(c).await.map(drop))?;
    Ok(())
}
