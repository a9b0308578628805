//! The same as `flags` and `logins` in a program without the demo: nothing can be asked for.

use app::DemoLogin;
use chrono::NaiveDate;
use clap::Args;
use store::{Conn, StoreError};

use crate::clock::Clock;

/// No flag.
#[derive(Clone, Debug, Args)]
pub struct Asked {}

impl Asked {
    /// Never.
    #[must_use]
    pub const fn is_demo(&self) -> bool {
        false
    }
}

/// No flag.
#[derive(Clone, Debug, Args)]
pub struct Moment {}

impl Moment {
    /// The real clock.
    #[must_use]
    pub fn clock(&self) -> Clock {
        Clock::real()
    }

    /// Never.
    #[must_use]
    pub const fn is_set(&self) -> bool {
        false
    }
}

/// Nobody.
///
/// # Errors
/// Never.
pub async fn logins(_: &mut Conn, _: NaiveDate) -> Result<Vec<DemoLogin>, StoreError> {
    Ok(Vec::new())
}

#[cfg(test)]
mod tests;
