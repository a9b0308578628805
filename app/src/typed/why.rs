//! Why a form comes back.

use chrono::{DateTime, Utc};

/// Why it comes back.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Why {
    /// The server could not do it.
    Failed,
    /// The server did not take it: there is no such thing, or the page is older than the program.
    Refused,
    /// Something in it has to be mended first; the page says what.
    Unfit,
    /// Nobody is signed in, and it could not be kept.
    Ended,
    /// Its page was somebody else's than who is signed in now.
    SomebodyElses,
    /// It was sent at that moment, when its session had ended, and waits for a decision, as so many
    /// others do.
    Kept {
        id: String,
        at: DateTime<Utc>,
        more: u64,
    },
    /// It answers about a kept post that was saved or thrown away meanwhile.
    Settled,
    /// Too many writes came at once; one is let through after so many seconds.
    TooOften(u64),
}
