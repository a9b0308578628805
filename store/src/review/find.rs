//! The rows of `waiting` that reach a reader, as the beginning of a query.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{access::Scope, id::PersonId};
use sqlx::{Database, Encode, QueryBuilder, Type};
use uuid::Uuid;

/// Which pages: of whom, and in which capacities they are read.
#[derive(Clone, Copy, Debug)]
pub struct Filter<'a> {
    pub me: PersonId,
    /// Whom `me` reaches, and in which capacities.
    pub scope: &'a Scope,
    /// Only this student's pages.
    pub student: Option<PersonId>,
    pub today: NaiveDate,
}

impl Filter<'_> {
    /// Whether a page can be found in two capacities.
    pub(super) fn is_of_several(&self) -> bool {
        self.scope.readers().iter().count() > 1
    }
}

/// `SELECT …`: a row for each capacity in which a page is found.
pub(super) fn found<DB>(query: &mut QueryBuilder<DB>, columns: &str, filter: &Filter<'_>)
where
    DB: Database,
    Uuid: for<'q> Encode<'q, DB> + Type<DB>,
    i64: for<'q> Encode<'q, DB> + Type<DB>,
    NaiveDate: for<'q> Encode<'q, DB> + Type<DB>,
    String: for<'q> Encode<'q, DB> + Type<DB>,
    DateTime<Utc>: for<'q> Encode<'q, DB> + Type<DB>,
{
    query.push("SELECT ").push(columns).push(
        " FROM waiting JOIN entry ON entry.id = waiting.entry_id JOIN diary ON diary.id = entry.diary_id \
         JOIN person ON person.id = diary.student_id \
         JOIN membership ON membership.person_id = person.id AND membership.role = 'student' WHERE waiting.capacity ");
    // One capacity is read off an index in the order of the list.
    let readers = filter.scope.readers();
    let mut codes = readers.iter().map(|reader| reader.code().to_owned());
    match (codes.next(), filter.is_of_several()) {
        (Some(code), false) => {
            query.push("= ").push_bind(code);
        }
        (first, _) => {
            query.push("IN (''");
            for code in first.into_iter().chain(codes) {
                query.push(", ").push_bind(code);
            }
            query.push(")");
        }
    }
    query
        .push(" AND shown_at IS NOT NULL AND membership.starts_on <= ")
        .push_bind(filter.today)
        .push(" AND (membership.ends_on IS NULL OR membership.ends_on > ")
        .push_bind(filter.today)
        .push(")");
    if let Some(student) = filter.student {
        query.push(" AND person.id = ").push_bind(student.0);
    }
    crate::scope::readable(query, filter.me, filter.scope);
}
