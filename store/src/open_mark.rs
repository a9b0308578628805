//! Whether a SQLite file was closed cleanly, said by the file itself.
//!
//! While a school runs, what was saved last lies in `FILE-wal`. A copy of FILE alone opens without
//! a complaint and lacks all of that. So the header of the file (`application_id`, at byte 68)
//! carries a mark: every opening for writing sets [`OPEN`], durably and in the main file; the last
//! one to close sets [`CLOSED`]. A file that is marked open and has no `FILE-wal` beside it was
//! copied while the school ran, and is refused.
//!
//! After a crash `FILE-wal` is there and holds at least the commit that set the mark, because a
//! commit reaches the disk before its pages reach the main file; SQLite recovers as ever.

use std::{path::Path, time::Duration};

use sqlx::{
    ConnectOptions, Connection, SqliteConnection, SqlitePool, sqlite::SqliteConnectOptions,
};

use crate::{StoreError, private_file::beside};

/// `DotF`: the file is open, or was when its program ended.
const OPEN: i64 = 0x446F_7446;
/// `Dotf`: the file was closed cleanly and is whole without its `-wal`.
const CLOSED: i64 = 0x446F_7466;

/// Refuses a file that is marked open and lacks its `-wal`.
///
/// # Errors
/// [`StoreError::Copied`]
pub(crate) async fn check(options: &SqliteConnectOptions) -> Result<(), StoreError> {
    let file = options.get_filename();
    // The order matters. A clean close marks the file before its journal goes; an opening makes
    // the journal before it marks the file, hence the second look.
    if has_journal(file) || mark_of(file).await != Some(OPEN) || has_journal(file) {
        return Ok(());
    }
    Err(StoreError::Copied(file.display().to_string()))
}

/// Marks the file as open, in the main file and on the disk. On a disk that is full or read-only
/// the school is still read, so that is no reason not to open it.
pub(crate) async fn set(write: &SqlitePool) {
    if let Err(error) = try_set(write).await {
        tracing::warn!(%error, "the database is not marked as open");
    }
}

async fn try_set(write: &SqlitePool) -> Result<(), StoreError> {
    let mut conn = write.acquire().await?;
    let (mark,): (i64,) = sqlx::query_as("PRAGMA application_id")
        .fetch_one(&mut *conn)
        .await?;
    if mark == OPEN {
        return Ok(());
    }
    mark_open(&mut conn).await?;
    // FULL and not TRUNCATE: the journal keeps the commit that set the mark and is never empty.
    let (_, frames, copied): (i64, i64, i64) = sqlx::query_as("PRAGMA wal_checkpoint(FULL)")
        .fetch_one(&mut *conn)
        .await?;
    if frames == copied {
        Ok(())
    } else {
        Err(StoreError::Unavailable(
            "the open mark was not written back",
        ))
    }
}

/// Marks the file as closed if nobody else has it open, and closes the connection. Whoever else
/// has it open marks it when they close.
pub(crate) async fn clear(write: &SqlitePool) {
    let Ok(mut conn) = write.acquire().await else {
        return;
    };
    if let Err(error) = mark_closed(&mut conn).await {
        tracing::debug!(%error, "the file stays marked as open");
    }
    // Closed here, so that the exclusive lock lasts until the journal is written back.
    if let Err(error) = conn.close().await {
        tracing::warn!(%error, "the journal was not written back at the end");
    }
}

/// Takes a copy without its `-wal` for whole.
///
/// # Errors
/// See [`StoreError`].
pub async fn accept_copy(address: &str) -> Result<(), StoreError> {
    match crate::address::file_of(address) {
        Some(file) => accept(&file).await,
        None => Ok(()),
    }
}

/// See [`accept_copy`].
pub(crate) async fn accept(file: &Path) -> Result<(), StoreError> {
    if has_journal(file) || mark_of(file).await != Some(OPEN) {
        return Ok(());
    }
    let mut conn = SqliteConnectOptions::new().filename(file).connect().await?;
    mark_closed(&mut conn).await?;
    Ok(conn.close().await?)
}

/// Whether a program has this file open. If none has, what a crash left in its journal is written
/// back, and the file is whole alone. One that is not there, or no database any more, is not used.
///
/// # Errors
/// It cannot be told: a disk that fails, a file that cannot be opened.
pub(crate) async fn is_used(file: &Path) -> Result<bool, StoreError> {
    let is_there = file
        .try_exists()
        .map_err(|error| StoreError::Engine(format!("{}: {error}", file.display())))?;
    if !is_there {
        return Ok(false);
    }
    let Err(error) = try_alone(file).await else {
        return Ok(false);
    };
    let code = error.as_database_error().and_then(|error| error.code());
    match code.and_then(|code| code.parse().ok()).map(says_used) {
        Some(Some(is_used)) => Ok(is_used),
        _ => Err(error.into()),
    }
}

/// Whether SQLite's extended result code says that the file is used; `None`: it does not say.
const fn says_used(code: i32) -> Option<bool> {
    match code & 0xff {
        // BUSY.
        5 => Some(true),
        // CORRUPT, NOTADB.
        11 | 26 => Some(false),
        _ => None,
    }
}

async fn try_alone(file: &Path) -> Result<(), sqlx::Error> {
    let has_journal = has_journal(file);
    let mut conn = SqliteConnectOptions::new().filename(file).connect().await?;
    let alone = if has_journal {
        mark_closed(&mut conn).await
    } else {
        be_alone(&mut conn).await
    };
    let closed = conn.close().await;
    alone.and(closed)
}

/// Begins a transaction that only a connection alone on its file can begin.
async fn be_alone(conn: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    sqlx::query("PRAGMA busy_timeout = 0")
        .execute(&mut *conn)
        .await?;
    sqlx::query("PRAGMA locking_mode = EXCLUSIVE")
        .execute(&mut *conn)
        .await?;
    sqlx::query("BEGIN IMMEDIATE").execute(conn).await.map(drop)
}

async fn mark_open(conn: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    const { assert!(OPEN == 1_148_154_950) };
    sqlx::query("PRAGMA application_id = 1148154950")
        .execute(conn)
        .await
        .map(drop)
}

async fn mark_closed(conn: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    const { assert!(CLOSED == 1_148_154_982) };
    be_alone(conn).await?;
    sqlx::query("PRAGMA application_id = 1148154982")
        .execute(&mut *conn)
        .await?;
    sqlx::query("COMMIT").execute(conn).await.map(drop)
}

/// The mark in the main file alone. Read by SQLite, because a program that itself closes a file
/// that SQLite has open loses SQLite's locks on it. `None`: no such file, or no database.
async fn mark_of(file: &Path) -> Option<i64> {
    if !file.is_file() {
        return None;
    }
    let mut conn = SqliteConnectOptions::new()
        .filename(file)
        .immutable(true)
        .read_only(true)
        .busy_timeout(Duration::ZERO)
        .connect()
        .await
        .ok()?;
    let mark: Result<(i64,), _> = sqlx::query_as("PRAGMA application_id")
        .fetch_one(&mut conn)
        .await;
    let _ = conn.close().await;
    Some(mark.ok()?.0)
}

fn has_journal(file: &Path) -> bool {
    std::fs::metadata(beside(file, "-wal")).is_ok_and(|journal| journal.len() > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_lock_means_used_and_only_damage_means_unused() {
        // BUSY, BUSY_RECOVERY, BUSY_SNAPSHOT, BUSY_TIMEOUT.
        for code in [5, 261, 517, 773] {
            assert_eq!(says_used(code), Some(true), "{code}");
        }
        // CORRUPT, CORRUPT_VTAB, NOTADB.
        for code in [11, 267, 26] {
            assert_eq!(says_used(code), Some(false), "{code}");
        }
        // ERROR, LOCKED, NOMEM, READONLY, IOERR_READ, IOERR_LOCK, FULL, CANTOPEN, PROTOCOL.
        for code in [1, 6, 7, 8, 266, 3850, 13, 14, 15] {
            assert_eq!(says_used(code), None, "{code}");
        }
    }
}
