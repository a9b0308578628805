//! «Хочу поговорить»: a student asks an adult to talk. A request is sealed words to one person, or to
//! the psychologists together, and dated steps that are replayed. It leaves the list of whom it was
//! sent to by an answer, an agreed meeting or its withdrawal alone.

mod of_page;
mod promise;
mod state;

pub use self::{
    of_page::words_of_page,
    promise::promised,
    state::{Kind, State},
};

/// How urgent a student calls it.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Urgency {
    /// «помощь нужна сейчас»
    Now,
    Today,
    Week,
}

impl Urgency {
    pub const ALL: [Self; 3] = [Self::Week, Self::Today, Self::Now];

    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Now => "at_once",
            Self::Today => "today",
            Self::Week => "within_days",
        }
    }

    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|urgency| urgency.code() == code)
    }
}

/// What was not sent is kept so long.
pub const UNSENT: chrono::Duration = chrono::Duration::hours(24);

/// Longest text of a request or a step, in characters.
pub const MAX: usize = 4_000;
