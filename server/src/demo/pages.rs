//! Which pages a student writes and when, how far they get, and what they show to whom.

use chrono::{DateTime, Datelike, Days, Duration, NaiveDate, Utc};
use domain::{
    answer::Answers,
    audience::{Audience, Reader},
    occurrence::Occurrence,
    shown::{self, Choices},
    template::{FieldKind, Page, Repeat, Section},
    track::project::Stage,
};

use super::{
    answers::{Scribe, unfinished},
    calendar::Calendar,
    decks::Decks,
    dice::Dice,
    plan::Plan,
    texts::{Diary, Texts},
};

/// How far a page gets.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Fate {
    Unfinished,
    Kept,
    Shown,
}

/// Which page is written, and when.
struct Occasion<'a> {
    section: &'a Section,
    page: &'a Page,
    occurrence: Occurrence,
    at: DateTime<Utc>,
}

/// Plans everything that the student writes.
pub fn write(plan: &mut Plan<'_>, decks: &mut Decks, texts: &Texts) {
    let (class, calendar, pupil) = (plan.class, plan.calendar, plan.student);
    let lists = texts.of_grade(class.grade);
    let mut scribe = Scribe {
        pupil,
        seats: class.students.len(),
        calendar,
        grade: class.grade,
        lists,
        decks,
    };
    let rich = pupil.diary_kind == Diary::Rich;
    let mut dice = plan.dice("zeal", "");
    let zeal = if rich {
        96
    } else if dice.percent(15) {
        dice.between(25, 45)
    } else {
        dice.between(58, 92)
    };
    // What is new for the tutor comes first: the class's cards are few.
    if rich {
        for (page, minute) in [
            ("event", 10),
            ("encounter", 95),
            ("profession_card", 160),
            ("alumnus_meeting", 160),
        ] {
            yesterday(plan, &mut scribe, page, minute);
        }
    }
    let for_them = |page: &Page| page.is_for(class.grade);
    for (section, page) in class.edition.pages().filter(|(_, page)| for_them(page)) {
        match page.repeat {
            Repeat::Once => once(
                plan,
                &mut scribe,
                section,
                page,
                if page.key == "start" { zeal + 20 } else { zeal },
            ),
            Repeat::Week => weeks(plan, &mut scribe, section, page, zeal),
            Repeat::Card | Repeat::Free => cards(plan, &mut scribe, section, page, zeal),
            Repeat::Month | Repeat::Term | Repeat::HalfYear => {
                rounds(plan, &mut scribe, section, page, zeal);
            }
        }
    }
}

fn once<'a>(
    plan: &mut Plan<'a>,
    scribe: &mut Scribe<'_>,
    section: &'a Section,
    page: &'a Page,
    zeal: i64,
) {
    let calendar = plan.calendar;
    let mut dice = plan.dice(&page.key, "once");
    let start = calendar.year.starts_on;
    let due = page
        .due
        .and_then(|(month, day)| calendar.year.date_of(month, day))
        .unwrap_or_else(|| (opens(page, calendar) + Days::new(45)).min(calendar.year.ends_on));
    let start = start.max(opens(page, calendar));
    let from = (due - Days::new(if due.month() == 9 { 25 } else { 80 })).max(start);
    let rich = plan.student.diary_kind == Diary::Rich;
    // A rich diary is never late, and leaves the tutor time to read.
    let latest = if rich {
        due.min(calendar.today - Days::new(3))
    } else {
        due + Days::new(18)
    };
    let Some(day) = calendar.some_day(&mut dice, from, latest.max(from)) else {
        return;
    };
    if !dice.percent(zeal) && !rich {
        return;
    }
    let at = calendar.evening(&mut dice, day);
    if at <= calendar.now {
        let answers = scribe.page(page, &mut dice, day, None);
        // The first page is short, and class tutors see to it; a rich diary has all its pages.
        let fate = if rich || page.key == "start" && dice.percent(85) {
            Fate::Shown
        } else {
            fate(&mut dice, rich)
        };
        put(
            plan,
            &Occasion {
                section,
                page,
                occurrence: Occurrence::Once,
                at,
            },
            &answers,
            fate,
            &mut dice,
        );
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

fn weeks<'a>(
    plan: &mut Plan<'a>,
    scribe: &mut Scribe<'_>,
    section: &'a Section,
    page: &'a Page,
    zeal: i64,
) {
    let calendar = plan.calendar;
    let rich = plan.student.diary_kind == Diary::Rich;
    for week in calendar.weeks() {
        let occurrence = Occurrence::Week {
            year: week.year,
            number: week.number,
        };
        let mut dice = plan.dice(&page.key, &occurrence.to_string());
        let day = week.monday + Duration::days(dice.between(4, 6));
        let at = calendar.evening(&mut dice, day);
        if at <= calendar.now && dice.percent(zeal) {
            let answers = scribe.page(page, &mut dice, day, Some(week.number));
            let fate = fate(&mut dice, rich);
            put(
                plan,
                &Occasion {
                    section,
                    page,
                    occurrence,
                    at,
                },
                &answers,
                fate,
                &mut dice,
            );
        } else if rich && at > calendar.now && week.monday <= calendar.yesterday() {
            let begun = calendar.evening(&mut dice, calendar.yesterday());
            let answers = scribe.page(page, &mut dice, day, Some(week.number));
            let part: Answers = answers
                .into_iter()
                .filter(|(key, _)| key == "done")
                .collect();
            put(
                plan,
                &Occasion {
                    section,
                    page,
                    occurrence,
                    at: begun,
                },
                &part,
                Fate::Kept,
                &mut dice,
            );
        }
    }
}

/// What comes round by months, terms and half-years: written towards the end of each.
fn rounds<'a>(
    plan: &mut Plan<'a>,
    scribe: &mut Scribe<'_>,
    section: &'a Section,
    page: &'a Page,
    zeal: i64,
) {
    let calendar = plan.calendar;
    let rich = plan.student.diary_kind == Diary::Rich;
    for (occurrence, ends_on) in calendar.rounds(page.repeat) {
        let mut dice = plan.dice(&page.key, &occurrence.to_string());
        let day = ends_on - Days::new(u64::try_from(dice.between(0, 6)).unwrap_or(0));
        let day = day.min(calendar.yesterday());
        let at = calendar.evening(&mut dice, day);
        if dice.percent(zeal * 3 / 4) || rich {
            let answers = scribe.page(page, &mut dice, day, None);
            let fate = fate(&mut dice, rich);
            let occasion = Occasion {
                section,
                page,
                occurrence,
                at,
            };
            put(plan, &occasion, &answers, fate, &mut dice);
        }
    }
}

fn cards<'a>(
    plan: &mut Plan<'a>,
    scribe: &mut Scribe<'_>,
    section: &'a Section,
    page: &'a Page,
    zeal: i64,
) {
    let calendar = plan.calendar;
    let mut dice = plan.dice(&page.key, "how many");
    let rich = plan.student.diary_kind == Diary::Rich;
    let most = match (page.repeat, page.goal) {
        (Repeat::Free, _) => 3,
        (_, Some(goal)) => i64::from(goal).min(2),
        _ => 1,
    };
    // In September there is little to tell yet.
    let lived = i64::try_from(calendar.weeks().len()).unwrap_or(9).min(9);
    let count = match page.repeat {
        _ if !rich => (0..most)
            .filter(|_| dice.percent(zeal * 4 / 5 * lived / 9))
            .count()
            .try_into()
            .unwrap_or(0),
        Repeat::Free => most + 2,
        _ => most + 1,
    };
    for number in 0..count {
        let mut dice = plan.dice(&page.key, &number.to_string());
        let from = calendar.year.starts_on + Days::new(6);
        let to = calendar.today - Days::new(if rich { 4 } else { 1 });
        let Some((answers, day)) = scribe.card(page, &mut dice, from, to) else {
            return;
        };
        let at = calendar.evening(&mut dice, day);
        let fate = match page.repeat {
            Repeat::Free if dice.percent(88) => Fate::Kept,
            _ => fate(&mut dice, rich),
        };
        let occurrence = Occurrence::Card(plan.id(at));
        put(
            plan,
            &Occasion {
                section,
                page,
                occurrence,
                at,
            },
            &answers,
            fate,
            &mut dice,
        );
    }
}

/// A card that was shown yesterday afternoon, for the tutor to find new.
fn yesterday(plan: &mut Plan<'_>, scribe: &mut Scribe<'_>, key: &str, minute: i64) {
    let calendar = plan.calendar;
    let Some((section, page)) = plan.class.edition.page(key) else {
        return;
    };
    let mut dice = plan.dice(key, "yesterday");
    let day = calendar.yesterday();
    let Some((answers, _)) = scribe.card(page, &mut dice, day, day) else {
        return;
    };
    let at = calendar.at(day, 16, minute);
    let occurrence = Occurrence::Card(plan.id(at));
    let sheet = plan.sheet(section.row, page, occurrence, at);
    if plan.save(sheet, at, &answers, &Choices::new()) {
        plan.show(sheet, at + Duration::minutes(7));
    }
}

fn fate(dice: &mut Dice, rich: bool) -> Fate {
    let (unfinished, kept) = if rich { (6, 4) } else { (32, 6) };
    match dice.between(1, 100) {
        found if found <= unfinished => Fate::Unfinished,
        found if found <= unfinished + kept => Fate::Kept,
        _ => Fate::Shown,
    }
}

/// Writes an entry in one or two sittings, shows it, and sometimes goes on afterwards.
fn put<'a>(
    plan: &mut Plan<'a>,
    occasion: &Occasion<'a>,
    answers: &Answers,
    fate: Fate,
    dice: &mut Dice,
) {
    let &Occasion {
        section,
        page,
        occurrence,
        at,
    } = occasion;
    if answers.is_empty() {
        return;
    }
    let sheet = plan.sheet(section.row, page, occurrence, at);
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

/// A text that comes only after the page was shown.
fn held_back(page: &Page, answers: &Answers) -> Option<String> {
    let texts = page.fields.iter().filter(|field| {
        matches!(
            field.kind,
            FieldKind::ShortText { .. } | FieldKind::LongText { .. }
        )
    });
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
        let told = answered.iter().filter(|field| {
            matches!(
                field.kind,
                FieldKind::LongText { .. } | FieldKind::ShortText { .. }
            )
        });
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
            FieldKind::ShortText { .. }
                | FieldKind::LongText { .. }
                | FieldKind::Table { .. }
                | FieldKind::Grid { .. }
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
