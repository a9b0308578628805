//! Putting a school's ledger under its key, and the lines that the program writes itself.

use chrono::{DateTime, Utc};

use super::{Head, Key, Kind, Line, append, heads};
use crate::{Conn, StoreError, Tx};

/// Which key the ledger of this database is kept with; `None`: it has none yet.
///
/// # Errors
/// See [`StoreError`].
pub async fn fingerprint(conn: &mut Conn) -> Result<Option<Vec<u8>>, StoreError> {
    let found: Option<(Vec<u8>,)> = on!(conn, c => sqlx::query_as(
        "SELECT fingerprint FROM ledger_key WHERE id = 1").fetch_optional(c).await)?;
    Ok(found.map(|(fingerprint,)| fingerprint))
}

/// Puts the ledger under a key for good: each chain that was written without one goes on with the
/// line `keyed`. Whether the plain lines before it are whole, [`check`](super::check) tells as before.
///
/// # Errors
/// [`StoreError::Raced`]: another server did it first.
pub async fn begin(
    tx: &mut Tx,
    key: &Key,
    fingerprint: &[u8],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query("INSERT INTO ledger_key (id, fingerprint, since) VALUES (1, $1, $2)")
        .bind(fingerprint).bind(now).execute(c).await.map(drop))?;
    for head in locked(tx).await?.iter().filter(|head| head.lines > 0) {
        append(tx, key, head, &Line::own(Kind::Keyed, None, now)).await?;
    }
    Ok(())
}

/// Says in every diary's ledger that the school was restored from a backup that was made at
/// `as_of`, and returns where the chains end now. The caller leaves them as the anchor from which
/// the school goes on ([`leave_anchor`]).
///
/// # Errors
/// See [`StoreError`].
pub async fn note_restored(
    tx: &mut Tx,
    key: &Key,
    as_of: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<Vec<Head>, StoreError> {
    let mut restored = Vec::new();
    for head in locked(tx).await? {
        restored.push(append(tx, key, &head, &Line::own(Kind::Restored, Some(as_of), now)).await?);
    }
    Ok(restored)
}

/// The ends of all chains, kept from moving until the transaction ends.
async fn locked(tx: &mut Tx) -> Result<Vec<Head>, StoreError> {
    on!(tx, c => sqlx::query("UPDATE diary SET access_log_lines = access_log_lines").execute(c).await.map(drop))?;
    heads(tx).await
}

/// When any server last wrote an anchor outside the database.
///
/// # Errors
/// See [`StoreError`].
pub async fn anchored(conn: &mut Conn) -> Result<Option<DateTime<Utc>>, StoreError> {
    let found: Option<(Option<DateTime<Utc>>,)> = on!(conn, c => sqlx::query_as(
        "SELECT anchored_at FROM ledger_key WHERE id = 1").fetch_optional(c).await)?;
    Ok(found.and_then(|(at,)| at))
}

/// Leaves the anchor from which the anchors of this database begin anew, signed by the caller.
/// None was written for it outside yet.
///
/// # Errors
/// See [`StoreError`].
pub async fn leave_anchor(tx: &mut Tx, anchor: &str) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query("UPDATE ledger_key SET restored = $1, anchored_at = NULL WHERE id = 1")
        .bind(anchor).execute(c).await.map(drop))?;
    Ok(())
}

/// The anchor that was left when this database was restored; `None`: it never was.
///
/// # Errors
/// See [`StoreError`].
pub async fn left_anchor(conn: &mut Conn) -> Result<Option<String>, StoreError> {
    let found: Option<(Option<String>,)> = on!(conn, c => sqlx::query_as(
        "SELECT restored FROM ledger_key WHERE id = 1").fetch_optional(c).await)?;
    Ok(found.and_then(|(anchor,)| anchor))
}

/// Notes that an anchor was written, so that its loss is noticed.
///
/// # Errors
/// See [`StoreError`].
pub async fn note_anchored(tx: &mut Tx, now: DateTime<Utc>) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query("UPDATE ledger_key SET anchored_at = $1 WHERE id = 1")
        .bind(now).execute(c).await.map(drop))?;
    Ok(())
}
