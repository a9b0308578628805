//! Where a request stands, by the steps that were done.

use crate::id::PersonId;

/// What was done with a request.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Kind {
    /// An adult had it on the screen. Answers nothing.
    Seen,
    /// An adult says that it is theirs to answer.
    Taken,
    Answered,
    /// A day, a time and a place were named.
    Meeting,
    /// Somebody else was asked instead.
    PassedOn,
    /// Its student took it back.
    Withdrawn,
    /// Whoever had taken it can answer no more: it is for others to take again.
    Released,
}

impl Kind {
    pub const ALL: [Self; 7] = [
        Self::Seen,
        Self::Taken,
        Self::Answered,
        Self::Meeting,
        Self::PassedOn,
        Self::Withdrawn,
        Self::Released,
    ];

    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Seen => "seen",
            Self::Taken => "taken",
            Self::Answered => "answered",
            Self::Meeting => "meeting",
            Self::PassedOn => "passed_on",
            Self::Withdrawn => "withdrawn",
            Self::Released => "released",
        }
    }

    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Whether its student is told that there is something new: an adult did something with it.
    #[must_use]
    pub const fn is_news(self) -> bool {
        matches!(
            self,
            Self::Taken | Self::Answered | Self::Meeting | Self::PassedOn
        )
    }
}

/// Where a request stands.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum State {
    /// Nobody has taken it.
    #[default]
    Sent,
    Taken(PersonId),
    Answered,
    Agreed,
    Withdrawn,
}

impl State {
    /// Replays stored steps, as far as they follow from each other.
    #[must_use]
    pub fn replay(steps: impl IntoIterator<Item = (Kind, PersonId)>) -> Self {
        let mut state = Self::default();
        for (kind, by) in steps {
            state = state.step(kind, by).unwrap_or(state);
        }
        state
    }

    /// Whether it stands in somebody's list.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Sent | Self::Taken(_))
    }

    /// Where a step leads; `None`: it is not possible here. What somebody took, another one neither
    /// takes nor answers; its student can take it back for as long as it is open.
    #[must_use]
    pub fn step(self, kind: Kind, by: PersonId) -> Option<Self> {
        let is_theirs = match self {
            Self::Sent => true,
            Self::Taken(taker) => taker == by,
            Self::Answered | Self::Agreed | Self::Withdrawn => false,
        };
        match kind {
            Kind::Seen => Some(self),
            Kind::Taken if self == Self::Sent => Some(Self::Taken(by)),
            Kind::Answered if is_theirs => Some(Self::Answered),
            Kind::Meeting if is_theirs => Some(Self::Agreed),
            Kind::PassedOn if is_theirs => Some(Self::Sent),
            Kind::Withdrawn if self.is_open() => Some(Self::Withdrawn),
            Kind::Released if matches!(self, Self::Taken(_)) => Some(Self::Sent),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    const fn person(number: u128) -> PersonId {
        PersonId(Uuid::from_u128(number))
    }

    #[test]
    fn of_two_who_take_it_one_does_and_the_other_can_neither_answer_nor_pass_on() {
        let taken = State::replay([(Kind::Taken, person(1)), (Kind::Taken, person(2))]);
        assert_eq!(taken, State::Taken(person(1)));
        for kind in [Kind::Taken, Kind::Answered, Kind::Meeting, Kind::PassedOn] {
            assert_eq!(taken.step(kind, person(2)), None, "{kind:?}");
        }
        assert_eq!(taken.step(Kind::PassedOn, person(1)), Some(State::Sent));
    }

    #[test]
    fn codes_are_read_back() {
        for kind in Kind::ALL {
            assert_eq!(Kind::parse(kind.code()), Some(kind));
        }
        assert_eq!(Kind::parse("nothing"), None);
    }

    proptest! {
        #[test]
        fn it_is_open_until_it_is_answered_agreed_or_withdrawn(steps in prop::collection::vec((0..7_usize, 1..4_u128), 0..20)) {
            let mut state = State::default();
            let mut ended = false;
            for (kind, by) in steps {
                let kind = Kind::ALL[kind];
                let Some(next) = state.step(kind, person(by)) else { continue };
                prop_assert!(!ended || kind == Kind::Seen, "nothing follows an end");
                ended |= matches!(kind, Kind::Answered | Kind::Meeting | Kind::Withdrawn);
                state = next;
                prop_assert_eq!(state.is_open(), !ended);
            }
        }
    }
}
