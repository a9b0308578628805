//! SQLite: one file, one writer, four readers.

use std::time::Duration;

use sqlx::{
    SqlitePool,
    sqlite::{SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

use super::{
    StoreError,
    healthy::{IS_FREE, healthy},
};
use crate::{address::File, open_mark};

/// How long SQLite itself waits for a lock. Short: the thread of a connection cannot be called back
/// from there, and the deadline of a write decides how often it asks again.
const ASKS_FOR_A_LOCK: Duration = Duration::from_millis(250);
/// Far beyond a request's deadline, which is kept outside the pool.
const ACQUIRE: Duration = Duration::from_secs(60 * 60);

#[derive(Clone)]
pub(super) struct Pools {
    /// SQLite has one writer.
    pub write: SqlitePool,
    /// Readers cannot write at all.
    pub read: SqlitePool,
    /// For maintenance, so that it never takes a request's reader.
    pub long: SqlitePool,
}

pub(super) async fn open(file: File) -> Result<Pools, StoreError> {
    if let Some(path) = file.path() {
        crate::private_file::prepare(path)
            .map_err(|error| StoreError::Sql(sqlx::Error::Io(error)))?;
    }
    let options = file
        .0
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(ASKS_FOR_A_LOCK)
        .foreign_keys(true)
        .pragma("trusted_schema", "OFF")
        .pragma("cell_size_check", "ON")
        .pragma("secure_delete", "ON")
        .pragma("mmap_size", "0")
        .pragma("journal_size_limit", "67108864");
    open_mark::check(&options).await?;
    let pool = |max| {
        SqlitePoolOptions::new()
            .max_connections(max)
            .acquire_timeout(ACQUIRE)
            .after_release(|conn, _| Box::pin(healthy(sqlx::raw_sql(IS_FREE).execute(conn))))
    };
    let write = pool(1).connect_with(options.clone()).await?;
    let reading = options.pragma("query_only", "ON");
    let read = pool(4).connect_with(reading.clone()).await?;
    let long = pool(2).connect_lazy_with(reading);
    assert_promises(&write).await?;
    open_mark::set(&write).await;
    Ok(Pools { write, read, long })
}

/// Versions before 3.51.3 can lose pages when two connections finish at one instant; anything but
/// WAL with FULL can lose an acknowledged save in a power cut.
async fn assert_promises(pool: &SqlitePool) -> Result<(), StoreError> {
    let (version,): (String,) = sqlx::query_as("SELECT sqlite_version()")
        .fetch_one(pool)
        .await?;
    let parts: Vec<u32> = version
        .split('.')
        .filter_map(|part| part.parse().ok())
        .collect();
    if parts < vec![3, 51, 3] {
        return Err(StoreError::Engine(format!(
            "SQLite {version} is older than 3.51.3"
        )));
    }
    let (journal,): (String,) = sqlx::query_as("PRAGMA journal_mode")
        .fetch_one(pool)
        .await?;
    let (synchronous,): (i64,) = sqlx::query_as("PRAGMA synchronous").fetch_one(pool).await?;
    let (keys,): (i64,) = sqlx::query_as("PRAGMA foreign_keys")
        .fetch_one(pool)
        .await?;
    let memory = journal == "memory";
    if (journal == "wal" || memory) && synchronous == 2 && keys == 1 {
        Ok(())
    } else {
        Err(StoreError::Engine(format!(
            "SQLite runs with journal {journal}, synchronous {synchronous}, foreign keys {keys}"
        )))
    }
}
