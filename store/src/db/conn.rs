//! A connection as the store's functions use it, and a write that is under way.
//!
//! A connection goes back to its pool only as it came: one whose transaction was not ended, whose
//! end failed, or whose statement was given up or failed for a cause outside the program is closed, and
//! the pool opens another. So whatever a
//! failed write leaves behind is gone with its connection.

mod link;
mod tx;

use uuid::Uuid;

use super::{
    Statements,
    deadline::Deadline,
    fault::{self, Fault},
};
use crate::{Damage, Readable};

pub(crate) use self::link::{Engine, Link};
pub use self::tx::Tx;

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
