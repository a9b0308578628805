//! How long sign-in waits after wrong passwords.
//!
//! A try belongs to a [`Lane`]: an account on one known device, or an account from one address.
//! Every try is counted as a step of its lane before the password is looked at and taken back when
//! the password fits, so that tries at one moment are counted like tries in a row. Waits never
//! become a closed account.

use chrono::{DateTime, Duration, Utc};

/// A lane without a step for that long begins anew.
pub const FORGOTTEN_AFTER: Duration = Duration::hours(24);

/// A lane with no more steps than this is forgotten sooner, so that tries with invented logins leave
/// little behind.
pub const LITTLE: i64 = 2;

/// When a lane with a [`LITTLE`] on it is forgotten.
pub const LITTLE_FORGOTTEN_AFTER: Duration = Duration::hours(1);

/// So many failures of one account in a day are told to the people who run the school.
pub const FAILURES_TOLD: i64 = 100;

/// An address with more failures than this within [`ADDRESS_WINDOW`] leaves most turns to addresses
/// with fewer: a school of a thousand behind one address with one wrong password in a hundred, and
/// somebody who guesses once a second beside it for half a minute, stay below. Above it an address
/// shares the turns that are left with others like it, and with all of them when nobody else waits.
pub const ADDRESS_DOUBTED: i64 = 60;

/// An address with more failures than this within [`ADDRESS_WINDOW`] is answered after everybody
/// else. A school of a thousand behind one address with one wrong password in three, and somebody
/// who guesses once a second beside it, both stay below.
pub const ADDRESS_FAILURES: i64 = 1_200;

/// Failures of an address are counted in windows of this length.
pub const ADDRESS_WINDOW: Duration = Duration::minutes(10);

/// Clocks of servers that share a database may differ by this much.
const SKEW: Duration = Duration::seconds(5);

/// Whose tries wait together. What one lane does never makes another wait.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Lane {
    /// An account on a device on which its owner has signed in before.
    KnownDevice,
    /// An account from an address.
    Address,
}

impl Lane {
    /// How long the next try waits after `steps` tries in a row that did not fit.
    #[must_use]
    pub const fn wait_after(self, steps: i64) -> Duration {
        let seconds = match (steps, self) {
            (..=0, _) => 0,
            (1..=2, _) => 1,
            (3..=5, _) => 3,
            (6..=9, _) => 10,
            (10..=19, _) | (_, Self::KnownDevice) => 60,
            (_, Self::Address) => 300,
        };
        Duration::seconds(seconds)
    }
}

/// How far the waits of a lane have grown.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct SignInBackoff {
    /// Tries in a row that did not fit, or are not judged yet.
    pub steps: i64,
    /// When the last of them was made.
    pub stepped_at: DateTime<Utc>,
}

impl SignInBackoff {
    /// How long a try at `now` has to wait: never longer than the lane's own wait, whatever the
    /// clock did since the last step. `None`: it does not.
    #[must_use]
    pub fn wait(self, lane: Lane, now: DateTime<Utc>) -> Option<Duration> {
        let passed = (now - self.stepped_at).max(Duration::zero());
        let left = lane.wait_after(self.steps) - passed;
        (left > Duration::zero()).then_some(left)
    }

    /// Whether the clock was set back since the last step, so that the wait must be counted from
    /// now on.
    #[must_use]
    pub fn is_ahead(self, now: DateTime<Utc>) -> bool {
        self.stepped_at - now > SKEW
    }

    /// The lane after one more try.
    #[must_use]
    pub fn step(before: Option<Self>, now: DateTime<Utc>) -> Self {
        let steps = before
            .filter(|before| now - before.stepped_at < FORGOTTEN_AFTER)
            .map_or(0, |before| before.steps);
        Self {
            steps: steps.saturating_add(1),
            stepped_at: now,
        }
    }
}

#[cfg(test)]
mod tests;
