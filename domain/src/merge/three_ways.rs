//! The stored draft and the changes of a device come together, field by field.

use std::collections::BTreeMap;

use super::{
    change::{Change, of_rows, rows_of},
    rows,
};
use crate::answer::{Answer, Answers};

/// A field after a change: what is stored now, and the device's version where both sides changed the
/// same.
pub(super) struct Field {
    pub(super) answer: Option<Answer>,
    pub(super) conflict: Option<Option<Answer>>,
}

impl Change {
    pub(super) fn merged(&self, stored: Option<&Answer>) -> Field {
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

/// The stored draft with the device's changes in it.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Merged {
    pub answers: Answers,
    /// Fields that both sides changed: `answers` holds the stored version, this the device's.
    pub conflicts: BTreeMap<String, Option<Answer>>,
    /// Whether `answers` differs from what was stored.
    pub changed: bool,
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
