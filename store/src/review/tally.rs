//! Shown pages counted by student.

use chrono::{DateTime, Utc};
use domain::id::PersonId;
use sqlx::QueryBuilder;
use uuid::Uuid;

use super::find::{Filter, found};
use crate::{Conn, StoreError};

/// A student's shown pages, counted for one reader.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Tally {
    pub student: PersonId,
    pub shown: u64,
    /// Of these, how many wait for the reader.
    pub waiting: u64,
    pub last_shown_at: DateTime<Utc>,
}

/// Counts of each student who showed anything.
///
/// # Errors
/// See [`StoreError`].
pub async fn tallies(conn: &mut Conn, filter: &Filter<'_>) -> Result<Vec<Tally>, StoreError> {
    let rows: Vec<(Uuid, i64, i64, DateTime<Utc>)> = on!(conn, c => {
        let mut query = QueryBuilder::new(
            "SELECT person_id, COUNT(DISTINCT entry_id), COUNT(DISTINCT CASE WHEN settled_at IS NULL AND (until IS NULL OR until <= ");
        query.push_bind(filter.today).push(") THEN entry_id END), MAX(shown_at) FROM (");
        found(&mut query, "person.id AS person_id, waiting.entry_id, settled_at, until, shown_at", filter);
        query.push(") AS lines GROUP BY person_id");
        query.build_query_as().fetch_all(c).await
    })?;
    let count = |number: i64| u64::try_from(number).unwrap_or(0);
    Ok(rows
        .into_iter()
        .map(|(student, shown, waiting, last_shown_at)| Tally {
            student: PersonId(student),
            shown: count(shown),
            waiting: count(waiting),
            last_shown_at,
        })
        .collect())
}
