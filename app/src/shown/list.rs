//! `/shown`: pages shown to the reader, those that wait for a word first.

use domain::{
    access::{Act, Facts, Reach, reach, readers},
    format::{count, recent_day, weekday_and_day},
    id::PersonId,
    text,
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use store::{
    people,
    shown::{Filter, ShownLine, Standing, list},
};

use crate::{
    Refusal, Request,
    frame::{Place, Width, frame},
    refusal::Answered,
    ui::{
        drawing::{Icon, icon},
        occasion,
        page::answer,
    },
};

text! {
    WAITING: "Ждут слова: {count}" / "Waiting for a word: {count}";
    ALL_READ: "Никто не ждёт" / "Nobody is waiting";
    PAGES_OF: "Показанные страницы: {name}" / "Shown pages: {name}";
    NEW_PANEL: "Ждут" / "Waiting";
    READ_PANEL: "Прочитанные" / "Read";
    EMPTY: "Все показанные страницы прочитаны." / "All shown pages are read.";
    NONE_YET: "Здесь появятся страницы, которые ученики решат показать." / "Pages that students decide to show will appear here.";
    SHOWN: "показано {when}" / "shown {when}";
    SHOWN_AGAIN: "показано снова {when}" / "shown again {when}";
    ANSWERED: "ответ на ваше слово, {when}" / "an answer to your word, {when}";
    ALL_OF_THEM: "Все прочитанные" / "All that are read";
    READ: "прочитано {when}" / "read {when}";
}

const PAGES: [&str; 3] = ["страница", "страницы", "страниц"];

/// As many lines as anybody reads in one sitting.
const LIMIT: i64 = 200;

const READ_AT_FIRST: usize = 12;

/// `/shown`
#[component]
pub fn ShownPages() -> impl IntoView {
    let student = use_query_map().read_untracked().get("student");
    let all = use_query_map().read_untracked().get("all").is_some();
    answer(move |request| pages(request, student, all))
}

async fn pages(request: Request, student: Option<String>, all: bool) -> Answered<AnyView> {
    let actor = request.actor()?;
    let reach = reach(actor, Act::OpenShown);
    if reach == Reach::Nobody {
        return Err(Refusal::NotFound);
    }
    let student = student
        .map(|id| id.parse().map(PersonId))
        .transpose()
        .map_err(|_| Refusal::NotFound)?;
    let filter = Filter {
        me: actor.person(),
        reach: &reach,
        readers: &super::capacities(actor),
        student,
        today: request.today(),
        limit: LIMIT,
    };
    let mut conn = request.db.read().await?;
    let of = match student {
        Some(id) => Some(
            people::student(&mut conn, id, request.today())
                .await?
                .ok_or(Refusal::NotFound)?,
        ),
        None => None,
    };
    // Whose class one may not see, their name one may not know either.
    if let Some(of) = &of {
        let class = of.student.class.ok_or(Refusal::NotFound)?;
        request.may(Act::SeeClass, &Facts::Class(class))?;
    }
    let lines = list(&mut conn, &filter).await?;
    let language = request.language();
    let (mut waiting, read): (Vec<&ShownLine>, Vec<&ShownLine>) = lines
        .iter()
        .partition(|line| line.standing() != Standing::Read);
    // Whoever asks to talk comes first, however long ago.
    waiting.sort_by_key(|line| line.page_key != "talk");
    let title = match (&of, waiting.len()) {
        (Some(of), _) => PAGES_OF.with(language, &[("name", &of.name.full())]),
        (None, 0) => ALL_READ.of(language).to_owned(),
        (None, number) => WAITING.with(language, &[("count", &number.to_string())]),
    };
    // Of what is read already, a screenful, unless all of it is asked for.
    let shown = if all || of.is_some() {
        read.len()
    } else {
        read.len().min(READ_AT_FIRST)
    };
    let panel = |title: domain::language::Text, lines: &[&ShownLine]| {
        let number = count(lines.len() as u64, PAGES, ["page", "pages"], language);
        let items = lines.iter().map(|line| item(&request, line)).collect_view();
        (!lines.is_empty()).then(|| view! {
            <section class="panel">
                <header><h2>{title.of(language)}</h2><span class="soft small">{number}</span></header>
                <ul class="queue">{items}</ul>
            </section>
        })
    };
    let empty = waiting.is_empty().then(|| {
        let text = if lines.is_empty() { NONE_YET } else { EMPTY };
        view! { <section class="panel empty">{icon(Icon::Comment)}<p>{text.of(language)}</p></section> }
    });
    let body = view! {
        <div class="top"><p class="soft small">{weekday_and_day(request.today(), language)}</p><h1>{title.clone()}</h1></div>
        {empty}
        {panel(NEW_PANEL, &waiting)}
        {panel(READ_PANEL, read.get(..shown).unwrap_or(&read))}
        {(shown < read.len()).then(|| view! { <p><a class="button quiet" href="/shown?all=1">{ALL_OF_THEM.of(language)}</a></p> })}
    };
    Ok(frame(&request, Place::Pages, Width::Plain, &title, body))
}

/// What a shown page is called: a card by its name if the reader sees it, a week by its number.
#[must_use]
pub fn page_title(request: &Request, line: &ShownLine) -> String {
    let language = request.language();
    let Some((section, page)) = request
        .site
        .editions
        .get(line.edition)
        .and_then(|edition| edition.page(&line.page_key))
    else {
        return line.page_key.clone();
    };
    let title = page.title.of(language);
    let seen = request
        .me
        .as_ref()
        .map(|me| {
            line.shown
                .seen_by(&readers(&me.actor, line.student), section.row)
        })
        .unwrap_or_default();
    match page.name_of(&seen, language) {
        Some(name) => format!("{title}: {name}"),
        None => occasion::title(page, line.occurrence, None, language),
    }
}

fn item(request: &Request, line: &ShownLine) -> impl IntoView + use<> {
    let language = request.language();
    let day = |at: chrono::DateTime<chrono::Utc>| {
        recent_day(request.local(at).date(), request.today(), language)
    };
    let standing = line.standing();
    let state = match (standing, line.read_at, line.answered_at) {
        (Standing::Answered, _, Some(at)) => ANSWERED.with(language, &[("when", &day(at))]),
        (Standing::New, Some(_), _) => SHOWN_AGAIN.with(language, &[("when", &day(line.shown_at))]),
        (Standing::Read, Some(at), _) => READ.with(language, &[("when", &day(at))]),
        _ => SHOWN.with(language, &[("when", &day(line.shown_at))]),
    };
    let class = (standing != Standing::Read).then_some("unread");
    let name = format!(
        "{}, {}",
        line.name.brief(),
        domain::format::class(line.grade, &line.letter)
    );
    view! {
        <li>
            <a href=format!("/shown/{}", line.entry) class=class>
                <b>{name}</b>
                <span class="small">{page_title(request, line)}</span>
                <span class="soft small">{state}</span>
            </a>
        </li>
    }
}
