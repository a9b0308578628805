//! Opening a request for whom it was sent to.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::{Act, Permit},
    id::TalkRequestId,
    name::PersonName,
    talk_request::{Kind, State, Urgency},
};
use sqlx::FromRow;

use super::{
    of_student::{StepLine, steps},
    reach::is_here,
    step::add,
};
use crate::{Readable, Sealed, StoreError, Tx, Unreadable};

/// A request with its words.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Opened {
    pub id: TalkRequestId,
    pub student: PersonName,
    pub grade: Option<u8>,
    pub letter: Option<String>,
    pub to: Option<PersonName>,
    pub urgency: Urgency,
    pub words: Readable<String>,
    pub sent_at: DateTime<Utc>,
    /// The oldest first.
    pub steps: Vec<StepLine>,
    /// Where it stands: what somebody took who can answer no more is as if nobody had.
    pub state: State,
}

#[derive(FromRow)]
struct Row {
    urgency: String,
    sealed_words: Vec<u8>,
    sent_at: DateTime<Utc>,
    surname: String,
    given: String,
    patronymic: String,
    to_surname: Option<String>,
    to_given: Option<String>,
    to_patronymic: Option<String>,
    grade_level: Option<i64>,
    class_letter: Option<String>,
}

/// Opens a request: its words leave only with a step of who saw them first and when, which the
/// student reads. Each adult has one. What was taken back has no words any more, and nobody opens it who
/// had not before.
///
/// # Errors
/// [`StoreError::NotFound`]: the permit is for something else.
pub async fn open(
    tx: &mut Tx,
    permit: &Permit,
    id: TalkRequestId,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<Opened, StoreError> {
    let student = permit.student(Act::AnswerTalkRequest)?;
    // Waits for who does a step at this moment.
    let row: Option<Row> = on!(tx, c => sqlx::query_as(
        "UPDATE talk_request SET taken_by = taken_by WHERE id = $1 AND student_id = $2 RETURNING urgency, sealed_words, sent_at, \
         (SELECT surname FROM person WHERE person.id = student_id) AS surname, (SELECT given FROM person WHERE person.id = student_id) AS given, \
         (SELECT patronymic FROM person WHERE person.id = student_id) AS patronymic, \
         (SELECT surname FROM person WHERE person.id = addressee_id) AS to_surname, (SELECT given FROM person WHERE person.id = addressee_id) AS to_given, \
         (SELECT patronymic FROM person WHERE person.id = addressee_id) AS to_patronymic, \
         (SELECT grade_level FROM class_group WHERE class_group.id = $3) AS grade_level, \
         (SELECT class_letter FROM class_group WHERE class_group.id = $3) AS class_letter")
        .bind(id.0).bind(student.0).bind(permit.resource().student().and_then(|student| student.class).map(|class| class.0))
        .fetch_optional(c).await)?;
    let row = row.ok_or(StoreError::NotFound)?;
    // The step of this very opening is the student's to read.
    let done = steps(tx, id).await?;
    let mut state = State::replay(done.iter().map(|step| (step.kind, step.actor)));
    let is_withdrawn = state == State::Withdrawn;
    if is_withdrawn && !done.iter().any(|step| step.actor == permit.actor()) {
        return Err(StoreError::NotFound);
    }
    if !done.iter().any(|step| step.actor == permit.actor()) {
        add(tx, permit, id, done.len(), (Kind::Seen, "", None), now).await?;
    }
    if let (State::Taken(by), Some(student)) = (state, permit.resource().student())
        && by != permit.actor()
        && !is_here(tx, by, student, today).await?
    {
        state = State::Sent;
    }
    let urgency = Urgency::parse(&row.urgency).ok_or(Unreadable::Unknown);
    let to = row.to_surname.zip(row.to_given).zip(row.to_patronymic);
    Ok(Opened {
        id,
        student: PersonName {
            surname: row.surname,
            given: row.given,
            patronymic: row.patronymic,
        },
        grade: row.grade_level.and_then(|grade| u8::try_from(grade).ok()),
        letter: row.class_letter,
        to: to.map(|((surname, given), patronymic)| PersonName {
            surname,
            given,
            patronymic,
        }),
        urgency: tx
            .noted("talk_request", id.0, urgency)
            .unwrap_or(Urgency::Now),
        words: match is_withdrawn {
            true => Ok(String::new()),
            false => tx.noted("talk_request", id.0, Sealed::open(&row.sealed_words)),
        },
        sent_at: row.sent_at,
        steps: done,
        state,
    })
}
