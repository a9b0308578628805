//! What the product does with a page or a field, said by the template itself: code never knows the
//! key of a page or of a field. Where an edition has no page for a purpose, what hangs on it is not
//! there.

use super::{FieldKind, Page, Repeat};
use crate::field::{self, Column, ColumnKind};

/// What a page is for, beyond being written, shown and read. An edition has at most one page for each.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum PagePurpose {
    /// Stands on «Сегодня» for the study week that goes on, with a line of what was written.
    Week,
    /// Its open cards stand on «Сегодня», each with its next step.
    Goal,
    /// Requests to talk as they were written before they were sent: none is begun any more, and those that
    /// were shown stand first in the list of whoever may answer.
    Talk,
    /// «Запись» in the navigation and «Просто запись» on «Сегодня» begin a note.
    Note,
    /// «Сегодня» tells that the day has come to open a sealed letter.
    Letter,
    /// An empty «Путь» offers to begin with a card of it.
    Event,
    /// Says on which weekday and from what time on «Сегодня» reminds of the diary.
    Reminder,
}

impl PagePurpose {
    pub const ALL: [Self; 7] = [
        Self::Week,
        Self::Goal,
        Self::Talk,
        Self::Note,
        Self::Letter,
        Self::Event,
        Self::Reminder,
    ];

    /// As a template says it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Week => "week_review",
            Self::Goal => "goal",
            Self::Talk => "talk",
            Self::Note => "free_note",
            Self::Letter => "letter_to_self",
            Self::Event => "event",
            Self::Reminder => "reminder",
        }
    }

    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.code() == code)
    }

    /// What is not there in a diary whose edition has no page for it.
    #[must_use]
    pub const fn without(self) -> &'static str {
        match self {
            Self::Week => "«Сегодня» has no panel of the week",
            Self::Goal => "«Сегодня» names no next steps of goals",
            Self::Talk => "what was written as a request to talk before is a page like any other",
            Self::Note => "«Запись» and «Просто запись» are offered nowhere",
            Self::Letter => "«Сегодня» does not tell that a sealed letter can be opened",
            Self::Event => "an empty «Путь» offers nothing to begin with",
            Self::Reminder => "«Сегодня» reminds nobody of the diary",
        }
    }

    /// What a page must be for the purpose, as far as this one is not.
    #[must_use]
    pub fn needs(self, page: &Page) -> Option<&'static str> {
        let (is_so, what) = match self {
            Self::Week => (page.repeat == Repeat::Week, "repeats each `week`"),
            Self::Goal => (
                page.repeat.has_cards() && page.named_by.is_some(),
                "has cards and a field that names them",
            ),
            Self::Talk | Self::Note | Self::Event => (page.repeat.has_cards(), "has cards"),
            Self::Letter => {
                let is_letter = |kind: &FieldKind| matches!(kind, FieldKind::Letter(_));
                let has_letter = page.fields.iter().any(|field| is_letter(&field.kind));
                (has_letter, "has a field of the type `letter`")
            }
            Self::Reminder => (page.repeat == Repeat::Once, "is written `once`"),
        };
        (!is_so).then_some(what)
    }
}

/// What a field of a page with a purpose is for. A page has at most one field for each.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum FieldPurpose {
    /// The line of the week on «Сегодня».
    WeekDone,
    /// The line of the week on «Сегодня» as long as [`Self::WeekDone`] has no answer.
    WeekAnswer,
    /// The line of the week on «Сегодня» as long as neither of the others has an answer.
    WeekNext,
    /// Its first row that is not ticked is the next step on «Сегодня», told by its first column.
    GoalSteps,
    /// The weekday of the reminder: the option's key begins with it, `mon` to `sun`.
    ReminderDay,
    /// The time from which on the reminder stands there: the option's key is `t` and the time, `t0730`.
    ReminderTime,
}

impl FieldPurpose {
    pub const ALL: [Self; 6] = [
        Self::WeekDone,
        Self::WeekAnswer,
        Self::WeekNext,
        Self::GoalSteps,
        Self::ReminderDay,
        Self::ReminderTime,
    ];

    /// As a template says it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::WeekDone => "week_done",
            Self::WeekAnswer => "week_answer",
            Self::WeekNext => "week_next",
            Self::GoalSteps => "goal_steps",
            Self::ReminderDay => "reminder_day",
            Self::ReminderTime => "reminder_time",
        }
    }

    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.code() == code)
    }

    /// The purpose of the page on which it means something.
    #[must_use]
    pub const fn page(self) -> PagePurpose {
        match self {
            Self::WeekDone | Self::WeekAnswer | Self::WeekNext => PagePurpose::Week,
            Self::GoalSteps => PagePurpose::Goal,
            Self::ReminderDay | Self::ReminderTime => PagePurpose::Reminder,
        }
    }

    /// What is not there where the page has no field for it.
    #[must_use]
    pub const fn without(self) -> &'static str {
        match self {
            Self::WeekDone => "the panel of the week shows no line of what was done",
            Self::WeekAnswer => "the panel of the week shows no answer to its question",
            Self::WeekNext => "the panel of the week shows no plan for the next one",
            Self::GoalSteps => "goals stand on «Сегодня» without their next steps",
            Self::ReminderDay => "«Сегодня» reminds nobody of the diary",
            Self::ReminderTime => "«Сегодня» reminds from the beginning of the day",
        }
    }

    /// What a field must be for the purpose, as far as this one is not.
    #[must_use]
    pub fn needs(self, kind: &FieldKind) -> Option<&'static str> {
        let (is_so, what) = match self {
            Self::WeekDone | Self::WeekAnswer | Self::WeekNext => {
                let is_text = matches!(
                    kind,
                    FieldKind::ShortText(_) | FieldKind::LongText(_) | FieldKind::Question(_)
                );
                (is_text, "is a text or a question")
            }
            Self::GoalSteps => {
                let has_steps = step_columns(kind).is_some();
                (
                    has_steps,
                    "is a table that begins with a `short_text` and has a `check`",
                )
            }
            Self::ReminderDay | Self::ReminderTime => (
                matches!(kind, FieldKind::Choice(_)),
                "is a field of the type `choice`",
            ),
        };
        (!is_so).then_some(what)
    }
}

/// The columns of a table of steps: what the step is, and the tick that it is done.
#[must_use]
pub fn step_columns(kind: &FieldKind) -> Option<(&Column, &Column)> {
    let FieldKind::Table(field::Table { columns, .. }) = kind else {
        return None;
    };
    let name = columns.first()?;
    let tick = columns
        .iter()
        .find(|column| matches!(column.kind, ColumnKind::Check))?;
    matches!(name.kind, ColumnKind::ShortText { .. }).then_some((name, tick))
}
