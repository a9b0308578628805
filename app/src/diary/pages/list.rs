//! The cards, weeks or notes of a page.

use domain::{
    access::Act,
    occurrence::Occurrence,
    template::{PagePurpose, Repeat},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use store::entries;

use super::{half_years::half_years, line::entry_line, rounds::rounds};
use crate::{
    Request,
    diary::{load, occurrences, words},
    frame::{Width, frame},
    links,
    refusal::{Answered, go},
    ui::{
        drawing::{Icon, icon},
        page::answer,
    },
};

/// `/diary/{page}`
#[component]
pub fn PageEntries() -> impl IntoView {
    let key = use_params_map()
        .read_untracked()
        .get("page")
        .unwrap_or_default();
    answer(move |request| list(request, key))
}

async fn list(request: Request, key: String) -> Answered<AnyView> {
    request.own(Act::ReadDiary)?;
    let mut conn = request.db.read().await?;
    let open = load::open(&request, &mut conn).await?;
    let (section, page) = open.page(&key)?;
    if page.repeat == Repeat::Once {
        go(&links::entry(&page.key, Occurrence::Once));
        return Ok(().into_any());
    }
    let entries = entries::of_page(&mut conn, open.diary.id, &key).await?;
    let is_talk = page.purpose == Some(PagePurpose::Talk);
    if is_talk && entries.is_empty() {
        go(links::TALK);
        return Ok(().into_any());
    }
    let language = request.language();
    let title = page.title.of(language).to_owned();
    let lines = match page.repeat {
        Repeat::Week | Repeat::Month | Repeat::Term | Repeat::HalfYear => {
            rounds(&request, section, page, &entries)
        }
        Repeat::HalfYearCard => half_years(&request, section, page, &entries),
        _ => entries
            .iter()
            .map(|entry| entry_line(&request, section, page, entry))
            .collect_view()
            .into_any(),
    };
    let add = match page.repeat {
        _ if is_talk => None,
        Repeat::HalfYearCard if occurrences::begun(&request, page).is_empty() => None,
        Repeat::Card | Repeat::HalfYearCard => Some(words::NEW_CARD),
        Repeat::Free => Some(words::NEW_NOTE),
        _ => None,
    };
    let empty = match page.repeat {
        Repeat::Free => words::NO_NOTES,
        _ => words::NO_CARDS,
    };
    let nothing = entries.is_empty() && (page.repeat.has_cards() || page.repeat == Repeat::Once);
    let add = add.map(|text| view! { <a class="button main" href=links::new_entry(&key)>{icon(Icon::Plus)}{text.of(language)}</a> });
    let content = if nothing {
        view! { <section class="panel empty">{icon(Icon::Pen)}<p>{empty.of(language)}</p>{add}</section> }.into_any()
    } else {
        view! { <div class="row wrap">{add}</div><ul class="panel list contents">{lines}</ul> }
            .into_any()
    };
    let crumb = if section.pages.len() > 1 {
        view! { " / "<a href=links::section(&section.key)>{section.title.of(language).to_owned()}</a> }.into_any()
    } else {
        ().into_any()
    };
    let body = view! {
        <p class="crumb"><a href=links::DIARY>{icon(Icon::Back)}{words::DIARY.of(language)}</a>{crumb}</p>
        <div class="top"><h1>{title.clone()}</h1><p class="soft">{page.intro.of(language).to_owned()}</p></div>
        {content}
    };
    Ok(frame(&request, Width::Plain, &title, body))
}
