//! A page of one's own diary whose words cannot be read: nothing of it is drawn as empty, and what
//! is kept of it leads back.

use domain::{template::Page, text};
use leptos::prelude::*;
use store::{
    Conn,
    entries::{self, Entry, Kind, Revision},
};

use super::{load, words};
use crate::{
    Request,
    frame::{Width, frame},
    links,
    refusal::Answered,
    ui::{
        drawing::{Icon, icon},
        unreadable::unreadable,
    },
};

text! {
    LAST: "Последнюю версию, которая читается, можно вернуть: она от {when}." / "The last version that can be read can be brought back: it is of {when}.";
    NONE: "Ни одной версии, которая читается, здесь нет." / "No version of it can be read.";
    RESTORE: "Вернуть её" / "Bring it back";
}

/// The page in the place of the one that cannot be read.
pub async fn draw(
    request: &Request,
    conn: &mut Conn,
    page: &Page,
    entry: &Entry,
) -> Answered<AnyView> {
    let revisions = entries::revisions(conn, entry.id).await?;
    let last = revisions
        .iter()
        .find(|revision| revision.kind != Kind::Conflict && revision.answers.is_ok());
    let language = request.language();
    let title = load::title(request, page, entry.occurrence, None);
    let address = links::entry(&page.key, entry.occurrence);
    let way_back = match last {
        Some(revision) => restore(request, page, entry, revision),
        None => view! { <p>{NONE.of(language)}</p> }.into_any(),
    };
    let body = view! {
        <p class="crumb"><a href=links::DIARY>{icon(Icon::Back)}{words::DIARY.of(language)}</a></p>
        <div class="top"><h1>{title.clone()}</h1></div>
        {unreadable(language)}
        {way_back}
        <p><a class="button quiet" href=links::history(&address)>{icon(Icon::History)}{words::HISTORY.of(language)}</a></p>
    };
    Ok(frame(request, Width::Plain, &title, body))
}

fn restore(request: &Request, page: &Page, entry: &Entry, revision: &Revision) -> AnyView {
    let language = request.language();
    let when = domain::format::moment(request.local(revision.saved_at), request.today(), language);
    view! {
        <p>{LAST.with(language, &[("when", &when)])}</p>
        <form method="post" action=links::action::RESTORE>
            <input type="hidden" name="restore[page]" value=page.key.clone() />
            <input type="hidden" name="restore[occurrence]" value=entry.occurrence.to_string() />
            <input type="hidden" name="restore[revision]" value=revision.id.to_string() />
            <button class="button main">{RESTORE.of(language)}</button>
        </form>
    }
    .into_any()
}
