//! Two devices, one page: changes to different fields come together, and in a table changes to
//! different cells; a change to the same one keeps both texts.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::answer::{Answer, Answers, Row};

mod rows;

use rows::Began;

/// What a device sends of one field: its answer, and what it began with, as [`base`] said it. Of a
/// table it sends the rows that its form carries.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Change {
    pub base: String,
    pub answer: Option<Answer>,
}

/// What a form that draws an answer begins with: its fingerprint, and of a table one for each cell.
#[must_use]
pub fn base(answer: Option<&Answer>) -> String {
    match answer {
        Some(Answer::Rows(rows)) => rows::base(rows),
        answer => Answer::fingerprint(answer),
    }
}

/// A field after a change: what is stored now, and the device's version where both sides changed the
/// same.
struct Field {
    answer: Option<Answer>,
    conflict: Option<Option<Answer>>,
}

impl Change {
    /// The rows that the form carries and what they began with; `None` for any other field, and for
    /// a table whose form knew no rows.
    fn rows(&self) -> Option<(Began, &[Row])> {
        let began = Began::parse(&self.base)?;
        match &self.answer {
            Some(Answer::Rows(mine)) => Some((began, mine)),
            // It carries no row: it changes none.
            None if self.base != Answer::fingerprint(None) => Some((began, &[])),
            _ => None,
        }
    }

    /// The answer by itself.
    fn whole(&self) -> Option<Answer> {
        match &self.answer {
            Some(Answer::Rows(rows)) => of_rows(rows.clone()),
            answer => answer.clone(),
        }
    }

    /// Whether nothing was changed on the device.
    #[must_use]
    pub fn is_untouched(&self) -> bool {
        match self.rows() {
            Some((began, mine)) => began.is_untouched(mine),
            None => Answer::fingerprint(self.whole().as_ref()) == self.base,
        }
    }

    /// Whether what is stored is not what the device began with.
    #[must_use]
    pub fn is_outdated(&self, stored: Option<&Answer>) -> bool {
        match self.rows() {
            Some((began, _)) => began.is_outdated(rows_of(stored)),
            None => Answer::fingerprint(stored) != self.base,
        }
    }

    /// Whether what is stored is neither what the device began with nor what it sends.
    #[must_use]
    pub fn is_behind(&self, stored: Option<&Answer>) -> bool {
        match self.rows() {
            Some((began, mine)) => began.is_behind(rows_of(stored), mine),
            None => stored != self.whole().as_ref() && Answer::fingerprint(stored) != self.base,
        }
    }

    /// What is stored with what was changed on the device in its place, whatever else is stored there.
    #[must_use]
    pub fn laid_over(&self, stored: Option<&Answer>) -> Option<Answer> {
        match self.rows() {
            Some((began, mine)) => of_rows(rows::lay_over(rows_of(stored), &began, mine)),
            None if self.is_untouched() => stored.cloned(),
            None => self.whole(),
        }
    }

    /// What the device's form goes on from, now that this is stored; `None`: from what it began with.
    #[must_use]
    pub fn next_base(&self, stored: Option<&Answer>) -> Option<String> {
        match self.rows() {
            Some((began, mine)) => Some(began.follow(rows_of(stored), mine)),
            None => (self.whole().as_ref() == stored).then(|| base(stored)),
        }
    }

    /// The change as if it had begun with what is stored, wherever nobody else put it there:
    /// `theirs` are the last states of other devices. For a device that did not hear of its own last
    /// save.
    #[must_use]
    pub fn rebased(&self, stored: Option<&Answer>, theirs: &[Option<&Answer>]) -> Self {
        let base = match self.rows() {
            Some((began, mine)) => {
                let theirs: Vec<&[Row]> = theirs.iter().map(|answer| rows_of(*answer)).collect();
                began.rebased(rows_of(stored), &theirs, mine)
            }
            None if theirs.contains(&stored) => self.base.clone(),
            None => Answer::fingerprint(stored),
        };
        Self {
            base,
            answer: self.answer.clone(),
        }
    }

    fn merged(&self, stored: Option<&Answer>) -> Field {
        let field = |answer, conflict| Field { answer, conflict };
        if let Some((began, mine)) = self.rows() {
            let merged = rows::merge(rows_of(stored), &began, mine);
            return field(of_rows(merged.rows), merged.conflict.map(of_rows));
        }
        let mine = self.whole();
        if self.is_untouched() || stored == mine.as_ref() {
            field(stored.cloned(), None)
        } else if Answer::fingerprint(stored) == self.base {
            field(mine, None)
        } else {
            field(stored.cloned(), Some(mine))
        }
    }
}

fn rows_of(answer: Option<&Answer>) -> &[Row] {
    match answer {
        Some(Answer::Rows(rows)) => rows,
        _ => &[],
    }
}

/// A table without a row that has a text is no answer.
fn of_rows(mut rows: Vec<Row>) -> Option<Answer> {
    rows.retain(|row| !row.cells.is_empty());
    (!rows.is_empty()).then_some(Answer::Rows(rows))
}

/// The stored draft with the device's changes in it.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Merged {
    pub answers: Answers,
    /// Fields that both sides changed: `answers` holds the stored version, this the device's.
    pub conflicts: BTreeMap<String, Option<Answer>>,
    /// Whether `answers` differs from what was stored.
    pub changed: bool,
}

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

/// Merges field by field, three ways.
#[must_use]
pub fn merge(stored: &Answers, changes: &BTreeMap<String, Change>) -> Merged {
    let mut merged = Merged {
        answers: stored.clone(),
        ..Merged::default()
    };
    for (key, change) in changes {
        let field = change.merged(stored.get(key));
        put(&mut merged.answers, key, field.answer);
        if let Some(conflict) = field.conflict {
            merged.conflicts.insert(key.clone(), conflict);
        }
    }
    merged.changed = merged.answers != *stored;
    merged
}

/// Takes over everything the device sends, where nothing is stored yet.
#[must_use]
pub fn begin(changes: &BTreeMap<String, Change>) -> Merged {
    let mut answers = Answers::new();
    for (key, change) in changes {
        put(&mut answers, key, change.whole());
    }
    Merged {
        changed: !answers.is_empty(),
        answers,
        conflicts: BTreeMap::new(),
    }
}

fn put(answers: &mut Answers, key: &str, answer: Option<Answer>) {
    match answer {
        Some(answer) => answers.insert(key.to_owned(), answer),
        None => answers.remove(key),
    };
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

#[cfg(test)]
mod tests;
