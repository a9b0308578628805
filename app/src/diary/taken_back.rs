//! Taking back a shown page: when it is possible, and what the page says of it.

use domain::{
    stance::Stances,
    template::{Page, Section},
    text,
    track::Standing,
    waiting::UNDO,
};
use leptos::prelude::*;
use store::{
    Conn,
    comments::{self, Comment},
    entries::Entry,
    tracks::{self, Course},
};

use super::publication::PublicationStatus;
use crate::{Request, refusal::Answered};

text! {
    TAKE_BACK: "Убрать у взрослых" / "Take back";
    SURE: "Взрослые сразу перестанут видеть эту страницу. Кто уже прочитал, тот прочитал: это остаётся в журнале. Свои комментарии они сохранят с пометкой «страница убрана»." / "Adults stop seeing this page at once. Whoever has read it has read it: that stays in the ledger. Their own comments stay with them, marked “the page was taken back”.";
    STAYS: "Показанным останется: {fields}. Это поле открыто взрослым всегда, когда страница показана." / "This stays shown: {fields}. Adults see it whenever the page is shown.";
    NOW: "Убрать сейчас" / "Take back now";
    DECIDED: "Убрать нельзя: по этой странице уже есть решение взрослых или она у них на решении." / "It cannot be taken back: adults have decided on this page, or are deciding.";
}

/// Whether adults have decided on what is shown of the page.
fn is_settled(section: &Section, page: &Page, course: &Course, comments: &[Comment]) -> bool {
    let of_track = section.track.as_ref().is_some_and(|track| {
        let steps = course.steps.iter().map(|step| step.code.as_str());
        Standing::replay(track, steps).is_decided(page.stage.as_deref())
    });
    let has_stance =
        |comment: &Comment| comment.sent_at.is_some() && comment.stances != Stances::new();
    of_track || comments.iter().any(has_stance)
}

/// The same for the entry as it stands now; what an adult can still take back counts.
pub(super) async fn is_decided(
    request: &Request,
    conn: &mut Conn,
    section: &Section,
    page: &Page,
    entry: &Entry,
) -> Answered<bool> {
    let owner = request.student()?.person;
    let course = match &section.track {
        Some(track) => {
            let track = tracks::Track::of(track);
            tracks::course(conn, entry.diary, track, owner, None).await?
        }
        None => Course::default(),
    };
    let comments = comments::for_owner(conn, entry.id, owner, request.now + UNDO).await?;
    Ok(is_settled(section, page, &course, &comments))
}

/// The way to take a shown page back, or why there is none.
pub(super) fn offer(
    status: &PublicationStatus<'_>,
    course: &Course,
    comments: &[Comment],
    form: &'static str,
) -> Option<AnyView> {
    let entry = status.entry.filter(|entry| entry.shown_at.is_some())?;
    let language = status.request.language();
    let page = status.page;
    let content = if is_settled(status.section, page, course, comments) {
        view! { <p class="small">{DECIDED.of(language)}</p> }.into_any()
    } else {
        let week = super::load::week(status.occurrence);
        let left = entry
            .shown
            .clone()
            .taken_back(page, status.section.row, week);
        let fields: Vec<&str> = page
            .fields
            .iter()
            .filter(|field| left.0.contains_key(&field.key))
            .map(|field| field.label.of(language))
            .collect();
        let stays = (!fields.is_empty()).then(|| {
            let said = STAYS.with(language, &[("fields", &fields.join(", "))]);
            view! { <p class="small">{said}</p> }
        });
        view! {
            <p class="small">{SURE.of(language)}</p>
            {stays}
            <div><button class="button" form=form name="draft[then]" value="take_back">{NOW.of(language)}</button></div>
        }
        .into_any()
    };
    Some(
        view! {
            <details class="unfold aside">
                <summary><span>{TAKE_BACK.of(language)}</span></summary>
                <div class="stack">{content}</div>
            </details>
        }
        .into_any(),
    )
}
