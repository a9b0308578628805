//! What another person would see now: the same policy, the same drawing, nothing written down.

use domain::{
    access::Act,
    audience::{Audience, Reader},
    text,
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use store::entries::{self, Entry, Part};

use super::{load, reading::Leaf};
use crate::{
    Request,
    frame::{Width, frame},
    links,
    refusal::Answered,
    ui::{
        drawing::{Icon, icon},
        page::answer,
        readers::Circle,
        unreadable::unreadable,
    },
};

text! {
    TITLE: "Глазами другого" / "Through someone else’s eyes";
    DIARY: "Дневник" / "Diary";
    AS: "Так это видит сейчас: {who}." / "This is what {who} sees now.";
    NOTHING_PAGE: "Сейчас здесь ничего не видно ({who}). Даже того, что страница есть." / "Nothing here is visible to {who} now, not even that there is such a page.";
    NOTHING_DIARY: "Сейчас в дневнике ничего не видно ({who})." / "Nothing in the diary is visible to {who} now.";
    SHOWN: "показано {when}" / "shown {when}";
    WHOLE: "Весь дневник этими глазами" / "The whole diary through these eyes";
    CHOOSE: "Чьими глазами" / "Whose eyes";
    CHECKINS: "Отметки «Как я» и слова к ним видит психолог; здесь их нет." / "The psychologist sees your check-ins too; they are not drawn here.";
}

/// `/diary/{page}/{occurrence}/as?reader=…`
#[component]
pub fn PageAs() -> impl IntoView {
    let named = load::named();
    let reader = reader();
    answer(move |request| page_as(request, named, reader))
}

/// `/see-as?reader=…`: the whole diary.
#[component]
pub fn DiaryAs() -> impl IntoView {
    let reader = reader();
    answer(move |request| diary_as(request, reader))
}

fn reader() -> Reader {
    let query = use_query_map().read_untracked().clone();
    let code = query.get("reader").unwrap_or_default();
    Reader::parse(&code).unwrap_or(Reader::ClassTutor)
}

async fn page_as(request: Request, named: (String, String), reader: Reader) -> Answered<AnyView> {
    let mut conn = request.db.read().await?;
    let found = load::find(&request, &mut conn, &named).await?;
    let circle = load::circle(&request, &mut conn).await?;
    let language = request.language();
    let address = links::entry(&found.page.key, found.occurrence);
    let who = circle.in_sentence(reader, language);
    let leaf = found
        .entry
        .as_ref()
        .and_then(|entry| leaf(&request, entry, reader));
    let content = match leaf {
        Some(content) => content,
        None => view! { <section class="panel empty">{icon(Icon::Eye)}<p>{NOTHING_PAGE.with(language, &[("who", &who)])}</p></section> }.into_any(),
    };
    let whole = links::see_as(reader.code());
    let body = view! {
        <p class="crumb"><a href=address.clone()>{icon(Icon::Back)}{found.page.title.of(language).to_owned()}</a></p>
        {head(&request, &circle, reader, &links::page_as(&address))}
        {content}
        <p><a class="button quiet" href=whole>{WHOLE.of(language)}</a></p>
    };
    Ok(frame(&request, Width::Plain, TITLE.of(language), body))
}

async fn diary_as(request: Request, reader: Reader) -> Answered<AnyView> {
    request.own(Act::ReadDiary)?;
    let mut conn = request.db.read().await?;
    let open = load::open(&request, &mut conn).await?;
    let entries = entries::all(&mut conn, open.diary.id).await?;
    let circle = load::circle(&request, &mut conn).await?;
    let language = request.language();
    let leaves: Vec<AnyView> = open
        .edition
        .pages()
        .flat_map(|(_, page)| entries.iter().filter(|entry| entry.page_key == page.key))
        .filter_map(|entry| leaf(&request, entry, reader))
        .collect();
    let who = circle.in_sentence(reader, language);
    let content = if leaves.is_empty() {
        view! { <section class="panel empty">{icon(Icon::Eye)}<p>{NOTHING_DIARY.with(language, &[("who", &who)])}</p></section> }.into_any()
    } else {
        leaves.into_any()
    };
    let checkins = (reader == Reader::Psychologist)
        .then(|| view! { <p class="soft small">{CHECKINS.of(language)}</p> });
    let body = view! {
        <p class="crumb"><a href=links::DIARY>{icon(Icon::Back)}{DIARY.of(language)}</a></p>
        {head(&request, &circle, reader, links::SEE_AS)}
        {checkins}
        {content}
    };
    Ok(frame(&request, Width::Plain, TITLE.of(language), body))
}

/// The entry as that reader sees it, in the edition in which it was begun; `None`: there is nothing
/// to see.
fn leaf(request: &Request, entry: &Entry, reader: Reader) -> Option<AnyView> {
    let edition = request.site.school.editions.get(entry.edition)?;
    let (section, page) = edition.page(&entry.page_key)?;
    // Who teaches a subject is reached by no page that is about none.
    if reader == Reader::SubjectTeacher && page.subject(&entry.draft).is_none() {
        return None;
    }
    let readers: Audience = [reader].into_iter().collect();
    let answers = entry.shown.seen_by(&readers, section.row);
    if entry.has_lost(Part::Shown) {
        let title = load::title(request, page, entry.occurrence, None);
        let link = load::unreadable_link(entry, title);
        return Some(
            view! { <section class="panel"><h3>{link}</h3>{unreadable(request.language())}</section> }
                .into_any(),
        );
    }
    if answers.is_empty() {
        return None;
    }
    let language = request.language();
    let when = domain::format::moment(request.local(entry.shown_at?), request.today(), language);
    let leaf = Leaf {
        page,
        occurrence: entry.occurrence,
        answers: &answers,
        comments: Vec::new(),
        note: SHOWN.with(language, &[("when", &when)]),
    };
    Some(view! { <section class="panel">{leaf.draw(request)}</section> }.into_any())
}

fn head(request: &Request, circle: &Circle, reader: Reader, address: &str) -> AnyView {
    let language = request.language();
    let tabs = Reader::ALL
        .iter()
        .map(|other| {
            let current = (*other == reader).then_some("true");
            view! { <a class="chip" aria-current=current href=format!("{address}?reader={}", other.code())>{other.title().of(language)}</a> }
        })
        .collect_view();
    let who = circle.in_sentence(reader, language);
    view! {
        <div class="top"><h1>{TITLE.of(language)}</h1></div>
        <nav class="row wrap tabs" aria-label=CHOOSE.of(language)>{tabs}</nav>
        <p class="soft">{AS.with(language, &[("who", &who)])}</p>
    }
    .into_any()
}
