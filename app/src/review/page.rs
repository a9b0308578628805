//! `/shown/{entry}`: the last shown version of a page. Opening it is written in the owner's
//! ledger before anything of it is drawn.

use domain::{
    access::{Actor, SectionKind},
    answer::Answer,
    format::{class, moment},
    id::{EditionId, EntryId},
    occurrence::Occurrence,
    template::{Field, FieldKind, Page},
    text,
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use store::{
    Tx,
    access_log::{Opened, Opening, open_as},
    comments::{self, Comment},
    tracks::{self, Course},
    waiting::State,
};

use super::{asks, changes, done, settle, taken_back, track};

use crate::{
    Refusal, Request,
    frame::{Width, frame},
    links,
    links::action::AGREE,
    refusal::Answered,
    ui::{
        computed::{self, Around},
        drawing::{Icon, icon},
        field::reading as read,
        margin::{Margin, WHOLE},
        occurrence,
        own_field::label,
        page::answer,
        unreadable::unreadable,
    },
};

text! {
    BACK: "Страницы" / "Pages";
    SHOWN: "показано {when}" / "shown {when}";
    NEXT: "Дальше без ответа" / "On to the next one";
    NEXT_AFTER: "Дальше" / "Next";
    BACK_TO_DECISIONS: "Решения" / "Decisions";
    NEXT_DECISION: "Следующее решение" / "The next decision";
    LATE: "Отменить уже нельзя: десять секунд прошли, и ученик это видит." / "It is too late to undo: ten seconds have passed, and the student sees it.";
    NEWER: "Прочитанным не отмечено: страницу показали заново, пока она была открыта. Новое ниже." / "Not marked as read: the page was shown again while it was open. What is new is below.";
    UNSENT: "Прочитанным не отмечено: на этой странице начат комментарий, который не отправлен. Его можно отправить или оставить черновиком (кнопка внизу)." / "Not marked as read: a comment on this page is begun and not sent. Send it, or keep it as a draft (the button below).";
    UNDONE: "Решение отменено: ученик его не увидел. Комментарий, если он был, остался черновиком." / "The decision is undone: the student has not seen it. Its comment, if there was one, is a draft again.";
    EMPTY: "Отправлять пока нечего: ни слова, ни отметки." / "There is nothing to send yet: no word and no mark.";
    LEDGER: "Это открытие записано в журнале ученика «Кто читал мой дневник»." / "This opening is noted in the student’s ledger “Who has read my diary”.";
}

/// `/shown/{entry}`
#[component]
pub fn ShownPage() -> impl IntoView {
    let id = use_params_map()
        .read_untracked()
        .get("entry")
        .unwrap_or_default();
    let done = use_query_map().read_untracked().get("marked");
    let done = done.and_then(|id| id.parse().ok()).map(EntryId);
    answer(move |request| page(request, id, done))
}

async fn page(request: Request, id: String, done: Option<EntryId>) -> Answered<AnyView> {
    let actor = &request.actor()?.clone();
    let entry = EntryId(id.parse().map_err(|_| Refusal::NotFound)?);
    let today = request.today();
    let needs_track = request.needs(AGREE);
    let (opened, comments, course) = match opened(&request, entry).await {
        // What was taken back leaves everybody their own words.
        Err(Refusal::NotFound) => return taken_back::page(&request, entry).await,
        opened => opened?,
    };
    let bar = match done {
        Some(done) => {
            let readers = request.scope(domain::access::Act::OpenShown)?.readers();
            done::bar(&request, &mut request.db.read().await?, done, &readers).await?
        }
        None => None,
    };
    let request = request.opened_as(opened.capacity);
    let edition = request
        .site
        .school
        .editions
        .get(opened.edition)
        .ok_or(Refusal::NotFound)?;
    let (section, page) = edition.page(&opened.page_key).ok_or(Refusal::NotFound)?;
    let language = request.language();
    let title = title(&request, page, &opened);
    let about = format!(
        "{} · {}",
        opened.name.brief(),
        occurrence::full_title(page, opened.occurrence, None, language)
    );
    let mut margin = Margin::new(&request, &comments)
        .of_shown(about.clone(), (opened.shown_version, opened.shown_at));
    let panel = section
        .track
        .as_ref()
        .filter(|_| needs_track)
        .map(|track| track::Shown {
            opened: &opened,
            page,
            track,
            course: &course,
            about,
            next: links::FromDecisions::of(&request.path).map(|from| from.next(entry)),
        });
    if let Some(typed) = request.asked() {
        let asked = asks::Asks {
            request: &request,
            actor,
            opened: &opened,
            page,
            title: &title,
            panel: panel.as_ref(),
        };
        if let Some(body) = asked.draw(typed, &mut margin) {
            return Ok(frame(&request, Width::Plain, &title, body));
        }
    }
    let mut beside = |about: Option<(&Field, &Answer)>| {
        let mut said = margin.conversations(about.map(|(field, _)| field));
        if opened.comment.is_some() {
            said.push(margin.open(entry, actor.person(), about));
        }
        said
    };
    let week = match opened.occurrence {
        Occurrence::Week { number, .. } => Some(number),
        _ => None,
    };
    let about_page = beside(None);
    let around = Around {
        today,
        weekly_load: i64::from(request.site.school.weekly_load),
        ..Around::default()
    };
    let changed = needs_track
        .then(|| changes::changes(&request, &opened, (section, page), &course))
        .flatten();
    let panel = panel.map(|panel| panel.draw(&request, actor));
    let fields = page
        .fields
        .iter()
        .filter_map(|field| {
            // Worked out of what this reader sees, and of nothing else.
            if let FieldKind::Computed(_) = field.kind {
                let said = computed::sentence(field, page, &opened.answers, &around, language)?;
                return (!said.is_empty()).then(|| view! {
                    <div class="pair"><section class="panel" id=field.key.clone()><header><h2>{label(field, week, language)}</h2></header><p>{said}</p></section></div>
                }.into_any());
            }
            let said = computed::sentence(field, page, &opened.answers, &around, language);
            let found = opened.answers.get(&field.key)?;
            let aside = beside(Some((field, found)));
            Some(view! {
                <div class="pair">
                    <section class="panel" id=field.key.clone()>
                        <header><h2>{label(field, week, language)}</h2></header>
                        {read(&field.kind, found, language)}
                        {said.filter(|said| !said.is_empty() && !field.counter).map(|said| view! { <p>{said}</p> })}
                    </section>
                    <aside>{aside}</aside>
                </div>
            }.into_any())
        })
        .collect_view();
    let when = SHOWN.with(
        language,
        &[(
            "when",
            &moment(request.local(opened.shown_at), today, language),
        )],
    );
    let settle = opened
        .settle
        .as_ref()
        .and(opened.waits.as_ref())
        .map(|waits| settle::panel(&request, (entry, opened.shown_version), waits));
    let is_settled =
        (opened.waits.as_ref()).is_some_and(|waits| matches!(waits.state, State::Settled(_)));
    let (back, next) = match links::FromDecisions::of(&request.path) {
        Some(from) => (
            (links::DECISIONS, BACK_TO_DECISIONS),
            (from.next(entry), NEXT_DECISION),
        ),
        None => (
            (links::SHOWN, BACK),
            (
                links::shown_after(entry),
                if is_settled { NEXT_AFTER } else { NEXT },
            ),
        ),
    };
    let told = match links::query(&request.path, "told") {
        Some("late") => Some(LATE),
        Some("newer") => Some(NEWER),
        Some("draft") => Some(UNSENT),
        Some("empty") => Some(EMPTY),
        Some("undone") => Some(UNDONE),
        _ => None,
    };
    let told = told.map(|text| view! { <p class="told clay" role="alert">{text.of(language)}</p> });
    let body = view! {
        {bar}
        {told}
        <p class="crumb"><a href=back.0>{icon(Icon::Back)}{back.1.of(language)}</a>" / "{section.title.of(language).to_owned()}</p>
        <div class="top"><p class="soft small">{whose(&opened)}</p><h1>{title.clone()}</h1><p class="soft small">{when}</p></div>
        {changed}
        {panel}
        {(!opened.is_readable).then(|| unreadable(language))}
        {fields}
        {(!about_page.is_empty()).then(|| view! { <section class="words" id=WHOLE>{about_page}</section> })}
        {settle}
        <div class="row wrap after"><a class="button quiet" href=next.0>{next.1.of(language)}</a></div>
        <p class="soft small">{LEDGER.of(language)}</p>
        {margin.forms()}
    };
    Ok(frame(&request, Width::Margin, &title, body))
}

/// Opens it: the page as its reader sees it, their comments and the course of its track, and a line in
/// the ledger.
pub(super) async fn opened(
    request: &Request,
    entry: EntryId,
) -> Answered<(Opened, Vec<Comment>, Course)> {
    let actor = request.actor()?;
    let row_of = |edition: EditionId, key: &str| request.site.school.editions.row(edition, key);
    let track_of = |edition: EditionId, key: &str| {
        if !request.needs(AGREE) {
            return None;
        }
        let (section, _) = request.site.school.editions.get(edition)?.page(key)?;
        section.track.as_ref().map(tracks::Track::of)
    };
    store::write!(request.db, tx => open(tx, actor, entry, &row_of, &track_of, &request.opening()).await)
}

async fn open(
    tx: &mut Tx,
    actor: &Actor,
    entry: EntryId,
    row_of: impl Fn(EditionId, &str) -> Option<SectionKind>,
    track_of: impl Fn(EditionId, &str) -> Option<tracks::Track>,
    opening: &Opening<'_>,
) -> Answered<(Opened, Vec<Comment>, Course)> {
    let opened = open_as(tx, actor, entry, row_of, opening).await?;
    let comments = match opened.has_words {
        true => comments::for_adult(tx, entry, actor.person()).await?,
        false => Vec::new(),
    };
    let course = match track_of(opened.edition, &opened.page_key) {
        Some(track) => tracks::course(tx, opened.diary, track, actor.person(), None).await?,
        None => Course::default(),
    };
    Ok((opened, comments, course))
}

/// «Валиуллин Тимур, 10 «А»»
pub(super) fn whose(opened: &Opened) -> String {
    match &opened.class {
        Some((grade, letter)) => format!("{}, {}", opened.name.plain(), class(*grade, letter)),
        None => opened.name.plain(),
    }
}

fn title(request: &Request, page: &Page, opened: &Opened) -> String {
    let language = request.language();
    let name = page.name_of(&opened.answers, language);
    occurrence::full_title(page, opened.occurrence, name.as_deref(), language)
}
