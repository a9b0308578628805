//! `/shown/{entry}/print`: the sheet on which parents sign that they know a version of an ИОП. It holds
//! what the student shows to parents, and is an opening like any other.

use domain::{
    access::visible,
    audience::{Audience, Reader},
    format::day_and_year,
    id::EntryId,
    template::{Field, Track},
    text,
    track::{Standing, iep},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{
    page::{opened, whose},
    track::hands,
};
use crate::{
    Refusal, Request,
    frame::{Width, frame},
    links,
    refusal::Answered,
    ui::{
        drawing::{Icon, icon},
        field::reading as read,
        own_field::label,
        page::answer,
    },
};

text! {
    TITLE: "Лист на подпись" / "A sheet to sign";
    BACK: "К странице" / "Back to the page";
    HOW: "Напечатайте лист из меню браузера или клавишами Ctrl+P. На нём только то, что ученик показывает и родителям. Когда лист подпишут, отметьте это на странице вместе с днём." / "Print the sheet from the browser’s menu or with Ctrl+P. It holds only what the student shows to parents too. When it is signed, note that on the page with its day.";
    VERSION: "Версия {version}, показана {day}" / "Version {version}, shown on {day}";
    AGREED: "Согласовано: {who}, {day}" / "Agreed: {who}, {day}";
    NOTHING: "Саму программу родителям показывает ученик: на листе только то, что он открыл и для них." / "The programme itself is shown to the parents by the student: the sheet holds only what is open to them too.";
    SIGNED: "С версией {version} ознакомлен(а) родитель (законный представитель):" / "Version {version} is known to the parent (legal representative):";
    EMPTY_SHEET: "Ученик ничего не открыл из этой страницы родителям. Если им нужно подписать саму программу, попросите его добавить родителей в читатели нужных полей и показать страницу ещё раз." / "The student has opened nothing of this page to the parents. If they are to sign the programme itself, ask the student to add them as readers of the fields and to show the page again.";
    SIGNATURE: "подпись" / "signature";
    NAME: "фамилия и инициалы" / "surname and initials";
    DATE: "дата" / "date";
}

/// `/shown/{entry}/print`
#[component]
pub fn Sheet() -> impl IntoView {
    let id = use_params_map()
        .read_untracked()
        .get("entry")
        .unwrap_or_default();
    answer(move |request| sheet(request, id))
}

async fn sheet(request: Request, id: String) -> Answered<AnyView> {
    let entry = EntryId(id.parse().map_err(|_| Refusal::NotFound)?);
    let (opened, _, course) = opened(&request, entry).await?;
    let request = request.opened_as(opened.capacity);
    let editions = &request.site.school.editions;
    let (section, page) = editions
        .get(opened.edition)
        .and_then(|edition| edition.page(&opened.page_key))
        .ok_or(Refusal::NotFound)?;
    let is_iep = section.track == Some(Track::Iep);
    if !is_iep || hands(request.actor()?, opened.student, &Track::Iep).is_empty() {
        return Err(Refusal::NotFound);
    }
    let language = request.language();
    let steps = course.steps.iter().map(|step| step.code.as_str());
    let Standing::Iep(standing) = Standing::replay(&Track::Iep, steps) else {
        return Err(Refusal::NotFound);
    };
    let version = standing.version().to_string();
    let agreed = course
        .steps
        .iter()
        .rev()
        .take_while(|step| iep::Step::parse(&step.code) != Some(iep::Step::Propose))
        .find(|step| iep::Step::parse(&step.code) == Some(iep::Step::TutorAgrees))
        .map(|step| {
            let day = day_and_year(request.local(step.at).date(), language);
            AGREED.with(language, &[("who", &step.name.full()), ("day", &day)])
        });
    let parents: Audience = [Reader::Guardian].into_iter().collect();
    let is_theirs = |field: &Field| {
        let to = opened.shown_to.get(&field.key);
        to.is_some_and(|to| visible(&parents, section.row, to))
    };
    let fields: Vec<AnyView> = page
        .fields
        .iter()
        .filter(|field| is_theirs(field))
        .filter_map(|field| {
            let answer = opened.answers.get(&field.key)?;
            Some(view! {
                <div class="field"><h4>{label(field, None, language)}</h4>{read(&field.kind, answer, language)}</div>
            }.into_any())
        })
        .collect();
    let warned = fields
        .is_empty()
        .then(|| view! { <p class="told clay">{EMPTY_SHEET.of(language)}</p> });
    let nothing = fields
        .is_empty()
        .then(|| view! { <p>{NOTHING.of(language)}</p> });
    let shown = VERSION.with(
        language,
        &[
            ("version", &version),
            (
                "day",
                &day_and_year(request.local(opened.shown_at).date(), language),
            ),
        ],
    );
    let line =
        |under: domain::language::Text| view! { <span class="under">{under.of(language)}</span> };
    let body = view! {
        <p class="crumb"><a href=links::shown(entry)>{icon(Icon::Back)}{BACK.of(language)}</a></p>
        <div class="top no-print"><h1>{TITLE.of(language)}</h1><p class="soft">{HOW.of(language)}</p>{warned}</div>
        <article class="leaf sign-sheet">
            <p class="soft small">{request.site.school.name.clone()}</p>
            <h2>{page.title.of(language).to_owned()}</h2>
            <p><b>{whose(&opened)}</b><br />{shown}{agreed.map(|agreed| view! { <br />{agreed} })}</p>
            {nothing}
            {fields}
            <div class="sign"><p>{SIGNED.with(language, &[("version", &version)])}</p><p class="lines">{line(SIGNATURE)}{line(NAME)}{line(DATE)}</p></div>
        </article>
    };
    Ok(frame(&request, Width::Plain, TITLE.of(language), body))
}
