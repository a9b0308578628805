//! The diary opened like a book: cover, contents, and where one left off.

use domain::{
    access::Act,
    format::{count, recent_day},
    progress::of_section,
    template::{PagePurpose, Repeat, Section},
};
use leptos::prelude::*;
use store::entries::{self, Line};

use super::{load, words};
use crate::{
    Request,
    frame::{Width, frame},
    links,
    refusal::Answered,
    ui::{chart::ring, drawing::pattern, page::answer},
};

const CARDS: [&str; 3] = ["карточка", "карточки", "карточек"];
const NOTES: [&str; 3] = ["запись", "записи", "записей"];

/// `/diary`
#[component]
pub fn Contents() -> impl IntoView {
    answer(contents)
}

async fn contents(request: Request) -> Answered<AnyView> {
    request.own(Act::ReadDiary)?;
    let mut conn = request.db.read().await?;
    let open = load::open(&request, &mut conn).await?;
    let lines = entries::lines(&mut conn, open.diary.id).await?;
    let language = request.language();
    let title = open.edition.title.of(language).to_owned();
    let name = request
        .me
        .as_ref()
        .map(|me| me.name.full())
        .unwrap_or_default();
    let is_talk = |line: &&Line| {
        let page = open.edition.page(&line.page_key).map(|(_, page)| page);
        page.is_some_and(|page| page.purpose == Some(PagePurpose::Talk))
    };
    let last = lines.iter().find(|line| !is_talk(line)).and_then(|line| {
        let (_, page) = open.edition.page(&line.page_key)?;
        let name = load::title(&request, page, line.occurrence, None);
        let when = recent_day(
            request.local(line.updated_at).date(),
            request.today(),
            language,
        );
        Some((
            links::entry(&line.page_key, line.occurrence),
            words::LAST.with(language, &[("page", &name), ("when", &when)]),
        ))
    });
    let first = open
        .edition
        .pages()
        .next()
        .map(|(_, page)| page_address(&page.key, page.repeat));
    let (go_on, sentence) = match last {
        Some((address, sentence)) => (Some((address, words::CONTINUE)), Some(sentence)),
        None => (first.map(|address| (address, words::BEGIN)), None),
    };
    let sections = open
        .edition
        .sections
        .iter()
        .filter(|section| {
            let is_theirs = |page: &domain::template::Page| {
                page.is_for(open.grade()) || lines.iter().any(|line| line.page_key == page.key)
            };
            section.pages.iter().any(is_theirs)
        })
        .map(|section| line(&request, section, open.grade(), &lines))
        .collect_view();
    // The hyphen of «9-классника» is no place to break a line.
    let unbroken = title.replace('-', "\u{2011}");
    let body = view! {
        <div class="book">
            <div class="cover" data-cover=request.preferences.cover.code()>{pattern(request.preferences.cover)}<b>{unbroken}</b><span>{name}</span></div>
            <div class="top">
                <h1>{words::CONTENTS.of(language)}</h1>
                <p class="soft">{sentence}" "{words::FREEDOM.of(language)}</p>
                <div class="row wrap">
                    {go_on.map(|(address, text)| view! { <a class="button main" href=address>{text.of(language)}</a> })}
                    <a class="button quiet" href=links::ACCESS_LOG>{words::WHO_READ.of(language)}</a>
                </div>
            </div>
        </div>
        <ul class="panel list contents">{sections}</ul>
        <p class="row wrap small"><a href=links::SEE_AS>{words::SEE_AS.of(language)}</a><a href=links::PRINT>{words::PRINT_ALL.of(language)}</a></p>
    };
    Ok(frame(&request, Width::Plain, &title, body))
}

fn line(request: &Request, section: &Section, grade: u8, lines: &[Line]) -> impl IntoView + use<> {
    let language = request.language();
    let in_section = |line: &&Line| section.pages.iter().any(|page| page.key == line.page_key);
    let number_of = |key: &str, only_shown: bool| {
        let of_page = lines.iter().filter(|line| line.page_key == key);
        let counted = of_page.filter(|line| !only_shown || line.shown_at.is_some());
        u32::try_from(counted.count()).unwrap_or(u32::MAX)
    };
    // What was written is how far one is; what was shown is said beside it.
    let progress = of_section(section, grade, |key| number_of(key, false));
    let shown = of_section(section, grade, |key| number_of(key, true));
    let shown = shown
        .filter(|shown| shown.done > 0)
        .map(|shown| words::SHOWN_OF.with(language, &[("number", &shown.done.to_string())]));
    let told = progress.map(|progress| {
        words::OF.with(
            language,
            &[
                ("done", &progress.done.to_string()),
                ("of", &progress.of.to_string()),
            ],
        )
    });
    let ring = match (progress, told.clone()) {
        (Some(progress), Some(label)) => ring(progress.done, progress.of, label).into_any(),
        _ => view! { <span class="no-ring"></span> }.into_any(),
    };
    let waits = section
        .pages
        .iter()
        .map(|page| load::opens(request, page))
        .collect::<Option<Vec<String>>>()
        .and_then(|days| days.into_iter().next());
    let number = lines.iter().filter(in_section).count() as u64;
    let only_notes = section.pages.iter().all(|page| page.repeat == Repeat::Free);
    let sub = (progress.is_none() && number > 0).then(|| {
        if only_notes {
            count(number, NOTES, ["note", "notes"], language)
        } else {
            let last = lines.iter().find(in_section).map(|line| {
                recent_day(
                    request.local(line.updated_at).date(),
                    request.today(),
                    language,
                )
            });
            last.unwrap_or_else(|| count(number, CARDS, ["card", "cards"], language))
        }
    });
    // When somebody asked to talk is nobody's to see over a shoulder.
    let is_talk = (section.pages.iter()).all(|page| page.purpose == Some(PagePurpose::Talk));
    let sub = sub.filter(|_| !is_talk);
    let sub = sub.or(shown).or_else(|| waits.filter(|_| number == 0));
    let title = section.title.of(language).to_owned();
    // A section of one page is that page.
    let href = match section.pages.as_slice() {
        [only] => page_address(&only.key, only.repeat),
        _ => links::section(&section.key),
    };
    view! {
        <li>
            <a href=href>
                <div class="row">
                    {ring}
                    <div class="grow">
                        <div class="row"><b>{title}</b>{told.map(|told| view! { <span class="leader"></span><span class="soft num small">{told}</span> })}</div>
                        {sub.map(|sub| view! { <div class="soft small">{sub}</div> })}
                    </div>
                </div>
            </a>
        </li>
    }
}

/// Where a page is opened from the contents.
#[must_use]
pub fn page_address(key: &str, repeat: Repeat) -> String {
    match repeat {
        Repeat::Once => links::once(key),
        _ => links::page(key),
    }
}
