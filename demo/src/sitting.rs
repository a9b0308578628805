//! How an entry comes to be: in one sitting or two, shown or kept, and to whom.

use chrono::{DateTime, Days, Duration, Utc};
use domain::{
    answer::{Answer, Answers},
    audience::{Audience, Reader},
    field::FieldKind,
    occurrence::Occurrence,
    shown::{self, Choices},
    template::{Page, Repeat, Section},
};

use super::{answers::unfinished, dice::Dice, plan::Plan};

/// How far a page gets.
#[derive(Clone, Copy, Eq, PartialEq)]
pub enum Fate {
    Unfinished,
    Kept,
    Shown,
}

impl Fate {
    pub fn by_chance(dice: &mut Dice, rich: bool) -> Self {
        let (unfinished, kept) = if rich { (6, 4) } else { (32, 6) };
        match dice.between(1, 100) {
            found if found <= unfinished => Self::Unfinished,
            found if found <= unfinished + kept => Self::Kept,
            _ => Self::Shown,
        }
    }
}

/// Which page is written, and when.
#[derive(Clone, Copy)]
pub struct Occasion<'a> {
    pub section: &'a Section,
    pub page: &'a Page,
    pub occurrence: Occurrence,
    pub at: DateTime<Utc>,
}

/// Writes an entry in one or two sittings, shows it, and sometimes goes on afterwards.
pub fn put<'a>(
    plan: &mut Plan<'a>,
    occasion: Occasion<'a>,
    answers: &Answers,
    fate: Fate,
    dice: &mut Dice,
) {
    let Occasion {
        section,
        page,
        occurrence,
        at,
    } = occasion;
    if answers.is_empty() {
        return;
    }
    let sheet = plan.sheet(section.row, page, occurrence, at);
    let begun = plan.calendar.year.starts_on + Days::new(7);
    for months in [2, 1] {
        let then = at - Duration::days(29 * months);
        if plan.calendar.day(then) > begun
            && let Some(less) = less_ready(page, answers, months)
        {
            plan.save(sheet, then, &less, &Choices::new());
        }
    }
    let part = unfinished(page, answers, dice);
    if fate == Fate::Unfinished {
        plan.save(sheet, at, &part, &Choices::new());
        return;
    }
    let mut last = at;
    if dice.percent(25) && part.len() + 1 < answers.len() {
        plan.save(sheet, at, &part, &Choices::new());
        last = at + Duration::minutes(dice.between(35, 100));
    }
    let later = if fate == Fate::Shown && dice.percent(14) {
        held_back(page, answers)
    } else {
        None
    };
    let mut now = answers.clone();
    if let Some(key) = &later {
        now.remove(key);
    }
    let choices = if fate == Fate::Shown {
        choices(section, page, answers, dice)
    } else {
        Choices::new()
    };
    plan.save(sheet, last, &now, &choices);
    if fate == Fate::Shown {
        let shown = last + Duration::minutes(dice.between(1, 24));
        plan.show(sheet, shown);
        let day = plan.calendar.day(shown) + Duration::days(dice.between(1, 6));
        if later.is_some()
            && plan
                .sheets
                .get(sheet)
                .is_some_and(|sheet| sheet.shown_at.is_some())
        {
            let again = plan.calendar.evening(dice, day);
            plan.save(sheet, again, answers, &Choices::new());
        }
    }
}

/// What a page with a readiness by topic said some months ago: each topic lower by a level a month.
fn less_ready(page: &Page, answers: &Answers, months: i64) -> Option<Answers> {
    let field = page
        .fields
        .iter()
        .find(|field| matches!(field.kind, FieldKind::Topics(_)))?;
    let Some(Answer::Map(map)) = answers.get(&field.key) else {
        return None;
    };
    let lower = |text: &String| {
        text.parse().map_or_else(
            |_| text.clone(),
            |level: i64| (level - months).max(0).to_string(),
        )
    };
    let map = map
        .iter()
        .map(|(path, text)| (path.clone(), lower(text)))
        .collect();
    let mut then = answers.clone();
    then.retain(|key, _| page.named_by.as_ref() == Some(key));
    then.insert(field.key.clone(), Answer::Map(map));
    Some(then)
}

/// A text that comes only after the page was shown.
fn held_back(page: &Page, answers: &Answers) -> Option<String> {
    let texts = page
        .fields
        .iter()
        .filter(|field| matches!(field.kind, FieldKind::ShortText(_) | FieldKind::LongText(_)));
    let mut free = texts.filter(|field| {
        page.named_by.as_ref() != Some(&field.key) && answers.contains_key(&field.key)
    });
    free.next_back()
        .filter(|_| answers.len() > 2)
        .map(|field| field.key.clone())
}

/// Some fields for other eyes than the template says: a private story for the tutor, a field for
/// the psychologist too, a field for nobody.
fn choices(section: &Section, page: &Page, answers: &Answers, dice: &mut Dice) -> Choices {
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
