//! How long a sign-in lasts.

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};

/// Where a person signed in. A shared computer is the default: it forgets first.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SessionKind {
    /// A computer that others use too.
    Shared,
    /// The student said: this is my own device.
    OwnDevice,
    /// An adult's session.
    Staff,
}

impl SessionKind {
    pub const ALL: [Self; 3] = [Self::Shared, Self::OwnDevice, Self::Staff];

    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Shared => "shared",
            Self::OwnDevice => "own_device",
            Self::Staff => "staff",
        }
    }

    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Ends when nothing was asked for so long.
    #[must_use]
    pub const fn idle(self) -> Duration {
        match self {
            Self::Shared => Duration::minutes(20),
            Self::OwnDevice => Duration::days(14),
            Self::Staff => Duration::minutes(30),
        }
    }

    /// Ends so long after sign-in, whatever was asked.
    #[must_use]
    pub const fn absolute(self) -> Duration {
        match self {
            Self::Shared => Duration::hours(4),
            Self::OwnDevice => Duration::days(90),
            Self::Staff => Duration::hours(12),
        }
    }

    /// How long the browser keeps the cookie, seconds; `None`: until it is closed.
    #[must_use]
    pub const fn cookie_seconds(self) -> Option<i64> {
        match self {
            Self::OwnDevice => Some(30 * 24 * 60 * 60),
            Self::Shared | Self::Staff => None,
        }
    }

    /// Whether a session begun at `created` and last used at `seen` is alive at `now`. One that was
    /// used later than now is not: the clock went back, and how old it is nobody can tell.
    #[must_use]
    pub fn is_alive(self, created: DateTime<Utc>, seen: DateTime<Utc>, now: DateTime<Utc>) -> bool {
        let latest = now + CLOCK_SKEW;
        created <= latest
            && seen <= latest
            && now < created + self.absolute()
            && now < seen + self.idle()
    }
}

/// A session's last use is written at most this often.
pub const SEEN_EVERY: Duration = Duration::minutes(1);

/// A clock that is set right by as much ends nobody's session.
pub const CLOCK_SKEW: Duration = Duration::minutes(5);

/// What an ended session sends is kept for its person so long after its end was first noticed, and
/// a kept post so long after it was sent.
pub const WORDS_WAIT: Duration = Duration::hours(24);

#[cfg(test)]
mod tests;
