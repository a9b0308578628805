//! Pages that are written once in a stage.

use chrono::{Datelike, Days, NaiveDate};
use domain::{
    answer::{Answer, Answers},
    decision::disagree,
    field::FieldKind,
    occurrence::Occurrence,
    template::Page,
    track::project::Stage,
};

use super::{Author, Place};
use crate::{calendar::Calendar, sitting::Fate};

impl<'a> Author<'_, 'a, '_> {
    /// Before its day, near it, or a little late.
    pub(super) fn once(&mut self, place: Place<'a>) {
        let (page, calendar) = (place.1, self.calendar);
        let mut dice = self.plan.dice(&page.key, "once");
        let opens = opens(page, calendar);
        let due = page
            .due
            .and_then(|(month, day)| calendar.year.date_of(month, day))
            .unwrap_or_else(|| (opens + Days::new(45)).min(calendar.year.ends_on));
        let start = calendar.year.starts_on.max(opens);
        if start > calendar.today {
            self.ahead_of_its_day(place);
            return;
        }
        let near = due - Days::new(if due.month() == 9 { 25 } else { 80 });
        // Most wait until the day is near; some write a page soon after it opens.
        let ahead = near > calendar.today
            && (self.rich || self.plan.dice(&page.key, "ahead").percent(self.zeal / 3));
        // A rich diary is never late, and leaves the tutor time to read.
        let soon = calendar.today - Days::new(3);
        let (from, latest) = match (ahead, self.rich) {
            (true, _) => (start, soon),
            (false, true) => (near.max(start), due.min(soon)),
            (false, false) => (near.max(start), due + Days::new(18)),
        };
        let Some(day) = calendar.some_day(&mut dice, from, latest.max(from)) else {
            return;
        };
        let first = page.key == "start";
        let zeal = if first { self.zeal + 20 } else { self.zeal };
        if !dice.percent(zeal) && !self.rich {
            return;
        }
        let at = calendar.evening(&mut dice, day);
        if at <= calendar.now {
            let mut answers = self.scribe.page(page, &mut dice, day, None);
            self.leave_unasked(page, &mut answers);
            // The first page is short, and class tutors see to it; a rich diary has all its pages.
            let fate = if self.rich || first && dice.percent(85) {
                Fate::Shown
            } else {
                Fate::by_chance(&mut dice, self.rich)
            };
            self.put(place, (Occurrence::Once, at), &answers, fate, &mut dice);
        }
    }

    /// A line or two on a page that is offered much later: whoever writes a lot looks ahead.
    fn ahead_of_its_day(&mut self, place: Place<'a>) {
        let (page, calendar) = (place.1, self.calendar);
        let mut dice = self.plan.dice(&page.key, "long ahead");
        let from = calendar.year.starts_on.max(calendar.today - Days::new(30));
        let day = calendar.some_day(&mut dice, from, calendar.yesterday());
        if let Some(day) = day.filter(|_| self.rich) {
            let at = calendar.evening(&mut dice, day);
            let answers = self.scribe.page(page, &mut dice, day, None);
            let occasion = (Occurrence::Once, at);
            self.put(place, occasion, &answers, Fate::Unfinished, &mut dice);
        }
    }

    /// Takes away what the page would not have asked.
    fn leave_unasked(&self, page: &Page, answers: &mut Answers) {
        for field in &page.fields {
            let Some(when) = &field.when else { continue };
            let is_asked = {
                let place = &when.numbers;
                let elsewhere = self
                    .plan
                    .sheets
                    .iter()
                    .find(|sheet| sheet.page.key == place.page);
                let numbers = match elsewhere {
                    _ if place.page == page.key => Some((page, &*answers)),
                    Some(sheet) => Some((sheet.page, &sheet.draft)),
                    None => None,
                };
                let compared = numbers.and_then(|(page, answers)| {
                    Some((&page.field(&place.field)?.kind, answers.get(&place.field)?))
                });
                match compared {
                    Some((FieldKind::Matrix(kind), Answer::Map(map))) => {
                        disagree(kind, map, &page.words_of(&when.wish, answers))
                    }
                    _ => false,
                }
            };
            if !is_asked {
                answers.remove(&field.key);
            }
        }
    }

    /// A page of the grade before, in the same diary: written a year ago.
    pub(super) fn last_year(&mut self, place: Place<'a>) {
        let (page, calendar) = (place.1, self.calendar);
        let class = self.plan.class;
        let was_theirs = page.is_for(class.grade - 1);
        if !class.edition.grades.contains(&(class.grade - 1)) || !was_theirs {
            return;
        }
        let mut dice = self.plan.dice(&page.key, "last year");
        let day = opens(page, calendar) - Days::new(364)
            + Days::new(u64::try_from(dice.between(2, 20)).unwrap_or(2));
        if dice.percent(self.zeal) {
            let at = calendar.evening(&mut dice, day);
            let answers = self.scribe.page(page, &mut dice, day, None);
            let fate = if dice.percent(85) {
                Fate::Shown
            } else {
                Fate::Kept
            };
            self.put(place, (Occurrence::Once, at), &answers, fate, &mut dice);
        }
    }
}

/// From which day a page is written: stages come one after another.
fn opens(page: &Page, calendar: &Calendar) -> NaiveDate {
    let starts_on = calendar.year.starts_on;
    let stage = page.stage.as_deref().and_then(Stage::parse);
    let by_stage = stage.and_then(|stage| {
        let before = Stage::ALL
            .iter()
            .take_while(|other| **other < stage)
            .count();
        Some(starts_on + Days::new(10 + 32 * u64::try_from(before).ok()?))
    });
    let by_template = page
        .opens
        .and_then(|(month, day)| calendar.year.date_of(month, day));
    by_stage.or(by_template).unwrap_or(starts_on)
}
