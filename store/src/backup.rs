//! Copies of the whole database that can be proven.
//!
//! What is proven is the content: for each table the number of rows and a hash over all of them in
//! the order of their keys, taken of the running database in one snapshot and compared with what a
//! restored copy holds. The engines' own tools make the copies: `VACUUM INTO` here, `pg_dump`
//! outside (this crate starts no programs; it gives the snapshot that `pg_dump` is to read).

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use sqlx::Connection;

use crate::{Db, StoreError, Tx, private_file::beside};

mod postgres;
mod sound;
mod sqlite;

pub use postgres::Snapshot;
pub use sound::sound;
pub use sqlite::copy;

/// Which engine a database runs on.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Sqlite,
    Postgres,
}

/// What a database holds.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Content {
    /// SHA-256 of the definitions of tables and indexes, in hex.
    pub schema: String,
    /// By name.
    pub tables: Vec<Table>,
}

/// What a table holds.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Table {
    pub name: String,
    pub rows: u64,
    /// SHA-256 of all rows in the order of their key, in hex.
    pub sha256: String,
}

impl Content {
    /// All rows of all tables.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.tables.iter().map(|table| table.rows).sum()
    }

    /// The first thing in which the other is not the same, in words for an administrator.
    #[must_use]
    pub fn difference(&self, other: &Self) -> Option<String> {
        if self == other {
            return None;
        }
        for table in &self.tables {
            let Some(found) = other.tables.iter().find(|found| found.name == table.name) else {
                return Some(format!("the table {} is missing", table.name));
            };
            if found.rows != table.rows {
                return Some(format!(
                    "the table {} has {} rows instead of {}",
                    table.name, found.rows, table.rows
                ));
            }
            if found.sha256 != table.sha256 {
                return Some(format!("the table {} holds something else", table.name));
            }
        }
        Some("tables or indexes are defined otherwise".to_owned())
    }
}

/// Which engine the database runs on.
#[must_use]
pub fn kind(db: &Db) -> Kind {
    match db.sqlite_options() {
        Some(_) => Kind::Sqlite,
        None => Kind::Postgres,
    }
}

/// The file of a database on SQLite.
#[must_use]
pub fn file(db: &Db) -> Option<PathBuf> {
    Some(db.sqlite_options()?.get_filename().to_owned())
}

/// What the database holds now, in one snapshot.
///
/// # Errors
/// See [`StoreError`].
pub async fn content(db: &Db) -> Result<Content, StoreError> {
    if db.sqlite_options().is_none() {
        return Snapshot::of(db).await?.content().await;
    }
    let mut conn = sqlite::reader(db).await?;
    sqlite::begin(&mut conn).await?;
    let content = sqlite::content(&mut conn).await?;
    conn.close().await?;
    Ok(content)
}

/// Ends every session: one that was ended after the backup was taken must not live again. What
/// pages that are still open send with them is kept for their person, as after any end.
///
/// # Errors
/// See [`StoreError`].
pub async fn end_sessions(tx: &mut Tx, now: DateTime<Utc>) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query("UPDATE auth_session SET ended_at = $1 WHERE ended_at IS NULL")
        .bind(now).execute(c).await.map(drop))?;
    Ok(())
}

/// Whether a program has a database file open. One that is not there or is no database any more is
/// not used: restoring is how one gets rid of it.
///
/// # Errors
/// Nobody can tell; then it must not be touched.
pub async fn is_used(file: &Path) -> Result<bool, StoreError> {
    crate::open_mark::is_used(file).await
}

/// Moves a database file and what belongs to it to another name.
///
/// # Errors
/// [`StoreError::Unavailable`]: a program has it open, or nobody can tell. [`StoreError::Engine`]:
/// the names cannot be changed.
pub async fn move_aside(file: &Path, to: &Path) -> Result<(), StoreError> {
    if is_used(file).await? {
        return Err(StoreError::Unavailable("another program has the file open"));
    }
    for ending in ["-wal", "-shm", ""] {
        let [from, to] = [file, to].map(|file| beside(file, ending));
        if from.exists() {
            std::fs::rename(from, to).map_err(|error| {
                StoreError::Engine(format!("{} cannot be moved: {error}", file.display()))
            })?;
        }
    }
    Ok(())
}

fn hex(hash: Sha256) -> String {
    crate::hex::write(&hash.finalize())
}

/// Each part with its length, so that no two lists of parts hash alike.
fn absorb(hash: &mut Sha256, part: &[u8]) {
    hash.update((part.len() as u64).to_le_bytes());
    hash.update(part);
}
