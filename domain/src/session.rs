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
mod tests {
    use super::*;

    #[test]
    fn a_shared_computer_forgets_after_twenty_idle_minutes_and_four_hours() {
        let start = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        let alive = |seen: i64, now: i64| {
            SessionKind::Shared.is_alive(
                start,
                start + Duration::minutes(seen),
                start + Duration::minutes(now),
            )
        };
        assert!(alive(0, 19) && !alive(0, 20));
        assert!(alive(239, 239) && !alive(239, 240));
    }

    #[test]
    fn a_clock_set_back_never_prolongs_a_session() {
        let start = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        for kind in SessionKind::ALL {
            let alive =
                |seconds: i64| kind.is_alive(start, start, start + Duration::seconds(seconds));
            assert!(alive(0) && alive(-299), "a small correction: {kind:?}");
            for back in [301, 24 * 3_600, 10 * 365 * 24 * 3_600] {
                assert!(!alive(-back), "{kind:?} {back} seconds back");
            }
            let used = start + Duration::minutes(10);
            assert!(
                !kind.is_alive(start, used, start + Duration::minutes(4)),
                "{kind:?}: its last use is in the future"
            );
        }
    }
}
