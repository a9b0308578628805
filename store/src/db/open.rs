//! Opening the database, and closing it.

use super::{
    Db, deadline::OF_A_REQUEST, error::StoreError, patience::Patience, pools::Pools, postgres,
    sqlite, statements::Statements,
};
use crate::{Damage, address::Address, open_mark};

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
