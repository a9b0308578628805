//! A page, a section or the whole diary on paper: cover, contents, leaves. It prints from the
//! browser, light and legible in grey.

use domain::{
    access::Act,
    answer::Answers,
    format::day_and_year,
    shown::audience,
    template::{Page, PagePurpose, Section},
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
    HOW_PAGE: "Напечатать или сохранить как PDF можно в меню браузера или клавишами Ctrl+P. Здесь эта страница целиком, и показанное, и черновик." / "Print it or save it as PDF from the browser’s menu or with Ctrl+P. This is the whole page, shown and draft alike.";
    HOW: "Напечатать или сохранить как PDF можно в меню браузера или клавишами Ctrl+P. Бумагу видят и другие: писем и того, что видишь только ты, на ней нет, пока ты их не отметишь." / "Print it or save it as PDF from the browser’s menu or with Ctrl+P. Others see paper: letters and what only you see are not on it until you tick them.";
    CONTENTS: "Содержание" / "Contents";
    EMPTY: "Здесь пока нечего печатать." / "There is nothing to print here yet.";
    WHAT: "Что ещё напечатать" / "What else to print";
    LETTERS: "письма себе" / "letters to yourself";
    MINE: "то, что видишь только ты" / "what only you see";
    ASK: "Показать так" / "Show it so";
    NEVER: "Просьбы о разговоре не печатаются." / "Requests to talk are not printed.";
    AS_OF: "на {day}" / "as of {day}";
}

/// What the address says of what is printed besides.
const WITH_LETTERS: &str = "with_letters";
const WITH_MINE: &str = "with_mine";

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
    let leaf = leaf(&request, &entry, found.page, &entry.draft, &sent).draw(&request);
    let address = links::entry(&found.page.key, found.occurrence);
    let language = request.language();
    let how = Some(view! { <p class="soft">{HOW_PAGE.of(language)}</p> }.into_any());
    let body = view! { {way_back(&request, address, how)}{leaf} };
    Ok(frame(&request, Width::Plain, TITLE.of(language), body))
}

/// What is printed besides what others see, as the address says it.
#[derive(Clone, Copy)]
struct Besides {
    letters: bool,
    /// What only the owner sees.
    mine: bool,
}

impl Besides {
    fn of(request: &Request) -> Self {
        let is_ticked = |name: &str| links::query(&request.path, name).is_some();
        Self {
            letters: is_ticked(WITH_LETTERS),
            mine: is_ticked(WITH_MINE),
        }
    }

    /// What is printed of an entry.
    fn of_entry(self, section: &Section, page: &Page, entry: &Entry) -> Answers {
        let is_letter = page.purpose == Some(PagePurpose::Letter);
        if is_letter || page.purpose == Some(PagePurpose::Talk) {
            let is_printed = is_letter && self.letters;
            return if is_printed {
                entry.draft.clone()
            } else {
                Answers::new()
            };
        }
        // Where it cannot be read who was to see what, nobody is.
        let mut entry = entry.clone();
        entry.close_if_lost(page);
        let week = load::week(entry.occurrence);
        let is_printed = |key: &str| {
            let field = page.field(key);
            let readers = field.map(|field| {
                audience(page, field, section.row, week, &entry.draft, &entry.choices)
            });
            self.mine || readers.is_some_and(|readers| !readers.is_only_owner())
        };
        let printed = entry.draft.iter().filter(|(key, _)| is_printed(key));
        printed
            .map(|(key, answer)| (key.clone(), answer.clone()))
            .collect()
    }

    /// The form that asks, itself on no paper.
    fn form(self, request: &Request) -> AnyView {
        let language = request.language();
        let path = request
            .path
            .split('?')
            .next()
            .unwrap_or(links::PRINT)
            .to_owned();
        view! {
            <form class="stack" method="get" action=path>
                <p class="soft">{HOW.of(language)}</p>
                <fieldset class="options">
                    <legend>{WHAT.of(language)}</legend>
                    <label class="option"><input type="checkbox" name=WITH_LETTERS value="1" checked=self.letters /><span>{LETTERS.of(language)}</span></label>
                    <label class="option"><input type="checkbox" name=WITH_MINE value="1" checked=self.mine /><span>{MINE.of(language)}</span></label>
                </fieldset>
                <div class="row wrap"><button class="button">{ASK.of(language)}</button><span class="soft small">{NEVER.of(language)}</span></div>
            </form>
        }
        .into_any()
    }
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
    let besides = Besides::of(&request);
    for section in sections {
        let printed: Vec<(&Page, &Entry, Answers)> = section
            .pages
            .iter()
            .flat_map(|page| {
                let of_page = entries.iter().filter(|entry| entry.page_key == page.key);
                of_page.map(move |entry| (page, entry, besides.of_entry(section, page, entry)))
            })
            .filter(|(page, entry, answers)| {
                let is_talk = page.purpose == Some(PagePurpose::Talk);
                !answers.is_empty() || (!entry.is_readable() && !is_talk)
            })
            .collect();
        let of_section: Vec<Leaf<'_>> = printed
            .iter()
            .map(|(page, entry, answers)| leaf(&request, entry, page, answers, &comments))
            .collect();
        if of_section.is_empty() {
            continue;
        }
        let title = section.title.of(language).to_owned();
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
    let how = Some(besides.form(&request));
    let body = view! { {way_back(&request, back, how)}{content} };
    Ok(frame(&request, Width::Plain, TITLE.of(language), body))
}

fn way_back(request: &Request, address: String, how: Option<AnyView>) -> AnyView {
    let language = request.language();
    view! {
        <p class="crumb"><a href=address>{icon(Icon::Back)}{BACK.of(language)}</a></p>
        <div class="top no-print"><h1>{TITLE.of(language)}</h1>{how}</div>
    }
    .into_any()
}

fn leaf<'a>(
    request: &Request,
    entry: &'a Entry,
    page: &'a Page,
    answers: &'a Answers,
    comments: &'a [Comment],
) -> Leaf<'a> {
    Leaf {
        page,
        occurrence: entry.occurrence,
        answers,
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
