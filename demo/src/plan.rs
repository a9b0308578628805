//! What happens in one diary, before any of it is written: sheets (entries with what they hold at
//! the end) and dated steps. Whatever would lie after now is left out here.

mod deed;
mod save;
mod sheet;
mod show;

use chrono::{DateTime, Utc};
use domain::{
    access::SectionKind,
    answer::Answers,
    id::EntryId,
    occurrence::Occurrence,
    shown::{Choices, Shown},
    template::Page,
};
use uuid::Uuid;

use super::{
    calendar::Calendar,
    dice::Dice,
    people::{Class, Pupil},
};

pub use self::{
    deed::{Deed, Step},
    sheet::Sheet,
};

/// The life of one diary.
pub struct Plan<'a> {
    pub class: &'a Class,
    pub student: &'a Pupil,
    pub calendar: &'a Calendar,
    pub sheets: Vec<Sheet<'a>>,
    pub steps: Vec<Step>,
    /// For identifiers alone.
    dice: Dice,
}

impl<'a> Plan<'a> {
    #[must_use]
    pub fn new(class: &'a Class, student: &'a Pupil, calendar: &'a Calendar) -> Self {
        Self {
            class,
            student,
            calendar,
            sheets: Vec::new(),
            steps: Vec::new(),
            dice: Dice::of(&["plan", &student.login]),
        }
    }

    /// The dice for one question about this student.
    #[must_use]
    pub fn dice(&self, question: &str, occasion: &str) -> Dice {
        Dice::of(&[&self.student.login, question, occasion])
    }

    /// A step at that moment, unless it has not come yet. Whether it was taken.
    pub fn step(&mut self, at: DateTime<Utc>, deed: Deed) -> bool {
        // A diary of two grades may hold pages of the year before.
        let began = self.calendar.year.starts_on - chrono::Days::new(364);
        let passed = at <= self.calendar.now && self.calendar.day(at) >= began;
        if passed {
            self.steps.push(Step { at, deed });
        }
        passed
    }

    /// A fresh identifier.
    pub fn id(&mut self, at: DateTime<Utc>) -> Uuid {
        self.dice.id(at)
    }

    /// Begins an entry; nothing is written before its first save.
    pub fn sheet(
        &mut self,
        row: SectionKind,
        page: &'a Page,
        occurrence: Occurrence,
        at: DateTime<Utc>,
    ) -> usize {
        let entry = EntryId(self.id(at));
        self.sheets.push(Sheet {
            page,
            row,
            occurrence,
            entry,
            draft: Answers::new(),
            choices: Choices::new(),
            shown: Shown::default(),
            shown_at: None,
        });
        self.sheets.len() - 1
    }
}
