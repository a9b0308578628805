//! Which pages a student writes and when, and how far they get.

use chrono::{Datelike, Days, Duration, NaiveDate};
use domain::{
    answer::{Answer, Answers},
    decision::disagree,
    field::FieldKind,
    occurrence::Occurrence,
    shown::Choices,
    template::{Field, Page, Repeat, Section},
    track::project::Stage,
};

use super::{
    answers::Scribe,
    calendar::Calendar,
    decks::Decks,
    dice::Dice,
    plan::Plan,
    sitting::{Fate, Occasion, put},
    texts::{Diary, Texts},
};

/// Plans everything that the student writes.
pub fn write(plan: &mut Plan<'_>, decks: &mut Decks, texts: &Texts) {
    let (class, pupil) = (plan.class, plan.student);
    let rich = pupil.diary_kind == Diary::Rich;
    let mut dice = plan.dice("zeal", "");
    let zeal = if rich {
        96
    } else if dice.percent(15) {
        dice.between(25, 45)
    } else {
        dice.between(58, 92)
    };
    let scribe = Scribe {
        pupil,
        seats: class.students.len(),
        calendar: plan.calendar,
        grade: class.grade,
        lists: texts.of_grade(class.grade),
        decks,
    };
    let calendar = plan.calendar;
    let mut author = Author {
        plan,
        scribe,
        calendar,
        rich,
        zeal,
    };
    // What is new for the tutor comes first: the class's cards are few.
    if rich {
        for (page, minute) in [
            ("event", 10),
            ("encounter", 95),
            ("profession_card", 160),
            ("alumnus_meeting", 160),
        ] {
            author.yesterday(page, minute);
        }
    }
    for place in class.edition.pages() {
        match place.1.repeat {
            Repeat::Once if place.1.is_for(class.grade) => author.once(place),
            Repeat::Once => author.last_year(place),
            _ if !place.1.is_for(class.grade) => {}
            Repeat::Week => author.weeks(place),
            Repeat::Card | Repeat::HalfYearCard | Repeat::Free => author.cards(place),
            Repeat::Month | Repeat::Term | Repeat::HalfYear => author.rounds(place),
        }
    }
}

/// A page with its section.
type Place<'a> = (&'a Section, &'a Page);

/// A student with the diary that is being planned.
struct Author<'p, 'a, 's> {
    plan: &'p mut Plan<'a>,
    scribe: Scribe<'s>,
    calendar: &'a Calendar,
    rich: bool,
    /// How likely a page is written, in percent.
    zeal: i64,
}

impl<'a> Author<'_, 'a, '_> {
    fn once(&mut self, place: Place<'a>) {
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
    fn last_year(&mut self, place: Place<'a>) {
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

    fn weeks(&mut self, place: Place<'a>) {
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
    fn rounds(&mut self, place: Place<'a>) {
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

    fn cards(&mut self, place: Place<'a>) {
        let (page, calendar) = (place.1, self.calendar);
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
    fn yesterday(&mut self, key: &str, minute: i64) {
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

    fn put(
        &mut self,
        (section, page): Place<'a>,
        (occurrence, at): (Occurrence, chrono::DateTime<chrono::Utc>),
        answers: &Answers,
        fate: Fate,
        dice: &mut Dice,
    ) {
        let occasion = Occasion {
            section,
            page,
            occurrence,
            at,
        };
        put(self.plan, occasion, answers, fate, dice);
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
