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
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text(text: &str) -> Option<Answer> {
        (!text.is_empty()).then(|| Answer::Text(text.to_owned()))
    }

    fn change(base: &str, now: &str) -> Change {
        Change {
            base: Answer::fingerprint(text(base).as_ref()),
            answer: text(now),
        }
    }

    fn stored(pairs: &[(&str, &str)]) -> Answers {
        pairs
            .iter()
            .map(|(key, value)| ((*key).to_owned(), Answer::Text((*value).to_owned())))
            .collect()
    }

    #[test]
    fn changes_to_different_fields_come_together() {
        let merged = merge(
            &stored(&[("a", "телефон"), ("b", "было")]),
            &[
                ("a".to_owned(), change("", "")),
                ("b".to_owned(), change("было", "стало")),
            ]
            .into(),
        );
        assert_eq!(merged.answers, stored(&[("a", "телефон"), ("b", "стало")]));
        assert!(merged.conflicts.is_empty() && merged.changed);
    }

    #[test]
    fn a_change_to_the_same_field_keeps_both_texts() {
        let merged = merge(
            &stored(&[("a", "телефон")]),
            &[("a".to_owned(), change("было", "класс"))].into(),
        );
        assert_eq!(merged.answers, stored(&[("a", "телефон")]));
        assert_eq!(merged.conflicts["a"], text("класс"));
    }

    #[test]
    fn the_same_text_from_two_devices_is_no_conflict() {
        let merged = merge(
            &stored(&[("a", "одно")]),
            &[("a".to_owned(), change("было", "одно"))].into(),
        );
        assert!(merged.conflicts.is_empty() && !merged.changed);
    }

    #[test]
    fn emptying_a_field_is_a_change() {
        let merged = merge(
            &stored(&[("a", "было")]),
            &[("a".to_owned(), change("было", ""))].into(),
        );
        assert!(merged.answers.is_empty() && merged.changed);
    }

    #[test]
    fn both_texts_can_stand_one_after_the_other() {
        let both = settle(text("раз").as_ref(), text("два").as_ref(), Choice::Both);
        assert_eq!(both, text("раз\n\nдва"));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(100_000))]

        /// Two devices edit the same three fields in any order, reloading whenever they like:
        /// whatever was typed is afterwards in some revision or kept beside it as the other text.
        #[test]
        fn nothing_typed_is_ever_lost(
            steps in prop::collection::vec((0..2_usize, 0..3_usize, "[а-в]{0,2}", any::<bool>()), 1..24)
        ) {
            let keys = ["a", "b", "c"];
            let mut server = Answers::new();
            let mut devices = [(Answers::new(), Answers::new()), (Answers::new(), Answers::new())];
            let mut kept: Vec<Option<Answer>> = vec![None];
            for (device, field, typed, reload) in steps {
                let (base, now) = &mut devices[device];
                if reload {
                    *base = server.clone();
                    *now = server.clone();
                }
                match text(&typed) {
                    Some(answer) => now.insert(keys[field].to_owned(), answer),
                    None => now.remove(keys[field]),
                };
                let changes = keys.iter().map(|key| ((*key).to_owned(), Change {
                    base: Answer::fingerprint(base.get(*key)),
                    answer: now.get(*key).cloned(),
                })).collect();
                let merged = merge(&server, &changes);
                server = merged.answers;
                kept.extend(server.values().cloned().map(Some));
                kept.extend(merged.conflicts.into_values());
                for key in keys {
                    prop_assert!(kept.contains(&now.get(key).cloned()));
                }
            }
        }
    }
}
