//! How long whoever asks the database waits.

use std::time::Duration;

use super::deadline::Deadline;

#[derive(Clone)]
pub(super) enum Patience {
    /// Each read and each write has that much.
    Each(Duration),
    /// All of them together have what is left.
    Shared(Deadline),
    /// Nobody waits for it, and it has connections of its own.
    Maintenance,
}
