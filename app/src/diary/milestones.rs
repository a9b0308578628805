//! The milestones of a diary: decisions, trials, goals, sessions, letters, each on its day.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use domain::{
    answer::Answers,
    date,
    format::month_and_year,
    language::{Language, Text},
    template::{Edition, Field, FieldKind, MilestoneKind, Page},
    text,
};
use leptos::prelude::*;
use store::entries::Entry;

use super::load;
use crate::Request;

text! {
    DECISION: "решение" / "decision";
    TRIAL: "проба" / "trial";
    GOAL: "цель" / "goal";
    LETTER: "письмо" / "letter";
    EVENT: "событие" / "event";
    PROJECT: "проект" / "project";
    SESSION: "сессия" / "session";
    ACHIEVEMENT: "достижение" / "achievement";
    EXAM: "экзамен" / "exam";
}

/// What a kind of milestone is called.
#[must_use]
pub const fn word(kind: MilestoneKind) -> Text {
    match kind {
        MilestoneKind::Decision => DECISION,
        MilestoneKind::Trial => TRIAL,
        MilestoneKind::Goal => GOAL,
        MilestoneKind::Letter => LETTER,
        MilestoneKind::Event => EVENT,
        MilestoneKind::Project => PROJECT,
        MilestoneKind::Session => SESSION,
        MilestoneKind::Achievement => ACHIEVEMENT,
        MilestoneKind::Exam => EXAM,
    }
}

/// A point on the line.
pub struct Point {
    on: NaiveDate,
    kind: MilestoneKind,
    title: String,
    /// `None`: the page is one of an earlier edition.
    href: Option<String>,
}

/// What was shown of a decision, and when: its history.
pub type Shown = (String, DateTime<Utc>, Answers);

/// The pages of which every shown state is a decision of its own.
pub fn decided(request: &Request) -> Vec<&str> {
    let pages = request
        .site
        .school
        .editions
        .0
        .values()
        .flat_map(Edition::pages);
    pages
        .filter(|(_, page)| is_decided(page))
        .map(|(_, page)| page.key.as_str())
        .collect()
}

/// All milestones of a diary, the latest first.
#[must_use]
pub fn points(request: &Request, entries: &[Entry], states: &[Shown]) -> Vec<Point> {
    let mut points: Vec<Point> = entries
        .iter()
        .filter_map(|entry| point(request, entry))
        .collect();
    points.extend(decisions(request, states));
    points.sort_by_key(|point| std::cmp::Reverse(point.on));
    points
}

/// A page of which every shown state is a decision of its own.
fn is_decided(page: &Page) -> bool {
    let is_decision = page
        .timeline
        .as_ref()
        .is_some_and(|found| found.kind == MilestoneKind::Decision);
    is_decision && page.named_by.is_none()
}

fn point(request: &Request, entry: &Entry) -> Option<Point> {
    let page = load::page_of(request, entry)?;
    let milestone = page.timeline.as_ref()?;
    let is_history = is_decided(page) && entry.shown_at.is_some();
    if is_history || entry.draft.is_empty() {
        return None;
    }
    let language = request.language();
    let typed = milestone
        .dated_by
        .as_ref()
        .and_then(|key| date::parse(entry.draft.get(key)?.text()?));
    let decided = || {
        let is_decision = milestone.kind == MilestoneKind::Decision;
        is_decision
            .then(|| decision(page, &entry.draft, language))
            .flatten()
    };
    let name = page.name_of(&entry.draft, language).or_else(decided);
    Some(Point {
        on: typed.unwrap_or_else(|| request.local(entry.created_at).date()),
        kind: milestone.kind,
        title: name.unwrap_or_else(|| load::title(request, page, entry.occurrence, None)),
        href: load::link(request, &entry.page_key, entry.occurrence),
    })
}

/// Each shown state of a decision that differs from the one before, by day.
fn decisions(request: &Request, states: &[Shown]) -> Vec<Point> {
    let language = request.language();
    let mut last: std::collections::HashMap<&str, String> = std::collections::HashMap::new();
    let mut points = Vec::new();
    for (key, at, answers) in states {
        let Some((_, page)) = request.site.school.editions.page(key) else {
            continue;
        };
        let Some(name) = decision(page, answers, language) else {
            continue;
        };
        if last.get(key.as_str()) == Some(&name) {
            continue;
        }
        points.push(Point {
            on: request.local(*at).date(),
            kind: MilestoneKind::Decision,
            title: name.clone(),
            href: load::link(request, key, domain::occurrence::Occurrence::Once),
        });
        last.insert(key, name);
    }
    points
}

/// What was decided, under the page's title: «Решение: гуманитарный».
fn decision(page: &Page, answers: &Answers, language: Language) -> Option<String> {
    let words = decided_words(page, answers, language)?;
    Some(format!("{}: {words}", page.title.of(language)))
}

/// What was decided: what cannot be kept to oneself for ever, else the page's choices,
/// else its first line.
fn decided_words(page: &Page, answers: &Answers, language: Language) -> Option<String> {
    let decides = |kind: &FieldKind| {
        matches!(
            kind,
            FieldKind::Choice(_) | FieldKind::Choices(_) | FieldKind::ShortText(_)
        )
    };
    let answered = || {
        let fields = page.fields.iter();
        fields.filter(|field| decides(&field.kind) && answers.contains_key(&field.key))
    };
    let words = |field: &Field| {
        let answer = answers.get(&field.key)?;
        Some(field.kind.as_type().summary(answer, language))
    };
    let locked: Vec<String> = answered()
        .filter(|field| field.locked)
        .filter_map(words)
        .collect();
    if !locked.is_empty() {
        return Some(locked.join(" · "));
    }
    let is_chosen = |field: &&Field| field.core && !matches!(field.kind, FieldKind::ShortText(_));
    let chosen: Vec<String> = answered().filter(is_chosen).filter_map(words).collect();
    if chosen.is_empty() {
        return answered().next().and_then(words);
    }
    Some(chosen.join(" · "))
}

/// Draws them by month.
#[must_use]
pub fn timeline(points: &[Point], language: Language) -> AnyView {
    let mut months: Vec<((i32, u32), Vec<&Point>)> = Vec::new();
    for point in points {
        let month = (point.on.year(), point.on.month());
        match months.last_mut() {
            Some((last, of_month)) if *last == month => of_month.push(point),
            _ => months.push((month, vec![point])),
        }
    }
    months
        .into_iter()
        .map(|((year, month), points)| {
            let items = points
                .into_iter()
                .map(|point| {
                    let day = point.on.day();
                    let line = view! {
                        <span class="day num">{day}</span>
                        <span class="grow hand">{point.title.clone()}</span>
                        <span class="chip plain">{word(point.kind).of(language)}</span>
                    };
                    let line = match point.href.clone() {
                        Some(href) => view! { <a class="row" href=href>{line}</a> }.into_any(),
                        None => view! { <div class="row">{line}</div> }.into_any(),
                    };
                    view! { <li>{line}</li> }
                })
                .collect_view();
            view! { <section class="panel"><header><h2>{month_and_year(year, month, language)}</h2></header><ol class="list contents timeline">{items}</ol></section> }
        })
        .collect_view()
        .into_any()
}
