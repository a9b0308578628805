//! From where a try to sign in comes, and who shares places with it.

use crate::http::address::Address;

/// From where a try comes: each source has a line of its own.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Source {
    /// A device on which the owner of the account has signed in before.
    Known(Account),
    From(Address),
    /// An address from which many have failed.
    Doubted(Address),
    /// An address from which very many have failed: after everybody else.
    Last(Address),
}

impl Source {
    /// Sources of one rank take turns.
    pub(super) const fn rank(self) -> usize {
        match self {
            Self::Known(_) => 0,
            Self::From(_) => 1,
            Self::Doubted(_) => 2,
            Self::Last(_) => 3,
        }
    }

    /// Who shares the places when all are taken: whoever has very many addresses of one site is one.
    pub(super) fn site(self) -> Source {
        match self {
            Self::Known(_) => self,
            Self::From(address) => Self::From(address.site()),
            Self::Doubted(address) => Self::Doubted(address.site()),
            Self::Last(address) => Self::Last(address.site()),
        }
    }
}

/// An account, as its lanes name it.
pub type Account = [u8; 32];
