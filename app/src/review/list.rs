//! `/shown`: pages shown to the reader: those that wait, the longest first, then those that are
//! settled.

use domain::{
    access::{Act, Resource, SectionKind},
    format::{count, weekday_and_day},
    id::{EntryId, PersonId},
    text,
    waiting::{Kind, is_long},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use store::{
    people,
    review::{COUNTED, Counts, Filter, Part, ShownLine, counts, list},
};

use super::{
    done,
    line::{asks_to_talk, item},
};
use crate::{
    Refusal, Request,
    frame::{Width, frame},
    links,
    refusal::{Answered, go},
    ui::{
        drawing::{Icon, icon},
        page::answer,
    },
};

text! {
    WAITING: "Ждут ответа: {count}" / "Waiting for a reply: {count}";
    ALL_READ: "Никто не ждёт" / "Nobody is waiting";
    UNREAD: "Новые страницы: {count}" / "New pages: {count}";
    NOTHING_NEW: "Новых страниц нет" / "No new pages";
    PAGES_OF: "Показанные страницы: {name}" / "Shown pages: {name}";
    LONG_PANEL: "Ждут больше недели" / "Waiting for more than a week";
    ASK_PANEL: "Просят поговорить" / "Ask to talk";
    NOTICE_PANEL: "Показаны вам для чтения" / "Shown to you to read";
    NEW_PANEL: "Ждут" / "Waiting";
    UNREAD_PANEL: "Новые" / "New";
    SETTLED_PANEL: "Отвечено и прочитано" / "Answered and read";
    POSTPONED_PANEL: "Отложено" / "Put off";
    EMPTY: "Всё показанное прочитано или с ответом." / "All that was shown is read or answered.";
    NONE_YET: "Здесь появятся страницы, которые ученики решат показать." / "Pages that students decide to show will appear here.";
    NONE_OF: "Здесь появится то, что {name} решит показать вам." / "What {name} decides to show you will appear here.";
    NONE_POSTPONED: "Отложенных страниц нет." / "Nothing is put off.";
    ALL_OF_THEM: "Все, на которые есть ответ" / "All that are answered";
    MORE: "Показать следующие" / "Show the next ones";
    POSTPONED: "Отложено: {count}" / "Put off: {count}";
    MANY: "больше {count}" / "more than {count}";
    BACK: "Все показанные страницы" / "All shown pages";
    BACK_TO_LIST: "К тем, что ждут" / "To those that wait";
}

const PAGES: [&str; 3] = ["страница", "страницы", "страниц"];

/// As many lines as one looks through at once.
const LINES: i64 = 50;

const SETTLED_AT_FIRST: i64 = 12;

/// `/shown`
#[component]
pub fn ShownPages() -> impl IntoView {
    let query = use_query_map().read_untracked().clone();
    let asked = Asked {
        student: query.get("student"),
        part: match query.get("part").as_deref() {
            Some("waiting") => Some(Part::Waiting),
            Some("settled") => Some(Part::Settled),
            Some("postponed") => Some(Part::Postponed),
            _ => None,
        },
        from: query
            .get("from")
            .and_then(|from| from.parse().ok())
            .unwrap_or(0)
            .clamp(0, 1_000_000),
        next: query.get("next").is_some(),
        after: query
            .get("following")
            .and_then(|id| id.parse().ok())
            .map(EntryId),
        done: query
            .get("marked")
            .and_then(|id| id.parse().ok())
            .map(EntryId),
    };
    answer(move |request| pages(request, asked))
}

/// What the address asks for.
struct Asked {
    /// Only this student's pages.
    student: Option<String>,
    /// One list alone; `None`: those that wait, and the latest that are settled.
    part: Option<Part>,
    /// After so many lines.
    from: i64,
    /// Not the list: the first page of those that wait.
    next: bool,
    /// The one after this page.
    after: Option<EntryId>,
    /// What was just settled.
    done: Option<EntryId>,
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
    let mut conn = request.db.read().await?;
    if asked.next {
        let waiting = list(&mut conn, &filter, Part::Waiting, 0, 4 * LINES).await?;
        if let Some(next) = following(&waiting, asked.after) {
            go(&links::shown(next));
            return Ok(().into_any());
        }
    }
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
    let part = asked.part.unwrap_or(Part::Waiting);
    let mut lines = list(&mut conn, &filter, part, asked.from, LINES + 1).await?;
    let has_more = lines.len() > LINES as usize;
    lines.truncate(LINES as usize);
    let settled = match (asked.part, asked.from, student) {
        (None, 0, Some(_)) => list(&mut conn, &filter, Part::Settled, 0, LINES).await?,
        (None, 0, None) => list(&mut conn, &filter, Part::Settled, 0, SETTLED_AT_FIRST).await?,
        _ => Vec::new(),
    };
    let counts = counts(&mut conn, &filter).await?;
    let language = request.language();
    let bar = match asked.done {
        Some(entry) => done::bar(&request, &mut conn, entry, &scope.readers()).await?,
        None => None,
    };
    drop(conn);
    // Only who may answer is waited for.
    let capacities = scope.readers();
    let may_answer = |row: &SectionKind| row.commenters().meets(&capacities);
    let answers = SectionKind::ALL.iter().any(may_answer);
    let (some, none, panel_title) = if answers {
        (WAITING, ALL_READ, NEW_PANEL)
    } else {
        (UNREAD, NOTHING_NEW, UNREAD_PANEL)
    };
    let number = |number: u64| match number > COUNTED {
        true => MANY.with(language, &[("count", &COUNTED.to_string())]),
        false => number.to_string(),
    };
    // Pages that are only to be read wait for no answer.
    let notices = if answers { counts.notices } else { 0 };
    let to_answer = counts.waiting - notices;
    let title = match (&of, asked.part, to_answer) {
        (Some(of), ..) => PAGES_OF.with(language, &[("name", &of.name.plain())]),
        (None, Some(Part::Postponed), _) => POSTPONED_PANEL.of(language).to_owned(),
        (None, Some(Part::Settled), _) => SETTLED_PANEL.of(language).to_owned(),
        (None, _, 0) => none.of(language).to_owned(),
        (None, _, waiting) => some.with(language, &[("count", &number(waiting))]),
    };
    let list_class = if of.is_some() {
        "queue of-one"
    } else {
        "queue"
    };
    let panel = |title: domain::language::Text, lines: &[&ShownLine], all: Option<u64>| {
        let number = all
            .filter(|all| *all <= COUNTED)
            .map(|all| count(all, PAGES, ["page", "pages"], language));
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
    let is_waiting = part == Part::Waiting;
    // Whoever asks to talk comes first, however long ago.
    let (asks, others): (Vec<&ShownLine>, Vec<&ShownLine>) = lines
        .iter()
        .partition(|line| is_waiting && asks_to_talk(&request, line));
    let (notice, others): (Vec<&ShownLine>, Vec<&ShownLine>) = others
        .into_iter()
        .partition(|line| is_waiting && answers && line.kind == Kind::Notice);
    let (long, new): (Vec<&ShownLine>, Vec<&ShownLine>) = others
        .into_iter()
        .partition(|line| is_waiting && is_long(line.since, request.now));
    let all_settled: Vec<&ShownLine> = settled.iter().collect();
    let new_title = match part {
        Part::Waiting => panel_title,
        Part::Postponed => POSTPONED_PANEL,
        Part::Settled => SETTLED_PANEL,
    };
    let empty = lines.is_empty().then(|| {
        let is_none = settled.is_empty() && counts == Counts::default();
        let text = match (part, &of) {
            (Part::Postponed, _) => NONE_POSTPONED.of(language).to_owned(),
            (_, Some(of)) if is_none => NONE_OF.with(language, &[("name", &of.name.brief())]),
            _ if is_none => NONE_YET.of(language).to_owned(),
            _ => EMPTY.of(language).to_owned(),
        };
        view! { <section class="panel empty">{icon(Icon::Comment)}<p>{text}</p></section> }
    });
    let crumb = match (&of, asked.part) {
        (Some(_), _) => Some(BACK),
        (None, Some(_)) => Some(BACK_TO_LIST),
        (None, None) => None,
    };
    let crumb = crumb.map(|text| view! { <p class="crumb"><a href=links::SHOWN>{icon(Icon::Back)}{text.of(language)}</a></p> });
    let postponed = (counts.postponed > 0 && asked.part.is_none()).then(|| {
        let text = POSTPONED.with(language, &[("count", &number(counts.postponed))]);
        view! { <p><a class="button quiet" href=links::shown_part("postponed", student, 0)>{text}</a></p> }
    });
    let part_code = match part {
        Part::Waiting => "waiting",
        Part::Postponed => "postponed",
        Part::Settled => "settled",
    };
    let more = has_more.then(|| {
        let href = links::shown_part(part_code, student, asked.from + LINES);
        view! { <p><a class="button quiet" href=href>{MORE.of(language)}</a></p> }
    });
    let all = (student.is_none() && settled.len() == SETTLED_AT_FIRST as usize).then(|| {
        view! { <p><a class="button quiet" href=links::shown_part("settled", student, 0)>{ALL_OF_THEM.of(language)}</a></p> }
    });
    let body = view! {
        {bar}
        {crumb}
        <div class="top"><p class="soft small">{weekday_and_day(request.today(), language)}</p><h1>{title.clone()}</h1></div>
        {empty}
        {panel(ASK_PANEL, &asks, None)}
        {panel(LONG_PANEL, &long, None)}
        {panel(new_title, &new, (new.len() == lines.len() && is_waiting).then_some(counts.waiting))}
        {panel(NOTICE_PANEL, &notice, Some(notices))}
        {more}
        {postponed}
        {panel(SETTLED_PANEL, &all_settled, None)}
        {all}
    };
    Ok(frame(&request, Width::Plain, &title, body))
}

/// The page that follows another one of those that wait; after the last one the first.
pub(super) fn following(waiting: &[ShownLine], after: Option<EntryId>) -> Option<EntryId> {
    let place = waiting.iter().position(|line| Some(line.entry) == after);
    let next = place.map_or(0, |place| place + 1);
    let found = waiting.get(next).or_else(|| waiting.first());
    found
        .map(|line| line.entry)
        .filter(|found| Some(*found) != after)
}
