//! The database: opening it, reading, and the one door for writes.

mod conn;
mod deadline;
mod error;
mod fault;
mod postgres;
mod sqlite;

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use sqlx::{postgres::PgConnectOptions, sqlite::SqliteConnectOptions};

use crate::{address::Address, open_mark};

pub(crate) use self::conn::Engine;
use self::{
    conn::Link,
    deadline::{Deadline, OF_A_REQUEST, OF_MAINTENANCE},
};
pub use self::{
    conn::{Conn, Tx},
    error::{AsStoreError, StoreError},
};
use crate::Damage;

/// The school's database. Cheap to clone.
#[derive(Clone)]
pub struct Db {
    pools: Pools,
    statements: Statements,
    patience: Patience,
    damage: Damage,
}

#[derive(Clone)]
enum Pools {
    Sqlite(sqlite::Pools),
    Postgres(postgres::Pools),
}

#[derive(Clone)]
enum Patience {
    /// Each read and each write has that much.
    Each(Duration),
    /// All of them together have what is left.
    Shared(Deadline),
    /// Nobody waits for it, and it has connections of its own.
    Maintenance,
}

/// How many SQL statements a `Db` and the connections taken from it have run.
#[derive(Clone, Debug, Default)]
pub struct Statements(Arc<AtomicU64>);

impl Statements {
    #[must_use]
    pub fn count(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }

    fn add_one(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

impl Db {
    /// Opens `sqlite://FILE` (created when missing) or `postgres://…` and looks whether the engine
    /// keeps its promises.
    ///
    /// # Errors
    /// [`StoreError::Address`], [`StoreError::Engine`], or whatever the engine says.
    pub async fn open(address: &str) -> Result<Self, StoreError> {
        let pools = match address.parse()? {
            Address::Sqlite(file) => Pools::Sqlite(sqlite::open(file).await?),
            Address::Postgres(server) => Pools::Postgres(postgres::open(server).await?),
        };
        Ok(Self {
            pools,
            statements: Statements::default(),
            patience: Patience::Each(OF_A_REQUEST),
            damage: Damage::default(),
        })
    }

    /// Brings the schema up to date, however long it takes.
    ///
    /// # Errors
    /// [`StoreError::Newer`] when the database knows migrations that this program does not.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        /// Another program that starts at the same moment holds SQLite's lock only shortly.
        const TRIES: u32 = 20;
        let migrator = migrator();
        let mut tries = 1;
        loop {
            let done = match &self.pools {
                Pools::Sqlite(pools) => migrator.run(&pools.write).await,
                Pools::Postgres(pools) => migrator.run(&pools.long).await,
            };
            match done {
                Err(sqlx::migrate::MigrateError::VersionMissing(version)) => {
                    return Err(StoreError::Newer(version));
                }
                Err(
                    sqlx::migrate::MigrateError::Execute(error)
                    | sqlx::migrate::MigrateError::ExecuteMigration(error, _),
                ) => match StoreError::from(error) {
                    StoreError::Raced if tries < TRIES => tries += 1,
                    error => return Err(error),
                },
                done => return Ok(done?),
            }
        }
    }

    /// The same database with its own count of statements and one deadline of 1.7 s, for one
    /// request.
    #[must_use]
    pub fn counted(&self) -> Self {
        Self {
            pools: self.pools.clone(),
            statements: Statements::default(),
            patience: Patience::Shared(Deadline::after(OF_A_REQUEST)),
            damage: self.damage.clone(),
        }
    }

    /// The same database for something small that a request notes besides: it gives up after
    /// `limit`, and what it waited is taken from the request's own time.
    #[must_use]
    pub fn at_most(&self, limit: Duration) -> Self {
        Self {
            patience: Patience::Shared(self.deadline().at_most(limit)),
            ..self.clone()
        }
    }

    /// The same database for what has to be read although a request may have used up its time: what is
    /// left of it, or `least` where that is more.
    #[must_use]
    pub fn at_least(&self, least: Duration) -> Self {
        Self {
            patience: Patience::Shared(self.deadline().at_least(least)),
            ..self.clone()
        }
    }

    /// The same database for migrations, seeding, backups, checks and nightly work: no deadline of a
    /// request applies (an hour does), and reads have connections of their own.
    #[must_use]
    pub fn unhurried(&self) -> Self {
        Self {
            patience: Patience::Maintenance,
            ..self.clone()
        }
    }

    #[must_use]
    pub const fn statements(&self) -> &Statements {
        &self.statements
    }

    /// What could not be read since the last time somebody asked.
    #[must_use]
    pub const fn damage(&self) -> &Damage {
        &self.damage
    }

    /// How to connect to it beside the pools; `None` on another engine.
    pub(crate) fn sqlite_options(&self) -> Option<Arc<SqliteConnectOptions>> {
        match &self.pools {
            Pools::Sqlite(pools) => Some(pools.read.connect_options()),
            Pools::Postgres(_) => None,
        }
    }

    /// How to connect to it beside the pools; `None` on another engine.
    pub(crate) fn postgres_options(&self) -> Option<Arc<PgConnectOptions>> {
        match &self.pools {
            Pools::Sqlite(_) => None,
            Pools::Postgres(pools) => Some(pools.long.connect_options()),
        }
    }

    /// The server it is kept on; `None` on another engine.
    #[must_use]
    pub fn server(&self) -> Option<crate::server::Server> {
        self.postgres_options().map(crate::server::Server::new)
    }

    /// A connection that only reads.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`]: no connection was to be had in time.
    pub async fn read(&self) -> Result<Conn, StoreError> {
        let deadline = self.deadline();
        let link = match (&self.pools, &self.patience) {
            (Pools::Sqlite(pools), Patience::Maintenance) => {
                Link::Sqlite(deadline.bound(pools.long.acquire()).await?)
            }
            (Pools::Sqlite(pools), _) => Link::Sqlite(deadline.bound(pools.read.acquire()).await?),
            (Pools::Postgres(pools), patience) => {
                Link::Postgres(deadline.bound(pools.of(patience).acquire()).await?)
            }
        };
        Ok(self.conn(link, deadline))
    }

    fn conn(&self, link: Link, deadline: Deadline) -> Conn {
        Conn::new(link, self.statements.clone(), self.damage.clone(), deadline)
    }

    /// What is left of the time for one read, or for one write with all its tries.
    #[doc(hidden)]
    #[must_use]
    pub fn deadline(&self) -> Deadline {
        match &self.patience {
            Patience::Each(limit) => Deadline::after(*limit),
            Patience::Shared(deadline) => deadline.clone(),
            Patience::Maintenance => Deadline::after(OF_MAINTENANCE),
        }
    }

    /// Begins a write; only [`write!`](crate::write) does.
    #[doc(hidden)]
    pub async fn begin(&self, deadline: &Deadline) -> Result<Tx, StoreError> {
        let link = match &self.pools {
            Pools::Sqlite(pools) => Link::Sqlite(deadline.bound(pools.write.acquire()).await?),
            Pools::Postgres(pools) => {
                Link::Postgres(deadline.bound(pools.of(&self.patience).acquire()).await?)
            }
        };
        Tx::begin(self.conn(link, deadline.clone())).await
    }

    /// Finishes what is under way and writes SQLite's journal back into the file.
    pub async fn close(&self) {
        match &self.pools {
            Pools::Sqlite(pools) => {
                pools.long.close().await;
                pools.read.close().await;
                open_mark::clear(&pools.write).await;
                pools.write.close().await;
            }
            Pools::Postgres(pools) => {
                pools.long.close().await;
                pools.pool.close().await;
            }
        }
    }
}

impl postgres::Pools {
    const fn of(&self, patience: &Patience) -> &sqlx::PgPool {
        match patience {
            Patience::Maintenance => &self.long,
            Patience::Each(_) | Patience::Shared(_) => &self.pool,
        }
    }
}

/// What a connection is asked before it goes back to its pool. sqlx knows only of transactions that
/// it began itself, so the engine is asked: inside a transaction SQLite refuses another one, and
/// PostgreSQL (which only warns) undoes it or refuses.
const IS_FREE: &str = "BEGIN; ROLLBACK";

/// Whether a connection may go back to its pool: it answers, and nothing is half done on it.
async fn healthy<T>(
    is_free: impl Future<Output = Result<T, sqlx::Error>>,
) -> Result<bool, sqlx::Error> {
    /// One that does not answer would hold its place for ever.
    const ANSWERS_WITHIN: Duration = Duration::from_secs(1);
    let answered = tokio::time::timeout(ANSWERS_WITHIN, is_free)
        .await
        .unwrap_or(Err(sqlx::Error::PoolTimedOut));
    match answered {
        Ok(_) => Ok(true),
        Err(sqlx::Error::Database(_)) => Ok(false),
        Err(error) => Err(error),
    }
}

/// The migrations of this program.
pub(crate) fn migrator() -> sqlx::migrate::Migrator {
    sqlx::migrate!("../migrations")
}

#[cfg(test)]
mod tests;
