//! Cards: as many as a student has something to tell about.

use chrono::{Days, Duration};
use domain::{
    field::FieldKind,
    occurrence::Occurrence,
    shown::Choices,
    template::{Field, Page, PagePurpose, Repeat},
};

use super::{Author, Place};
use crate::sitting::Fate;

impl<'a> Author<'_, 'a, '_> {
    /// The cards of a page, while the class has some left.
    pub(super) fn cards(&mut self, place: Place<'a>) {
        let (page, calendar) = (place.1, self.calendar);
        // Whoever wants to talk sends a request.
        if page.purpose == Some(PagePurpose::Talk) {
            return;
        }
        for number in 0..self.number_of_cards(page) {
            let mut dice = self.plan.dice(&page.key, &number.to_string());
            let has_topics = |field: &Field| matches!(field.kind, FieldKind::Topics(_));
            // Readiness is looked through again and again: what counts is the last time.
            let from = if page.fields.iter().any(has_topics) {
                calendar.year.starts_on.max(calendar.today - Days::new(24))
            } else {
                calendar.year.starts_on
            };
            let from = from + Days::new(6);
            let to = calendar.today - Days::new(if self.rich { 4 } else { 1 });
            let Some((answers, day)) = self.scribe.card(page, &mut dice, from, to) else {
                return;
            };
            let at = calendar.evening(&mut dice, day);
            let fate = match page.repeat {
                Repeat::Free if dice.percent(88) => Fate::Kept,
                _ => Fate::by_chance(&mut dice, self.rich),
            };
            let id = self.plan.id(at);
            let occurrence = match page.repeat {
                Repeat::HalfYearCard => Occurrence::HalfYearCard {
                    year: calendar.year.number(),
                    number: calendar.year.half_year_on(day).unwrap_or(1),
                    id,
                },
                _ => Occurrence::Card(id),
            };
            self.put(place, (occurrence, at), &answers, fate, &mut dice);
        }
    }

    fn number_of_cards(&self, page: &Page) -> i64 {
        let mut dice = self.plan.dice(&page.key, "how many");
        let most = match (page.repeat, page.goal) {
            (Repeat::Free, _) => 3,
            (Repeat::HalfYearCard, _) => 2,
            (_, Some(goal)) => i64::from(goal).min(2),
            _ => 1,
        };
        // In September there is little to tell yet.
        let lived = i64::try_from(self.calendar.weeks().len())
            .unwrap_or(9)
            .min(9);
        let odds = self.zeal * 4 / 5 * lived / 9;
        match page.repeat {
            _ if !self.rich => {
                let written = (0..most).filter(|_| dice.percent(odds)).count();
                i64::try_from(written).unwrap_or(0)
            }
            Repeat::Free => most + 2,
            _ => most + 1,
        }
    }

    /// A card that was shown yesterday afternoon, for the tutor to find new.
    pub(super) fn yesterday(&mut self, key: &str, minute: i64) {
        let calendar = self.calendar;
        let Some((section, page)) = self.plan.class.edition.page(key) else {
            return;
        };
        let mut dice = self.plan.dice(key, "yesterday");
        let day = calendar.yesterday();
        let Some((answers, _)) = self.scribe.card(page, &mut dice, day, day) else {
            return;
        };
        let at = calendar.at(day, 16, minute);
        let occurrence = Occurrence::Card(self.plan.id(at));
        let sheet = self.plan.sheet(section.row, page, occurrence, at);
        if self.plan.save(sheet, at, &answers, &Choices::new()) {
            self.plan.show(sheet, at + Duration::minutes(7));
        }
    }
}
