//! Requests as their student reads them.

use chrono::{DateTime, Utc};
use domain::{
    access::{Act, Permit},
    id::{PersonId, TalkRequestId},
    name::PersonName,
    role::Role,
    talk_request::{Kind, State, Urgency},
};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Conn, Readable, Sealed, StoreError, Unreadable};

/// A step as it was done.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct StepLine {
    pub kind: Kind,
    pub actor: PersonId,
    pub name: PersonName,
    pub role: Option<Role>,
    /// Whom it was passed on to; `None`: the psychologists together, or it was not.
    pub to: Option<PersonName>,
    /// What was said with it; empty: nothing.
    pub note: Readable<String>,
    pub at: DateTime<Utc>,
}

/// A request of one's own.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct OwnRequest {
    pub id: TalkRequestId,
    /// Whom it is with now; `None`: the psychologists together.
    pub addressee: Option<PersonId>,
    pub to: Option<PersonName>,
    pub urgency: Urgency,
    pub words: Readable<String>,
    pub sent_at: DateTime<Utc>,
    /// Whether the deputy head was told that it waits too long.
    pub is_told: bool,
    /// When its student last looked at what became of it.
    pub looked_at: Option<DateTime<Utc>>,
    /// The oldest first.
    pub steps: Vec<StepLine>,
}

impl OwnRequest {
    #[must_use]
    pub fn state(&self) -> State {
        State::replay(self.steps.iter().map(|step| (step.kind, step.actor)))
    }

    /// Whether an adult did something with it since its student last looked.
    #[must_use]
    pub fn has_news(&self) -> bool {
        let looked = self.looked_at.unwrap_or(self.sent_at);
        let mut steps = self.steps.iter();
        steps.any(|step| step.kind.is_news() && step.at > looked)
    }
}

#[derive(FromRow)]
struct Row {
    id: Uuid,
    addressee_id: Option<Uuid>,
    urgency: String,
    sealed_words: Vec<u8>,
    sent_at: DateTime<Utc>,
    told_at: Option<DateTime<Utc>>,
    looked_at: Option<DateTime<Utc>>,
    surname: Option<String>,
    given: Option<String>,
    patronymic: Option<String>,
}

#[derive(FromRow)]
pub(super) struct StepRow {
    request_id: Uuid,
    kind: String,
    actor_id: Uuid,
    surname: String,
    given: String,
    patronymic: String,
    role: String,
    sealed_note: Vec<u8>,
    at: DateTime<Utc>,
    to_surname: Option<String>,
    to_given: Option<String>,
    to_patronymic: Option<String>,
}

impl StepRow {
    pub(super) fn read(self, conn: &Conn) -> Option<StepLine> {
        let kind = Kind::parse(&self.kind).ok_or(Unreadable::Unknown);
        let kind = conn.noted("talk_request_step", self.request_id, kind);
        let to = self.to_surname.zip(self.to_given).zip(self.to_patronymic);
        Some(StepLine {
            kind: kind.ok()?,
            actor: PersonId(self.actor_id),
            name: PersonName {
                surname: self.surname,
                given: self.given,
                patronymic: self.patronymic,
            },
            role: Role::parse(&self.role),
            to: to.map(|((surname, given), patronymic)| PersonName {
                surname,
                given,
                patronymic,
            }),
            note: conn.noted(
                "talk_request_step",
                self.request_id,
                Sealed::open(&self.sealed_note),
            ),
            at: self.at,
        })
    }
}

macro_rules! steps_sql {
    ($which:literal) => {
        concat!(
            "SELECT request_id, kind, actor_id, person.surname, person.given, person.patronymic, role, sealed_note, at, \
             whom.surname AS to_surname, whom.given AS to_given, whom.patronymic AS to_patronymic FROM talk_request_step \
             JOIN person ON person.id = actor_id LEFT JOIN person AS whom ON whom.id = addressee_id WHERE ",
            $which,
            " ORDER BY request_id, seq"
        )
    };
}

/// The steps of one request, the oldest first.
pub(super) async fn steps(conn: &mut Conn, id: TalkRequestId) -> Result<Vec<StepLine>, StoreError> {
    let rows: Vec<StepRow> = on!(conn, c => sqlx::query_as(steps_sql!("request_id = $1")).bind(id.0).fetch_all(c).await)?;
    Ok(rows.into_iter().filter_map(|row| row.read(conn)).collect())
}

/// A student's requests, the latest first, at most `limit`.
///
/// # Errors
/// [`StoreError::NotFound`]: the permit is for something else.
pub async fn of_student(
    conn: &mut Conn,
    permit: &Permit,
    limit: i64,
) -> Result<Vec<OwnRequest>, StoreError> {
    let student = permit.student(Act::AskToTalk)?;
    let rows: Vec<Row> = on!(conn, c => sqlx::query_as(
        "SELECT talk_request.id, addressee_id, urgency, sealed_words, sent_at, told_at, looked_at, surname, given, patronymic FROM talk_request \
         LEFT JOIN person ON person.id = addressee_id WHERE student_id = $1 ORDER BY sent_at DESC, talk_request.id DESC LIMIT $2")
        .bind(student.0).bind(limit).fetch_all(c).await)?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let steps: Vec<StepRow> = on!(conn, c => sqlx::query_as(steps_sql!(
        "request_id IN (SELECT id FROM talk_request WHERE student_id = $1)"))
        .bind(student.0).fetch_all(c).await)?;
    let mut requests: Vec<OwnRequest> = rows
        .into_iter()
        .map(|row| {
            let urgency = Urgency::parse(&row.urgency).ok_or(Unreadable::Unknown);
            let to = row.surname.zip(row.given).zip(row.patronymic);
            OwnRequest {
                id: TalkRequestId(row.id),
                addressee: row.addressee_id.map(PersonId),
                to: to.map(|((surname, given), patronymic)| PersonName {
                    surname,
                    given,
                    patronymic,
                }),
                urgency: conn
                    .noted("talk_request", row.id, urgency)
                    .unwrap_or(Urgency::Now),
                words: conn.noted("talk_request", row.id, Sealed::open(&row.sealed_words)),
                sent_at: row.sent_at,
                is_told: row.told_at.is_some(),
                looked_at: row.looked_at,
                steps: Vec::new(),
            }
        })
        .collect();
    for row in steps {
        let id = TalkRequestId(row.request_id);
        if let Some(request) = requests.iter_mut().find(|request| request.id == id) {
            request.steps.extend(row.read(conn));
        }
    }
    Ok(requests)
}
