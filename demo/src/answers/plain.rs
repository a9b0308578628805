//! Answers where nobody wrote any: what every field of a type can be answered.

use chrono::NaiveDate;
use domain::{
    answer::Answer,
    field::{Range, Sampler, Source},
    form,
    template::{Field, Page},
};

use crate::{calendar::typed, dice::Dice};

/// The sample of the field's type, as a form would send it.
pub fn sampled(field: &Field, page: &Page, dice: &mut Dice, day: NaiveDate) -> Option<Answer> {
    let mut plain = Plain { dice, day };
    let mut sampler = Sampler::new(&mut plain);
    sampler.answer(&field.key, field.kind.as_type());
    let controls = sampler.controls.into_iter();
    let controls = controls.map(|control| (control.path, control.value));
    let mut answers = form::read(page, [&field.key], &controls.collect()).ok()?;
    answers.remove(&field.key)?
}

struct Plain<'a> {
    dice: &'a mut Dice,
    day: NaiveDate,
}

impl Source for Plain<'_> {
    fn short(&mut self, _path: &str, max: usize) -> String {
        "Пока без названия".chars().take(max).collect()
    }

    fn long(&mut self, _path: &str) -> String {
        "Об этом напишу позже.".to_owned()
    }

    fn number(&mut self, _path: &str, range: &Range) -> String {
        self.dice.between(range.from, range.to).to_string()
    }

    fn date(&mut self, _path: &str) -> String {
        typed(self.day)
    }

    fn index(&mut self, _path: &str, count: usize) -> usize {
        let last = i64::try_from(count).unwrap_or(1) - 1;
        usize::try_from(self.dice.between(0, last)).unwrap_or(0)
    }
}
