//! Two devices that change one page, in examples and by chance.

use proptest::prelude::*;

use super::*;
use crate::answer::{Answer, Answers};

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
