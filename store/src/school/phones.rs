//! Whom one can call.

use domain::access::{Act, Permit};

use super::settings::changed;
use crate::{Conn, StoreError, Tx};

/// Whom one can call.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Phone {
    pub name: String,
    /// As it is written, for example `8-800-2000-122`.
    pub number: String,
    /// When somebody answers, in words.
    pub hours: String,
}

/// Whom one can call, in the order of the school.
///
/// # Errors
/// See [`StoreError`].
pub async fn phones(conn: &mut Conn) -> Result<Vec<Phone>, StoreError> {
    let rows: Vec<(String, String, String)> = on!(conn, c => sqlx::query_as(
        "SELECT name, number, hours FROM school_phone ORDER BY position").fetch_all(c).await)?;
    let phones = rows.into_iter().map(|(name, number, hours)| Phone {
        name,
        number,
        hours,
    });
    Ok(phones.collect())
}

/// Replaces all telephone numbers.
///
/// # Errors
/// [`StoreError::NotFound`] for a permit that is not for this.
pub async fn set_phones(tx: &mut Tx, permit: &Permit, phones: &[Phone]) -> Result<(), StoreError> {
    permit.school(Act::ManageSchool)?;
    on!(tx, c => sqlx::query("DELETE FROM school_phone").execute(c).await.map(drop))?;
    for (position, phone) in (1_i64..).zip(phones) {
        on!(tx, c => sqlx::query("INSERT INTO school_phone (position, name, number, hours) VALUES ($1, $2, $3, $4)")
            .bind(position).bind(&phone.name).bind(&phone.number).bind(&phone.hours).execute(c).await.map(drop))?;
    }
    changed(tx).await
}
