//! What a connection is asked before it goes back to its pool.

use std::time::Duration;

/// What a connection is asked before it goes back to its pool. sqlx knows only of transactions that
/// it began itself, so the engine is asked: inside a transaction SQLite refuses another one, and
/// PostgreSQL (which only warns) undoes it or refuses.
pub(super) const IS_FREE: &str = "BEGIN; ROLLBACK";

/// Whether a connection may go back to its pool: it answers, and nothing is half done on it.
pub(super) async fn healthy<T>(
    is_free: impl Future<Output = Result<T, sqlx::Error>>,
) -> Result<bool, sqlx::Error> {
    /// One that does not answer would hold its place for ever.
    const ANSWERS_WITHIN: Duration = Duration::from_secs(1);
    let answered = tokio::time::timeout(ANSWERS_WITHIN, is_free)
        .await
        .unwrap_or(Err(sqlx::Error::PoolTimedOut));
    match answered {
        Ok(_) => Ok(true),
        Err(sqlx::Error::Database(_)) => Ok(false),
        Err(error) => Err(error),
    }
}
