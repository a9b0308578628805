//! The same database with other limits of time.

use std::time::Duration;

use super::{
    Db,
    deadline::{Deadline, OF_A_REQUEST, OF_MAINTENANCE},
    patience::Patience,
    statements::Statements,
};

impl Db {
    /// The same database with its own count of statements and one deadline of 1.7 s, for one
    /// request.
    #[must_use]
    pub fn counted(&self) -> Self {
        Self {
            pools: self.pools.clone(),
            statements: Statements::default(),
            patience: Patience::Shared(Deadline::after(OF_A_REQUEST)),
            damage: self.damage.clone(),
        }
    }

    /// The same database for something small that a request notes besides: it gives up after
    /// `limit`, and what it waited is taken from the request's own time.
    #[must_use]
    pub fn at_most(&self, limit: Duration) -> Self {
        Self {
            patience: Patience::Shared(self.deadline().at_most(limit)),
            ..self.clone()
        }
    }

    /// The same database for what has to be read although a request may have used up its time: what is
    /// left of it, or `least` where that is more.
    #[must_use]
    pub fn at_least(&self, least: Duration) -> Self {
        Self {
            patience: Patience::Shared(self.deadline().at_least(least)),
            ..self.clone()
        }
    }

    /// The same database for migrations, seeding, backups, checks and nightly work: no deadline of a
    /// request applies (an hour does), and reads have connections of their own.
    #[must_use]
    pub fn unhurried(&self) -> Self {
        Self {
            patience: Patience::Maintenance,
            ..self.clone()
        }
    }

    /// What is left of the time for one read, or for one write with all its tries.
    #[doc(hidden)]
    #[must_use]
    pub fn deadline(&self) -> Deadline {
        match &self.patience {
            Patience::Each(limit) => Deadline::after(*limit),
            Patience::Shared(deadline) => deadline.clone(),
            Patience::Maintenance => Deadline::after(OF_MAINTENANCE),
        }
    }
}
