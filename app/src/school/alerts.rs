//! Alerts of the school: a panel on the pages of those who run it, and closing one.

use domain::{
    access::{Act, Permit, Resource},
    alert::Alert,
    format::{count, moment},
    language::Language,
    text,
};
use leptos::prelude::*;
use leptos::server;
use serde::{Deserialize, Serialize};
use store::{Conn, alerts, alerts::OpenAlert};

use crate::{
    Refusal, Request, links,
    refusal::{Answered, go},
};

/// How many are listed at once.
const LISTED: i64 = 50;

const TIMES: ([&str; 3], [&str; 2]) = (["раз", "раза", "раз"], ["time", "times"]);

text! {
    TITLE: "Нужно внимание" / "Needs attention";
    ABOUT: "О чём" / "About";
    LAST: "в последний раз {when}" / "last {when}";
    CLOSE: "Разобрались" / "Dealt with";
}

/// The form that closes an alert.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct AlertSeen {
    pub kind: String,
    pub subject: String,
    /// How often it had been raised when the page was drawn.
    pub times: i64,
}

/// Closes an alert of the school; one that was raised again meanwhile stays open.
#[server(endpoint = "v1/alert/close", prefix = "/api")]
pub async fn close_alert(seen: AlertSeen) -> Answered<()> {
    let request = Request::current().ok_or(Refusal::Internal)?;
    let permit = request.may(Act::CloseAlert, &Resource::School)?;
    let alert = Alert::parse(&seen.kind).ok_or(Refusal::NotFound)?;
    store::write!(request.db, tx => alerts::close(tx, &permit, alert, &seen.subject, seen.times).await)?;
    go(links::SCHOOL);
    Ok(())
}

/// The open alerts; nothing when there are none.
pub async fn panel(
    request: &Request,
    conn: &mut Conn,
    permit: &Permit,
) -> Answered<Option<AnyView>> {
    let open = alerts::open(conn, permit, LISTED).await?;
    if open.is_empty() {
        return Ok(None);
    }
    let language = request.language();
    let lines = open
        .iter()
        .map(|one| line(request, one, language))
        .collect_view();
    Ok(Some(
        view! {
            <section class="panel alerts"><header><h2>{TITLE.of(language)}</h2></header><ul class="list">{lines}</ul></section>
        }
        .into_any(),
    ))
}

fn line(request: &Request, one: &OpenAlert, language: Language) -> impl IntoView {
    let when = moment(request.local(one.last_at), request.today(), language);
    let times = count(one.times.unsigned_abs(), TIMES.0, TIMES.1, language);
    view! {
        <li>
            <p>{one.alert.text().of(language)}</p>
            <p class="soft small">{ABOUT.of(language)}": "<code>{one.subject.clone()}</code>" · "{times}", "{LAST.with(language, &[("when", &when)])}</p>
            <form method="post" action=links::action::CLOSE_ALERT>
                <input type="hidden" name="seen[kind]" value=one.alert.code() />
                <input type="hidden" name="seen[subject]" value=one.subject.clone() />
                <input type="hidden" name="seen[times]" value=one.times.to_string() />
                <button class="button quiet">{CLOSE.of(language)}</button>
            </form>
        </li>
    }
}
