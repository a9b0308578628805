//! A session begins, and goes on.

use chrono::{DateTime, Utc};
use domain::{
    id::PersonId,
    session::{SessionKind, WORDS_WAIT},
};

use super::session::TokenHash;
use crate::{StoreError, Tx};

/// Begins a session. Sessions of the person that are over, or that exceed `keep` (the longest unused
/// first), end with it.
///
/// # Errors
/// See [`StoreError`].
pub async fn begin(
    tx: &mut Tx,
    token: &TokenHash,
    person: PersonId,
    kind: SessionKind,
    keep: usize,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    type Use = (Vec<u8>, String, DateTime<Utc>, DateTime<Utc>);
    on!(tx, c => sqlx::query("DELETE FROM auth_session WHERE person_id = $1 AND ended_at <= $2")
        .bind(person.0).bind(now - WORDS_WAIT).execute(c).await.map(drop))?;
    let rows: Vec<Use> = on!(tx, c => sqlx::query_as(
        "SELECT token_hash, kind, created_at, seen_at FROM auth_session WHERE person_id = $1 AND ended_at IS NULL ORDER BY seen_at DESC")
        .bind(person.0).fetch_all(c).await)?;
    let mut alive = 0;
    for (token, kind, created, seen) in rows {
        let lives = SessionKind::parse(&kind).is_some_and(|kind| kind.is_alive(created, seen, now));
        alive += usize::from(lives);
        if !lives || alive >= keep {
            on!(tx, c => sqlx::query("UPDATE auth_session SET ended_at = $2 WHERE token_hash = $1")
                .bind(token).bind(now).execute(c).await.map(drop))?;
        }
    }
    on!(tx, c => sqlx::query(
        "INSERT INTO auth_session (token_hash, person_id, kind, created_at, seen_at) VALUES ($1, $2, $3, $4, $4)")
        .bind(token.as_slice()).bind(person.0).bind(kind.code()).bind(now).execute(c).await.map(drop))?;
    Ok(())
}

/// Notes a use. Never goes back: a clock set back revives nothing.
///
/// # Errors
/// See [`StoreError`].
pub async fn touch(tx: &mut Tx, token: &TokenHash, now: DateTime<Utc>) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query("UPDATE auth_session SET seen_at = $2 WHERE token_hash = $1 AND seen_at < $2 AND ended_at IS NULL")
        .bind(token.as_slice()).bind(now).execute(c).await.map(drop))?;
    Ok(())
}
