//! Wrong passwords, counted per account or per known device; and which devices are known.

use chrono::{DateTime, Utc};
use domain::id::PersonId;
use uuid::Uuid;

use crate::{Conn, StoreError, Tx, sessions::TokenHash};

/// Where a ladder stands.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Ladder {
    pub failures: i64,
    pub wait_until: DateTime<Utc>,
}

/// The ladder of a subject (a hash of a login, or of a known device and a login).
///
/// # Errors
/// See [`StoreError`].
pub async fn ladder(conn: &mut Conn, subject: &[u8; 32]) -> Result<Option<Ladder>, StoreError> {
    let found: Option<(i64, DateTime<Utc>)> = on!(conn, c => sqlx::query_as(
        "SELECT failures, wait_until FROM sign_in_ladder WHERE subject = $1").bind(subject.as_slice()).fetch_optional(c).await)?;
    Ok(found.map(|(failures, wait_until)| Ladder {
        failures,
        wait_until,
    }))
}

/// Notes where the ladder stands after a failure.
///
/// # Errors
/// See [`StoreError`].
pub async fn climb(tx: &mut Tx, subject: &[u8; 32], ladder: Ladder) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(
        "INSERT INTO sign_in_ladder (subject, failures, wait_until) VALUES ($1, $2, $3) \
         ON CONFLICT (subject) DO UPDATE SET failures = excluded.failures, wait_until = excluded.wait_until")
        .bind(subject.as_slice()).bind(ladder.failures).bind(ladder.wait_until).execute(c).await.map(drop))?;
    Ok(())
}

/// Begins anew after a right password.
///
/// # Errors
/// See [`StoreError`].
pub async fn clear(tx: &mut Tx, subject: &[u8; 32]) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query("DELETE FROM sign_in_ladder WHERE subject = $1").bind(subject.as_slice()).execute(c).await.map(drop))?;
    Ok(())
}

/// Whose known device that is.
///
/// # Errors
/// See [`StoreError`].
pub async fn device_owner(
    conn: &mut Conn,
    device: &TokenHash,
) -> Result<Option<PersonId>, StoreError> {
    let found: Option<(Uuid,)> = on!(conn, c => sqlx::query_as(
        "SELECT person_id FROM known_device WHERE token_hash = $1").bind(device.as_slice()).fetch_optional(c).await)?;
    Ok(found.map(|(id,)| PersonId(id)))
}

/// Remembers a device on which its owner signed in.
///
/// # Errors
/// See [`StoreError`].
pub async fn remember_device(
    tx: &mut Tx,
    device: &TokenHash,
    person: PersonId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(
        "INSERT INTO known_device (token_hash, person_id, created_at) VALUES ($1, $2, $3) \
         ON CONFLICT (token_hash) DO UPDATE SET person_id = excluded.person_id")
        .bind(device.as_slice()).bind(person.0).bind(now).execute(c).await.map(drop))?;
    Ok(())
}
