//! Tries to sign in: where each lane stands, how many failed, and which devices are known.
//!
//! A lane or a tally is found by a subject, a hash that names an account, an address or a device;
//! what is hashed is the server's business.

use chrono::{DateTime, Duration, Utc};
use domain::{
    id::PersonId,
    sign_in::{FORGOTTEN_AFTER, LITTLE, LITTLE_FORGOTTEN_AFTER, Standing},
};
use uuid::Uuid;

use crate::{Conn, StoreError, Tx, sessions::TokenHash};

/// What a lane or a tally is of.
pub type Subject = [u8; 32];

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

/// Where a lane stands; `None`: nobody has failed there lately.
///
/// # Errors
/// See [`StoreError`].
pub async fn standing(conn: &mut Conn, lane: &Subject) -> Result<Option<Standing>, StoreError> {
    let found: Option<(i64, DateTime<Utc>)> = on!(conn, c => sqlx::query_as(
        "SELECT steps, stepped_at FROM sign_in_lane WHERE subject = $1").bind(lane.as_slice()).fetch_optional(c).await)?;
    Ok(found.map(|(steps, stepped_at)| Standing { steps, stepped_at }))
}

/// Moves a lane from where it was read to where it stands after a step.
///
/// # Errors
/// [`StoreError::Raced`] when it is not there any more: of many tries at one moment one goes on.
pub async fn step(
    tx: &mut Tx,
    lane: &Subject,
    before: Option<Standing>,
    after: Standing,
) -> Result<(), StoreError> {
    let moved: u64 = match before {
        None => on!(tx, c => sqlx::query(
            "INSERT INTO sign_in_lane (subject, steps, stepped_at) VALUES ($1, $2, $3) ON CONFLICT (subject) DO NOTHING")
            .bind(lane.as_slice()).bind(after.steps).bind(after.stepped_at)
            .execute(c).await.map(|done| done.rows_affected()))?,
        Some(before) => on!(tx, c => sqlx::query(
            "UPDATE sign_in_lane SET steps = $2, stepped_at = $3 WHERE subject = $1 AND steps = $4 AND stepped_at = $5")
            .bind(lane.as_slice()).bind(after.steps).bind(after.stepped_at).bind(before.steps).bind(before.stepped_at)
            .execute(c).await.map(|done| done.rows_affected()))?,
    };
    if moved == 0 {
        return Err(StoreError::Raced);
    }
    Ok(())
}

/// Counts a lane's wait from `now` on when its last step lies later: the clock was set back.
///
/// # Errors
/// See [`StoreError`].
pub async fn anchor(tx: &mut Tx, lane: &Subject, now: DateTime<Utc>) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query("UPDATE sign_in_lane SET stepped_at = $2 WHERE subject = $1 AND stepped_at > $2")
        .bind(lane.as_slice()).bind(now).execute(c).await.map(drop))?;
    Ok(())
}

/// Begins a lane anew: the password fitted.
///
/// # Errors
/// See [`StoreError`].
pub async fn clear(tx: &mut Tx, lane: &Subject) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query("DELETE FROM sign_in_lane WHERE subject = $1").bind(lane.as_slice()).execute(c).await.map(drop))?;
    Ok(())
}

/// Adds one to a tally and says what it comes to.
///
/// # Errors
/// See [`StoreError`].
pub async fn count(tx: &mut Tx, tally: &Subject, now: DateTime<Utc>) -> Result<i64, StoreError> {
    let (failures,): (i64,) = on!(tx, c => sqlx::query_as(
        "INSERT INTO sign_in_tally (subject, failures, counted_at) VALUES ($1, 1, $2) ON CONFLICT (subject) \
         DO UPDATE SET failures = sign_in_tally.failures + 1, counted_at = excluded.counted_at RETURNING failures")
        .bind(tally.as_slice()).bind(now).fetch_one(c).await)?;
    Ok(failures)
}

/// What a tally has come to.
///
/// # Errors
/// See [`StoreError`].
pub async fn failures(conn: &mut Conn, tally: &Subject) -> Result<i64, StoreError> {
    let found: Option<(i64,)> = on!(conn, c => sqlx::query_as(
        "SELECT failures FROM sign_in_tally WHERE subject = $1").bind(tally.as_slice()).fetch_optional(c).await)?;
    Ok(found.map_or(0, |(failures,)| failures))
}

/// Takes one back from a tally: that try was no failure.
///
/// # Errors
/// See [`StoreError`].
pub async fn discount(tx: &mut Tx, tally: &Subject) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query("UPDATE sign_in_tally SET failures = failures - 1 WHERE subject = $1 AND failures > 0")
        .bind(tally.as_slice()).execute(c).await.map(drop))?;
    Ok(())
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
