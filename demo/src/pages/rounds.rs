//! Pages that come round: by weeks, months, terms and half-years.

use chrono::{Days, Duration};
use domain::occurrence::Occurrence;

use super::{Author, Place};
use crate::sitting::Fate;

impl<'a> Author<'_, 'a, '_> {
    /// Each study week near its end.
    pub(super) fn weeks(&mut self, place: Place<'a>) {
        let (page, calendar) = (place.1, self.calendar);
        for week in calendar.weeks() {
            let (year, number) = (week.year, week.number);
            let occurrence = Occurrence::Week { year, number };
            let mut dice = self.plan.dice(&page.key, &occurrence.to_string());
            let day = week.monday + Duration::days(dice.between(4, 6));
            let at = calendar.evening(&mut dice, day);
            if at <= calendar.now && dice.percent(self.zeal) {
                let answers = self.scribe.page(page, &mut dice, day, Some(number));
                let fate = Fate::by_chance(&mut dice, self.rich);
                self.put(place, (occurrence, at), &answers, fate, &mut dice);
            } else if self.rich && at > calendar.now && week.monday <= calendar.yesterday() {
                let begun = calendar.evening(&mut dice, calendar.yesterday());
                let mut part = self.scribe.page(page, &mut dice, day, Some(number));
                part.retain(|key, _| key == "done");
                self.put(place, (occurrence, begun), &part, Fate::Kept, &mut dice);
            }
        }
    }

    /// What comes round by months, terms and half-years: written towards the end of each.
    pub(super) fn rounds(&mut self, place: Place<'a>) {
        let (page, calendar) = (place.1, self.calendar);
        for (occurrence, ends_on) in calendar.rounds(page.repeat) {
            let mut dice = self.plan.dice(&page.key, &occurrence.to_string());
            let day = ends_on - Days::new(u64::try_from(dice.between(0, 6)).unwrap_or(0));
            let day = day.min(calendar.yesterday());
            let at = calendar.evening(&mut dice, day);
            if dice.percent(self.zeal * 3 / 4) || self.rich {
                let answers = self.scribe.page(page, &mut dice, day, None);
                let fate = Fate::by_chance(&mut dice, self.rich);
                self.put(place, (occurrence, at), &answers, fate, &mut dice);
            }
        }
    }
}
