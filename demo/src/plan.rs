//! What happens in one diary, before any of it is written: sheets (entries with what they hold at
//! the end) and dated steps. Whatever would lie after now is left out here.

use chrono::{DateTime, Utc};
use domain::{
    access::SectionKind,
    answer::{Answer, Answers},
    audience::Reader,
    id::{CommentId, EntryId, RevisionId},
    merge::Change,
    occurrence::Occurrence,
    role::Role,
    shown::{Choices, Shown},
    stance::Stances,
    template::Page,
    track::Hand,
};
use store::{checkins::Kept, entries::Draft, tracks::Track};
use uuid::Uuid;

use super::{
    calendar::Calendar,
    dice::Dice,
    people::{Class, Pupil},
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

/// An entry.
pub struct Sheet<'a> {
    pub page: &'a Page,
    pub row: SectionKind,
    pub occurrence: Occurrence,
    pub entry: EntryId,
    pub draft: Answers,
    pub choices: Choices,
    pub shown: Shown,
    pub shown_at: Option<DateTime<Utc>>,
}

pub struct Step {
    pub at: DateTime<Utc>,
    pub deed: Deed,
}

/// A step; sheets are named by their index.
pub enum Deed {
    Save {
        sheet: usize,
        draft: Draft,
        client_id: Uuid,
        revision: RevisionId,
    },
    Show {
        sheet: usize,
        client_id: Uuid,
        revision: RevisionId,
    },
    /// An adult opens a shown page.
    Open {
        sheet: usize,
        role: Role,
    },
    /// The class tutor writes on the margin.
    Say {
        sheet: usize,
        word: CommentId,
        field: String,
        text: String,
        stances: Stances,
    },
    /// The student answers.
    Answer {
        sheet: usize,
        word: CommentId,
        to: CommentId,
        field: String,
        text: String,
    },
    /// The student looks at the margin.
    See {
        sheet: usize,
    },
    CheckIn(Kept),
    /// A step on a track.
    Move {
        track: Track,
        step: &'static str,
        hand: Hand,
    },
}

impl Sheet<'_> {
    /// Fields of the shown version that this reader sees.
    pub fn seen_by(&self, reader: Reader) -> impl Iterator<Item = &str> {
        self.shown
            .0
            .iter()
            .filter(move |(_, field)| field.audience.contains(reader))
            .map(|(key, _)| key.as_str())
    }

    const fn week(&self) -> Option<u32> {
        match self.occurrence {
            Occurrence::Week { number, .. } => Some(number),
            _ => None,
        }
    }
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

    /// The student saves: the draft becomes `answers`, and `choices` say who is to see what.
    pub fn save(
        &mut self,
        sheet: usize,
        at: DateTime<Utc>,
        answers: &Answers,
        choices: &Choices,
    ) -> bool {
        let (client_id, revision) = (self.id(at), RevisionId(self.id(at)));
        let Some(found) = self.sheets.get(sheet) else {
            return false;
        };
        let keys = found.draft.keys().chain(answers.keys());
        let changes = keys
            .filter(|key| found.draft.get(*key) != answers.get(*key))
            .map(|key| {
                let base = Answer::fingerprint(found.draft.get(key));
                (
                    key.clone(),
                    Change {
                        base,
                        answer: answers.get(key).cloned(),
                    },
                )
            })
            .collect();
        let draft = Draft {
            changes,
            choices: choices.clone(),
        };
        if draft.changes.is_empty()
            || !self.step(
                at,
                Deed::Save {
                    sheet,
                    draft,
                    client_id,
                    revision,
                },
            )
        {
            return false;
        }
        if let Some(found) = self.sheets.get_mut(sheet) {
            found.draft = answers.clone();
            found.choices.extend(choices.clone());
        }
        true
    }

    /// «Показать», if there is anything to show.
    pub fn show(&mut self, sheet: usize, at: DateTime<Utc>) {
        let (client_id, revision) = (self.id(at), RevisionId(self.id(at)));
        let Some(found) = self.sheets.get(sheet) else {
            return;
        };
        let shown = Shown::publish(
            found.page,
            found.row,
            found.week(),
            &found.draft,
            &found.choices,
        );
        if shown.0.is_empty()
            || !self.step(
                at,
                Deed::Show {
                    sheet,
                    client_id,
                    revision,
                },
            )
        {
            return;
        }
        if let Some(found) = self.sheets.get_mut(sheet) {
            found.shown = shown;
            found.shown_at = Some(at);
        }
    }
}
