//! What an adult sees of a page that its student took back: their own words, and nothing of it.

use domain::{format::moment, id::EntryId, text};
use leptos::prelude::*;
use store::comments;

use crate::{
    Refusal, Request,
    frame::{Width, frame},
    links,
    refusal::Answered,
    ui::{
        drawing::{Icon, icon},
        margin::said,
    },
};

text! {
    BACK: "Страницы" / "Pages";
    TITLE: "Страница убрана" / "The page was taken back";
    ABOUT: "{name}: страница «{page}» убрана {when}. Её больше не видно; здесь остались ваши комментарии." / "{name}: the page “{page}” was taken back {when}. It is no longer seen; your comments stay here.";
    YOU: "вы" / "you";
    UNSENT: "черновик, не отправлено" / "a draft, not sent";
}

/// The page in place of the one that was taken back.
pub async fn page(request: &Request, entry: EntryId) -> Answered<AnyView> {
    let row_of = |edition, key: &str| request.site.school.editions.row(edition, key);
    let mut conn = request.db.read().await?;
    let left = comments::on_taken_back(&mut conn, request.actor()?, entry, row_of, request.today())
        .await?;
    drop(conn);
    let language = request.language();
    let edition = request.site.school.editions.get(left.edition);
    let (_, page) = edition
        .and_then(|edition| edition.page(&left.page_key))
        .ok_or(Refusal::NotFound)?;
    let when = moment(request.local(left.at), request.today(), language);
    let about = ABOUT.with(
        language,
        &[
            ("name", &left.student.brief()),
            ("page", page.title.of(language)),
            ("when", &when),
        ],
    );
    let notes = left.comments.iter().filter_map(|comment| {
        // An empty one is a form that was opened.
        let is_empty = comment.body.is_empty() && comment.stances.is_empty();
        let when = match comment.sent_at {
            Some(at) => moment(request.local(at), request.today(), language),
            None if is_empty => return None,
            None => UNSENT.of(language).to_owned(),
        };
        let field = comment.field.as_ref().and_then(|key| page.field(key));
        let who = YOU.of(language);
        Some(view! { <div class="note">{said(comment, field, false, language)}<p class="who">{who}" · "{when}</p></div> })
    });
    let body = view! {
        <p class="crumb"><a href=links::SHOWN>{icon(Icon::Back)}{BACK.of(language)}</a></p>
        <div class="top"><h1>{TITLE.of(language)}</h1><p class="soft">{about}</p></div>
        <section class="words">{notes.collect_view()}</section>
    };
    Ok(frame(request, Width::Plain, TITLE.of(language), body))
}
