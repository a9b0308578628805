//! «Я тогда, я сейчас»: what was answered first and last, side by side, in one's own words.

use domain::{access::Act, text};
use leptos::prelude::*;
use store::entries::{self, Entry};

use super::load;
use crate::{
    Request,
    frame::{Width, frame},
    links,
    refusal::Answered,
    ui::{
        drawing::{Icon, icon},
        field::reading as read,
        page::answer,
    },
};

text! {
    TITLE: "Я тогда, я сейчас" / "Me then, me now";
    BACK: "Путь" / "My path";
    INTRO: "Одни и те же вопросы в разное время. Сравнивать можно только с собой." / "The same questions at different times. Compare yourself only with yourself.";
    EMPTY: "Сравнение появится, когда к какой-нибудь странице захочется вернуться. Например, к этой:" / "There will be something to compare once you come back to a page. To this one, for example:";
    ONLY_THEN: "второго ответа пока нет" / "no second answer yet";
    AGAIN: "Ответить снова" / "Answer again";
}

/// `/path/then-and-now`
#[component]
pub fn ThenNow() -> impl IntoView {
    answer(then_now)
}

async fn then_now(request: Request) -> Answered<AnyView> {
    request.own(Act::ReadDiary)?;
    let mut conn = request.db.read().await?;
    let open = load::open(&request, &mut conn).await?;
    let again: Vec<&domain::template::Page> = open
        .edition
        .pages()
        .map(|(_, page)| page)
        .filter(|page| !page.revisit.is_empty())
        .collect();
    let keys: Vec<&str> = again.iter().map(|page| page.key.as_str()).collect();
    let entries = entries::of_pages(&mut conn, open.diary.id, &keys).await?;
    drop(conn);
    let (language, grade) = (request.language(), open.grade());
    let sections: Vec<AnyView> = again
        .iter()
        .filter_map(|page| {
            let mut of_page: Vec<&Entry> = entries.iter().filter(|entry| entry.page_key == page.key && entry.is_readable()).collect();
            of_page.sort_by_key(|entry| load::order(entry.occurrence));
            let (then, now) = (of_page.first()?, of_page.last()?);
            let only_then = of_page.len() < 2;
            let fields: Vec<_> = page
                .fields
                .iter()
                .filter_map(|field| {
                    let before = then.draft.get(&field.key)?;
                    let after = (!only_then).then(|| now.draft.get(&field.key)).flatten();
                    let side = |entry: &Entry, answer| {
                        let when = (!only_then).then(|| load::when(&request, entry));
                        view! { <div><p class="soft small">{when}</p>{read(&field.kind, answer, language)}</div> }
                    };
                    Some(view! {
                        <div class="field"><h3>{field.label.of(language).to_owned()}</h3>
                            <div class="versions">{side(then, before)}{after.map(|after| side(now, after))}</div></div>
                    })
                })
                .collect();
            if fields.is_empty() {
                return None;
            }
            let next = load::revisit(&request, page, grade).filter(|occurrence| now.occurrence != *occurrence);
            let next = next.map(|occurrence| view! { <a class="button" href=links::entry(&page.key, occurrence)>{AGAIN.of(language)}</a> });
            let note = only_then.then(|| {
                let when = load::when(&request, then);
                view! { <span class="soft small">{when}" · "{ONLY_THEN.of(language)}</span> }
            });
            Some(view! {
                <section class="panel"><header><h2>{page.title.of(language).to_owned()}</h2>{note}</header>{fields}{next}</section>
            }.into_any())
        })
        .collect();
    let content = if sections.is_empty() {
        let first = again.first().map(|page| view! {
            <a class="button main" href=links::entry(&page.key, domain::occurrence::Occurrence::Once)>{page.title.of(language).to_owned()}</a>
        });
        view! { <section class="panel empty">{icon(Icon::Path)}<p>{EMPTY.of(language)}</p>{first}</section> }.into_any()
    } else {
        sections.into_any()
    };
    let body = view! {
        <p class="crumb"><a href=links::PATH>{icon(Icon::Back)}{BACK.of(language)}</a></p>
        <div class="top"><h1>{TITLE.of(language)}</h1><p class="soft">{INTRO.of(language)}</p></div>
        {content}
        {load::unreadable_ones(&request, &entries)}
    };
    Ok(frame(&request, Width::Plain, TITLE.of(language), body))
}
