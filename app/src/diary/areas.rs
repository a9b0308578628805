//! The three areas in which the programme hopes to see a change, each with what in the diary feeds
//! it. For the student alone: nothing is counted together, nobody is compared.

use domain::{
    access::Act,
    template::{Area, Edition},
    text,
};
use leptos::prelude::*;
use store::{
    checkins,
    entries::{self, Line},
};

use super::{contents::page_address, load};
use crate::{
    Request,
    frame::{Width, frame},
    links,
    refusal::Answered,
    ui::{
        chart::spark,
        drawing::{Icon, icon},
        page::answer,
    },
};

text! {
    TITLE: "Что меняется во мне" / "What changes in me";
    BACK: "Путь" / "My path";
    INTRO: "Три стороны, на которые смотрит программа лицея. Эта страница только твоя." / "Three sides that the lyceum’s programme looks at. This page is yours alone.";
    FEELINGS: "Как мне живётся" / "How life feels";
    FEELINGS_WHY: "Твои отметки настроения и то, что помогает. Кроме тебя, сводки не видит никто." / "Your mood check-ins and what helps you. Nobody but you sees them together.";
    VIEWS: "Как я думаю" / "How I think";
    VIEWS_WHY: "Ценности, интересы, представление о будущем." / "Values, interests, pictures of the future.";
    BEHAVIOUR: "Что я делаю" / "What I do";
    BEHAVIOUR_WHY: "Пробы, цели, недели, проекты: поступки, а не оценки." / "Trials, goals, weeks, projects: deeds, not marks.";
    MOOD: "Настроение за последние двенадцать недель, отметок: {count}" / "Mood over the last twelve weeks, {count} check-ins";
    CHECKINS: "Как я" / "How I am";
}

/// `/path/areas`
#[component]
pub fn Areas() -> impl IntoView {
    answer(areas)
}

async fn areas(request: Request) -> Answered<AnyView> {
    request.own(Act::ReadDiary)?;
    let permit = request.own_checkins()?;
    let mut conn = request.db.read().await?;
    let open = load::open(&request, &mut conn).await?;
    let lines = entries::lines(&mut conn, open.diary.id).await?;
    let since = request.now - chrono::Duration::days(84);
    let kept = checkins::of_student(&mut conn, &permit, since).await?;
    drop(conn);
    let language = request.language();
    let moods: Vec<f64> = kept
        .iter()
        .filter_map(|kept| Some(f64::from(kept.checkin.as_ref().ok()?.mood)))
        .collect();
    let chart = (moods.len() > 1).then(|| {
        let label = MOOD.with(language, &[("count", &moods.len().to_string())]);
        view! { <a class="row" href=links::CHECKINS><span class="grow">{CHECKINS.of(language)}</span>{spark(&moods, label)}</a> }
    });
    let chart = chart.map(|chart| view! { <li>{chart}</li> });
    let feelings = feeds(&request, open.edition, &lines, Area::Feelings, open.grade());
    let views = feeds(&request, open.edition, &lines, Area::Views, open.grade());
    let behaviour = feeds(
        &request,
        open.edition,
        &lines,
        Area::Behaviour,
        open.grade(),
    );
    let panel = |title: domain::language::Text, why: domain::language::Text, items: AnyView| {
        view! {
            <section class="panel"><header><h2>{title.of(language)}</h2></header><p class="soft small">{why.of(language)}</p><ul class="list contents">{items}</ul></section>
        }
    };
    let body = view! {
        <p class="crumb"><a href=links::PATH>{icon(Icon::Back)}{BACK.of(language)}</a></p>
        <div class="top"><h1>{TITLE.of(language)}</h1><p class="soft">{INTRO.of(language)}</p></div>
        {panel(FEELINGS, FEELINGS_WHY, (chart, feelings).into_any())}
        {panel(VIEWS, VIEWS_WHY, views)}
        {panel(BEHAVIOUR, BEHAVIOUR_WHY, behaviour)}
    };
    Ok(frame(&request, Width::Plain, TITLE.of(language), body))
}

fn feeds(request: &Request, edition: &Edition, lines: &[Line], area: Area, grade: u8) -> AnyView {
    let language = request.language();
    let pages = edition.pages().map(|(_, page)| page);
    pages
        .filter(|page| page.area == Some(area) && page.is_for(grade))
        .map(|page| {
            let last = lines.iter().find(|line| line.page_key == page.key);
            // Nothing is said of what is not begun.
            let when = last.map(|line| domain::format::recent_day(request.local(line.updated_at).date(), request.today(), language));
            view! {
                <li><a class="row" href=page_address(&page.key, page.repeat)><span class="grow">{page.title.of(language).to_owned()}</span><span class="soft small">{when}</span></a></li>
            }
        })
        .collect_view()
        .into_any()
}
