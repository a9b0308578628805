//! How far projects and programmes of the demo got: steps after the pages they belong to.

use chrono::{DateTime, Days, Duration, Utc};
use domain::{answer::Answer, template::Track, track::Hand};

use super::{
    plan::{Deed, Plan},
    texts::Diary,
};

/// Plans the steps of a diary whose pages are planned.
pub fn walk(plan: &mut Plan<'_>) {
    let sections: Vec<_> = plan
        .class
        .edition
        .sections
        .iter()
        .filter_map(|section| Some((section, section.track.as_ref()?)))
        .collect();
    for (section, track) in sections {
        let pages: Vec<&str> = section.pages.iter().map(|page| page.key.as_str()).collect();
        let written = plan.sheets.iter().enumerate().filter(|(_, sheet)| {
            pages.contains(&sheet.page.key.as_str()) && !sheet.draft.is_empty()
        });
        let mut shown: Vec<_> = written
            .filter_map(|(index, sheet)| Some((sheet.shown_at?, index)))
            .collect();
        shown.sort();
        match track {
            Track::Project => project(plan, track, &shown),
            Track::Iep => iep(plan, track, &shown),
            Track::Research { .. } => {}
        }
    }
}

type Shown = [(DateTime<Utc>, usize)];

/// After each stage's page the student moves on; the tutor approves most stages the next day.
fn project(plan: &mut Plan<'_>, track: &Track, shown: &Shown) {
    let mut dice = plan.dice("track", "project");
    for (at, _) in shown {
        if !dice.percent(92) {
            continue;
        }
        if dice.percent(70) {
            plan.step(
                *at + Duration::hours(20),
                deed(track, "approve", Hand::Tutor),
            );
        }
        plan.step(
            *at + Duration::hours(26),
            deed(track, "next", Hand::Student),
        );
    }
}

/// Sent when it is shown, agreed within some days; a few come back with a word first.
fn iep(plan: &mut Plan<'_>, track: &Track, shown: &Shown) {
    let Some((at, sheet)) = shown.first().copied() else {
        return;
    };
    let mut dice = plan.dice("track", "iep");
    let rich = plan.student.diary_kind == Diary::Rich;
    let mut at = at + Duration::minutes(9);
    let mut steps = vec![("propose", Hand::Student)];
    if !rich && dice.percent(15) {
        steps.extend([("give_back", Hand::Tutor), ("propose", Hand::Student)]);
    }
    steps.extend([
        ("tutor_agrees", Hand::Tutor),
        ("parent_acknowledges", Hand::Tutor),
        ("deputy_agrees", Hand::DeputyHead),
    ]);
    let whole = steps.len();
    let done = if rich {
        whole
    } else {
        usize::try_from(dice.between(1, 6)).unwrap_or(1)
    };
    for (step, hand) in steps.into_iter().take(done) {
        plan.step(at, deed(track, step, hand));
        let days = u64::try_from(dice.between(1, 5)).unwrap_or(1);
        at = plan
            .calendar
            .evening(&mut dice, plan.calendar.day(at) + Days::new(days));
    }
    let is_whole = done >= whole;
    if is_whole && !rich && dice.percent(60) {
        let weeks = u64::try_from(dice.between(2, 4)).unwrap_or(2);
        let day = plan.calendar.day(at) + Days::new(7 * weeks);
        let at = plan.calendar.evening(&mut dice, day);
        second_version(plan, track, sheet, at);
    }
}

/// A year that turned out otherwise: the table has one row less and an hour more, and is sent again.
fn second_version(plan: &mut Plan<'_>, track: &Track, sheet: usize, at: DateTime<Utc>) {
    let Some(found) = plan.sheets.get(sheet) else {
        return;
    };
    let (mut answers, choices) = (found.draft.clone(), found.choices.clone());
    let table = answers.values_mut().find_map(|answer| match answer {
        Answer::Rows(rows) if rows.len() > 2 => Some(rows),
        _ => None,
    });
    let Some(rows) = table else {
        return;
    };
    rows.pop();
    let hours = rows.iter_mut().flat_map(|row| row.cells.values_mut());
    for cell in hours {
        if let Ok(hours) = cell.parse::<u32>() {
            *cell = (hours + 1).to_string();
            break;
        }
    }
    plan.step(at, deed(track, "correct", Hand::Student));
    plan.save(sheet, at + Duration::minutes(4), &answers, &choices);
    plan.show(sheet, at + Duration::minutes(6));
    plan.step(
        at + Duration::minutes(8),
        deed(track, "propose", Hand::Student),
    );
}

fn deed(track: &Track, step: &'static str, hand: Hand) -> Deed {
    let track = store::tracks::Track::of(track);
    Deed::Move { track, step, hand }
}
