//! How long one request may wait for the database, all its waits together.
//!
//! What is counted is the time spent waiting for a connection, for a lock and for statements, never
//! the time between: a slow network or a slow password hash takes nothing of it.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

/// For a request: its answer must be out within two seconds.
pub(super) const OF_A_REQUEST: Duration = Duration::from_millis(1_700);
/// For work that nobody waits for. Not endless, so that a lock that is never given back is told.
pub(super) const OF_MAINTENANCE: Duration = Duration::from_secs(60 * 60);

/// What is left of such a time. Clones share it.
#[derive(Clone, Debug)]
pub struct Deadline {
    limit: Duration,
    /// Microseconds.
    spent: Arc<AtomicU64>,
}

impl Deadline {
    pub(super) fn after(limit: Duration) -> Self {
        Self {
            limit,
            spent: Arc::default(),
        }
    }

    /// At most `limit` of what is left, and what it costs is taken from the whole.
    #[must_use]
    pub(super) fn at_most(&self, limit: Duration) -> Self {
        let spent = Duration::from_micros(self.spent.load(Ordering::Relaxed));
        Self {
            limit: self.limit.min(spent + limit),
            spent: self.spent.clone(),
        }
    }

    /// What is left, or `least` where that is more.
    #[must_use]
    pub(super) fn at_least(&self, least: Duration) -> Self {
        let spent = Duration::from_micros(self.spent.load(Ordering::Relaxed));
        Self {
            limit: self.limit.max(spent + least),
            spent: self.spent.clone(),
        }
    }

    fn left(&self) -> Duration {
        let spent = Duration::from_micros(self.spent.load(Ordering::Relaxed));
        self.limit.saturating_sub(spent)
    }

    pub(super) fn has_passed(&self) -> bool {
        self.left().is_zero()
    }

    /// Waits for `work` no longer than is left.
    ///
    /// # Errors
    /// Those of `work`; [`sqlx::Error::PoolTimedOut`] when the time is over: `work` is dropped then,
    /// in whatever state it was.
    pub(crate) async fn bound<T>(
        &self,
        work: impl Future<Output = Result<T, sqlx::Error>>,
    ) -> Result<T, sqlx::Error> {
        let begun = Instant::now();
        let outcome = tokio::time::timeout(self.left(), work).await;
        let took = u64::try_from(begun.elapsed().as_micros()).unwrap_or(u64::MAX);
        self.spent.fetch_add(took, Ordering::Relaxed);
        outcome.unwrap_or(Err(sqlx::Error::PoolTimedOut))
    }
}

#[cfg(test)]
mod tests;
