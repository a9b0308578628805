//! The pages of a section.

use domain::{
    access::Act,
    template::{PagePurpose, Repeat},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use store::entries;

use crate::{
    Refusal, Request,
    diary::{contents::page_address, load, words},
    frame::{Width, frame},
    links,
    refusal::Answered,
    ui::{
        drawing::{Icon, icon},
        page::answer,
    },
};

/// `/diary/sections/{section}`
#[component]
pub fn SectionPages() -> impl IntoView {
    let key = use_params_map()
        .read_untracked()
        .get("section")
        .unwrap_or_default();
    answer(move |request| section(request, key))
}

pub(super) async fn section(request: Request, key: String) -> Answered<AnyView> {
    request.own(Act::ReadDiary)?;
    let mut conn = request.db.read().await?;
    let open = load::open(&request, &mut conn).await?;
    let section = open.edition.section(&key).ok_or(Refusal::NotFound)?;
    let lines = entries::lines(&mut conn, open.diary.id).await?;
    let language = request.language();
    let title = section.title.of(language).to_owned();
    let pages = section
        .pages
        .iter()
        .filter(|page| {
            let is_offered = page.is_for(open.grade()) && page.purpose != Some(PagePurpose::Talk);
            is_offered || lines.iter().any(|line| line.page_key == page.key)
        })
        .map(|page| {
            let mut of_page = lines.iter().filter(|line| line.page_key == page.key);
            let number = of_page.clone().count();
            let shown = of_page.clone().any(|line| line.shown_at.is_some());
            let state = match (page.repeat, of_page.next()) {
                (_, None) => load::opens(&request, page)
                    .unwrap_or_else(|| words::NOT_YET.of(language).to_owned()),
                (Repeat::Once, Some(_)) if shown => words::SHOWN.of(language).to_owned(),
                (Repeat::Once, Some(_)) => words::DRAFT.of(language).to_owned(),
                (_, Some(_)) => match page.goal.and_then(|goal| usize::try_from(goal).ok()) {
                    Some(goal) if number <= goal => words::CARDS_OF.with(
                        language,
                        &[("done", &number.to_string()), ("of", &goal.to_string())],
                    ),
                    _ => number.to_string(),
                },
            };
            view! {
                <li>
                    <a class="row" href=page_address(&page.key, page.repeat)>
                        <span class="grow"><b>{page.title.of(language).to_owned()}</b></span>
                        <span class="soft small">{state}</span>
                    </a>
                </li>
            }
        })
        .collect_view();
    let body = view! {
        <p class="crumb"><a href=links::DIARY>{icon(Icon::Back)}{words::DIARY.of(language)}</a></p>
        <h1>{title.clone()}</h1>
        <ul class="panel list contents">{pages}</ul>
        {(!lines.is_empty()).then(|| view! { <p class="small"><a href=links::print_section(&section.key)>{words::PRINT.of(language)}</a></p> })}
    };
    Ok(frame(&request, Width::Plain, &title, body))
}
