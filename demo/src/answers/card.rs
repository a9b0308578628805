//! Cards, which are dealt whole.

use chrono::NaiveDate;
use domain::{
    answer::{Answer, Answers},
    field::{self, FieldKind},
    letter::Letter,
    template::{Field, Page},
};

use super::{
    Scribe,
    dealt::fits,
    rows::{date_of, dated},
};
use crate::{
    calendar::typed,
    dice::Dice,
    texts::{Card, hint},
};

impl Scribe<'_> {
    /// A card whose day lies between those two, and that day. `None` when the class has no card
    /// left that fits.
    pub fn card(
        &mut self,
        page: &Page,
        dice: &mut Dice,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Option<(Answers, NaiveDate)> {
        let cards = self.lists.card.get(&page.key)?;
        let calendar = self.calendar;
        let window = |card: &Card| {
            let bound = |name| hint(card, name).and_then(|day| calendar.day_of(day));
            (
                bound("_from").map_or(from, |day| day.max(from)),
                bound("_until").map_or(to, |day| day.min(to)),
            )
        };
        let persona = self.pupil.persona.key.as_str();
        let index = self.decks.take(&page.key, cards.len(), |index| {
            let card = cards.get(index)?;
            let (from, to) = window(card);
            (from <= to).then(|| fits(hint(card, "_persona").unwrap_or(""), persona))
        })?;
        let card = cards.get(index)?;
        let (from, to) = window(card);
        let day = calendar.some_day(dice, from, to)?;
        let mut answers = Answers::new();
        for field in page.fields.iter().filter(|field| field.is_ready()) {
            let dates = || {
                matches!(field.kind, FieldKind::Date(_))
                    .then(|| Answer::Text(typed(date_of(card, field, day))))
            };
            let answer = card
                .get(&field.key)
                .map(|answer| dated(card, field, answer, day))
                .or_else(dates);
            let answer = answer.map(|answer| self.sealed(field, answer, day, dice));
            answers.extend(answer.map(|answer| (field.key.clone(), answer)));
        }
        Some((answers, day))
    }

    /// Seals most letters on the day they are written.
    fn sealed(&self, field: &Field, answer: Answer, day: NaiveDate, dice: &mut Dice) -> Answer {
        let (FieldKind::Letter(field::Letter { dates, max }), Answer::Map(map)) =
            (&field.kind, &answer)
        else {
            return answer;
        };
        let Letter::Written(letter) = Letter::read(map) else {
            return answer;
        };
        let opens_on = letter.opens_on(dates, &self.calendar.year, self.grade);
        match letter.seal(day, opens_on, *max) {
            Ok(sealed) if dice.percent(80) => Answer::Map(Letter::Sealed(sealed).to_map()),
            _ => answer,
        }
    }
}
