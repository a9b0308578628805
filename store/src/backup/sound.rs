//! Whether a database that was brought back can be served.

use sqlx::Connection;

use crate::{Db, StoreError};

/// Looks at everything that the engine can tell of a database, and whether this program knows its
/// schema. Returns the number of its last migration.
///
/// # Errors
/// [`StoreError::Damaged`] with what is wrong; [`StoreError::Newer`].
pub async fn sound(db: &Db) -> Result<i64, StoreError> {
    if db.sqlite_options().is_some() {
        let mut conn = super::sqlite::reader(db).await?;
        let (said,): (String,) = sqlx::query_as("PRAGMA integrity_check(1)")
            .fetch_one(&mut conn)
            .await?;
        if said != "ok" {
            return Err(StoreError::Damaged(said));
        }
        let orphan: Option<(String,)> =
            sqlx::query_as("SELECT \"table\" FROM pragma_foreign_key_check LIMIT 1")
                .fetch_optional(&mut conn)
                .await?;
        if let Some((table,)) = orphan {
            return Err(StoreError::Damaged(format!(
                "a row of {table} refers to something that is not there"
            )));
        }
        conn.close().await?;
    }
    migrations(db).await
}

async fn migrations(db: &Db) -> Result<i64, StoreError> {
    let mut conn = db.read().await?;
    let done: Vec<(i64, Vec<u8>, bool)> = on!(conn, c => sqlx::query_as(
        "SELECT version, checksum, success FROM _sqlx_migrations ORDER BY version").fetch_all(c).await)?;
    let known = crate::db::migrator();
    for (version, checksum, success) in &done {
        let Some(migration) = known.iter().find(|known| known.version == *version) else {
            return Err(StoreError::Newer(*version));
        };
        if !success || migration.checksum[..] != checksum[..] {
            return Err(StoreError::Damaged(format!(
                "migration {version} is not as this program knows it"
            )));
        }
    }
    done.last()
        .map(|(version, ..)| *version)
        .ok_or_else(|| StoreError::Damaged("there is no schema in it".to_owned()))
}
