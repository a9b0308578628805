//! The database: opening it, reading, and the one door for writes.

mod conn;
mod error;
mod postgres;
mod sqlite;

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use sqlx::{PgPool, SqlitePool};

pub(crate) use self::conn::Engine;
use self::conn::Link;
pub use self::{
    conn::{Conn, Tx},
    error::{AsStoreError, StoreError},
};

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

impl Db {
    /// Opens `sqlite://FILE` (created when missing) or `postgres://…` and looks whether the engine
    /// keeps its promises.
    ///
    /// # Errors
    /// [`StoreError::Address`], [`StoreError::Engine`], or whatever the engine says.
    pub async fn open(address: &str) -> Result<Self, StoreError> {
        let pools = if address.starts_with("sqlite:") {
            sqlite::open(address).await?
        } else if address.starts_with("postgres:") || address.starts_with("postgresql:") {
            postgres::open(address).await?
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

/// An address as it may stand in a message.
fn without_password(address: &str) -> String {
    match (address.split_once("://"), address.rsplit_once('@')) {
        (Some((scheme, _)), Some((_, place))) => format!("{scheme}://…@{place}"),
        _ => address.to_owned(),
    }
}
