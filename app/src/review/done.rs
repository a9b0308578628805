//! The bar after a page was settled: what was done, and the way back.

use domain::{audience::Audience, format::day, id::EntryId, text, waiting::UNDO};
use leptos::prelude::*;
use store::{
    Conn,
    waiting::{State, of_page},
};

use crate::{Request, links, links::action::SETTLE, refusal::Answered};

text! {
    READ: "Прочитано." / "Marked as read.";
    POSTPONED: "Отложено до {when}." / "Put off until {when}.";
    BACK: "Отменить" / "Undo";
    OPEN: "Открыть ту страницу" / "Open that page";
}

/// The bar about an entry that was just settled. Nothing when it waits, or somebody else settled it.
pub async fn bar(
    request: &Request,
    conn: &mut Conn,
    entry: EntryId,
    readers: &Audience,
) -> Answered<Option<AnyView>> {
    let found = of_page(conn, entry, readers, request.today()).await?;
    let language = request.language();
    let (text, then) = match found.map(|found| found.state) {
        Some(State::Settled(settled)) => {
            let mine = settled
                .by
                .is_some_and(|(by, _)| request.person() == Some(by));
            if !mine {
                return Ok(None);
            }
            let can_undo = request.now - settled.at < UNDO;
            (READ.of(language).to_owned(), can_undo.then_some("undo"))
        }
        Some(State::Postponed(until)) => {
            let when = day(until, language);
            (POSTPONED.with(language, &[("when", &when)]), Some("again"))
        }
        Some(State::Waits) | None => return Ok(None),
    };
    // What can be taken back for some seconds only goes away with them.
    let is_short = then == Some("undo");
    let class = is_short.then_some("soon-gone");
    let form = then.map(|then| view! {
        <form class=class method="post" action=SETTLE>
            <input type="hidden" name="settle[entry]" value=entry.to_string() />
            <button class="button quiet" name="settle[then]" value=then>{BACK.of(language)}</button>
        </form>
    });
    Ok(Some(
        view! {
            <div class="told settled" role="status">
                <span>{text}</span>
                <span class="row wrap">{form}<a class="button quiet" href=links::shown(entry)>{OPEN.of(language)}</a></span>
            </div>
        }
        .into_any(),
    ))
}
