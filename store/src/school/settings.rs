//! The name and the limits of the school, and the number of the last change.

use domain::access::{Act, Permit};
use uuid::Uuid;

use crate::{Conn, StoreError, Tx};

/// The one school of this database.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct School {
    pub name: String,
    /// Holds invented people only.
    pub demo: bool,
    /// The most hours a student's week may hold.
    pub weekly_load: u16,
}

/// The school, if this database has one already.
///
/// # Errors
/// See [`StoreError`].
pub async fn find(conn: &mut Conn) -> Result<Option<School>, StoreError> {
    let found: Option<(String, bool, i64)> = on!(conn, c => sqlx::query_as(
        "SELECT name, demo, weekly_load FROM school").fetch_optional(c).await)?;
    Ok(found.map(|(name, demo, load)| School {
        name,
        demo,
        weekly_load: u16::try_from(load).unwrap_or(u16::MAX),
    }))
}

/// The number of the last change of what is the same for the whole school. It only grows. `None`:
/// there is no school.
///
/// # Errors
/// See [`StoreError`].
pub async fn revision(conn: &mut Conn) -> Result<Option<i64>, StoreError> {
    let found: Option<(i64,)> =
        on!(conn, c => sqlx::query_as("SELECT revision FROM school").fetch_optional(c).await)?;
    Ok(found.map(|(revision,)| revision))
}

/// Notes in a transaction that it changes what is the same for the whole school.
///
/// # Errors
/// See [`StoreError`].
pub(crate) async fn changed(tx: &mut Tx) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query("UPDATE school SET revision = revision + 1").execute(c).await.map(drop))?;
    Ok(())
}

/// Changes the name and the limits of the school.
///
/// # Errors
/// [`StoreError::NotFound`] for a permit that is not for this.
pub async fn change(
    tx: &mut Tx,
    permit: &Permit,
    name: &str,
    weekly_load: u16,
) -> Result<(), StoreError> {
    permit.school(Act::ManageSchool)?;
    on!(tx, c => sqlx::query("UPDATE school SET name = $1, weekly_load = $2")
        .bind(name).bind(i64::from(weekly_load)).execute(c).await.map(drop))?;
    changed(tx).await
}

/// Founds the school of an empty database.
///
/// # Errors
/// [`StoreError::NotFound`] for a permit that is not for this.
pub async fn found(
    tx: &mut Tx,
    permit: &Permit,
    id: Uuid,
    school: &School,
) -> Result<(), StoreError> {
    permit.school(Act::ManageSchool)?;
    on!(tx, c => sqlx::query("INSERT INTO school (id, name, demo, weekly_load) VALUES ($1, $2, $3, $4)")
        .bind(id).bind(&school.name).bind(school.demo).bind(i64::from(school.weekly_load)).execute(c).await.map(drop))?;
    Ok(())
}
