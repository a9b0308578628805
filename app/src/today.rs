//! «Сегодня»: how I am, this week's page, new words, what comes soon, where one left off.

mod soon;

use domain::{
    access::Act,
    format::{recent_day, weekday_and_day},
    occurrence::Occurrence,
    template::{Edition, FieldPurpose, Page, PagePurpose},
    text,
};
use leptos::prelude::*;
use store::{checkins, comments, comments::Comment, diaries, entries};

use crate::{
    Request,
    frame::{Width, frame},
    links,
    navigation::NavItem,
    refusal::{Answered, go},
    ui::{
        checkin::form,
        drawing::{Icon, icon},
        margin::{is_new, said},
        page::answer,
        unreadable::unreadable,
    },
};

text! {
    HELLO: "Привет, {name}" / "Hello, {name}";
    WEEK_OF: "{day} · {number}-я неделя" / "{day} · week {number}";
    WORDS: "Комментарии для тебя" / "Comments for you";
    TO: "{who}, к странице «{page}», {when}" / "{who}, on “{page}”, {when}";
    ANSWER: "Открыть и ответить" / "Open and answer";
    WEEK_PAGE: "Страница недели" / "This week’s page";
    WEEK_EMPTY: "Здесь появится твоя неделя. Начни с чего угодно: одной строки достаточно." / "Your week will appear here. Begin with anything: one line is enough.";
    WRITE: "Написать строку" / "Write a line";
    LOOK: "Посмотреть" / "Look";
    GO_ON: "Дописать" / "Go on";
    NOTE: "Просто запись" / "Just a note";
    ONLY_ME: "пока вижу только я" / "only I see it for now";
    SHOWN: "показано {when}" / "shown {when}";
    CONTENTS: "Содержание" / "Contents";
    REMINDER: "Сегодня день, который выбран для дневника. Одной строки достаточно." / "Today is the day you chose for the diary. One line is enough.";
    TALK: "Хочу поговорить" / "I want to talk";
    UNSENT: "Не отправлено." / "Not sent.";
    ANSWERED: "Есть новое для тебя." / "There is something new for you.";
    GO_ON_WRITING: "Продолжить" / "Go on";
    LAST: "Последние страницы" / "Last pages";
}

/// The pages whose entries are read.
const READ: [PagePurpose; 4] = [
    PagePurpose::Week,
    PagePurpose::Goal,
    PagePurpose::Letter,
    PagePurpose::Reminder,
];

/// `/`: what a person sees first. Adults go to the place of their role.
#[component]
pub fn Today() -> impl IntoView {
    answer(today)
}

async fn today(request: Request) -> Answered<AnyView> {
    let actor = request.actor()?;
    match actor.main_role() {
        Some(domain::role::Role::Student) => {}
        Some(_) => {
            go(NavItem::home(actor));
            return Ok(().into_any());
        }
        None => return Err(crate::Refusal::NotFound),
    }
    request.own(Act::ReadDiary)?;
    let seen = request.own_checkins()?;
    let student = request.student()?.person;
    let mut conn = request.db.read().await?;
    let diary = diaries::of_student(&mut conn, student).await?;
    let language = request.language();
    let day = request.today();
    let week = request.year().and_then(|year| year.week_on(day));
    let since = request.now - chrono::Duration::hours(12);
    let last = checkins::of_student(&mut conn, &seen, since).await?.pop();
    let words = comments::to_student(&mut conn, student, 3, request.now).await?;
    let lines = match &diary {
        Some(diary) => entries::lines(&mut conn, diary.id).await?,
        None => Vec::new(),
    };
    let occurrence = week.map(|week| Occurrence::Week {
        year: week.year,
        number: week.number,
    });
    let edition = diary
        .as_ref()
        .and_then(|diary| request.site.school.editions.get(*diary.editions.last()?));
    let page_for = |purpose| edition.and_then(|edition| edition.page_for(purpose));
    let keys: Vec<&str> = READ
        .into_iter()
        .filter_map(page_for)
        .map(|page| page.key.as_str())
        .collect();
    let open = match &diary {
        Some(diary) => entries::of_pages(&mut conn, diary.id, &keys).await?,
        None => Vec::new(),
    };
    drop(conn);
    let grade = diary.as_ref().and_then(|diary| diary.grade).unwrap_or(9);
    let name = request
        .me
        .as_ref()
        .map(|me| me.name.given.clone())
        .unwrap_or_default();
    let date = weekday_and_day(day, language);
    let date = match week {
        Some(week) => WEEK_OF.with(
            language,
            &[("day", &date), ("number", &week.number.to_string())],
        ),
        None => date,
    };
    let said = words_for_you(&request, edition, &words, &lines);
    let week_page = page_for(PagePurpose::Week)
        .zip(occurrence)
        .map(|(page, occurrence)| week_panel(&request, page, occurrence, &open));
    let goals = page_for(PagePurpose::Goal).and_then(|page| soon::goals(&request, page, &open));
    let due = edition
        .map(|edition| soon::due(&request, edition, &lines, grade))
        .unwrap_or_default();
    let letters = page_for(PagePurpose::Letter);
    let ahead = soon::ahead(&request, letters, &open, due, grade);
    let reminder = page_for(PagePurpose::Reminder)
        .filter(|page| soon::reminds(page, &open, request.local(request.now)))
        .map(|_| view! { <p class="told">{REMINDER.of(language)}</p> });
    // Nothing on it tells what it is: others may see the screen.
    let unsent = request.me.as_ref().is_some_and(|me| me.has_unsent).then(|| {
        view! { <p class="told clay">{UNSENT.of(language)}" "<a href=links::TALK>{GO_ON_WRITING.of(language)}</a></p> }
    });
    let answered = request.me.as_ref().is_some_and(|me| me.has_answer).then(|| {
        view! { <p class="told">{ANSWERED.of(language)}" "<a href=links::TALK>{LOOK.of(language)}</a></p> }
    });
    let talk = view! { <p class="talk"><a class="button quiet" href=links::TALK>{icon(Icon::Comment)}{TALK.of(language)}</a></p> };
    let last_pages = edition.and_then(|edition| last_pages(&request, edition, &lines));
    let body = view! {
        <div class="top"><p class="soft small">{date}</p><h1>{HELLO.with(language, &[("name", &name)])}</h1></div>
        {unsent}
        {answered}
        {reminder}
        <div class="today">{form(&request, last.as_ref())}{said}<div class="stack">{week_page}{goals}{ahead}{last_pages}{talk}</div></div>
    };
    Ok(frame(
        &request,
        Width::Margin,
        NavItem::Today.word(language),
        body,
    ))
}

fn words_for_you(
    request: &Request,
    edition: Option<&Edition>,
    words: &[Comment],
    lines: &[entries::Line],
) -> Option<AnyView> {
    let language = request.language();
    if words.is_empty() {
        return None;
    }
    let notes = words
        .iter()
        .filter_map(|word| {
            let line = lines.iter().find(|line| line.id == word.entry)?;
            let (_, page) = request.site.school.editions.page(&line.page_key)?;
            let field = word.field.as_ref().and_then(|key| page.field(key));
            let when = recent_day(request.local(word.sent_at?).date(), request.today(), language);
            // A page of an earlier edition has no address any more.
            let is_there = edition.is_some_and(|edition| edition.page(&line.page_key).is_some());
            let href = links::at_field(&links::entry(&line.page_key, line.occurrence), word.field.as_deref());
            let link = is_there.then(|| view! { <a class="button quiet" href=href>{ANSWER.of(language)}</a> });
            let who = TO.with(language, &[("who", &word.name.formal()), ("page", page.title.of(language)), ("when", &when)]);
            Some(view! {
                <div class="note">{said(word, field, is_new(request, word), language)}<p class="who">{who}</p>{link}</div>
            })
        })
        .collect_view();
    Some(view! { <aside><section class="words"><h2>{WORDS.of(language)}</h2>{notes}</section></aside> }.into_any())
}

fn week_panel(
    request: &Request,
    page: &Page,
    occurrence: Occurrence,
    open: &[entries::Entry],
) -> AnyView {
    let language = request.language();
    let href = links::entry(&page.key, occurrence);
    let entry = open
        .iter()
        .find(|entry| entry.page_key == page.key && entry.occurrence == occurrence);
    let text = entry.and_then(|entry| {
        let lines = [
            FieldPurpose::WeekDone,
            FieldPurpose::WeekAnswer,
            FieldPurpose::WeekNext,
        ];
        let mut fields = lines
            .into_iter()
            .filter_map(|purpose| page.field_for(purpose));
        fields.find_map(|field| {
            let answer = entry.draft.get(&field.key)?;
            let shown = entry.shown.0.get(&field.key);
            Some((
                answer.text()?,
                shown.is_some_and(|shown| shown.answer == *answer),
            ))
        })
    });
    // The page may be shown, and what stands here not.
    let shown_at = entry.and_then(|entry| entry.shown_at);
    let shown_at = shown_at.filter(|_| text.is_some_and(|(_, is_shown)| is_shown));
    let state = match shown_at {
        Some(at) => SHOWN.with(
            language,
            &[(
                "when",
                &recent_day(request.local(at).date(), request.today(), language),
            )],
        ),
        None => ONLY_ME.of(language).to_owned(),
    };
    // On paper anybody may read it.
    let (drawing, class) = match shown_at {
        Some(_) => (Icon::Eye, "hand"),
        None => (Icon::Lock, "hand no-print"),
    };
    if entry.is_some_and(|entry| !entry.is_readable()) {
        return view! { <section class="panel"><header><h2>{WEEK_PAGE.of(language)}</h2></header>{unreadable(language)}<div class="row wrap"><a class="button main" href=href>{LOOK.of(language)}</a></div></section> }
            .into_any();
    }
    let note = request.page_for(PagePurpose::Note).map(|page| {
        let href = links::new_entry(&page.key);
        view! { <a class="button quiet" href=href>{NOTE.of(language)}</a> }
    });
    match text {
        Some((text, _)) => view! {
            <section class="panel">
                <header><h2>{WEEK_PAGE.of(language)}</h2><span class="chip plain">{icon(drawing)}{state}</span></header>
                <p class=class>{text.to_owned()}</p>
                <div class="row wrap"><a class="button main" href=href>{GO_ON.of(language)}</a>{note}</div>
            </section>
        }
        .into_any(),
        None => view! {
            <section class="panel">
                <header><h2>{WEEK_PAGE.of(language)}</h2></header>
                <p>{WEEK_EMPTY.of(language)}</p>
                <div class="row wrap"><a class="button main" href=href>{WRITE.of(language)}</a>{note}</div>
            </section>
        }
        .into_any(),
    }
}

fn last_pages(request: &Request, edition: &Edition, lines: &[entries::Line]) -> Option<AnyView> {
    let language = request.language();
    let of_edition = lines
        .iter()
        .filter_map(|line| Some((line, edition.page(&line.page_key)?.1)));
    let items: Vec<_> = of_edition
        .filter(|(_, page)| {
            !matches!(page.purpose, Some(PagePurpose::Week | PagePurpose::Talk))
        })
        .take(3)
        .map(|(line, page)| {
            let page = page.title.of(language).to_owned();
            let when = recent_day(request.local(line.updated_at).date(), request.today(), language);
            let href = links::entry(&line.page_key, line.occurrence);
            view! { <li><a class="row" href=href><span class="grow">{page}</span><span class="soft small">{when}</span></a></li> }
        })
        .collect();
    if items.is_empty() {
        return None;
    }
    let panel = view! {
        <section class="panel">
            <header><h2>{LAST.of(language)}</h2><a class="button quiet" href=links::DIARY>{CONTENTS.of(language)}</a></header>
            <ul class="list contents">{items}</ul>
        </section>
    };
    Some(panel.into_any())
}
