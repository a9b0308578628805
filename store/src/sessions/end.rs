//! A session ends: by its owner, by time, by another device.

use chrono::{DateTime, Utc};
use domain::{
    id::PersonId,
    session::{CLOCK_SKEW, SessionKind, WORDS_WAIT},
};
use uuid::Uuid;

use super::session::TokenHash;
use crate::{StoreError, Tx};

/// Notes that a session is over, at the first look after it; later looks change nothing.
///
/// # Errors
/// See [`StoreError`].
pub async fn note_end(
    tx: &mut Tx,
    token: &TokenHash,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query("UPDATE auth_session SET ended_at = $2 WHERE token_hash = $1 AND ended_at IS NULL")
        .bind(token.as_slice()).bind(now).execute(c).await.map(drop))?;
    Ok(())
}

/// Whose session ended within a day, for keeping what it sends. Notes the end of one that is over.
///
/// # Errors
/// See [`StoreError`].
pub async fn ended(
    tx: &mut Tx,
    token: &TokenHash,
    now: DateTime<Utc>,
) -> Result<Option<PersonId>, StoreError> {
    type Row = (
        Uuid,
        String,
        DateTime<Utc>,
        DateTime<Utc>,
        Option<DateTime<Utc>>,
    );
    let found: Option<Row> = on!(tx, c => sqlx::query_as(
        "SELECT person_id, kind, created_at, seen_at, ended_at FROM auth_session \
         JOIN person ON person.id = auth_session.person_id WHERE token_hash = $1 AND disabled = $2")
        .bind(token.as_slice()).bind(false).fetch_optional(c).await)?;
    let Some((person, kind, created, seen, ended_at)) = found else {
        return Ok(None);
    };
    let lives = || SessionKind::parse(&kind).is_some_and(|kind| kind.is_alive(created, seen, now));
    match ended_at {
        Some(at) if at + WORDS_WAIT <= now => Ok(None),
        None if lives() => Ok(None),
        None => {
            note_end(tx, token, now).await?;
            Ok(Some(PersonId(person)))
        }
        Some(_) => Ok(Some(PersonId(person))),
    }
}

/// Ends a session because its person says so: nothing of it stays.
///
/// # Errors
/// See [`StoreError`].
pub async fn end(tx: &mut Tx, token: &TokenHash) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query("DELETE FROM auth_session WHERE token_hash = $1").bind(token.as_slice()).execute(c).await.map(drop))?;
    Ok(())
}

/// Ends all that a person is signed in with, and forgets what was kept for them: for an account that
/// is shut and for a password that is set anew.
///
/// # Errors
/// See [`StoreError`].
pub async fn end_all(tx: &mut Tx, person: PersonId) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query("DELETE FROM auth_session WHERE person_id = $1").bind(person.0).execute(c).await.map(drop))?;
    on!(tx, c => sqlx::query("DELETE FROM kept_post WHERE person_id = $1").bind(person.0).execute(c).await.map(drop))?;
    Ok(())
}

/// Forgets sessions that ended more than a day ago, and those that nobody came back to. An end that
/// lies in the future, because the clock went back, is now.
///
/// # Errors
/// See [`StoreError`].
pub async fn purge(tx: &mut Tx, now: DateTime<Utc>) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query("UPDATE auth_session SET ended_at = $1 WHERE ended_at > $2")
        .bind(now).bind(now + CLOCK_SKEW).execute(c).await.map(drop))?;
    on!(tx, c => sqlx::query("DELETE FROM auth_session WHERE ended_at <= $1").bind(now - WORDS_WAIT).execute(c).await.map(drop))?;
    for kind in SessionKind::ALL {
        on!(tx, c => sqlx::query("UPDATE auth_session SET ended_at = $4 WHERE ended_at IS NULL AND kind = $1 AND (created_at <= $2 OR seen_at <= $3)")
            .bind(kind.code()).bind(now - kind.absolute()).bind(now - kind.idle()).bind(now).execute(c).await.map(drop))?;
    }
    Ok(())
}
