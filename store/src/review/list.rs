//! The lists: what waits, the longest first; what was put off, the soonest first; what is settled, the
//! latest first.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{Database, Encode, QueryBuilder, Type};
use uuid::Uuid;

use super::{
    find::{Filter, found},
    line::{Row, ShownLine},
};
use crate::{Conn, StoreError};

/// Which of the lists.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Part {
    Waiting,
    Postponed,
    Settled,
}

/// What it costs to know how much waits is bounded: more than that is only "more".
pub const COUNTED: u64 = 500;

/// How many pages wait and how many were put off, each up to [`COUNTED`] and one.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Counts {
    pub waiting: u64,
    /// Of those, pages that wait only to be opened.
    pub notices: u64,
    pub postponed: u64,
}

impl Part {
    /// A page that is found in two capacities stands in the first list that one of them puts it in.
    const fn place(self) -> i64 {
        match self {
            Self::Waiting => 0,
            Self::Postponed => 1,
            Self::Settled => 2,
        }
    }

    const fn order(self) -> &'static str {
        match self {
            Self::Waiting => "since, entry_id",
            Self::Postponed => "until, since, entry_id",
            Self::Settled => "settled_at DESC, entry_id DESC",
        }
    }
}

/// Lines of one list, `most` of them after the first `from`.
///
/// # Errors
/// See [`StoreError`].
pub async fn list(
    conn: &mut Conn,
    filter: &Filter<'_>,
    part: Part,
    from: i64,
    most: i64,
) -> Result<Vec<ShownLine>, StoreError> {
    let rows: Vec<Row> = on!(conn, c => {
        let mut query = QueryBuilder::new("WITH listed AS (");
        lines(&mut query, filter, part);
        query.push(" ORDER BY ").push(part.order()).push(" LIMIT ").push_bind(most).push(" OFFSET ").push_bind(from);
        query.push(
            ") SELECT entry.id, person.id AS person_id, surname, given, patronymic, class_group.id AS class_group_id, grade_level, class_letter, \
             entry.edition_id, page_key, occurrence, shown, shown_subject, shown_at, kind, since, until, \
             (SELECT MAX(read_at) FROM access_log WHERE access_log.entry_id = entry.id AND access_log.kind = 'displayed' AND reader_id = ");
        query.push_bind(filter.me.0).push(
            ") AS read_at FROM listed JOIN entry ON entry.id = listed.entry_id JOIN person ON person.id = listed.person_id \
             JOIN class_group ON class_group.id = listed.class_group_id ORDER BY ").push(part.order());
        query.build_query_as().fetch_all(c).await
    })?;
    Ok(rows.into_iter().map(|row| row.read(conn, part)).collect())
}

/// How much waits.
///
/// # Errors
/// See [`StoreError`].
pub async fn counts(conn: &mut Conn, filter: &Filter<'_>) -> Result<Counts, StoreError> {
    let bound = i64::try_from(COUNTED + 1).unwrap_or(i64::MAX);
    let (waiting, notices, postponed): (i64, i64, i64) = on!(conn, c => {
        let mut query = QueryBuilder::new(
            "SELECT waiting_lines, notices, postponed_lines FROM (SELECT COUNT(*) AS waiting_lines, \
             COUNT(CASE WHEN kind = 'for_reading' THEN 1 END) AS notices FROM (");
        lines(&mut query, filter, Part::Waiting);
        query.push(" LIMIT ").push_bind(bound).push(") AS every_waiting) AS counted, (SELECT COUNT(*) AS postponed_lines FROM (");
        lines(&mut query, filter, Part::Postponed);
        query.push(" LIMIT ").push_bind(bound).push(") AS every_postponed) AS put_off");
        query.build_query_as().fetch_one(c).await
    })?;
    let count = |number: i64| u64::try_from(number).unwrap_or(0);
    Ok(Counts {
        waiting: count(waiting),
        notices: count(notices),
        postponed: count(postponed),
    })
}

/// `SELECT …`: a row for each page of one list, not in order yet.
fn lines<DB>(query: &mut QueryBuilder<DB>, filter: &Filter<'_>, part: Part)
where
    DB: Database,
    Uuid: for<'q> Encode<'q, DB> + Type<DB>,
    i64: for<'q> Encode<'q, DB> + Type<DB>,
    NaiveDate: for<'q> Encode<'q, DB> + Type<DB>,
    String: for<'q> Encode<'q, DB> + Type<DB>,
    DateTime<Utc>: for<'q> Encode<'q, DB> + Type<DB>,
{
    let columns = "waiting.entry_id, membership.class_group_id, person.id AS person_id, waiting.kind, since, until, settled_at";
    if filter.is_of_several() {
        query.push(
            "SELECT entry_id, class_group_id, person_id, \
             COALESCE(MAX(CASE WHEN settled_at IS NULL THEN kind END), MAX(kind)) AS kind, \
             COALESCE(MIN(CASE WHEN settled_at IS NULL THEN since END), MIN(since)) AS since, \
             MAX(until) AS until, MAX(settled_at) AS settled_at FROM (",
        );
        found(query, columns, filter);
        query.push(
            ") AS every_capacity GROUP BY entry_id, class_group_id, person_id \
             HAVING MIN(CASE WHEN settled_at IS NOT NULL THEN 2 WHEN until > ",
        );
        query
            .push_bind(filter.today)
            .push(" THEN 1 ELSE 0 END) = ")
            .push_bind(part.place());
        return;
    }
    found(query, columns, filter);
    match part {
        Part::Waiting => query
            .push(" AND settled_at IS NULL AND (until IS NULL OR until <= ")
            .push_bind(filter.today)
            .push(")"),
        Part::Postponed => query
            .push(" AND settled_at IS NULL AND until IS NOT NULL AND until > ")
            .push_bind(filter.today),
        Part::Settled => query.push(" AND settled_at IS NOT NULL"),
    };
}
