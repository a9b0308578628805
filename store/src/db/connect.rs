//! A connection that only reads, and one that writes.

use super::{
    Db,
    conn::{Conn, Link, Tx},
    deadline::Deadline,
    error::StoreError,
    patience::Patience,
    pools::Pools,
};

impl Db {
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

    pub(super) fn conn(&self, link: Link, deadline: Deadline) -> Conn {
        Conn::new(link, self.statements.clone(), self.damage.clone(), deadline)
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
}
