//! Bringing the schema up to date.

use super::{Db, error::StoreError, pools::Pools};

impl Db {
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
}

/// The migrations of this program.
pub(crate) fn migrator() -> sqlx::migrate::Migrator {
    sqlx::migrate!("../migrations")
}
