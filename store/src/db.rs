//! The database: opening it, reading, and the one door for writes.

mod conn;
mod connect;
mod deadline;
mod error;
mod fault;
mod healthy;
mod limits;
mod migrate;
mod open;
mod patience;
mod pools;
mod postgres;
mod sqlite;
mod statements;

use std::sync::Arc;

use sqlx::{postgres::PgConnectOptions, sqlite::SqliteConnectOptions};

pub(crate) use self::{conn::Engine, migrate::migrator};
pub use self::{
    conn::{Conn, Tx},
    error::{AsStoreError, StoreError},
    statements::Statements,
};
use self::{patience::Patience, pools::Pools};
use crate::Damage;

/// The school's database. Cheap to clone.
#[derive(Clone)]
pub struct Db {
    pools: Pools,
    statements: Statements,
    patience: Patience,
    damage: Damage,
}

impl Db {
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
}

#[cfg(test)]
mod tests;
