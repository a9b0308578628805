//! Who is to see what of a page.

use domain::{
    answer::Answers,
    audience::{Audience, Reader},
    field::FieldKind,
    shown::{self, Choices},
    template::{Page, Repeat, Section},
};

use crate::dice::Dice;

/// Some fields for other eyes than the template says: a private story for the tutor, a field for
/// the psychologist too, a field for nobody.
pub(super) fn choices(
    section: &Section,
    page: &Page,
    answers: &Answers,
    dice: &mut Dice,
) -> Choices {
    let mut choices = Choices::new();
    let answered: Vec<_> = page
        .fields
        .iter()
        .filter(|field| answers.contains_key(&field.key))
        .collect();
    let none = Choices::new();
    let default = |field: &&domain::template::Field| {
        shown::audience(page, field, section.row, None, answers, &none)
    };
    let nobody_sees = answered.iter().all(|field| default(field).is_only_owner());
    let wide: Audience = [Reader::ClassTutor, Reader::Psychologist]
        .into_iter()
        .collect();
    let tutor: Audience = [Reader::ClassTutor].into_iter().collect();
    if nobody_sees {
        let told = answered
            .iter()
            .filter(|field| matches!(field.kind, FieldKind::LongText(_) | FieldKind::ShortText(_)));
        let audience = if dice.percent(40) { &wide } else { &tutor };
        // Of values a bit more than half tell; a free note comes here only to be shown.
        if page.repeat == Repeat::Free || dice.percent(55) {
            choices.extend(told.map(|field| (field.key.clone(), audience.clone())));
        }
        return choices;
    }
    let seen: Vec<_> = answered
        .iter()
        .filter(|field| !default(field).is_only_owner() && !field.locked)
        .collect();
    let told = |kind: &FieldKind| {
        matches!(
            kind,
            FieldKind::ShortText(_)
                | FieldKind::LongText(_)
                | FieldKind::Table(_)
                | FieldKind::Grid(_)
        )
    };
    let words: Vec<_> = seen.iter().filter(|field| told(&field.kind)).collect();
    match dice.between(1, 100) {
        1..=12 => choices.extend(
            dice.one_of(&words)
                .map(|field| (field.key.clone(), field.choosable(section.row).and(&wide))),
        ),
        13..=20 if seen.len() > 2 => choices.extend(
            seen.last()
                .map(|field| (field.key.clone(), Audience::only_owner())),
        ),
        _ => {}
    }
    choices
}
