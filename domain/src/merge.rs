//! Two devices, one page: changes to different fields come together, a change to the same field
//! keeps both texts.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::answer::{Answer, Answers};

/// What a device sends of one field: its answer, and the fingerprint of the answer it began with.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Change {
    pub base: String,
    pub answer: Option<Answer>,
}

/// The stored draft with the device's changes in it.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Merged {
    pub answers: Answers,
    /// Fields that both sides changed: `answers` holds the stored text, this the device's.
    pub conflicts: BTreeMap<String, Option<Answer>>,
    /// Whether `answers` differs from what was stored.
    pub changed: bool,
}

/// The other text of a field in conflict, until the owner has chosen.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Other {
    pub answer: Option<Answer>,
    pub at: chrono::DateTime<chrono::Utc>,
}

impl Other {
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
        let here = stored.get(key);
        let untouched = Answer::fingerprint(change.answer.as_ref()) == change.base;
        if untouched || here == change.answer.as_ref() {
            continue;
        }
        if Answer::fingerprint(here) == change.base {
            merged.changed = true;
            match &change.answer {
                Some(answer) => merged.answers.insert(key.clone(), answer.clone()),
                None => merged.answers.remove(key),
            };
        } else {
            merged.conflicts.insert(key.clone(), change.answer.clone());
        }
    }
    merged
}

/// Takes over everything the device sends: for a device that nobody else wrote after.
#[must_use]
pub fn overwrite(stored: &Answers, changes: &BTreeMap<String, Change>) -> Merged {
    let mut answers = stored.clone();
    for (key, change) in changes {
        match &change.answer {
            Some(answer) => answers.insert(key.clone(), answer.clone()),
            None => answers.remove(key),
        };
    }
    Merged {
        changed: answers != *stored,
        answers,
        conflicts: BTreeMap::new(),
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
            let new = two.iter().filter(|row| !one.contains(row));
            Some(Answer::Rows(one.iter().chain(new).cloned().collect()))
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
