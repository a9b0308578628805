//! A connection as the store's functions use it, and a write that is under way.
//!
//! A connection goes back to its pool only as it came: one whose transaction was not ended, whose
//! end failed, or whose statement was given up or failed for a cause outside the program is closed, and
//! the pool opens another. So whatever a
//! failed write leaves behind is gone with its connection.

use sqlx::{PgConnection, Postgres, Sqlite, SqliteConnection, pool::PoolConnection};

use uuid::Uuid;

use super::{
    AsStoreError, Statements, StoreError,
    deadline::Deadline,
    fault::{self, Fault},
};
use crate::{Damage, Readable};

/// How often a write that lost a race is tried, within its deadline.
const TRIES: u32 = 8;

/// A connection to read with.
pub struct Conn {
    link: Link,
    statements: Statements,
    damage: Damage,
    deadline: Deadline,
    /// A transaction was begun and has not ended.
    open: bool,
    /// A statement failed: what follows in the same transaction cannot be kept.
    failed: bool,
    /// A statement found the file read-only. SQLite opens a file that cannot be written for reading,
    /// and the connection stays like that when it can be written again.
    read_only: bool,
}

pub(super) enum Link {
    Sqlite(PoolConnection<Sqlite>),
    Postgres(PoolConnection<Postgres>),
}

/// A write transaction: commits as a whole when the work inside [`write!`](crate::write) says `Ok`.
pub struct Tx(Conn);

pub(crate) enum Engine<'c> {
    Sqlite(&'c mut SqliteConnection),
    Postgres(&'c mut PgConnection),
}

impl Link {
    async fn run(&mut self, sql: &'static str) -> Result<(), sqlx::Error> {
        match self {
            Self::Sqlite(link) => sqlx::raw_sql(sql).execute(&mut **link).await.map(drop),
            Self::Postgres(link) => sqlx::raw_sql(sql).execute(&mut **link).await.map(drop),
        }
    }

    fn close_on_drop(&mut self) {
        match self {
            Self::Sqlite(link) => link.close_on_drop(),
            Self::Postgres(link) => link.close_on_drop(),
        }
    }

    const fn begin(&self) -> &'static str {
        match self {
            // A write lock from the start: upgrading one to read with ignores the time to wait.
            Self::Sqlite(_) => "BEGIN IMMEDIATE",
            Self::Postgres(_) => "BEGIN",
        }
    }
}

impl Conn {
    pub(super) const fn new(
        link: Link,
        statements: Statements,
        damage: Damage,
        deadline: Deadline,
    ) -> Self {
        Self {
            link,
            statements,
            damage,
            deadline,
            open: false,
            failed: false,
            read_only: false,
        }
    }

    /// For [`on!`](macro@crate::on), whatever it was given.
    pub(crate) const fn conn(&mut self) -> &mut Self {
        self
    }

    /// What is left of the time for this connection.
    pub(crate) fn deadline(&self) -> Deadline {
        self.deadline.clone()
    }

    /// The engine's own connection, for one statement.
    pub(crate) fn engine(&mut self) -> Engine<'_> {
        self.statements.add_one();
        match &mut self.link {
            Link::Sqlite(link) => Engine::Sqlite(link),
            Link::Postgres(link) => Engine::Postgres(link),
        }
    }

    /// Passes on what was read; leaves word where it cannot be read.
    pub(crate) fn noted<T>(&self, table: &'static str, id: Uuid, read: Readable<T>) -> Readable<T> {
        read.inspect_err(|why| self.damage.note(table, id, *why))
    }

    /// Notes how a statement ended.
    pub(crate) fn ended<T>(&mut self, outcome: &Result<T, sqlx::Error>) {
        if let Err(error) = outcome {
            self.failed = true;
            if let Fault::Unavailable(why) = fault::of(error) {
                self.read_only |= why == fault::READ_ONLY;
                self.link.close_on_drop();
            }
        }
    }
}

impl Drop for Conn {
    fn drop(&mut self) {
        if self.open {
            self.link.close_on_drop();
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
    /// Begins. Where another holds the lock, it is asked for again until the deadline.
    pub(super) async fn begin(mut conn: Conn) -> Result<Self, StoreError> {
        let sql = conn.link.begin();
        loop {
            conn.open = true;
            let begun = conn.deadline.bound(conn.link.run(sql)).await;
            match begun.map_err(StoreError::from) {
                Ok(()) => return Ok(Self(conn)),
                Err(StoreError::Raced) if conn.deadline.has_passed() => {
                    return Err(StoreError::Unavailable(fault::LOCKED));
                }
                Err(StoreError::Raced) => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// Ends a write; only [`write!`](crate::write) does. `None`: another write came first, begin
    /// again.
    #[doc(hidden)]
    pub async fn end<T, E>(mut self, outcome: Result<T, E>, tries: u32) -> Option<Result<T, E>>
    where
        E: From<StoreError> + AsStoreError,
    {
        let outcome = match outcome {
            Ok(done) => self.commit().await.map(|()| done).map_err(E::from),
            Err(error) => {
                // The engine may have rolled back by itself, and then refuses to do it again. In
                // either case the first error is the reason, and the connection is closed.
                let _ = self.finish("ROLLBACK").await;
                Err(error)
            }
        };
        let begins_again = match &outcome {
            // On a connection that is opened now.
            Err(_) if self.0.read_only => tries == 1,
            Err(error) => error.is_race() && tries < TRIES,
            Ok(_) => false,
        };
        let has_time = !self.0.deadline.has_passed();
        (!begins_again || !has_time).then_some(outcome)
    }

    async fn commit(&mut self) -> Result<(), StoreError> {
        if self.0.failed {
            // PostgreSQL would answer such a COMMIT with a rollback and no error; SQLite may have
            // rolled back the first half and kept the second.
            let _ = self.finish("ROLLBACK").await;
            return Err(StoreError::Engine(
                "a statement of this write failed and its error was passed over".to_owned(),
            ));
        }
        self.finish("COMMIT").await
    }

    async fn finish(&mut self, sql: &'static str) -> Result<(), StoreError> {
        let conn = &mut self.0;
        conn.deadline.bound(conn.link.run(sql)).await?;
        conn.open = false;
        Ok(())
    }
}
