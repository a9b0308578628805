//! `/shown`: pages shown to the reader, those that wait for a word first.

use domain::{
    access::{Act, Resource, SectionKind, readers},
    format::{count, recent_day, weekday_and_day},
    id::PersonId,
    template::{Page, PagePurpose, Section},
    text,
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use store::{
    people,
    review::{Filter, Most, ShownLine, Standing, list},
};

use crate::{
    Refusal, Request,
    frame::{Width, frame},
    links,
    refusal::{Answered, go},
    ui::{
        drawing::{Icon, icon},
        occurrence,
        page::answer,
        unreadable::in_a_list,
    },
};

text! {
    WAITING: "Ждут ответа: {count}" / "Waiting for a reply: {count}";
    ALL_READ: "Никто не ждёт" / "Nobody is waiting";
    UNREAD: "Новые страницы: {count}" / "New pages: {count}";
    NOTHING_NEW: "Новых страниц нет" / "No new pages";
    PAGES_OF: "Показанные страницы: {name}" / "Shown pages: {name}";
    NEW_PANEL: "Ждут" / "Waiting";
    UNREAD_PANEL: "Новые" / "New";
    READ_PANEL: "Прочитанные" / "Read";
    EMPTY: "Все показанные страницы прочитаны." / "All shown pages are read.";
    NONE_YET: "Здесь появятся страницы, которые ученики решат показать." / "Pages that students decide to show will appear here.";
    SHOWN: "показано {when}" / "shown {when}";
    SHOWN_AGAIN: "показано снова {when}" / "shown again {when}";
    ANSWERED: "ответ на ваш комментарий, {when}" / "replied to your comment, {when}";
    ALL_OF_THEM: "Все прочитанные" / "All that are read";
    BACK: "Все показанные страницы" / "All shown pages";
}

const PAGES: [&str; 3] = ["страница", "страницы", "страниц"];

/// As many lines as anybody reads in one sitting.
const LIMIT: i64 = 200;

const READ_AT_FIRST: i64 = 12;

/// `/shown`
#[component]
pub fn ShownPages() -> impl IntoView {
    let query = use_query_map().read_untracked().clone();
    let asked = Asked {
        student: query.get("student"),
        all: query.get("all").is_some(),
        next: query.get("next").is_some(),
    };
    answer(move |request| pages(request, asked))
}

/// What the address asks for.
struct Asked {
    /// Only this student's pages.
    student: Option<String>,
    /// Everything that is read, not only the latest.
    all: bool,
    /// Not the list: the first page of those that wait.
    next: bool,
}

async fn pages(request: Request, asked: Asked) -> Answered<AnyView> {
    let actor = request.actor()?;
    let scope = request.scope(Act::OpenShown)?;
    if scope.is_nobody() {
        return Err(Refusal::NotFound);
    }
    let student = asked
        .student
        .map(|id| id.parse().map(PersonId))
        .transpose()
        .map_err(|_| Refusal::NotFound)?;
    let filter = Filter {
        me: actor.person(),
        scope: &scope,
        student,
        today: request.today(),
    };
    // Of what is read already, a screenful, unless all of it is asked for.
    let most = Most {
        waiting: LIMIT,
        read: if asked.all || student.is_some() {
            LIMIT
        } else {
            READ_AT_FIRST
        },
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
        request.may(Act::SeeClass, &Resource::Class(class))?;
    }
    let lines = list(&mut conn, &filter, most).await?;
    let language = request.language();
    let (mut waiting, read): (Vec<&ShownLine>, Vec<&ShownLine>) = lines
        .iter()
        .partition(|line| line.standing() != Standing::Read);
    // Whoever asks to talk comes first, however long ago.
    waiting.sort_by_key(|line| !asks_to_talk(&request, line));
    if let Some(first) = waiting.first().filter(|_| asked.next) {
        go(&links::shown(first.entry));
        return Ok(().into_any());
    }
    let number_of = |lines: &[&ShownLine]| lines.first().map_or(0, |line| line.alike);
    // Only who may answer is waited for.
    let capacities = scope.readers();
    let may_answer = |row: &SectionKind| row.commenters().meets(&capacities);
    let (some, none, panel_title) = if SectionKind::ALL.iter().any(may_answer) {
        (WAITING, ALL_READ, NEW_PANEL)
    } else {
        (UNREAD, NOTHING_NEW, UNREAD_PANEL)
    };
    let title = match (&of, number_of(&waiting)) {
        (Some(of), _) => PAGES_OF.with(language, &[("name", &of.name.full())]),
        (None, 0) => none.of(language).to_owned(),
        (None, number) => some.with(language, &[("count", &number.to_string())]),
    };
    let list_class = if of.is_some() {
        "queue of-one"
    } else {
        "queue"
    };
    let back = of.is_some().then(|| view! { <p class="crumb"><a href=links::SHOWN>{icon(Icon::Back)}{BACK.of(language)}</a></p> });
    let panel = |title: domain::language::Text, lines: &[&ShownLine]| {
        let number = count(number_of(lines), PAGES, ["page", "pages"], language);
        let items = lines
            .iter()
            .map(|line| item(&request, line, of.is_none()))
            .collect_view();
        (!lines.is_empty()).then(|| view! {
            <section class="panel">
                <header><h2>{title.of(language)}</h2><span class="soft small">{number}</span></header>
                <ul class=list_class>{items}</ul>
            </section>
        })
    };
    let empty = waiting.is_empty().then(|| {
        let text = if lines.is_empty() { NONE_YET } else { EMPTY };
        view! { <section class="panel empty">{icon(Icon::Comment)}<p>{text.of(language)}</p></section> }
    });
    let body = view! {
        {back}
        <div class="top"><p class="soft small">{weekday_and_day(request.today(), language)}</p><h1>{title.clone()}</h1></div>
        {empty}
        {panel(panel_title, &waiting)}
        {panel(READ_PANEL, &read)}
        {(read.len() as u64 != number_of(&read)).then(|| view! { <p><a class="button quiet" href=links::SHOWN_ALL>{ALL_OF_THEM.of(language)}</a></p> })}
    };
    Ok(frame(&request, Width::Plain, &title, body))
}

/// What a shown page is called: a week by its number, a card by its name if the reader sees it and
/// had this very version on their screen. A name is its author's own words: before it was opened,
/// and so noted in the ledger, it stands in no list.
fn page_title(request: &Request, line: &ShownLine) -> String {
    let language = request.language();
    let Some((section, page)) = place(request, line) else {
        return line.page_key.clone();
    };
    if !line.is_readable {
        let (title, words) = (page.title.of(language), in_a_list(language));
        return format!("{title}: {words}");
    }
    let was_opened = line.read_at.is_some_and(|read| read >= line.shown_at);
    let seen = request
        .me
        .as_ref()
        .filter(|_| was_opened)
        .map(|me| {
            line.shown
                .seen_by(&readers(&me.actor, &line.page(section.row)), section.row)
        })
        .unwrap_or_default();
    let name = page.name_of(&seen, language);
    occurrence::full_title(page, line.occurrence, name.as_deref(), language)
}

fn place<'a>(request: &'a Request, line: &ShownLine) -> Option<(&'a Section, &'a Page)> {
    let edition = request.site.school.editions.get(line.edition)?;
    edition.page(&line.page_key)
}

/// Whether somebody wants to be talked with.
fn asks_to_talk(request: &Request, line: &ShownLine) -> bool {
    place(request, line).is_some_and(|(_, page)| page.purpose == Some(PagePurpose::Talk))
}

/// A line of the list, with whose page it is where that is not the same for all.
fn item(request: &Request, line: &ShownLine, named: bool) -> impl IntoView + use<> {
    let language = request.language();
    let day = |at: chrono::DateTime<chrono::Utc>| {
        recent_day(request.local(at).date(), request.today(), language)
    };
    let standing = line.standing();
    let state = match (standing, line.read_at, line.answered_at) {
        (Standing::Answered, _, Some(at)) => ANSWERED.with(language, &[("when", &day(at))]),
        (Standing::New, Some(_), _) => SHOWN_AGAIN.with(language, &[("when", &day(line.shown_at))]),
        _ => SHOWN.with(language, &[("when", &day(line.shown_at))]),
    };
    let class = match standing {
        Standing::Read => None,
        _ if asks_to_talk(request, line) => Some("unread talk"),
        _ => Some("unread"),
    };
    let title = page_title(request, line);
    let section = place(request, line)
        .map(|(section, _)| section.title.of(language).to_owned())
        .filter(|section| !title.starts_with(section.as_str()));
    let section = section.map(|section| view! { <span class="soft small">" · "{section}</span> });
    let head = if named {
        let class = domain::format::class(line.grade, &line.letter);
        view! { <b>{line.name.brief()}", "{class}</b><span class="small">{title}{section}</span> }
            .into_any()
    } else {
        view! { <span><b>{title}</b>{section}</span> }.into_any()
    };
    view! {
        <li>
            <a href=links::shown(line.entry) class=class>
                {head}
                <span class="soft small when">{state}</span>
            </a>
        </li>
    }
}
