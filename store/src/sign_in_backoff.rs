//! Tries to sign in: how far the waits of each lane have grown, and how many failed.
//!
//! A lane or a tally is found by a subject, a hash that names an account, an address or a device;
//! what is hashed is the server's business.

use chrono::{DateTime, Utc};
use domain::sign_in_backoff::SignInBackoff;

use crate::{Conn, StoreError, Tx};

/// What a lane or a tally is of.
pub type Subject = [u8; 32];

/// How far the waits of a lane have grown; `None`: nobody has failed there lately.
///
/// # Errors
/// See [`StoreError`].
pub async fn find(conn: &mut Conn, lane: &Subject) -> Result<Option<SignInBackoff>, StoreError> {
    let found: Option<(i64, DateTime<Utc>)> = on!(conn, c => sqlx::query_as(
        "SELECT steps, stepped_at FROM sign_in_lane WHERE subject = $1").bind(lane.as_slice()).fetch_optional(c).await)?;
    Ok(found.map(|(steps, stepped_at)| SignInBackoff { steps, stepped_at }))
}

/// Moves a lane from where it was read to where it stands after a step.
///
/// # Errors
/// [`StoreError::Raced`] when it is not there any more: of many tries at one moment one goes on.
pub async fn step(
    tx: &mut Tx,
    lane: &Subject,
    before: Option<SignInBackoff>,
    after: SignInBackoff,
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
