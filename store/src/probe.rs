//! One row that is written to learn whether anything can be written.

use chrono::{DateTime, Utc};

use crate::{StoreError, Tx};

/// Writes it.
///
/// # Errors
/// See [`StoreError`]: nothing else can be written either.
pub async fn write(tx: &mut Tx, now: DateTime<Utc>) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(
        "INSERT INTO probe (id, written_at) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET written_at = excluded.written_at")
        .bind(now).execute(c).await.map(drop))?;
    Ok(())
}
