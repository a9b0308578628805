//! The open requests of students whom somebody reaches, without their words. Which of them are theirs
//! to answer the policy judges one by one: they are few.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::{Resource, Scope, Student},
    id::{ClassId, PersonId, TalkRequestId},
    name::PersonName,
    talk_request::Urgency,
};
use sqlx::{Database, Encode, FromRow, QueryBuilder, Type};
use uuid::Uuid;

use super::reach::{is_away, is_stood_in_for, reaches, stands_in};
use crate::{Conn, StoreError, Unreadable};

/// What a request is judged by.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Judged {
    pub student: Student,
    /// `None`: the psychologists together, also when whom it was sent to has no role any more.
    pub addressee: Option<PersonId>,
}

impl Judged {
    #[must_use]
    pub const fn resource(&self) -> Resource {
        Resource::TalkRequest {
            student: self.student,
            addressee: self.addressee,
        }
    }
}

/// A request that is open, without its words.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct OpenRequest {
    pub id: TalkRequestId,
    pub judged: Judged,
    pub urgency: Urgency,
    pub sent_at: DateTime<Utc>,
    /// Whom it was sent to, by name; `None`: the psychologists together.
    pub to: Option<PersonName>,
    pub taken_by: Option<(PersonId, PersonName)>,
    /// Whether the deputy head was told that it waits too long.
    pub is_told: bool,
}

#[derive(FromRow)]
struct Row {
    id: Uuid,
    student_id: Uuid,
    class_group_id: Option<Uuid>,
    addressee_id: Option<Uuid>,
    is_here: i64,
    urgency: String,
    sent_at: DateTime<Utc>,
    taken_by: Option<Uuid>,
    told_at: Option<DateTime<Utc>>,
    addressee_surname: Option<String>,
    addressee_given: Option<String>,
    addressee_patronymic: Option<String>,
    taker_surname: Option<String>,
    taker_given: Option<String>,
    taker_patronymic: Option<String>,
}

fn name(
    surname: Option<String>,
    given: Option<String>,
    patronymic: Option<String>,
) -> Option<PersonName> {
    Some(PersonName {
        surname: surname?,
        given: given?,
        patronymic: patronymic?,
    })
}

impl Row {
    fn judged(&self) -> Judged {
        Judged {
            student: Student {
                person: PersonId(self.student_id),
                class: self.class_group_id.map(ClassId),
            },
            addressee: self.addressee_id.filter(|_| self.is_here > 0).map(PersonId),
        }
    }

    fn read(self, conn: &Conn) -> OpenRequest {
        let judged = self.judged();
        let urgency = Urgency::parse(&self.urgency).ok_or(Unreadable::Unknown);
        let urgency = conn.noted("talk_request", self.id, urgency);
        let taker = name(self.taker_surname, self.taker_given, self.taker_patronymic);
        OpenRequest {
            id: TalkRequestId(self.id),
            judged,
            // What cannot be read is not put off.
            urgency: urgency.unwrap_or(Urgency::Now),
            sent_at: self.sent_at,
            to: name(
                self.addressee_surname,
                self.addressee_given,
                self.addressee_patronymic,
            ),
            taken_by: self.taken_by.map(PersonId).zip(taker),
            is_told: self.told_at.is_some(),
        }
    }
}

/// `SELECT …` of requests with their students' classes of that day; `person` is the student. Who has
/// taken one and is away or can answer it no more is left out, and so is an addressee whom nobody
/// stands in for.
fn found<DB>(query: &mut QueryBuilder<DB>, today: NaiveDate)
where
    DB: Database,
    NaiveDate: for<'q> Encode<'q, DB> + Type<DB>,
    bool: for<'q> Encode<'q, DB> + Type<DB>,
{
    // What both halves compare with, once.
    query
        .push("WITH day AS (SELECT ")
        .push_bind(today)
        .push(" AS today, ")
        .push_bind(false)
        .push(" AS no) ");
    query.push(concat!(
        "SELECT talk_request.id, talk_request.student_id, membership.class_group_id, addressee_id, urgency, sent_at, told_at, \
         addressee.surname AS addressee_surname, addressee.given AS addressee_given, addressee.patronymic AS addressee_patronymic, \
         taker.id AS taken_by, taker.surname AS taker_surname, taker.given AS taker_given, taker.patronymic AS taker_patronymic, \
         CAST(CASE WHEN ",
        reaches!("addressee_id", "person.id", "membership.class_group_id", "day.today", "day.no"),
        " AND (NOT ",
        is_away!("addressee_id", "day.today"),
        " OR ",
        is_stood_in_for!("addressee_id", "day.today", "day.no"),
        ") THEN 1 ELSE 0 END AS BIGINT) AS is_here FROM day CROSS JOIN talk_request JOIN person ON person.id = talk_request.student_id \
         LEFT JOIN membership ON membership.person_id = person.id AND membership.role = 'student' AND membership.starts_on <= day.today \
         AND (membership.ends_on IS NULL OR membership.ends_on > day.today) \
         LEFT JOIN person AS addressee ON addressee.id = addressee_id \
         LEFT JOIN person AS taker ON taker.id = taken_by AND (",
        reaches!("taken_by", "person.id", "membership.class_group_id", "day.today", "day.no"),
        " OR ",
        stands_in!("taken_by", "day.today"),
        ") AND NOT ",
        is_away!("taken_by", "day.today"),
        " WHERE "
    ));
}

/// The open requests of students in scope, the urgent ones first, of each the oldest first.
///
/// # Errors
/// See [`StoreError`].
pub async fn open_requests(
    conn: &mut Conn,
    me: PersonId,
    scope: &Scope,
    today: NaiveDate,
) -> Result<Vec<OpenRequest>, StoreError> {
    let rows: Vec<Row> = on!(conn, c => {
        let mut query = QueryBuilder::new("");
        found(&mut query, today);
        query.push("closed_at IS NULL");
        crate::scope::restrict(&mut query, me, scope);
        query.push(" ORDER BY CASE urgency WHEN 'at_once' THEN 0 WHEN 'today' THEN 1 ELSE 2 END, sent_at, talk_request.id");
        query.build_query_as().fetch_all(c).await
    })?;
    Ok(rows.into_iter().map(|row| row.read(conn)).collect())
}

/// What one request is judged by, open or not.
///
/// # Errors
/// [`StoreError::NotFound`]: there is none.
pub async fn find(
    conn: &mut Conn,
    id: TalkRequestId,
    today: NaiveDate,
) -> Result<Judged, StoreError> {
    let row: Option<Row> = on!(conn, c => {
        let mut query = QueryBuilder::new("");
        found(&mut query, today);
        query.push("talk_request.id = ").push_bind(id.0);
        query.build_query_as().fetch_optional(c).await
    })?;
    row.map(|row| row.judged()).ok_or(StoreError::NotFound)
}
