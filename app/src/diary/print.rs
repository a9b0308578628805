//! A page, a section or the whole diary on paper: cover, contents, leaves. It prints from the
//! browser, light and legible in grey.

use domain::{
    access::Act,
    format::day_and_year,
    template::{PagePurpose, Section},
    text,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use store::{
    comments::{self, Comment},
    entries::{self, Entry},
};

use super::{load, reading::Leaf};
use crate::{
    Refusal, Request,
    frame::{Width, frame},
    links,
    refusal::Answered,
    ui::{
        drawing::{Icon, icon, pattern},
        page::answer,
        unreadable::UNREADABLE,
    },
};

text! {
    TITLE: "На бумаге" / "On paper";
    BACK: "Назад" / "Back";
    HOW: "Напечатать или сохранить как PDF можно в меню браузера или клавишами Ctrl+P. Здесь твой текст целиком, и показанное, и черновики." / "Print it or save it as PDF from the browser’s menu or with Ctrl+P. This is all your text, shown and drafts alike.";
    CONTENTS: "Содержание" / "Contents";
    EMPTY: "Здесь пока нечего печатать." / "There is nothing to print here yet.";
    AS_OF: "на {day}" / "as of {day}";
}

/// `/diary/{page}/{occurrence}/print`
#[component]
pub fn PrintPage() -> impl IntoView {
    let named = load::named();
    answer(move |request| print_page(request, named))
}

/// `/diary/sections/{section}/print`
#[component]
pub fn PrintSection() -> impl IntoView {
    let section = use_params_map()
        .read_untracked()
        .get("section")
        .unwrap_or_default();
    answer(move |request| print_sections(request, Some(section)))
}

/// `/print`: the whole diary.
#[component]
pub fn PrintDiary() -> impl IntoView {
    answer(move |request| print_sections(request, None))
}

async fn print_page(request: Request, named: (String, String)) -> Answered<AnyView> {
    let mut conn = request.db.read().await?;
    let found = load::find(&request, &mut conn, &named).await?;
    let entry = found.entry.ok_or(Refusal::NotFound)?;
    let comments =
        comments::for_owner(&mut conn, entry.id, found.open.diary.student, request.now).await?;
    let sent: Vec<Comment> = comments
        .into_iter()
        .filter(|comment| comment.sent_at.is_some())
        .collect();
    let leaf = leaf(&request, &entry, found.page, &sent).draw(&request);
    let address = links::entry(&found.page.key, found.occurrence);
    let body = view! { {way_back(&request, address)}{leaf} };
    let language = request.language();
    Ok(frame(&request, Width::Plain, TITLE.of(language), body))
}

async fn print_sections(request: Request, only: Option<String>) -> Answered<AnyView> {
    request.own(Act::ReadDiary)?;
    let mut conn = request.db.read().await?;
    let open = load::open(&request, &mut conn).await?;
    let language = request.language();
    let sections: Vec<&Section> = match &only {
        Some(key) => vec![open.edition.section(key).ok_or(Refusal::NotFound)?],
        None => open.edition.sections.iter().collect(),
    };
    let entries = entries::all(&mut conn, open.diary.id).await?;
    let comments = comments::of_diary(&mut conn, open.diary.id, request.now).await?;
    let mut contents = Vec::new();
    let mut leaves = Vec::new();
    for section in sections {
        let of_section: Vec<Leaf<'_>> = section
            .pages
            .iter()
            // Requests to talk are on no paper.
            .filter(|page| page.purpose != Some(PagePurpose::Talk))
            .flat_map(|page| {
                let of_page = entries.iter().filter(|entry| {
                    let has_words = !entry.draft.is_empty() || !entry.is_readable();
                    entry.page_key == page.key && has_words
                });
                let comments = &comments;
                let request = &request;
                of_page.map(move |entry| leaf(request, entry, page, comments))
            })
            .collect();
        if of_section.is_empty() {
            continue;
        }
        let title = format!("{} {}", section.number, section.title.of(language))
            .trim()
            .to_owned();
        let lines = of_section
            .iter()
            .map(|leaf| view! { <li><a href=format!("#{}", leaf.anchor())>{leaf.title(&request)}</a></li> })
            .collect_view();
        contents.push(view! { <li><b>{title.clone()}</b><ul>{lines}</ul></li> });
        let drawn = of_section
            .iter()
            .map(|leaf| leaf.draw(&request))
            .collect_view();
        leaves.push(view! { <section class="paper-section"><h2>{title}</h2>{drawn}</section> });
    }
    let name = request
        .me
        .as_ref()
        .map(|me| me.name.full())
        .unwrap_or_default();
    let title = open.edition.title.of(language).replace('-', "\u{2011}");
    let when = AS_OF.with(
        language,
        &[("day", &day_and_year(request.today(), language))],
    );
    let content = if leaves.is_empty() {
        view! { <section class="panel empty">{icon(Icon::Diary)}<p>{EMPTY.of(language)}</p></section> }.into_any()
    } else {
        let cover = only.is_none().then(|| view! {
            <div class="cover" data-cover=request.preferences.cover.code()>{pattern(request.preferences.cover)}<b>{title}</b><span>{name}<br />{when}</span></div>
        });
        view! {
            <div class="paper">
                {cover}
                <nav class="paper-contents" aria-label=CONTENTS.of(language)><h2>{CONTENTS.of(language)}</h2><ol>{contents}</ol></nav>
                {leaves}
            </div>
        }
        .into_any()
    };
    let back = match &only {
        Some(key) => links::section(key),
        None => links::DIARY.to_owned(),
    };
    let body = view! { {way_back(&request, back)}{content} };
    Ok(frame(&request, Width::Plain, TITLE.of(language), body))
}

fn way_back(request: &Request, address: String) -> AnyView {
    let language = request.language();
    view! {
        <p class="crumb"><a href=address>{icon(Icon::Back)}{BACK.of(language)}</a></p>
        <div class="top no-print"><h1>{TITLE.of(language)}</h1><p class="soft">{HOW.of(language)}</p></div>
    }
    .into_any()
}

fn leaf<'a>(
    request: &Request,
    entry: &'a Entry,
    page: &'a domain::template::Page,
    comments: &'a [Comment],
) -> Leaf<'a> {
    Leaf {
        page,
        occurrence: entry.occurrence,
        answers: &entry.draft,
        comments: comments
            .iter()
            .filter(|comment| comment.entry == entry.id)
            .collect(),
        note: if entry.is_readable() {
            String::new()
        } else {
            UNREADABLE.of(request.language()).to_owned()
        },
    }
}
