//! Signing in: the account that a login names, the hash of its password, and which devices are known.

use chrono::{DateTime, Duration, Utc};
use domain::{
    id::PersonId,
    sign_in_backoff::{FORGOTTEN_AFTER, LITTLE, LITTLE_FORGOTTEN_AFTER},
};
use uuid::Uuid;

use crate::{Conn, StoreError, Tx, sessions::TokenHash};

/// A device, through all its tokens.
pub type DeviceId = Vec<u8>;

/// Devices remembered for one person; the longest unused are forgotten first.
const DEVICES: i64 = 20;

/// A device on which nobody has signed in for that long is forgotten.
pub const DEVICE_KEPT_FOR: Duration = Duration::days(365);

/// The account that a login names.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Account {
    pub person: PersonId,
    /// A PHC string.
    pub password_hash: String,
    /// The device that asks, when its owner has signed in on it before.
    pub device: Option<DeviceId>,
}

/// The account that is open and has that login, and whether it knows the device: one statement,
/// whether there is such a login or not.
///
/// # Errors
/// See [`StoreError`].
pub async fn account(
    conn: &mut Conn,
    login: &str,
    device: Option<&TokenHash>,
) -> Result<Option<Account>, StoreError> {
    let token = device.map_or(&[] as &[u8], |token| token.as_slice());
    let found: Option<(Uuid, String, Option<Vec<u8>>)> = on!(conn, c => sqlx::query_as(
        "SELECT person.id, password_hash, device_id FROM person \
         LEFT JOIN known_device ON known_device.person_id = person.id AND (token_hash = $2 OR former_hash = $2) \
         WHERE login = $1 AND disabled = $3")
        .bind(login).bind(token).bind(false).fetch_optional(c).await)?;
    Ok(found.map(|(person, password_hash, device)| Account {
        person: PersonId(person),
        password_hash,
        device,
    }))
}

/// Replaces the hash of a password that is hashed by older rules, unless it was changed meanwhile.
///
/// # Errors
/// See [`StoreError`].
pub async fn renew_hash(
    tx: &mut Tx,
    person: PersonId,
    before: &str,
    after: &str,
) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query("UPDATE person SET password_hash = $3 WHERE id = $1 AND password_hash = $2")
        .bind(person.0).bind(before).bind(after).execute(c).await.map(drop))?;
    Ok(())
}

/// Notes that somebody has signed in on a device. It has a new token from now on, for everybody
/// whom it knows. The one before stays good until the next sign-in, in case the answer with the new
/// one is lost; a copy of an older one is worth nothing.
///
/// # Errors
/// See [`StoreError`].
pub async fn remember_device(
    tx: &mut Tx,
    before: Option<&TokenHash>,
    token: &TokenHash,
    person: PersonId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    if let Some(before) = before {
        on!(tx, c => sqlx::query("UPDATE known_device SET token_hash = $2, former_hash = $1 WHERE token_hash = $1 OR former_hash = $1")
            .bind(before.as_slice()).bind(token.as_slice()).execute(c).await.map(drop))?;
    }
    // A device that nobody knows yet is called by its first token.
    on!(tx, c => sqlx::query(
        "INSERT INTO known_device (device_id, person_id, token_hash, former_hash, seen_at) \
         VALUES (COALESCE((SELECT device_id FROM known_device WHERE token_hash = $1 LIMIT 1), $1), $2, $1, $1, $3) \
         ON CONFLICT (device_id, person_id) DO UPDATE SET seen_at = excluded.seen_at")
        .bind(token.as_slice()).bind(person.0).bind(now).execute(c).await.map(drop))?;
    on!(tx, c => sqlx::query(
        "DELETE FROM known_device WHERE person_id = $1 AND device_id NOT IN \
         (SELECT device_id FROM known_device WHERE person_id = $1 ORDER BY seen_at DESC, device_id LIMIT $2)")
        .bind(person.0).bind(DEVICES).execute(c).await.map(drop))?;
    Ok(())
}

/// Forgets what no longer counts: lanes and tallies of yesterday, lanes of an hour ago on which very
/// little was tried, and devices not seen for a year. What lies a day ahead was written by a clock
/// that was wrong.
///
/// # Errors
/// See [`StoreError`].
pub async fn purge(tx: &mut Tx, now: DateTime<Utc>) -> Result<(), StoreError> {
    let (before, ahead) = (now - FORGOTTEN_AFTER, now + FORGOTTEN_AFTER);
    on!(tx, c => sqlx::query("DELETE FROM sign_in_lane WHERE stepped_at <= $1 OR stepped_at > $2")
        .bind(before).bind(ahead).execute(c).await.map(drop))?;
    on!(tx, c => sqlx::query("DELETE FROM sign_in_lane WHERE stepped_at <= $1 AND steps <= $2")
        .bind(now - LITTLE_FORGOTTEN_AFTER).bind(LITTLE).execute(c).await.map(drop))?;
    on!(tx, c => sqlx::query("DELETE FROM sign_in_tally WHERE counted_at <= $1 OR counted_at > $2")
        .bind(before).bind(ahead).execute(c).await.map(drop))?;
    on!(tx, c => sqlx::query("DELETE FROM known_device WHERE seen_at < $1")
        .bind(now - DEVICE_KEPT_FOR).execute(c).await.map(drop))?;
    Ok(())
}
