//! A connection as the store's functions use it, and a write that is under way.

use std::sync::atomic::Ordering;

use sqlx::{PgConnection, Postgres, Sqlite, SqliteConnection, Transaction, pool::PoolConnection};

use super::{AsStoreError, Statements, StoreError};

/// How often a write that lost a race begins again.
const TRIES: u32 = 8;

/// A connection to read with.
pub struct Conn {
    pub(super) link: Link,
    pub(super) statements: Statements,
}

pub(super) enum Link {
    SqliteRead(PoolConnection<Sqlite>),
    SqliteWrite(Transaction<'static, Sqlite>),
    PostgresRead(PoolConnection<Postgres>),
    PostgresWrite(Transaction<'static, Postgres>),
}

/// A write transaction: commits as a whole when the work inside [`write!`](crate::write) says `Ok`.
pub struct Tx(pub(super) Conn);

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
