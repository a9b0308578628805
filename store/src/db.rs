//! The database: opening it, reading, and the one door for writes.

use std::{
    str::FromStr,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use domain::access::NotFound;
use sqlx::{
    PgConnection, PgPool, Postgres, Sqlite, SqliteConnection, SqlitePool, Transaction,
    pool::PoolConnection,
    postgres::{PgConnectOptions, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

/// How often a write that lost a race begins again.
const TRIES: u32 = 8;

/// Why the store could not do its work.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The permit is for something else, or the thing is gone.
    #[error("not found")]
    NotFound,
    /// Another write came first; beginning again helps.
    #[error("another write came first")]
    Raced,
    /// The engine cannot do it now: a full or read-only disk, a lock, a server that is away, a
    /// deadline. What was kept before is safe; trying again later helps. Says which.
    #[error("the database cannot do this now: {0}")]
    Unavailable(&'static str),
    /// Something kept cannot be read back.
    #[error("kept data cannot be read: {0}")]
    Damaged(String),
    /// The database is newer than the program.
    #[error("the database is newer than this program: it has migration {0}")]
    Newer(i64),
    /// The address of the database says nothing this program knows.
    #[error("`{0}` is no database address: sqlite://FILE or postgres://…")]
    Address(String),
    /// The engine does not keep the promises of this product.
    #[error("{0}")]
    Engine(String),
    #[error(transparent)]
    Sql(sqlx::Error),
    #[error(transparent)]
    Migrate(#[from] sqlx::migrate::MigrateError),
}

impl From<NotFound> for StoreError {
    fn from(_: NotFound) -> Self {
        Self::NotFound
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        let raced = match &error {
            sqlx::Error::Database(error) => {
                error.is_unique_violation()
                    || matches!(
                        error.code().as_deref(),
                        Some("40001" | "40P01" | "5" | "517")
                    )
            }
            _ => false,
        };
        if raced { Self::Raced } else { Self::Sql(error) }
    }
}

/// The school's database. Cheap to clone.
#[derive(Clone)]
pub struct Db {
    pools: Pools,
    statements: Statements,
}

#[derive(Clone)]
enum Pools {
    /// SQLite has one writer; readers cannot write at all.
    Sqlite {
        write: SqlitePool,
        read: SqlitePool,
    },
    Postgres(PgPool),
}

/// How many SQL statements a `Db` and the connections taken from it have run.
#[derive(Clone, Debug, Default)]
pub struct Statements(Arc<AtomicU64>);

impl Statements {
    #[must_use]
    pub fn count(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// A connection to read with.
pub struct Conn {
    link: Link,
    statements: Statements,
}

enum Link {
    SqliteRead(PoolConnection<Sqlite>),
    SqliteWrite(Transaction<'static, Sqlite>),
    PostgresRead(PoolConnection<Postgres>),
    PostgresWrite(Transaction<'static, Postgres>),
}

/// A write transaction: commits as a whole when the work inside [`write!`](crate::write) says `Ok`.
pub struct Tx(Conn);

pub(crate) enum Engine<'c> {
    Sqlite(&'c mut SqliteConnection),
    Postgres(&'c mut PgConnection),
}

impl Conn {
    /// The engine's own connection, for one statement.
    pub(crate) fn engine(&mut self) -> Engine<'_> {
        self.statements.0.fetch_add(1, Ordering::Relaxed);
        match &mut self.link {
            Link::SqliteRead(link) => Engine::Sqlite(link),
            Link::SqliteWrite(link) => Engine::Sqlite(link),
            Link::PostgresRead(link) => Engine::Postgres(link),
            Link::PostgresWrite(link) => Engine::Postgres(link),
        }
    }
}

impl std::ops::Deref for Tx {
    type Target = Conn;

    fn deref(&self) -> &Conn {
        &self.0
    }
}

impl std::ops::DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut Conn {
        &mut self.0
    }
}

impl Db {
    /// Opens `sqlite://FILE` (created when missing) or `postgres://…` and looks whether the engine
    /// keeps its promises.
    ///
    /// # Errors
    /// [`StoreError::Address`], [`StoreError::Engine`], or whatever the engine says.
    pub async fn open(address: &str) -> Result<Self, StoreError> {
        let pools = if address.starts_with("sqlite:") {
            open_sqlite(address).await?
        } else if address.starts_with("postgres:") || address.starts_with("postgresql:") {
            open_postgres(address).await?
        } else {
            return Err(StoreError::Address(without_password(address)));
        };
        Ok(Self {
            pools,
            statements: Statements::default(),
        })
    }

    /// Brings the schema up to date.
    ///
    /// # Errors
    /// [`StoreError::Newer`] when the database knows migrations that this program does not.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        let migrator = sqlx::migrate!("../migrations");
        let done = match &self.pools {
            Pools::Sqlite { write, .. } => migrator.run(write).await,
            Pools::Postgres(pool) => migrator.run(pool).await,
        };
        match done {
            Err(sqlx::migrate::MigrateError::VersionMissing(version)) => {
                Err(StoreError::Newer(version))
            }
            done => Ok(done?),
        }
    }

    /// The same database with its own count of statements, for one request.
    #[must_use]
    pub fn counted(&self) -> Self {
        Self {
            pools: self.pools.clone(),
            statements: Statements::default(),
        }
    }

    #[must_use]
    pub const fn statements(&self) -> &Statements {
        &self.statements
    }

    /// A connection that only reads.
    ///
    /// # Errors
    /// No connection was to be had in time.
    pub async fn read(&self) -> Result<Conn, StoreError> {
        let link = match &self.pools {
            Pools::Sqlite { read, .. } => Link::SqliteRead(read.acquire().await?),
            Pools::Postgres(pool) => Link::PostgresRead(pool.acquire().await?),
        };
        Ok(Conn {
            link,
            statements: self.statements.clone(),
        })
    }

    /// Begins a write; only [`write!`](crate::write) does.
    #[doc(hidden)]
    pub async fn begin(&self) -> Result<Tx, StoreError> {
        let link = match &self.pools {
            Pools::Sqlite { write, .. } => {
                Link::SqliteWrite(write.begin_with("BEGIN IMMEDIATE").await?)
            }
            Pools::Postgres(pool) => Link::PostgresWrite(pool.begin().await?),
        };
        Ok(Tx(Conn {
            link,
            statements: self.statements.clone(),
        }))
    }

    /// Finishes what is under way and writes SQLite's journal back into the file.
    pub async fn close(&self) {
        match &self.pools {
            Pools::Sqlite { write, read } => {
                read.close().await;
                write.close().await;
            }
            Pools::Postgres(pool) => pool.close().await,
        }
    }
}

impl Tx {
    /// Ends a write; only [`write!`](crate::write) does. `None`: another write came first, begin
    /// again.
    #[doc(hidden)]
    pub async fn end<T, E>(self, outcome: Result<T, E>, tries: u32) -> Option<Result<T, E>>
    where
        E: From<StoreError> + AsStoreError,
    {
        let outcome = match outcome {
            Ok(done) => self.commit().await.map(|()| done).map_err(E::from),
            Err(error) => match self.rollback().await {
                Ok(()) => Err(error),
                Err(worse) => Err(worse.into()),
            },
        };
        match outcome {
            Err(error) if error.is_race() && tries < TRIES => None,
            outcome => Some(outcome),
        }
    }

    async fn commit(self) -> Result<(), StoreError> {
        match self.0.link {
            Link::SqliteWrite(tx) => Ok(tx.commit().await?),
            Link::PostgresWrite(tx) => Ok(tx.commit().await?),
            Link::SqliteRead(_) | Link::PostgresRead(_) => Ok(()),
        }
    }

    async fn rollback(self) -> Result<(), StoreError> {
        match self.0.link {
            Link::SqliteWrite(tx) => Ok(tx.rollback().await?),
            Link::PostgresWrite(tx) => Ok(tx.rollback().await?),
            Link::SqliteRead(_) | Link::PostgresRead(_) => Ok(()),
        }
    }
}

/// Lets [`write!`](crate::write) see through an error of its caller's own.
pub trait AsStoreError {
    /// Whether another write came first, so that beginning again helps.
    fn is_race(&self) -> bool;
}

impl AsStoreError for StoreError {
    fn is_race(&self) -> bool {
        matches!(self, Self::Raced)
    }
}

async fn open_sqlite(address: &str) -> Result<Pools, StoreError> {
    let options = SqliteConnectOptions::from_str(address)
        .map_err(|_| StoreError::Address(address.to_owned()))?
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(Duration::from_secs(5))
        .foreign_keys(true)
        .pragma("trusted_schema", "OFF")
        .pragma("cell_size_check", "ON")
        .pragma("secure_delete", "ON")
        .pragma("mmap_size", "0")
        .pragma("journal_size_limit", "67108864");
    let pool = |max| {
        SqlitePoolOptions::new()
            .max_connections(max)
            .acquire_timeout(Duration::from_secs(10))
    };
    let write = pool(1).connect_with(options.clone()).await?;
    let read = pool(4)
        .connect_with(options.pragma("query_only", "ON"))
        .await?;
    assert_promises(&write).await?;
    Ok(Pools::Sqlite { write, read })
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

async fn open_postgres(address: &str) -> Result<Pools, StoreError> {
    let options = PgConnectOptions::from_str(address)
        .map_err(|_| StoreError::Address(without_password(address)))?;
    let pool = PgPoolOptions::new()
        .max_connections(16)
        .acquire_timeout(Duration::from_secs(10))
        .connect_with(options)
        .await?;
    Ok(Pools::Postgres(pool))
}

/// An address as it may stand in a message.
fn without_password(address: &str) -> String {
    match (address.split_once("://"), address.rsplit_once('@')) {
        (Some((scheme, _)), Some((_, place))) => format!("{scheme}://…@{place}"),
        _ => address.to_owned(),
    }
}
