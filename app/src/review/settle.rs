//! «Прочитано» and «Отложить» on a shown page: it waits no longer, or not yet. Opening a page does
//! neither.

use chrono::{Days, NaiveDate};
use domain::{
    access::Act,
    format::{count, day, moment, weekday_and_day},
    id::EntryId,
    text,
    waiting::How,
};
use leptos::{prelude::*, server};
use serde::{Deserialize, Serialize};
use store::{
    Tx, access_log, comments,
    review::{Filter, Part, list},
    waiting::{self, Seen, State, Waiting},
};

use super::list::following;
use crate::{
    Refusal, Request, links,
    links::action::SETTLE,
    refusal::{Answered, go},
};

text! {
    TODAY: "Ждёт ответа с сегодняшнего дня" / "Waiting for a reply since today";
    WAITS: "Ждёт ответа {days}" / "Waiting for a reply for {days}";
    READ_UNSENT: "Прочитано, комментарий оставить черновиком" / "Mark as read, keep the comment as a draft";
    READ: "Прочитано" / "Read";
    POSTPONE: "Отложить" / "Put off";
    UNTIL: "Отложить до дня" / "Put off until";
    DAY: "до: {day}" / "until {day}";
    AGAIN: "Вернуть в список" / "Back to the list";
    POSTPONED: "Отложено до {when}" / "Put off until {when}";
    COMMENTED_BY: "Есть комментарий: {who}, {when}" / "Commented by {who}, {when}";
    READ_BY: "Прочитано: {who}, {when}" / "Read by {who}, {when}";
    DECIDED_BY: "Есть решение: {who}, {when}" / "Decided by {who}, {when}";
    SETTLED: "Прочитано" / "Read";
    YOU: "вы" / "you";
}

const DAYS: [&str; 3] = ["день", "дня", "дней"];

/// After how many days what is put off may come back: tomorrow, after a few lessons, next week.
const LATER: [u64; 4] = [1, 3, 7, 14];

/// What somebody says of a shown page.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct Said {
    pub entry: String,
    /// `read`, `postpone`, `again` (in the list at once) or `undo`.
    pub then: String,
    /// Until when it is put off.
    pub until: String,
    /// The shown version that was on the screen.
    pub version: String,
    /// Out of which list the page was opened.
    pub from: String,
}

/// Says of a shown page that it waits no longer, or not yet, and goes on to the next one that waits.
#[server(endpoint = "v1/shown/settle", prefix = "/api")]
pub async fn settle_shown(settle: Said) -> Answered<()> {
    let request = Request::current().ok_or(Refusal::Internal)?;
    request.actor()?;
    let entry = EntryId(settle.entry.parse().map_err(|_| Refusal::NotFound)?);
    let address = store::write!(request.db, tx => write(&request, tx, entry, &settle).await)?;
    go(&address);
    Ok(())
}

async fn write(request: &Request, tx: &mut Tx, entry: EntryId, said: &Said) -> Answered<String> {
    let actor = request.actor()?;
    let row_of = |edition, key: &str| request.site.school.editions.row(edition, key);
    let judged = access_log::resource(tx, entry, row_of, request.today()).await?;
    let permit = request.may(Act::SettleShown, &judged.resource())?;
    let readers = domain::access::readers(actor, &judged.page);
    let filter = Filter {
        me: actor.person(),
        scope: &request.scope(Act::OpenShown)?,
        student: None,
        today: request.today(),
    };
    match said.then.as_str() {
        // What was begun and not sent is easily taken for said.
        "read" if comments::has_draft(tx, &permit, entry).await? => {
            Ok(links::told(&links::shown_from(entry, &said.from), "draft"))
        }
        "read" | "read_unsent" | "postpone" => {
            let waits = list(tx, &filter, Part::Waiting, 0, 200).await?;
            let next = following(&waits, Some(entry));
            if said.then != "postpone" {
                let seen = Seen {
                    entry,
                    // A form that does not say so is taken for the page as it stands.
                    version: said.version.parse().unwrap_or(judged.shown_version),
                    readers: &readers,
                };
                if !waiting::settle(tx, &permit, &seen, request.now).await? {
                    return Ok(links::told(&links::shown_from(entry, &said.from), "newer"));
                }
            } else {
                let until = later(request, &said.until)?;
                waiting::postpone(tx, &permit, entry, &readers, Some(until)).await?;
            }
            // Out of another list the way leads on there.
            Ok(match links::FromDecisions::parse(&said.from) {
                Some(from) => from.page(entry),
                None => links::settled(next, entry),
            })
        }
        "again" => {
            waiting::postpone(tx, &permit, entry, &readers, None).await?;
            Ok(links::shown(entry))
        }
        "undo" => {
            let page = links::shown(entry);
            match waiting::undo(tx, &permit, entry, request.now).await? {
                true => Ok(page),
                false => Ok(links::told(&page, "late")),
            }
        }
        _ => Err(Refusal::Malformed),
    }
}

/// A day after today, within a year.
fn later(request: &Request, until: &str) -> Answered<NaiveDate> {
    let until: NaiveDate = until.parse().map_err(|_| Refusal::Malformed)?;
    let today = request.today();
    let is_later = until > today && until <= today + Days::new(366);
    is_later.then_some(until).ok_or(Refusal::Malformed)
}

/// Where the page stands, and the buttons.
pub fn panel(request: &Request, (entry, version): (EntryId, i64), waiting: &Waiting) -> AnyView {
    let language = request.language();
    let today = request.today();
    let since = (today - request.local(waiting.since).date()).num_days();
    let state = match &waiting.state {
        State::Waits if since < 1 => TODAY.of(language).to_owned(),
        State::Waits => {
            let days = count(since.unsigned_abs(), DAYS, ["day", "days"], language);
            WAITS.with(language, &[("days", &days)])
        }
        State::Postponed(until) => POSTPONED.with(language, &[("when", &day(*until, language))]),
        State::Settled(settled) => {
            let who = settled.by.as_ref().map(|(person, name)| {
                if Some(*person) == request.person() {
                    YOU.of(language).to_owned()
                } else {
                    name.formal()
                }
            });
            let text = match settled.how {
                Some(How::Comment) => COMMENTED_BY,
                Some(How::Decision) => DECIDED_BY,
                _ => READ_BY,
            };
            let when = moment(request.local(settled.at), today, language);
            who.map_or_else(
                || SETTLED.of(language).to_owned(),
                |who| text.with(language, &[("who", &who), ("when", &when)]),
            )
        }
    };
    let has_draft = links::query(&request.path, "told") == Some("draft");
    let (then, read) = match has_draft {
        true => ("read_unsent", READ_UNSENT),
        false => ("read", READ),
    };
    let read = view! { <button class="button main" name="settle[then]" value=then>{read.of(language)}</button> };
    let buttons = match &waiting.state {
        State::Settled(_) => None,
        State::Postponed(_) => Some(
            view! {
                {read}
                <button class="button quiet" name="settle[then]" value="again">{AGAIN.of(language)}</button>
            }
            .into_any(),
        ),
        State::Waits => {
            let days = LATER.map(|days| today + Days::new(days));
            let options = days
                .map(|day| view! { <option value=day.to_string()>{DAY.with(language, &[("day", &weekday_and_day(day, language))])}</option> })
                .into_iter()
                .collect_view();
            Some(
                view! {
                    {read}
                    <span class="row wrap">
                        <button class="button quiet" name="settle[then]" value="postpone">{POSTPONE.of(language)}</button>
                        <select class="box" name="settle[until]" aria-label=UNTIL.of(language)>{options}</select>
                    </span>
                }
                .into_any(),
            )
        }
    };
    let from = links::FromDecisions::of(&request.path)
        .map(|from| view! { <input type="hidden" name="settle[from]" value=from.code() /> });
    view! {
        <form class="panel settle" id="settle" method="post" action=SETTLE>
            <input type="hidden" name="settle[entry]" value=entry.to_string() />
            <input type="hidden" name="settle[version]" value=version.to_string() />
            {from}
            <p class="soft small">{state}</p>
            {buttons.map(|buttons| view! { <div class="row wrap">{buttons}</div> })}
        </form>
    }
    .into_any()
}
