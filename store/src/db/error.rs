//! Why the store could not do its work.

use domain::access::NotFound;

use super::fault::{self, Fault};

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
    /// A SQLite file was copied while a program had it open, without its journal.
    #[error(
        "{0} was copied while the school ran, without {0}-wal, which holds what was saved last: bring both files, or restore a backup (`diary restore`), or go on with what this file alone holds (--accept-copy)"
    )]
    Copied(String),
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
        match fault::of(&error) {
            Fault::Raced => Self::Raced,
            Fault::Unavailable(why) => Self::Unavailable(why),
            Fault::Other => Self::Sql(error),
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
