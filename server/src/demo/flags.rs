//! The flags of a demo server.

use chrono::{DateTime, FixedOffset};
use clap::Args;

use crate::clock::Clock;

/// Whether an invented school is to be served.
#[derive(Clone, Debug, Args)]
pub struct Asked {
    /// Serve an invented school: its logins stand on the sign-in page.
    #[arg(long, env = "DIARY_DEMO")]
    demo: bool,
}

impl Asked {
    /// Whether a demo was asked for.
    #[must_use]
    pub const fn is_demo(&self) -> bool {
        self.demo
    }
}

/// When the clock begins.
#[derive(Clone, Debug, Args)]
pub struct Moment {
    /// A moment at which a demo's clock begins, e.g. 2026-11-24T08:12:00+08:00.
    #[arg(long, env = "DIARY_DEMO_NOW")]
    demo_now: Option<DateTime<FixedOffset>>,
}

impl Moment {
    /// The clock that was asked for: the real one unless a moment was set.
    #[must_use]
    pub fn clock(&self) -> Clock {
        self.demo_now
            .map_or_else(Clock::real, |now| Clock::beginning_at(now.to_utc()))
    }

    /// Whether another moment than the real one was set.
    #[must_use]
    pub const fn is_set(&self) -> bool {
        self.demo_now.is_some()
    }
}
