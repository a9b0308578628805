//! `/school`: classes, tutors, editions, for the deputy head and the administrator.

use domain::{
    access::{Act, Resource},
    text,
};
use leptos::prelude::*;

use super::{alerts, backups};
use crate::{
    Request,
    frame::{Width, frame},
    links,
    refusal::Answered,
    ui::page::answer,
};

text! {
    TITLE: "Школа" / "School";
    CLASS: "Класс" / "Class";
    STUDENTS: "Учеников" / "Students";
    TUTOR: "Классный руководитель" / "Class tutor";
    EDITION: "Дневник" / "Diary";
    EDITION_OF: "{title}, редакция\u{a0}{number}" / "{title}, edition\u{a0}{number}";
    CLASSES: "Классы" / "Classes";
    EDITIONS: "Редакции дневников" / "Editions of the diaries";
    SECTIONS: "Разделов" / "Sections";
    CONTACTS: "Замещения, часы и телефоны" / "Substitutes, hours and telephone numbers";
    PAGES: "Страниц" / "Pages";
}

/// `/school`
#[component]
pub fn School() -> impl IntoView {
    answer(school)
}

async fn school(request: Request) -> Answered<AnyView> {
    let permit = request.may(Act::SeeSchool, &Resource::School)?;
    let mut conn = request.db.read().await?;
    let alerts = alerts::panel(&request, &mut conn, &permit).await?;
    let classes = super::seen_classes(&request, &mut conn).await?;
    let language = request.language();
    let edition_name = |key: &str, number: u32| {
        let found = request
            .site
            .school
            .editions
            .0
            .values()
            .find(|edition| edition.key == key && edition.number == number);
        found.map_or_else(
            || key.to_owned(),
            |edition| {
                EDITION_OF.with(
                    language,
                    &[
                        ("title", edition.title.of(language)),
                        ("number", &number.to_string()),
                    ],
                )
            },
        )
    };
    let rows = classes
        .iter()
        .map(|class| {
            let tutors: Vec<String> = class.tutors.iter().map(domain::name::PersonName::full).collect();
            let editions: Vec<String> = class.editions.iter().map(|(key, number)| edition_name(key, *number)).collect();
            view! {
                <tr>
                    <th scope="row">{domain::format::class(class.grade, &class.letter)}</th>
                    <td class="num" data-label=STUDENTS.of(language)>{class.students.to_string()}</td>
                    <td data-label=TUTOR.of(language)>{tutors.join(", ")}</td>
                    <td data-label=EDITION.of(language)>{editions.join(", ")}</td>
                </tr>
            }
        })
        .collect_view();
    let mut published: Vec<_> = request.site.school.editions.0.iter().collect();
    published
        .sort_by(|(_, one), (_, other)| (&one.key, one.number).cmp(&(&other.key, other.number)));
    let editions = published
        .iter()
        .map(|(id, edition)| {
            view! {
                <tr>
                    <th scope="row"><a href=links::edition(id)>{edition_name(&edition.key, edition.number)}</a></th>
                    <td class="num" data-label=SECTIONS.of(language)>{edition.sections.len()}</td>
                    <td class="num" data-label=PAGES.of(language)>{edition.pages().count()}</td>
                </tr>
            }
        })
        .collect_view();
    let head = |texts: &[(domain::language::Text, &'static str)]| {
        texts
            .iter()
            .map(|(text, class)| view! { <th scope="col" class=*class>{text.of(language)}</th> })
            .collect_view()
    };
    let contacts = request
        .may(Act::ManageSchool, &Resource::School)
        .is_ok()
        .then(
            || view! { <p><a class="button" href=links::CONTACTS>{CONTACTS.of(language)}</a></p> },
        );
    let body = view! {
        <div class="top"><p class="soft small">{request.site.school.name.clone()}</p><h1>{TITLE.of(language)}</h1></div>
        {alerts}
        {contacts}
        {backups::line(&request, &permit)}
        <section class="panel"><header><h2>{CLASSES.of(language)}</h2></header>
            <table class="data fold"><thead><tr>{head(&[(CLASS, ""), (STUDENTS, "num"), (TUTOR, ""), (EDITION, "")])}</tr></thead><tbody>{rows}</tbody></table></section>
        <section class="panel"><header><h2>{EDITIONS.of(language)}</h2></header>
            <table class="data fold"><thead><tr>{head(&[(EDITION, ""), (SECTIONS, "num"), (PAGES, "num")])}</tr></thead><tbody>{editions}</tbody></table></section>
    };
    Ok(frame(&request, Width::Plain, TITLE.of(language), body))
}
