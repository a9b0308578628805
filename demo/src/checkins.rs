//! «Как я сейчас» over the year: each student has a level of their own that drifts; a few have a
//! few bad weeks, because a psychologist's page without them would show nothing.

use chrono::{Days, Duration, NaiveDate};
use domain::{
    checkin::{Checkin, Tag},
    id::CheckinId,
};
use store::checkins::Kept;

use super::{
    dice::Dice,
    plan::{Deed, Plan},
    texts::{Diary, Note, Texts},
};

/// The state of one student, in tenths of a step of the scales.
struct State {
    mood: i64,
    drift: i64,
    sleep_half_hours: i64,
    /// First day and length of the bad weeks.
    dip: Option<(NaiveDate, i64)>,
}

/// Plans a student's check-ins.
pub fn answer(plan: &mut Plan<'_>, texts: &Texts) {
    let calendar = plan.calendar;
    let rich = plan.student.diary_kind == Diary::Rich;
    let mut dice = plan.dice("check-ins", "");
    if !rich && dice.percent(8) {
        return;
    }
    let habit = if rich { 95 } else { dice.between(45, 95) };
    let details = if rich { 80 } else { dice.between(20, 80) };
    let mut state = state(plan, &mut dice);
    let mut notes: Vec<&Note> = texts.notes.iter().collect();
    dice.shuffle(&mut notes);
    let mut monday = domain::calendar::monday_of(calendar.year.starts_on);
    while monday <= calendar.today {
        let lessons = (0..6).any(|day| calendar.has_lessons(monday + Days::new(day)));
        state.drift = (state.drift * 7 / 10 + dice.between(-5, 5)).clamp(-12, 12);
        // Twice a week: once before Thursday, once after.
        for days in [(0, 2), (3, 6)] {
            let day = monday + Duration::days(dice.between(days.0, days.1));
            if !dice.percent(if lessons { habit } else { habit / 3 }) {
                continue;
            }
            let at = calendar.evening(&mut dice, day);
            let checkin = state.checkin(&mut dice, day, details);
            let note = if dice.percent(22) {
                note(&mut notes, &checkin)
            } else {
                None
            };
            let tags = note.map_or_else(|| tags(&mut dice, checkin.mood), |note| note.tags.clone());
            let kept = Kept {
                id: CheckinId(plan.id(at)),
                at,
                checkin: Checkin { tags, ..checkin },
                note_shown: note.is_some() && dice.percent(18),
                note: note.map(|note| note.note.clone()),
            };
            plan.step(at, Deed::CheckIn(kept));
        }
        monday = monday + Days::new(7);
    }
}

fn state(plan: &Plan<'_>, dice: &mut Dice) -> State {
    let calendar = plan.calendar;
    let dips = plan.student.diary_kind != Diary::Rich && dice.percent(9);
    // Some lie in the past, some last until now.
    let back = dice.between(12, 70);
    State {
        mood: dice.between(31, 43),
        drift: 0,
        sleep_half_hours: dice.between(13, 17),
        dip: dips.then(|| (calendar.today - Duration::days(back), dice.between(14, 24))),
    }
}

impl State {
    fn checkin(&self, dice: &mut Dice, day: NaiveDate, details: i64) -> Checkin {
        let dip = match self.dip {
            Some((from, days)) if (0..days).contains(&(day - from).num_days()) => 15,
            _ => 0,
        };
        let level = self.mood + self.drift - dip;
        let mut near = |tenths: i64| step(tenths + dice.between(-7, 7));
        let (mood, energy, tension, load) = (
            near(level),
            near(level - 2),
            near(58 - level),
            near(29 + dip / 2),
        );
        let sleep = self.sleep_half_hours + self.drift / 6 - dip / 5 + dice.between(-2, 2);
        let mut told = |value: u8| dice.percent(details).then_some(value);
        Checkin {
            mood,
            energy: told(energy),
            tension: told(tension),
            sleep_half_hours: told(u8::try_from(sleep.clamp(7, 21)).unwrap_or(15)),
            load: told(load),
            tags: Vec::new(),
        }
    }
}

/// Tenths as a step of a scale from 1 to 5.
fn step(tenths: i64) -> u8 {
    u8::try_from(((tenths + 5) / 10).clamp(1, 5)).unwrap_or(3)
}

/// A note that nobody used yet in this diary and that fits the mood.
fn note<'a>(notes: &mut Vec<&'a Note>, checkin: &Checkin) -> Option<&'a Note> {
    let mood = checkin.mood.to_string();
    let place = notes.iter().position(|note| note.mood == mood)?;
    Some(notes.remove(place))
}

fn tags(dice: &mut Dice, mood: u8) -> Vec<Tag> {
    let usual: &[Tag] = match mood {
        1 | 2 => &[
            Tag::Study,
            Tag::Exams,
            Tag::Sleep,
            Tag::Friends,
            Tag::Health,
            Tag::Family,
        ],
        3 => &[
            Tag::Study,
            Tag::JustBecause,
            Tag::Sleep,
            Tag::Internet,
            Tag::Exams,
        ],
        _ => &[
            Tag::Friends,
            Tag::Hobby,
            Tag::Family,
            Tag::JustBecause,
            Tag::Study,
        ],
    };
    let mut tags: Vec<Tag> = (0..dice.between(0, 2))
        .filter_map(|_| dice.one_of(usual).copied())
        .collect();
    tags.sort();
    tags.dedup();
    tags
}
