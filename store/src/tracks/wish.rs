//! A step that is asked for, and the answer.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{id::EntryId, template, track::Hand};
use uuid::Uuid;

/// Longest word with a step, in characters.
pub const NOTE_MAX: usize = 500;

/// A step that somebody asks for from a page.
#[derive(Clone, Copy, Debug)]
pub struct Wish<'a> {
    pub id: Uuid,
    pub track: &'a template::Track,
    /// Whose steps the actor may do.
    pub hands: &'a [Hand],
    /// Empty: no step, only put away what is kept of a refused one.
    pub step: &'a str,
    pub note: &'a str,
    /// The stage of the page it is asked from, where that matters: see [`Standing::is_about`].
    pub stage: Option<&'a str>,
    /// How many steps the page showed.
    pub seen: usize,
    /// The page was shown anew since it was opened: what is decided is not what was seen.
    pub is_outdated: bool,
    /// The shown page on which an adult decides; `None`: a student's own step.
    pub entry: Option<EntryId>,
    /// The day on which parents signed, for the step that says so.
    pub signed_on: Option<NaiveDate>,
    /// The school's day.
    pub today: NaiveDate,
    pub now: DateTime<Utc>,
}

/// Why a step was not done.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Why {
    /// The page that asked for it is older than what was done meanwhile.
    Moved,
    /// The page that asked for it was shown anew since.
    ShownAnew,
    /// It does not follow from where things stand, or it is somebody else's.
    NotNow,
    /// Its note is longer than [`NOTE_MAX`].
    TooLong,
    /// It gives something back and says nothing about why.
    NoNote,
    /// It says that parents signed, and no day between the tutor's agreement and today.
    NoDay,
}

impl Why {
    pub const ALL: [Self; 6] = [
        Self::Moved,
        Self::ShownAnew,
        Self::NotNow,
        Self::TooLong,
        Self::NoNote,
        Self::NoDay,
    ];

    /// How an address names it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Moved => "moved",
            Self::ShownAnew => "shown_anew",
            Self::NotNow => "not_now",
            Self::TooLong => "too_long",
            Self::NoNote => "no_note",
            Self::NoDay => "no_day",
        }
    }
}

/// What came of a wish.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Answer {
    Done,
    Refused(Why),
}
