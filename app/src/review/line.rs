//! A line of the list of shown pages.

use domain::{
    access::readers,
    format::{count, recent_day, weekday_and_day},
    template::{Page, PagePurpose, Section},
    text,
    waiting::{Kind, is_long},
};
use leptos::prelude::*;
use store::review::{ShownLine, Standing};

use crate::{
    Request, links,
    ui::{occurrence, unreadable::in_a_list},
};

text! {
    SHOWN: "показано {when}" / "shown {when}";
    SHOWN_AGAIN: "показано снова {when}" / "shown again {when}";
    REPLIED: "ответ на комментарий, {when}" / "replied to a comment, {when}";
    WAITS: "ждёт {days}" / "waiting for {days}";
    UNTIL: "отложено до: {when}" / "put off until {when}";
}

const DAYS: [&str; 3] = ["день", "дня", "дней"];

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
pub(super) fn asks_to_talk(request: &Request, line: &ShownLine) -> bool {
    place(request, line).is_some_and(|(_, page)| page.purpose == Some(PagePurpose::Talk))
}

/// A line of the list, with whose page it is where that is not the same for all.
pub(super) fn item(request: &Request, line: &ShownLine, named: bool) -> impl IntoView + use<> {
    let language = request.language();
    let day = |at: chrono::DateTime<chrono::Utc>| {
        recent_day(request.local(at).date(), request.today(), language)
    };
    let waits = line.standing == Standing::Waiting;
    let was_seen = line.read_at.is_some_and(|read| read < line.shown_at);
    let state = match (line.standing, line.kind) {
        (Standing::Postponed(until), _) => {
            UNTIL.with(language, &[("when", &weekday_and_day(until, language))])
        }
        (Standing::Waiting, Kind::Replied) => REPLIED.with(language, &[("when", &day(line.since))]),
        (Standing::Waiting, _) if was_seen => {
            SHOWN_AGAIN.with(language, &[("when", &day(line.shown_at))])
        }
        _ => SHOWN.with(language, &[("when", &day(line.shown_at))]),
    };
    let state = if waits && is_long(line.since, request.now) {
        let since = request.local(line.since).date();
        let days = (request.today() - since).num_days().unsigned_abs();
        let days = count(days, DAYS, ["day", "days"], language);
        format!("{state} · {}", WAITS.with(language, &[("days", &days)]))
    } else {
        state
    };
    let class = match waits {
        false => None,
        true if asks_to_talk(request, line) => Some("unread talk"),
        true => Some("unread"),
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
