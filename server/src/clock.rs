//! Time and chance. Nothing else in the product may ask for either (clippy refuses it).
#![expect(clippy::disallowed_methods, reason = "this is the one place")]

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

/// The clock of a running server.
#[derive(Clone, Debug)]
pub struct Clock {
    started: DateTime<Utc>,
    begins_at: DateTime<Utc>,
    /// Microseconds that were passed over.
    ahead: Arc<AtomicI64>,
}

impl Clock {
    /// The machine's clock.
    #[must_use]
    pub fn real() -> Self {
        let now = Utc::now();
        Self {
            started: now,
            begins_at: now,
            ahead: Arc::default(),
        }
    }

    /// A clock that shows `begins_at` now and ticks on from there; for demo servers and tests.
    #[must_use]
    pub fn beginning_at(begins_at: DateTime<Utc>) -> Self {
        Self {
            started: Utc::now(),
            begins_at,
            ahead: Arc::default(),
        }
    }

    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        let ahead = TimeDelta::microseconds(self.ahead.load(Ordering::Relaxed));
        self.begins_at + (Utc::now() - self.started) + ahead
    }

    /// Passes over some time, in this clock and its clones; for tests of what comes later.
    pub fn pass(&self, time: TimeDelta) {
        let time = time.num_microseconds().unwrap_or(0);
        self.ahead.fetch_add(time, Ordering::Relaxed);
    }
}

/// A new identifier; later ones sort after earlier ones.
#[must_use]
pub fn new_id() -> Uuid {
    Uuid::now_v7()
}

/// 32 bytes that nobody can guess.
///
/// # Panics
/// When the operating system has no randomness to give: going on would be worse.
#[must_use]
pub fn secret() -> [u8; 32] {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
    bytes
}

/// The name of one request: 16 hexadecimal digits by chance.
#[must_use]
pub fn request_id() -> String {
    let [a, b, c, d, e, f, g, h, ..] = secret();
    format!("{:016x}", u64::from_be_bytes([a, b, c, d, e, f, g, h]))
}
