//! The revisions of a page, and the way back to each.

use domain::{
    answer::{Answer, Answers},
    format::{moment, quoted},
    template::{FieldKind, Page},
    text,
};
use leptos::prelude::*;
use store::entries::{self, Kind, Revision};

use super::load;
use crate::{
    Refusal, Request,
    frame::{Width, frame},
    links,
    refusal::Answered,
    ui::{
        drawing::{Icon, icon},
        field::reading as read,
        page::answer,
        unreadable::unreadable,
    },
};

text! {
    TITLE: "История страницы" / "History of the page";
    PROMISE: "Вернуть можно любую версию: нынешняя тоже останется здесь." / "Any version can be brought back; the present one stays here too.";
    NOW: "Сейчас" / "Now";
    SAVED: "Сохранено" / "Saved";
    SHOWN: "Показано" / "Shown";
    CONFLICT: "Версия из другого места" / "A version from elsewhere";
    RESTORED: "Возвращено" / "Brought back";
    RESTORE: "Вернуть" / "Restore";
    CHANGED: "изменилось: {fields}" / "changed: {fields}";
    TEXT: "Текст этой версии" / "Text of this version";
    NOTHING: "На этой странице пока ничего не сохранено." / "Nothing has been saved on this page yet.";
}

/// `/diary/{page}/{occurrence}/history`
#[component]
pub fn History() -> impl IntoView {
    let named = load::named();
    answer(move |request| history(request, named))
}

async fn history(request: Request, named: (String, String)) -> Answered<AnyView> {
    let mut conn = request.db.read().await?;
    let found = load::find(&request, &mut conn, &named).await?;
    let (page, occurrence) = (found.page, found.occurrence);
    let entry = found.entry.ok_or(Refusal::NotFound)?;
    let revisions = entries::revisions(&mut conn, entry.id).await?;
    let language = request.language();
    let is_readable = entry.is_readable();
    let draft = entry.draft;
    let name = load::title(
        &request,
        page,
        occurrence,
        page.name_of(&draft, language).as_deref(),
    );
    let nothing = Answers::new();
    let items = revisions
        .iter()
        .enumerate()
        .map(|(index, revision)| {
            let before = revisions
                .iter()
                .skip(index + 1)
                .find_map(|before| before.answers.as_ref().ok())
                .unwrap_or(&nothing);
            let current = is_readable && index == 0 && revision.answers.as_ref() == Ok(&draft);
            item(
                &request,
                page,
                &occurrence.to_string(),
                revision,
                before,
                current,
            )
        })
        .collect_view();
    let body = view! {
        <p class="crumb"><a href=links::entry(&page.key, occurrence)>{icon(Icon::Back)}{name}</a></p>
        <div class="top"><h1>{TITLE.of(language)}</h1><p class="soft">{PROMISE.of(language)}</p></div>
        {revisions.is_empty().then(|| view! { <p>{NOTHING.of(language)}</p> })}
        <section class="panel"><ol class="history">{items}</ol></section>
    };
    Ok(frame(&request, Width::Plain, TITLE.of(language), body))
}

fn item(
    request: &Request,
    page: &Page,
    occurrence: &str,
    revision: &Revision,
    before: &Answers,
    current: bool,
) -> AnyView {
    let language = request.language();
    let kind = match revision.kind {
        _ if current => NOW,
        Kind::Save => SAVED,
        Kind::Show => SHOWN,
        Kind::Conflict => CONFLICT,
        Kind::Restore => RESTORED,
    };
    let when = moment(request.local(revision.saved_at), request.today(), language);
    let Ok(answers) = &revision.answers else {
        return view! { <li><time>{when}</time><div class="grow"><b>{kind.of(language)}</b>{unreadable(language)}</div></li> }
            .into_any();
    };
    let fields: Vec<String> = page
        .fields
        .iter()
        .filter(|field| {
            Answer::fingerprint(answers.get(&field.key))
                != Answer::fingerprint(before.get(&field.key))
        })
        .map(|field| quoted(field.label.of(language), language))
        .collect();
    let changed =
        (!fields.is_empty()).then(|| CHANGED.with(language, &[("fields", &fields.join(", "))]));
    let text = page
        .fields
        .iter()
        // A letter to oneself is read in its own place and time.
        .filter(|field| !matches!(field.kind, FieldKind::Letter(_)))
        .filter_map(|field| {
            let found = answers.get(&field.key)?;
            Some(view! { <div class="stack"><b class="small">{field.label.of(language).to_owned()}</b>{read(&field.kind, found, language)}</div> })
        })
        .collect_view();
    let back = (!current).then(|| {
        view! {
            <form method="post" action=links::action::RESTORE>
                <input type="hidden" name="restore[page]" value=page.key.clone() />
                <input type="hidden" name="restore[occurrence]" value=occurrence.to_owned() />
                <input type="hidden" name="restore[revision]" value=revision.id.to_string() />
                <button class="button quiet">{RESTORE.of(language)}</button>
            </form>
        }
    });
    view! {
        <li aria-current=current.then_some("true")>
            <time>{when}</time>
            <div class="grow">
                <b>{kind.of(language)}</b>
                {changed.map(|changed| view! { <div class="soft small">{changed}</div> })}
                <details class="unfold"><summary>{TEXT.of(language)}</summary><div class="stack">{text}</div></details>
            </div>
            {back}
        </li>
    }
    .into_any()
}
