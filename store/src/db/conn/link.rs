//! A connection of either engine, taken from its pool.

use sqlx::{PgConnection, Postgres, Sqlite, SqliteConnection, pool::PoolConnection};

pub(crate) enum Link {
    Sqlite(PoolConnection<Sqlite>),
    Postgres(PoolConnection<Postgres>),
}

pub(crate) enum Engine<'c> {
    Sqlite(&'c mut SqliteConnection),
    Postgres(&'c mut PgConnection),
}

impl Link {
    pub(super) async fn run(&mut self, sql: &'static str) -> Result<(), sqlx::Error> {
        match self {
            Self::Sqlite(link) => sqlx::raw_sql(sql).execute(&mut **link).await.map(drop),
            Self::Postgres(link) => sqlx::raw_sql(sql).execute(&mut **link).await.map(drop),
        }
    }

    pub(super) fn close_on_drop(&mut self) {
        match self {
            Self::Sqlite(link) => link.close_on_drop(),
            Self::Postgres(link) => link.close_on_drop(),
        }
    }

    pub(super) const fn begin(&self) -> &'static str {
        match self {
            // A write lock from the start: upgrading one to read with ignores the time to wait.
            Self::Sqlite(_) => "BEGIN IMMEDIATE",
            Self::Postgres(_) => "BEGIN",
        }
    }
}
