//! How many SQL statements were run.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

/// How many SQL statements a `Db` and the connections taken from it have run.
#[derive(Clone, Debug, Default)]
pub struct Statements(pub(super) Arc<AtomicU64>);

impl Statements {
    #[must_use]
    pub fn count(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }

    pub(super) fn add_one(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}
