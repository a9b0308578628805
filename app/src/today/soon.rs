//! What comes soon: steps of goals, pages that are due, the school's days, a letter to open.

use chrono::{Datelike, NaiveDateTime, NaiveTime};
use domain::{
    answer::{Answer, Answers},
    letter::Letter,
    template::{Edition, Field, FieldKind, FieldPurpose, Page, Repeat, step_columns},
    text,
};
use leptos::prelude::*;
use store::entries;

use crate::{Request, links};

text! {
    BY: "до {day}" / "by {day}";
    ANY_DAY: "можно в любой день" / "any day will do";
    GOALS: "Цели" / "Goals";
    STEP: "следующий шаг" / "next step";
    AHEAD: "Скоро" / "Soon";
    LETTER: "Пришёл день открыть письмо себе" / "The day has come to open your letter to yourself";
}

/// The next open step of each goal in work.
pub fn goals(request: &Request, page: &Page, open: &[entries::Entry]) -> Option<AnyView> {
    let language = request.language();
    let is_closed = |entry: &entries::Entry| {
        let active = page.active.as_ref();
        active.is_some_and(|active| entry.draft.contains_key(&active.until))
    };
    let steps = page.field_for(FieldPurpose::GoalSteps);
    let items: Vec<_> = open
        .iter()
        .filter(|entry| entry.page_key == page.key && !is_closed(entry))
        .filter_map(|entry| {
            let wish = page.name_of(&entry.draft, language)?;
            let step = steps.and_then(|field| next_step(field, &entry.draft));
            let href = links::entry(&page.key, entry.occurrence);
            Some(view! { <li><a href=href><span class="hand">{wish}</span>{step.map(|step| view! { <div class="soft small">{STEP.of(language)}": "{step}</div> })}</a></li> })
        })
        .take(3)
        .collect();
    (!items.is_empty()).then(|| view! { <section class="panel"><header><h2>{GOALS.of(language)}</h2></header><ul class="list contents">{items}</ul></section> }.into_any())
}

/// The first step that is not ticked.
fn next_step(field: &Field, draft: &Answers) -> Option<String> {
    let (name, tick) = step_columns(&field.kind)?;
    let Answer::Rows(rows) = draft.get(&field.key)? else {
        return None;
    };
    let next = rows.iter().find(|row| row.get(&tick.key).is_none())?;
    next.get(&name.key).cloned()
}

/// Whether the student asked to be reminded on that weekday, and the hour has come: `mon_evening`
/// names the day, `t1930` the time.
pub fn reminds(page: &Page, open: &[entries::Entry], now: NaiveDateTime) -> bool {
    const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let entry = open.iter().find(|entry| entry.page_key == page.key);
    let asked = |purpose| {
        let field = page.field_for(purpose)?;
        entry?.draft.get(&field.key)?.text()
    };
    let today = DAYS.get(now.weekday().num_days_from_monday() as usize);
    let time = asked(FieldPurpose::ReminderTime)
        .and_then(|time| NaiveTime::parse_from_str(time, "t%H%M").ok())
        .unwrap_or_default();
    let day = asked(FieldPurpose::ReminderDay).and_then(|day| day.split('_').next());
    day.is_some() && day == today.copied() && now.time() >= time
}

/// Pages that cannot be kept to oneself for ever, are not shown yet, and whose day is near or
/// past. It is said once and without reproach.
pub fn due(
    request: &Request,
    edition: &Edition,
    lines: &[entries::Line],
    grade: u8,
) -> Vec<AnyView> {
    let language = request.language();
    let Some(year) = request.year() else {
        return Vec::new();
    };
    let until = request.today() + chrono::Days::new(21);
    let waits = |page: &&Page| {
        // What was shown a year ago is due again.
        let is_shown = |line: &entries::Line| {
            let shown_on = line.shown_at.map(|at| request.local(at).date());
            line.page_key == page.key && shown_on.is_some_and(|day| day >= year.starts_on)
        };
        page.has_dates_for(grade)
            && page.repeat == Repeat::Once
            && page.fields.iter().any(|field| field.locked)
            && !lines.iter().any(is_shown)
    };
    let mut pages: Vec<(chrono::NaiveDate, &Page)> = edition
        .pages()
        .map(|(_, page)| page)
        .filter(waits)
        .filter_map(|page| {
            let (month, day) = page.due?;
            Some((year.date_of(month, day)?, page))
        })
        .filter(|(on, _)| *on <= until)
        .collect();
    pages.sort_by_key(|(on, _)| *on);
    pages
        .into_iter()
        .take(3)
        .map(|(on, page)| {
            let title = page.title.of(language).to_owned();
            // A day that is past is no news.
            let when = match on < request.today() {
                true => ANY_DAY.of(language).to_owned(),
                false => BY.with(language, &[("day", &domain::format::day(on, language))]),
            };
            let href = links::once(&page.key);
            view! { <li class="row"><a class="grow" href=href>{title}</a><span class="soft small">{when}</span></li> }.into_any()
        })
        .collect()
}

/// The school's days of the next weeks, pages that are due, and a letter whose day has come.
pub fn ahead(
    request: &Request,
    letters: Option<&Page>,
    open: &[entries::Entry],
    due: Vec<AnyView>,
    grade: u8,
) -> Option<AnyView> {
    let language = request.language();
    let today = request.today();
    let field = letters.and_then(|page| {
        let is_letter = |field: &&Field| matches!(field.kind, FieldKind::Letter(_));
        Some((page, page.fields.iter().find(is_letter)?))
    });
    let letters = open.iter().filter_map(|entry| {
        let (page, field) = field.filter(|(page, _)| page.key == entry.page_key)?;
        let Some(Answer::Map(map)) = entry.draft.get(&field.key) else {
            return None;
        };
        let Letter::Sealed(letter) = Letter::read(map) else {
            return None;
        };
        let href = links::entry(&page.key, entry.occurrence);
        letter
            .is_due(today)
            .then(|| view! { <li><a href=href>{LETTER.of(language)}</a></li> }.into_any())
    });
    let dates = request
        .year()
        .map(|year| year.dates_ahead(today, 28, grade))
        .unwrap_or_default();
    let dates = dates.into_iter().take(3).map(|date| {
        let day = domain::format::day(date.on, language);
        let title = date.title.of(language).to_owned();
        view! { <li class="row"><span class="grow">{title}</span><span class="soft small">{day}</span></li> }.into_any()
    });
    let items: Vec<AnyView> = letters.chain(due).chain(dates).collect();
    (!items.is_empty()).then(|| view! { <section class="panel"><header><h2>{AHEAD.of(language)}</h2></header><ul class="list">{items}</ul></section> }.into_any())
}
