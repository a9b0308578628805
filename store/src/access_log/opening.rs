//! How and when something is opened.

use chrono::{DateTime, NaiveDate, Utc};

use crate::ledger::{Key, Kind};

/// How something left the server.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Way {
    /// Somebody opened it.
    #[default]
    Displayed,
    /// It was fetched ahead of being looked at.
    Delivered,
}

impl Way {
    pub(super) const fn kind(self) -> Kind {
        match self {
            Self::Displayed => Kind::Displayed,
            Self::Delivered => Kind::Delivered,
        }
    }
}

/// How and when something is opened, and what its line is signed with.
#[derive(Clone, Copy, Debug)]
pub struct Opening<'a> {
    pub ledger: &'a Key,
    pub way: Way,
    pub today: NaiveDate,
    pub now: DateTime<Utc>,
}
