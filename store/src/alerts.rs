//! Alerts for the people who run the school, each until somebody closes it.

use chrono::{DateTime, Utc};
use domain::{
    access::{Act, NotFound, Permit},
    alert::Alert,
};
use sqlx::{FromRow, QueryBuilder};

use crate::{Conn, StoreError, Tx};

/// An alert that nobody has closed yet.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct OpenAlert {
    pub alert: Alert,
    /// What it is about: an identifier, never anybody's words.
    pub subject: String,
    /// How often it was raised since it was last closed.
    pub times: i64,
    pub first_at: DateTime<Utc>,
    pub last_at: DateTime<Utc>,
}

#[derive(FromRow)]
struct AlertRow {
    kind: String,
    subject: String,
    times: i64,
    first_at: DateTime<Utc>,
    last_at: DateTime<Utc>,
}

/// Raises an alert, or counts it once more. The program itself does, so there is no permit.
///
/// # Errors
/// See [`StoreError`].
pub async fn raise(
    tx: &mut Tx,
    alert: Alert,
    subject: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(
        "INSERT INTO alert (kind, subject, times, first_at, last_at) VALUES ($1, $2, 1, $3, $3) \
         ON CONFLICT (kind, subject) DO UPDATE SET times = alert.times + 1, last_at = excluded.last_at")
        .bind(alert.code()).bind(subject).bind(now).execute(c).await.map(drop))?;
    Ok(())
}

/// The open alerts that the permit's role sees, the latest first, at most `limit`.
///
/// # Errors
/// [`StoreError::NotFound`]: the permit is for another act.
pub async fn open(
    conn: &mut Conn,
    permit: &Permit,
    limit: i64,
) -> Result<Vec<OpenAlert>, StoreError> {
    permit.school(Act::SeeSchool)?;
    let seen: Vec<Alert> = Alert::ALL
        .iter()
        .copied()
        .filter(|alert| alert.roles().contains(&permit.role()))
        .collect();
    if seen.is_empty() {
        return Ok(Vec::new());
    }
    // By kind in the statement: what only others see takes no place in a list that is cut off.
    let rows: Vec<AlertRow> = on!(conn, c => {
        let mut query = QueryBuilder::new(
            "SELECT kind, subject, times, first_at, last_at FROM alert WHERE kind IN (");
        let mut kinds = query.separated(", ");
        for alert in &seen {
            kinds.push_bind(alert.code());
        }
        query.push(") ORDER BY last_at DESC, kind, subject LIMIT ").push_bind(limit);
        query.build_query_as().fetch_all(c).await
    })?;
    let open = rows.into_iter().filter_map(|row| {
        Some(OpenAlert {
            alert: Alert::parse(&row.kind)?,
            subject: row.subject,
            times: row.times,
            first_at: row.first_at,
            last_at: row.last_at,
        })
    });
    Ok(open.collect())
}

/// Closes an alert as it was seen: one that was raised again meanwhile stays open.
///
/// # Errors
/// [`StoreError::NotFound`]: the permit is for another act or role, or there is no such alert.
pub async fn close(
    tx: &mut Tx,
    permit: &Permit,
    alert: Alert,
    subject: &str,
    times: i64,
) -> Result<(), StoreError> {
    permit.school(Act::CloseAlert)?;
    if !alert.roles().contains(&permit.role()) {
        return Err(NotFound.into());
    }
    let closed: u64 = on!(tx, c => sqlx::query(
        "DELETE FROM alert WHERE kind = $1 AND subject = $2 AND times <= $3")
        .bind(alert.code()).bind(subject).bind(times).execute(c).await.map(|done| done.rows_affected()))?;
    if closed == 0 {
        return Err(NotFound.into());
    }
    Ok(())
}
