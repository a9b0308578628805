//! The hand-written words of the demo school, from `demo/words`, whose README says how they are
//! written. They lie in the program: a demo needs no file beside it.

mod comments;
mod people;
mod sections;

use std::collections::BTreeMap;

use domain::answer::{Answer, Cells};
use serde::{Deserialize, de::DeserializeOwned};

use self::comments::{Comments, Notes};

pub use self::{
    comments::{Comment, Note},
    people::{Diary, People, Persona},
};

/// Why the files are taken at their word.
const TESTED: &str = "embedded and tested";

/// A card as written: field keys, and hints for the seeder that begin with `_`.
pub type Card = BTreeMap<String, Answer>;

/// Everything there is to say.
pub struct Texts {
    pub people: People,
    pub comments: Vec<Comment>,
    pub notes: Vec<Note>,
    pub grade_9: Answers,
    pub profile: Answers,
}

/// Answers for one template.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Answers {
    /// By `page.field`.
    pub field: BTreeMap<String, Lists>,
    /// By the number of the study week.
    pub question: BTreeMap<String, Lists>,
    /// By page.
    pub card: BTreeMap<String, Vec<Card>>,
}

/// What may be answered in one field.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Lists {
    pub texts: Vec<String>,
    /// Whom each text fits best; empty: anybody.
    pub personas: Vec<String>,
    /// Which value each text tells of.
    pub values: Vec<String>,
    pub rows: Vec<Cells>,
    pub sets: Vec<Vec<Cells>>,
    /// Whole answers by path, for a comparison or a map of time.
    pub maps: Vec<BTreeMap<String, String>>,
    /// A choice that is told by a column of a table on the same page: `table.column`.
    pub follows: Option<String>,
}

impl Texts {
    #[must_use]
    pub fn load() -> Self {
        Self {
            people: read(include_str!("../words/people.toml")),
            comments: read::<Comments>(include_str!("../words/comments.toml")).comment,
            notes: read::<Notes>(include_str!("../words/checkins.toml")).checkin,
            grade_9: Answers::of(&sections::GRADE_9),
            profile: Answers::of(&sections::PROFILE),
        }
    }

    /// The answers for the template of that grade.
    #[must_use]
    pub const fn of_grade(&self, grade: u8) -> &Answers {
        if grade >= 10 {
            &self.profile
        } else {
            &self.grade_9
        }
    }
}

impl Answers {
    /// Those of all sections; no two of them tell of the same page.
    fn of(sections: &[sections::Section]) -> Self {
        let mut all = Self::default();
        for (_, text) in sections {
            let one: Self = read(text);
            all.field.extend(one.field);
            all.question.extend(one.question);
            all.card.extend(one.card);
        }
        all
    }
}

/// A hint on a card or a row.
#[must_use]
pub fn hint<'a>(card: &'a Card, name: &str) -> Option<&'a str> {
    card.get(name).and_then(Answer::text)
}

fn read<T: DeserializeOwned>(text: &str) -> T {
    toml::from_str(text).expect(TESTED)
}

#[cfg(test)]
mod tests;
