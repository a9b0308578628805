//! `/school/editions/{edition}`: a diary's edition to be read: what it asks, and who may see it.

use domain::{
    access::{Act, Resource},
    format::count,
    id::EditionId,
    language::Text,
    template::{Field, Repeat},
    text,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::{
    Refusal, Request,
    frame::{Width, frame},
    links,
    refusal::Answered,
    ui::{
        drawing::{Icon, icon},
        page::answer,
    },
};

text! {
    BACK: "Школа" / "School";
    NUMBER: "редакция {number}" / "edition {number}";
    WRITE: "Пишут: {classes}" / "Written by: {classes}";
    NOBODY: "Пока никто не пишет." / "Nobody writes in it yet.";
    ONLY_OWNER: "только ученик" / "the student alone";
    LOCKED: "нельзя оставить только себе" / "cannot stay private for ever";
    ADD: "по желанию" / "optional";
    ONCE: "один раз" / "once";
    WEEK: "каждую неделю" / "every week";
    MONTH: "каждый месяц" / "every month";
    TERM: "каждую четверть" / "every term";
    HALF_YEAR: "каждое полугодие" / "every half-year";
    CARD: "карточки" / "cards";
    HALF_YEAR_CARD: "карточки каждого полугодия" / "cards of each half-year";
    FREE: "сколько угодно" / "any number";
}

const FIELDS: [&str; 3] = ["поле", "поля", "полей"];

/// `/school/editions/{edition}`
#[component]
pub fn EditionView() -> impl IntoView {
    let id = use_params_map()
        .read_untracked()
        .get("edition")
        .unwrap_or_default();
    answer(move |request| edition(request, id))
}

async fn edition(request: Request, id: String) -> Answered<AnyView> {
    request.may(Act::SeeSchool, &Resource::School)?;
    let id = EditionId(id.parse().map_err(|_| Refusal::NotFound)?);
    let edition = request
        .site
        .school
        .editions
        .get(id)
        .ok_or(Refusal::NotFound)?;
    let mut conn = request.db.read().await?;
    let classes = super::seen_classes(&request, &mut conn).await?;
    drop(conn);
    let language = request.language();
    let writing: Vec<String> = classes
        .iter()
        .filter(|class| {
            class
                .editions
                .iter()
                .any(|(key, number)| *key == edition.key && *number == edition.number)
        })
        .map(|class| domain::format::class(class.grade, &class.letter))
        .collect();
    let used = if writing.is_empty() {
        NOBODY.of(language).to_owned()
    } else {
        WRITE.with(language, &[("classes", &writing.join(", "))])
    };
    let sections = edition
        .sections
        .iter()
        .map(|section| {
            let pages = section
                .pages
                .iter()
                .map(|page| {
                    let fields = page.fields.iter().map(|field| line(field, section.row, language)).collect_view();
                    let repeat = repeat(page.repeat).of(language);
                    let fields_word = count(page.fields.len() as u64, FIELDS, ["field", "fields"], language);
                    view! {
                        <details class="unfold">
                            <summary><span>{page.title.of(language).to_owned()}<span class="soft small">{repeat}" · "{fields_word}</span></span></summary>
                            <ul class="list">{fields}</ul>
                        </details>
                    }
                })
                .collect_view();
            view! { <section class="panel edition"><header><h2>{section.number.clone()}" "{section.title.of(language).to_owned()}</h2></header>{pages}</section> }
        })
        .collect_view();
    let title = edition.title.of(language).to_owned();
    let number = NUMBER.with(language, &[("number", &edition.number.to_string())]);
    let body = view! {
        <p class="crumb"><a href=links::SCHOOL>{icon(Icon::Back)}{BACK.of(language)}</a></p>
        <div class="top"><p class="soft small">{number}</p><h1>{title.clone()}</h1><p class="soft">{used}</p></div>
        {sections}
    };
    Ok(frame(&request, Width::Plain, &title, body))
}

fn line(
    field: &Field,
    row: domain::access::SectionKind,
    language: domain::language::Language,
) -> AnyView {
    let audience = field.default_audience(row, None);
    let readers: Vec<&str> = audience
        .iter()
        .map(|reader| reader.title().of(language))
        .collect();
    let who = if readers.is_empty() {
        ONLY_OWNER.of(language).to_owned()
    } else {
        readers.join(", ")
    };
    let locked = field.locked.then(|| LOCKED.of(language));
    let add = (!field.core).then(|| ADD.of(language));
    let notes: Vec<&str> = [Some(field.kind.as_type().title().of(language)), locked, add]
        .into_iter()
        .flatten()
        .collect();
    view! {
        <li><b>{field.label.of(language).to_owned()}</b><span class="soft small">" · "{notes.join(" · ")}</span><div class="soft small">{icon(Icon::Eye)}{who}</div></li>
    }
    .into_any()
}

const fn repeat(repeat: Repeat) -> Text {
    match repeat {
        Repeat::Once => ONCE,
        Repeat::Week => WEEK,
        Repeat::Month => MONTH,
        Repeat::Term => TERM,
        Repeat::HalfYear => HALF_YEAR,
        Repeat::Card => CARD,
        Repeat::HalfYearCard => HALF_YEAR_CARD,
        Repeat::Free => FREE,
    }
}
