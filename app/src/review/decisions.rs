//! `/decisions`: what waits for a decision of the reader, the oldest first: versions of an ИОП, stages
//! of projects, parents' signatures on paper, chosen exams.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use domain::{
    access::{Act, Rights},
    format::weekday_and_day,
    id::EntryId,
    template::{Edition, Field, Page, Section},
    text,
    track::{Decision, Standing, project},
    waiting::is_long,
};
use leptos::prelude::*;
use store::{
    review::{Chosen, Filter, ShownEntry, chosen, pages},
    tracks::{self, Dated},
};

use super::{decision_line::line, track::hands};
use crate::{
    Refusal, Request,
    frame::{Width, frame},
    links,
    refusal::{Answered, go},
    ui::{
        drawing::{Icon, icon},
        page::answer,
    },
};

text! {
    WAITING: "Ждут решения: {count}" / "Waiting for a decision: {count}";
    NONE: "Решений никто не ждёт" / "No decision is waiting";
    NONE_YET: "Здесь появятся ИОП, отправленные на согласование, этапы проектов и выбор экзаменов." / "Individual programmes sent for agreement, project stages and chosen exams will appear here.";
    LONG_PANEL: "Ждут больше недели" / "Waiting for more than a week";
    NEW_PANEL: "Ждут меньше недели" / "Waiting for less than a week";
}

/// After which decision the next one is asked for: and at which place: see [`links::FromDecisions`].
const FOLLOWING: &str = "following";
const PLACE: &str = "nth";

/// What somebody has to decide.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum What {
    Track(Decision),
    Exams,
}

/// A decision, where it is made and since when it waits.
pub(super) struct Waits<'a> {
    pub page: &'a ShownEntry,
    pub what: What,
    pub since: DateTime<Utc>,
}

/// `/decisions`
#[component]
pub fn Decisions() -> impl IntoView {
    answer(decisions)
}

async fn decisions(request: Request) -> Answered<AnyView> {
    let actor = request.actor()?;
    let scope = request.scope(Act::OpenShown)?;
    if request.scope(Act::AgreeTrack)?.is_nobody() || scope.is_nobody() {
        return Err(Refusal::NotFound);
    }
    let filter = Filter {
        me: actor.person(),
        scope: &scope,
        student: None,
        today: request.today(),
    };
    let editions = &request.site.school.editions;
    let keys: BTreeSet<&str> = editions.0.values().flat_map(decided).collect();
    let keys: Vec<&str> = keys.into_iter().collect();
    let mut conn = request.db.read().await?;
    let shown = pages(&mut conn, &filter, &keys).await?;
    let diaries: BTreeSet<_> = shown.iter().map(|page| page.diary).collect();
    let diaries: Vec<_> = diaries.into_iter().collect();
    let steps = tracks::of_diaries(&mut conn, &diaries).await?;
    let may_mark = |page: &ShownEntry| {
        let found = editions.get(page.edition)?.page(&page.page_key)?;
        let (section, written) = found;
        let rights = |reader| section.row.rights(reader) == Rights::ReadAndComment;
        let mut readers = page.readers.iter();
        let is_mine = section.track.is_none() && readers.any(rights);
        is_mine.then_some(written)
    };
    let exams: Vec<EntryId> = shown
        .iter()
        // To put the page off leaves what is to be decided where it is.
        .filter(|page| may_mark(page).is_some())
        .map(|page| page.entry)
        .collect();
    let chosen = chosen(&mut conn, &exams).await?;
    drop(conn);
    let none = Dated::new();
    let mut waits: Vec<Waits<'_>> = Vec::new();
    for shown in &shown {
        let Some((section, page)) = editions
            .get(shown.edition)
            .and_then(|edition| edition.page(&shown.page_key))
        else {
            continue;
        };
        let found = match &section.track {
            Some(track) => {
                let steps = steps.get(&(shown.diary, tracks::Track::of(track)));
                let hands = hands(actor, shown.student, track);
                of_track(section, page, shown, steps.unwrap_or(&none))
                    .filter(|(decision, _)| hands.contains(&decision.hand()))
                    .map(|(decision, since)| (What::Track(decision), since))
            }
            // It waits until each of what was chosen is marked; having read it decides nothing.
            None => chosen
                .get(&shown.entry)
                .filter(|chosen| is_unmarked(page, chosen))
                .map(|_| (What::Exams, shown.waits_since.unwrap_or(shown.shown_at))),
        };
        if let Some((what, since)) = found {
            add(
                &mut waits,
                Waits {
                    page: shown,
                    what,
                    since,
                },
            );
        }
    }
    waits.sort_by_key(|one| (one.since, one.page.entry));
    if let Some(after) = links::query(&request.path, FOLLOWING).and_then(|id| id.parse().ok()) {
        let is_it = |one: &Waits<'_>| one.page.entry == EntryId(after);
        // What is decided is in the list no more, or at its end for what comes next, and the one that
        // followed has its place.
        let was = links::query(&request.path, PLACE).and_then(|place| place.parse().ok());
        let place = match (waits.iter().position(is_it), was) {
            (Some(now), Some(was)) if now != was => was,
            (Some(now), _) => now + 1,
            (None, was) => was.unwrap_or(0),
        };
        let address = match waits.get(place) {
            Some(next) => links::FromDecisions(place).page(next.page.entry),
            None => links::DECISIONS.to_owned(),
        };
        go(&address);
        return Ok(().into_any());
    }
    let language = request.language();
    let title = match waits.len() {
        0 => NONE.of(language).to_owned(),
        count => WAITING.with(language, &[("count", &count.to_string())]),
    };
    let placed = waits.iter().enumerate();
    let (long, new): (Vec<_>, Vec<_>) =
        placed.partition(|(_, one)| is_long(one.since, request.now));
    let panel = |title: domain::language::Text, lines: &[(usize, &Waits<'_>)]| {
        let items = lines.iter().map(|one| line(&request, *one)).collect_view();
        (!lines.is_empty()).then(|| {
            view! { <section class="panel"><header><h2>{title.of(language)}</h2></header><ul class="queue">{items}</ul></section> }
        })
    };
    let empty = waits.is_empty().then(|| {
        view! { <section class="panel empty">{icon(Icon::Pen)}<p>{NONE_YET.of(language)}</p></section> }
    });
    let body = view! {
        <div class="top"><p class="soft small">{weekday_and_day(request.today(), language)}</p><h1>{title.clone()}</h1></div>
        {empty}
        {panel(LONG_PANEL, &long)}
        {panel(NEW_PANEL, &new)}
    };
    Ok(frame(&request, Width::Plain, &title, body))
}

/// Whether something that was chosen has no mark of an adult yet.
fn is_unmarked(page: &Page, chosen: &Chosen) -> bool {
    let nothing = BTreeSet::new();
    page.fields
        .iter()
        .filter(|field| field.stances)
        .any(|field| {
            let marked = chosen.marked.get(&field.key).unwrap_or(&nothing);
            let shown = chosen.shown.0.get(&field.key).into_iter();
            let mut options = shown.flat_map(|shown| shown.answer.leaves());
            options.any(|option| {
                let is_option = field.options().iter().any(|known| known.key == *option);
                is_option && !marked.contains(option)
            })
        })
}

/// The pages of an edition on which something is decided.
fn decided(edition: &Edition) -> impl Iterator<Item = &str> {
    let has_stances = |page: &Page| page.fields.iter().any(|field: &Field| field.stances);
    edition
        .sections
        .iter()
        .flat_map(|section| section.pages.iter().map(move |page| (section, page)))
        .filter(move |(section, page)| section.track.is_some() || has_stances(page))
        .map(|(_, page)| page.key.as_str())
}

/// What waits on a page of a section with a track, and since when.
fn of_track(
    section: &Section,
    page: &Page,
    shown: &ShownEntry,
    steps: &Dated,
) -> Option<(Decision, DateTime<Utc>)> {
    let track = section.track.as_ref()?;
    let standing = Standing::replay(track, steps.iter().map(|(code, _)| code.as_str()));
    let decision = Decision::of(&standing)?;
    let moved = |(code, at): &(String, DateTime<Utc>)| {
        let approves = project::Step::parse(code) == Some(project::Step::Approve);
        (!approves).then_some(*at)
    };
    let last = steps.iter().rev().find_map(moved);
    let given_back = |(code, _): &(String, DateTime<Utc>)| {
        project::Step::parse(code) == Some(project::Step::GiveBack)
    };
    match decision {
        // A stage that was given back is the student's until its page is shown again.
        Decision::Stage(_)
            if steps.last().is_some_and(given_back) && last >= Some(shown.shown_at) =>
        {
            None
        }
        Decision::Stage(stage) if page.stage.as_deref() == Some(stage.code()) => Some((
            decision,
            last.map_or(shown.shown_at, |at| at.max(shown.shown_at)),
        )),
        Decision::Stage(_) => None,
        _ => Some((decision, last?)),
    }
}

/// A version is decided once, on the page of it that was shown last.
fn add<'a>(waits: &mut Vec<Waits<'a>>, new: Waits<'a>) {
    let is_same = |one: &Waits<'_>| one.page.diary == new.page.diary && one.what == new.what;
    match waits
        .iter_mut()
        .find(|one| is_same(one) && new.what != What::Exams)
    {
        Some(same) if same.page.shown_at < new.page.shown_at => *same = new,
        Some(_) => {}
        None => waits.push(new),
    }
}
