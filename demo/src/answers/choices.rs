//! Choices that follow the student's persona.

use std::collections::BTreeMap;

use domain::{
    answer::{Answer, Answers},
    field::{ChoiceOption, Topics},
    template::{Field, Page},
};

use super::Scribe;
use crate::dice::Dice;

impl Scribe<'_> {
    /// The persona's own values, or some of the options.
    pub(super) fn choices(
        &self,
        options: &[ChoiceOption],
        min: usize,
        max: usize,
        dice: &mut Dice,
    ) -> Vec<String> {
        let persona = &self.pupil.persona;
        let own = |option: &ChoiceOption| {
            persona.values.contains(&option.key) || persona.subjects.contains(&option.key)
        };
        let mut chosen: Vec<&ChoiceOption> = options.iter().filter(known).collect();
        dice.shuffle(&mut chosen);
        chosen.sort_by_key(|option| !own(option));
        let known = chosen.iter().filter(|option| own(option)).count();
        let more = usize::try_from(dice.between(
            if known == 0 { 1 } else { 0 },
            if known == 0 { 3 } else { 2 },
        ))
        .unwrap_or(1);
        chosen.truncate((known + more).clamp(min, max.max(min)));
        options
            .iter()
            .filter(|option| chosen.contains(option))
            .map(|option| option.key.clone())
            .collect()
    }

    pub(super) fn ranking(&self, from: &Answer, top: usize) -> Option<Answer> {
        let Answer::Set(chosen) = from else {
            return None;
        };
        let ranked = self
            .pupil
            .persona
            .values
            .iter()
            .filter(|value| chosen.contains(value))
            .take(top);
        let places: BTreeMap<String, String> = ranked
            .enumerate()
            .map(|(place, value)| ((place + 1).to_string(), value.clone()))
            .collect();
        (!places.is_empty()).then_some(Answer::Map(places))
    }

    pub(super) fn grid(
        &self,
        rows: &[ChoiceOption],
        options: &[ChoiceOption],
        dice: &mut Dice,
    ) -> Option<Answer> {
        let has = |key: &str| options.iter().any(|option| option.key == key);
        let map = rows.iter().filter_map(|row| {
            let key = match dice.between(1, 100) {
                _ if self.pupil.persona.interests.contains(&row.key) => "like",
                1..=12 => "like",
                13..=48 => "fine",
                49..=66 => "want_to_try",
                _ => "not_mine",
            };
            has(key).then(|| (row.key.clone(), key.to_owned()))
        });
        let map: BTreeMap<String, String> = map.collect();
        (!map.is_empty()).then_some(Answer::Map(map))
    }
}

/// The wishes that are held against a comparison on the same page: each is one of what is compared.
pub fn wishes(page: &Page, answers: &Answers, dice: &mut Dice) -> Vec<(String, Answer)> {
    let compared = |field: &Field| {
        let when = field.when.as_ref()?;
        let here = when.numbers.page == page.key;
        match answers.get(&when.numbers.field) {
            Some(Answer::Map(map)) if here => {
                let names = map.iter().filter(|(path, _)| path.starts_with("option."));
                Some((
                    when.wish.clone(),
                    names.map(|(_, name)| name.clone()).collect(),
                ))
            }
            _ => None,
        }
    };
    let all: Vec<(String, Vec<String>)> = page.fields.iter().filter_map(compared).collect();
    all.into_iter()
        .filter_map(|(wish, names)| Some((wish, Answer::Text(dice.one_of(&names)?.clone()))))
        .collect()
}

/// Most topics of a subject with a level: nobody has looked at all of them.
pub fn levels(topics: &Topics, subject: &str, dice: &mut Dice) -> BTreeMap<String, String> {
    let found = topics.subjects.iter().find(|found| found.key == subject);
    let mut levels = BTreeMap::new();
    for topic in found.into_iter().flat_map(|subject| &subject.topics) {
        if dice.percent(85) {
            levels.insert(
                format!("{subject}.{}", topic.key),
                dice.between(0, 4).to_string(),
            );
        }
    }
    levels
}

/// Demo students know what they choose.
pub fn known(option: &&ChoiceOption) -> bool {
    option.key != "not_sure"
}
