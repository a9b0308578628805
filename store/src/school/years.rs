//! Academic years with their calendar.

use chrono::NaiveDate;
use domain::{
    access::{Act, Permit},
    calendar::{AcademicYear, Break, SchoolDate, Term},
};
use serde::de::DeserializeOwned;
use sqlx::{FromRow, types::Json};
use uuid::Uuid;

use super::settings::changed;
use crate::{Conn, StoreError, Tx, loose::Loose};

#[derive(FromRow)]
struct YearRow {
    id: Uuid,
    starts_on: NaiveDate,
    ends_on: NaiveDate,
    breaks: Loose<Vec<Break>>,
    terms: Loose<Vec<Term>>,
    dates: Loose<Vec<SchoolDate>>,
}

/// All academic years, the first one first.
///
/// # Errors
/// See [`StoreError`].
pub async fn years(conn: &mut Conn) -> Result<Vec<AcademicYear>, StoreError> {
    let rows: Vec<YearRow> = on!(conn, c => sqlx::query_as(
        "SELECT id, starts_on, ends_on, breaks, terms, dates FROM academic_year ORDER BY starts_on").fetch_all(c).await)?;
    let years = rows.into_iter().map(|row| AcademicYear {
        starts_on: row.starts_on,
        ends_on: row.ends_on,
        breaks: listed(conn, row.id, row.breaks),
        terms: listed(conn, row.id, row.terms),
        dates: listed(conn, row.id, row.dates),
    });
    Ok(years.collect())
}

/// A list of the calendar; without one that cannot be read the school goes on.
fn listed<T: DeserializeOwned>(conn: &Conn, year: Uuid, list: Loose<Vec<T>>) -> Vec<T> {
    conn.noted("academic_year", year, list.readable())
        .unwrap_or_default()
}

/// Adds an academic year.
///
/// # Errors
/// [`StoreError::NotFound`] for a permit that is not for this.
pub async fn add_year(
    tx: &mut Tx,
    permit: &Permit,
    id: Uuid,
    year: &AcademicYear,
) -> Result<(), StoreError> {
    permit.school(Act::ManageSchool)?;
    on!(tx, c => sqlx::query("INSERT INTO academic_year (id, starts_on, ends_on, breaks, terms, dates) VALUES ($1, $2, $3, $4, $5, $6)")
        .bind(id).bind(year.starts_on).bind(year.ends_on).bind(Json(&year.breaks)).bind(Json(&year.terms))
        .bind(Json(&year.dates)).execute(c).await.map(drop))?;
    changed(tx).await
}

/// Changes the days of the academic year that has begun, or begins, on `begins`.
///
/// # Errors
/// [`StoreError::NotFound`] for a permit that is not for this.
/// [`StoreError::NotFound`]: no year begins on that day.
pub async fn change_year(
    tx: &mut Tx,
    permit: &Permit,
    begins: NaiveDate,
    year: &AcademicYear,
) -> Result<(), StoreError> {
    permit.school(Act::ManageSchool)?;
    let rows = on!(tx, c => sqlx::query(
        "UPDATE academic_year SET starts_on = $2, ends_on = $3, breaks = $4, terms = $5, dates = $6 WHERE starts_on = $1")
        .bind(begins).bind(year.starts_on).bind(year.ends_on).bind(Json(&year.breaks)).bind(Json(&year.terms))
        .bind(Json(&year.dates)).execute(c).await.map(|done| done.rows_affected()))?;
    if rows == 0 {
        return Err(StoreError::NotFound);
    }
    changed(tx).await
}
