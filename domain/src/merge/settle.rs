//! A conflict, and how its owner ends it.

use serde::{Deserialize, Serialize};

use super::rows;
use crate::answer::Answer;

/// What another device wrote to a field, kept beside the stored answer until the owner has chosen.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Conflict {
    pub answer: Option<Answer>,
    pub at: chrono::DateTime<chrono::Utc>,
}

impl Conflict {
    /// The fingerprint of the two texts between which the owner chooses.
    #[must_use]
    pub fn pair(&self, stored: Option<&Answer>) -> String {
        let [stored, other] = [stored, self.answer.as_ref()].map(Answer::fingerprint);
        format!("{stored}{other}")
    }
}

/// How the owner ends a conflict.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// The stored text stays.
    Stored,
    /// The other device's text takes its place.
    Other,
    /// Both texts one after the other; where that makes no sense (a scale), the stored one.
    Both,
}

/// The answer after the owner's choice.
#[must_use]
pub fn settle(stored: Option<&Answer>, other: Option<&Answer>, choice: Choice) -> Option<Answer> {
    match (choice, stored, other) {
        (Choice::Stored, stored, _) => stored.cloned(),
        (Choice::Other, _, other) => other.cloned(),
        (Choice::Both, Some(Answer::Text(one)), Some(Answer::Text(two))) => {
            Some(Answer::Text(format!("{one}\n\n{two}")))
        }
        (Choice::Both, Some(Answer::Rows(one)), Some(Answer::Rows(two))) => {
            Some(Answer::Rows(rows::both(one, two)))
        }
        (Choice::Both, stored, other) => stored.or(other).cloned(),
    }
}
